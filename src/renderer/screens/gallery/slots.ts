import type { OpenSlot, PanelTakes, Take } from '../../../shared/contract/index.ts'

/** One place in a panel's row: a picture, or one that is on its way or did not come. */
export type Slot = {
  /** The same for a wish and for the picture that comes of it, so that the one takes the place of the other. */
  key: string
  /** Of the picture, or of the job with `job:` before it. */
  id: string
} & (
  | { kind: 'take'; take: Take }
  | { kind: 'open'; open: OpenSlot }
  /** The picture of another panel. */
  | { kind: 'shared'; shared: NonNullable<PanelTakes['shares']> }
)

/** The places of a panel in order: another's picture where it shows that, then images as they are wanted, pictures of the same wish as they came. */
export function slotsOf({
  takes,
  open,
  shares = null,
}: Pick<PanelTakes, 'takes' | 'open'> & Partial<Pick<PanelTakes, 'shares'>>): Slot[] {
  const all: { edition: string; index: number; slot: Omit<Slot, 'key'> }[] = [
    ...takes.map((take) => ({
      edition: `${take.style}/${take.lang}`,
      index: take.index,
      slot: { id: take.id, kind: 'take' as const, take },
    })),
    ...open.map((wish) => ({
      edition: `${wish.style}/${wish.lang}`,
      index: wish.index,
      slot: { id: `job:${wish.jobId}`, kind: 'open' as const, open: wish },
    })),
  ]
  const made = new Map<string, number>()
  const counted = all.map(({ edition, index, slot }) => {
    const wish = `${edition}/${index}`
    const nth = made.get(wish) ?? 0
    made.set(wish, nth + 1)
    return { edition, nth, index, slot: { ...slot, key: `${wish}/${nth}` } as Slot }
  })
  // What was asked for once more stands behind what was asked for first.
  counted.sort((a, b) =>
    a.edition === b.edition ? a.nth - b.nth || a.index - b.index : a.edition < b.edition ? -1 : 1,
  )
  const own = counted.map(({ slot }) => slot)
  return shares === null ? own : [{ key: 'shared', id: 'shared', kind: 'shared', shared: shares }, ...own]
}

/** How a picture stands, in one word: one state for one card. */
export type CardState = 'picked' | 'kept' | 'rejected' | 'candidate' | 'lost'

export function cardState({ file, picked, state }: Pick<Take, 'file' | 'picked' | 'state'>): CardState {
  if (file !== 'whole') return 'lost'
  return picked ? 'picked' : state
}

/** What the row of a panel says about its pictures. */
export interface RowTally {
  kept: number
  picked: number
  rejected: number
  candidate: number
  running: number
  queued: number
  failed: number
  refused: number
  unknown: number
}

export function tally({ takes, open }: Pick<PanelTakes, 'takes' | 'open'>): RowTally {
  const of = (state: Take['state']) => takes.filter((take) => take.state === state).length
  const ended = (state: OpenSlot['state']) => open.filter((wish) => wish.state === state).length
  return {
    kept: of('kept'),
    picked: takes.filter(({ picked }) => picked).length,
    rejected: of('rejected'),
    candidate: of('candidate'),
    running: ended('running'),
    queued: ended('queued'),
    failed: ended('failed'),
    refused: ended('refused'),
    unknown: ended('unknown'),
  }
}
