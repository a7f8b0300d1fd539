import { hasWords, tidy } from './phrases.ts'

/** A description with what it asks away taken out of it. */
export interface Positive {
  phrases: string[]
  /** Plain nouns: `hat` for "no hat". */
  avoid: string[]
}

const LIST = /\s+(?:and|or|nor)\s+(?:(?:no|without)\s+)?(?:an?\s+|any\s+)?/i
const WHOLE = /^(?:(?:and|but|with)\s+)?(?:no|without)\s+(?:an?\s+|any\s+)?(\S.*)$/i
/** Only a thing or two: "without wheels on the quay" says more than that there are no wheels. */
const TRAILING =
  /^(\S.*?)\s+(?:with\s+no|without)\s+(?:an?\s+|any\s+)?([\p{L}'’-]+(?:\s+(?:or\s+|and\s+)?[\p{L}'’-]+)?)$/iu
/** "No longer", "no two alike": negations that take nothing out of a picture. */
const NOT_A_THING = /^(?:longer|more|less|one|two|other|matter|doubt|sooner|way)\b/i

/**
 * Splits "no hat", "without glasses" and "a coat without buttons" into what is there and what is not.
 * Only whole phrases and their ends are read, so that the sense of a longer sentence is never cut.
 */
export function positiveOf(phrases: readonly string[]): Positive {
  const kept: string[] = []
  const avoid: string[] = []
  for (const phrase of phrases) {
    const whole = WHOLE.exec(phrase)
    const trailing = whole ? null : TRAILING.exec(phrase)
    const asked = whole?.[1] ?? trailing?.[2]
    if (asked === undefined || NOT_A_THING.test(asked)) {
      kept.push(phrase)
      continue
    }
    if (trailing) kept.push(trailing[1]!)
    avoid.push(...asked.split(LIST).map(tidy))
  }
  return { phrases: kept, avoid }
}

/** The same for a sentence an author or the breakdown wrote: only a phrase of at most four words is taken for a list of things. */
export function positiveSentence(sentence: string): { text: string; avoid: string[] } {
  const avoid: string[] = []
  const text = sentence.replace(
    /(^|[,;.]\s+)(?:and\s+)?(?:no|without)\s+(?:any\s+|an?\s+)?((?:[\p{L}'’-]+\s?){1,4})(?=[,;.]|$)/giu,
    (match, before: string, thing: string) => {
      if (NOT_A_THING.test(thing)) return match
      avoid.push(...thing.trim().split(LIST))
      return before.startsWith('.') ? '. ' : ''
    },
  )
  if (avoid.length === 0) return { text: sentence, avoid }
  const cleaned = text
    .replace(/\s+/g, ' ')
    .replace(/\s*\.(?:\s*\.)+/g, '.')
    .replace(/^[\s,;.]+/, '')
  return { text: cleaned.trim(), avoid }
}

/** Joins lists of things to avoid, each thing once, in order. Commas inside an entry divide it. */
export function mergeAvoided(lists: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, string>()
  for (const entry of lists.flat().flatMap((item) => item.split(','))) {
    const thing = tidy(entry)
    const known = thing.toLowerCase()
    if (thing !== '' && !seen.has(known)) seen.set(known, thing)
  }
  return [...seen.values()]
}

/** Whether a text asks for the very thing another part asks away: then a negative prompt would take it from both. */
export const wants = (text: string, thing: string) => hasWords(text, thing) || hasWords(text, `${thing}s`)
