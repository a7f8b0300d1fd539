import type { BalloonKind } from '../../../shared/domain/lettering.ts'

/** One line of a comic script by itself, before its place in the file gives it a meaning. */
export type StripLine =
  | { is: 'blank' }
  | { is: 'heading'; level: number; text: string }
  | { is: 'strip'; number: string | null }
  | { is: 'separator' }
  | { is: 'mark'; key: string; value: string; rest: string }
  | { is: 'lettering'; label: string; note: string | null; text: string }
  | { is: 'prompt'; text: string }

const STRIP = /^strip\b[\s.:#]*(\d{1,6})?\s*$/i
const MARK = /^\[\s*(\p{L}[\p{L} -]{0,30}?)\s{0,5}[:=]([^[\]]*)\](.*)$/u
const LETTERING = /^(\p{Lu}[\p{Lu}\p{M}\p{N} .'’&/-]{0,60}?)\s{0,5}(?:\(([^()]{0,60})\))?\s{0,5}[:：](?!\/\/)(.*)$/u

/** Reads one line of the strip format. Linear in its length. */
export function readStripLine(line: string): StripLine {
  const text = line.trim()
  if (text === '') return { is: 'blank' }
  if (text === '---') return { is: 'separator' }
  const heading = /^(#{1,6})\s+(.*)$/.exec(text)
  if (heading) {
    const strip = heading[1] === '###' ? STRIP.exec(heading[2] ?? '') : null
    if (strip) return { is: 'strip', number: strip[1] ?? null }
    return { is: 'heading', level: heading[1]?.length ?? 1, text: (heading[2] ?? '').trim() }
  }
  const mark = text.startsWith('[') ? MARK.exec(text) : null
  if (mark) {
    return {
      is: 'mark',
      key: (mark[1] ?? '').toLowerCase(),
      value: (mark[2] ?? '').trim(),
      rest: (mark[3] ?? '').trim(),
    }
  }
  const lettering = LETTERING.exec(text)
  if (lettering) {
    return {
      is: 'lettering',
      label: (lettering[1] ?? '').trim(),
      note: lettering[2]?.trim() ?? null,
      text: (lettering[3] ?? '').trim(),
    }
  }
  return { is: 'prompt', text }
}

/** How a line is spoken, as scripts note it in brackets behind the speaker. */
export const DELIVERIES: Readonly<Record<string, BalloonKind>> = {
  off: 'off-panel',
  'off-panel': 'off-panel',
  'off panel': 'off-panel',
  offscreen: 'off-panel',
  'o.s.': 'off-panel',
  os: 'off-panel',
  op: 'off-panel',
  whisper: 'whisper',
  whispers: 'whisper',
  whispering: 'whisper',
  thought: 'thought',
  thinks: 'thought',
  thinking: 'thought',
  burst: 'burst',
  shout: 'burst',
  shouts: 'burst',
  shouting: 'burst',
  electric: 'electric',
  radio: 'electric',
  phone: 'electric',
  telephone: 'electric',
}

/** One word for each shape: what a script should use. */
export const USUAL_DELIVERIES = ['off', 'whisper', 'thought', 'shout', 'radio', 'phone'] as const

/** Shape of the balloon for a note such as `off`; undefined when the note is none that scripts know. */
export function balloonFor(note: string): BalloonKind | undefined {
  return DELIVERIES[note.toLowerCase()]
}
