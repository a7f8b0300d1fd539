import type { RouteOutput } from '../../../shared/contract/index.ts'

type Part = RouteOutput<'panel.prompt'>['parts'][number]

/** A part of a prompt as it stands in what is really sent. */
export interface PartInPrompt {
  part: Part
  /** What is sent in its place; equals the part's own words unless the author rewrote them. */
  text: string
  isEdited: boolean
  /** Where it stands in the prompt; null = its words are not there any more, and nothing stands in their place. */
  span: { from: number; to: number } | null
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()

/**
 * The parts of a prompt in what is sent: those found word for word, and between them what the author wrote instead.
 *
 * @param prompt as it is sent, with the author's words in it
 */
export function partsInPrompt(prompt: string, parts: readonly Part[]): PartInPrompt[] {
  const spoken = parts.filter(({ text }) => text !== '')
  let cursor = 0
  const found = spoken.map((part) => {
    const text = folded(part.text)
    const from = prompt.indexOf(text, cursor)
    if (from < 0) return null
    cursor = from + text.length
    return { from, to: cursor }
  })
  const parsed: PartInPrompt[] = []
  for (const [at, part] of spoken.entries()) {
    const span = found[at]
    if (span) {
      parsed.push({ part, text: prompt.slice(span.from, span.to), isEdited: false, span })
      continue
    }
    // The first of several lost parts in a row takes all that stands between their neighbours.
    const isFirst = at === 0 || found[at - 1] !== null
    const from = found.slice(0, at).findLast((one) => one !== null)?.to ?? 0
    const to = found.slice(at).find((one) => one !== null)?.from ?? prompt.length
    const between = isFirst ? trimmedSpan(prompt, from, to) : null
    parsed.push({ part, text: between ? prompt.slice(between.from, between.to) : '', isEdited: true, span: between })
  }
  return parsed
}

/** The stretch without white space and marks at its ends; null when nothing is left. */
function trimmedSpan(text: string, from: number, to: number): { from: number; to: number } | null {
  const lead = /^[\s.,;]*/.exec(text.slice(from, to))![0].length
  const start = from + lead
  const end =
    start +
    text
      .slice(start, to)
      .trimEnd()
      .replace(/[.,;]$/, '').length
  return end > start ? { from: start, to: end } : null
}

/** The prompt with other words for one part. Empty words take the part and the mark behind it out. */
export function rewritten(prompt: string, span: { from: number; to: number }, words: string): string {
  const text = folded(words)
  if (text !== '') return `${prompt.slice(0, span.from)}${text.replace(/\.$/, '')}${prompt.slice(span.to)}`
  return folded(`${prompt.slice(0, span.from)}${prompt.slice(span.to).replace(/^[.,;]\s*/, '')}`)
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
