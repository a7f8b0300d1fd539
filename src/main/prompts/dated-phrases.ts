import { hasWords, segmentsOf, tidy } from './phrases.ts'
import { covers, type Span, spanBetween, spanOf } from './story-date.ts'

/** What decides whether a qualified phrase of a description holds. */
export interface PhraseContext {
  date: string | null
  chapter: string
  /** Strip number as the script writes it, or null. */
  strip: string | null
  /** Words of the panel and its place: "on the tram a grey coat" holds where a tram is spoken of. */
  around: string
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const MONTH = `(?:${MONTHS.join('|')})`
const DATE = `(?:(?:\\d{1,2}\\s+)?${MONTH}(?:\\s+\\d{4})?|\\d{4})`
const RANGE = `(${DATE})(?:\\s*(?:to|until|–|-)\\s*(${DATE}))?`
const BOUND = '(from|since|after|until|till|before|in|on|by|about)\\s+(?:about\\s+|early\\s+|late\\s+)?'
const NUMBERS = '((?:\\d+(?:\\.\\d+)?)(?:(?:\\s*,\\s*|\\s+to\\s+|\\s+and\\s+|\\s*[–-]\\s*)\\d+(?:\\.\\d+)?)*)'

const DATED_START = new RegExp(`^${BOUND}${RANGE}(\\s+on(?:wards?)?)?\\s*[:,]?\\s+(\\S.*)$`)
const RANGE_START = new RegExp(`^${RANGE}\\s*:\\s*(\\S.*)$`)
const DATED_END = new RegExp(`^(\\S.*?)\\s+${BOUND}${RANGE}(?:\\s+on(?:wards?)?)?$`)
const NUMBERED_START = new RegExp(`^(?:(from|until|in)\\s+)?(chapter|strip)s?\\s+${NUMBERS}(\\s+on)?\\s*[:,]?\\s+(\\S.*)$`, 'i')
const NUMBERED_END = new RegExp(`^(\\S.*?)\\s+(from|until|in)\\s+(chapter|strip)s?\\s+${NUMBERS}(?:\\s+on)?$`, 'i')
const DATED_NOTE = new RegExp(`^(?:.*?\\b)?${BOUND}${RANGE}|^(?:\\S+\\s)?${RANGE}`)
const NUMBERED_NOTE = new RegExp(`(?:\\b(from|until|in)\\s+)?\\b(chapter|strip)s?\\s+${NUMBERS}`, 'i')
const CIRCUMSTANCE = /^(?:on|in|at|as|when|for|during)\s+(?!an?\s)(\S.*?)\s+((?:a|an|the|his|her|their|one|two)\s+\S.*)$/
const REFERENCE = /\b(?:chapters?|strips?|scenes?)\s+\d/i

/**
 * The phrases of a description that hold at a moment, without the words that say when: "from October 1926 a scar"
 * gives "a scar" in 1927 and nothing in 1925. A condition at the start of a segment covers the whole segment, one at
 * the end of a phrase that phrase. A phrase bound to a time is only used where the moment is known to lie within it.
 */
export function phrasesAt(description: string, context: PhraseContext): string[] {
  return segmentsOf(description).flatMap((segment) => {
    const kept: string[] = []
    let holds = true
    let ended = false
    for (const phrase of segment) {
      const lead = leadingCondition(phrase, context)
      if (lead) holds = lead.holds
      const afterwards = /^(?:afterwards|after that|then|later)\s+(\S.*)$/i.exec(lead?.text ?? phrase)
      const own = ownCondition(afterwards?.[1] ?? lead?.text ?? phrase, context)
      if (holds && own.holds && (afterwards === null || ended)) kept.push(own.text)
      ended = !own.holds
    }
    return kept
  })
}

interface Condition {
  holds: boolean
  text: string
}

function leadingCondition(phrase: string, context: PhraseContext): Condition | null {
  const dated = DATED_START.exec(phrase)
  if (dated) {
    const [, bound = 'in', from = '', until, onwards, text = ''] = dated
    return { holds: holdsIn(context.date, onwards ? 'from' : bound, from, until), text }
  }
  const range = RANGE_START.exec(phrase)
  if (range) return { holds: holdsIn(context.date, 'in', range[1]!, range[2]), text: range[3]! }
  const numbered = NUMBERED_START.exec(phrase)
  if (numbered) {
    const [, bound = 'in', unit = '', numbers = '', onwards, text = ''] = numbered
    return { holds: holdsAt(context, onwards ? 'from' : bound, unit, numbers), text }
  }
  const circumstance = CIRCUMSTANCE.exec(phrase)
  if (circumstance) {
    const words = circumstance[1]!.match(/\p{L}{4,}/gu) ?? []
    return { holds: words.some((word) => hasWords(context.around, word)), text: circumstance[2]! }
  }
  return null
}

/** Conditions that belong to one phrase: in brackets, or at its end. */
function ownCondition(phrase: string, context: PhraseContext): Condition {
  const brackets = /\s*\(([^)]*)\)/.exec(phrase)
  if (brackets) {
    const text = tidy(phrase.replace(brackets[0], ''))
    const holds = noteHolds(brackets[1]!, context)
    if (holds !== null) return holds ? ownCondition(text, context) : { holds, text }
  }
  const dated = DATED_END.exec(phrase)
  if (dated) return { holds: holdsIn(context.date, dated[2]!, dated[3]!, dated[4]), text: dated[1]! }
  const numbered = NUMBERED_END.exec(phrase)
  if (numbered) return { holds: holdsAt(context, numbered[2]!, numbered[3]!, numbered[4]!), text: numbered[1]! }
  // A continuity note such as "missing from scene 4 and again in strips 7 to 9" is for the author, not for the picture.
  return { holds: !REFERENCE.test(phrase), text: phrase }
}

