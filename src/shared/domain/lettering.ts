export const BALLOON_KINDS = ['speech', 'thought', 'whisper', 'burst', 'electric', 'off-panel'] as const
export type BalloonKind = (typeof BALLOON_KINDS)[number]

/** One piece of text set over a panel, in reading order. */
export interface Lettering {
  kind: 'dialogue' | 'caption' | 'sfx'
  /** Shape of the balloon; `speech` for captions and sound effects. */
  balloon: BalloonKind
  /** Who speaks: a person's id, or null when unknown or for captions and sound effects. */
  speakerId: string | null
  /** The speaker as the script names them (`NELL`, `the man`), kept when no person of the bible fits. */
  speakerName: string | null
  text: string
  /** False when another reader could name another speaker. */
  sure: boolean
}

/** Whether two lines say the same in the same way, however sure it is who speaks. */
export function isSameLine(a: Lettering, b: Lettering): boolean {
  return (
    a.kind === b.kind &&
    a.balloon === b.balloon &&
    a.speakerId === b.speakerId &&
    a.speakerName === b.speakerName &&
    a.text === b.text
  )
}