/** Whether a bracketed note lets its phrase stand; null when it says nothing of time or place in the book. */
function noteHolds(note: string, context: PhraseContext): boolean | null {
  const inverse = /\b(?:not|missing|lost|gone|without)\b/i.test(note)
  const numbered = NUMBERED_NOTE.exec(note)
  if (numbered) return holdsAt(context, numbered[1] ?? 'in', numbered[2]!, numbered[3]!) !== inverse
  const dated = DATED_NOTE.exec(note)
  if (dated) {
    const [, bound, from, until, happened] = dated
    const inside = from ? holdsIn(context.date, bound!, from, until) : holdsIn(context.date, /only/.test(note) ? 'in' : 'from', happened!, undefined)
    return inside !== inverse
  }
  return REFERENCE.test(note) ? !inverse : null
}

function holdsIn(date: string | null, bound: string, from: string, until: string | undefined): boolean {
  if (date === null) return false
  const last = until === undefined ? null : isoOf(until, date, from)
  const first = isoOf(from, date, until)
  return covers(spanFor(bound, first, last), spanOf(date))
}

function spanFor(bound: string, first: string, last: string | null): Span {
  if (last !== null) return spanBetween(first, last)
  switch (bound) {
    case 'from':
    case 'since':
    case 'after':
    case 'by':
      return spanBetween(first, null)
    case 'until':
    case 'till':
    case 'before':
      return spanBetween(null, first)
    default:
      return spanOf(first)
  }
}

/** `27 October` as ISO; a missing year comes from the other end of the range, else from the panel's date. */
function isoOf(written: string, date: string, otherEnd: string | undefined): string {
  const year = /\d{4}/.exec(written)?.[0] ?? /\d{4}/.exec(otherEnd ?? '')?.[0] ?? date.slice(0, 4)
  const month = MONTHS.findIndex((name) => written.includes(name))
  if (month === -1) return year
  const day = /^\d{1,2}(?=\s)/.exec(written)?.[0]
  const monthPart = `${year}-${String(month + 1).padStart(2, '0')}`
  return day === undefined ? monthPart : `${monthPart}-${day.padStart(2, '0')}`
}

/** Chapters and strips by number: `11 and 12`, `31 to 37`, `from 45`. */
function holdsAt(context: PhraseContext, bound: string, unit: string, numbers: string): boolean {
  const here = Number(unit.toLowerCase() === 'chapter' ? context.chapter : (context.strip ?? Number.NaN))
  const listed = numbers.split(/\s*,\s*|\s+and\s+/).map((item) => item.split(/\s+to\s+|\s*[–-]\s*/).map(Number))
  if (bound === 'from') return here >= listed[0]![0]!
  if (bound === 'until') return here <= listed[0]![0]!
  return listed.some(([first, last]) => here >= first! && here <= (last ?? first!))
}
