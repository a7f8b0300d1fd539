import { hasWords, segmentsOf, tidy } from './phrases.ts'
import { covers, type Span, spanBetween, spanOf } from './story-date.ts'

/** What decides whether a qualified phrase of a description holds. */
export interface PhraseContext {
  date: string | null
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
const DATE = `(?:(?:\\d{1,2}\\s+)?(?:${MONTHS.join('|')})(?:\\s+\\d{4})?|\\d{4})`
const RANGE = `(?<from>${DATE})(?:\\s*(?:to|until|–|-)\\s*(?<until>${DATE}))?(?<onwards>\\s+on(?:wards?)?\\b(?!\\s+(?:the|an?|his|her)\\b))?`
const BOUND = '(?<bound>from|since|after|until|till|before|in|on|by)\\s+(?:about\\s+|early\\s+|late\\s+)?'

const DATED_START = new RegExp(`^${BOUND}${RANGE}\\s*[:,]?\\s+(?<text>\\S.*)$`)
const DATED_END = new RegExp(`^(?<text>\\S.*?)\\s+${BOUND}${RANGE}$`)
const DATED_NOTE = new RegExp(`${BOUND}${RANGE}`)
const BARE_DATE = new RegExp(RANGE)
const OCCASION_WORDS = "(?:on|in|at|during)\\s+(?:the\\s+)?(?:(?!(?:and|on|in|at|the|an?)\\b)[\\p{L}'’-]+\\s+){1,3}?"
const OCCASION = new RegExp(
  `^(${OCCASION_WORDS}(?:and\\s+${OCCASION_WORDS})*)((?:an?|the|his|her|their|one|two)\\s+\\S.*)$`,
  'u',
)

/**
 * What holds of a description at a moment, by segments and phrases, without the words that say when: "from October
 * 1926 a scar" gives "a scar" in 1927 and nothing in 1925. A condition at the start of a phrase covers the rest of its
 * segment, one at the end or in brackets that phrase. What is bound to a time is only used where the moment is known
 * to lie within it, what is bound to an occasion only where the panel speaks of it.
 */
export function segmentsAt(description: string, context: PhraseContext): string[][] {
  return segmentsOf(description)
    .map((segment) => {
      let holds = true
      return segment.flatMap((phrase) => {
        const leading = leadingCondition(phrase, context)
        if (leading) holds = leading.holds
        const own = ownCondition(leading?.text ?? phrase, context)
        return holds && own.holds ? [own.text] : []
      })
    })
    .filter((segment) => segment.length > 0)
}

export const phrasesAt = (description: string, context: PhraseContext) => segmentsAt(description, context).flat()

interface Condition {
  holds: boolean
  /** The phrase without its condition. */
  text: string
}

function leadingCondition(phrase: string, context: PhraseContext): Condition | null {
  const dated = DATED_START.exec(phrase)?.groups
  if (dated) return { holds: holdsWhen(dated, context.date), text: dated.text! }
  const occasion = OCCASION.exec(phrase)
  if (!occasion) return null
  const words = occasion[1]!.match(/\p{L}{3,}/gu) ?? []
  return {
    holds: words.some((word) => !/^(?:the|and)$/.test(word) && hasWords(context.around, word)),
    text: occasion[2]!,
  }
}

function ownCondition(phrase: string, context: PhraseContext): Condition {
  const brackets = /\s*\(([^)]*)\)/.exec(phrase)
  const noted = brackets === null ? null : noteHolds(brackets[1]!, context.date)
  const text = noted === null ? phrase : tidy(phrase.replace(brackets![0], ''))
  const dated = DATED_END.exec(text)?.groups
  if (noted === false || dated === undefined) return { holds: noted ?? true, text }
  return { holds: holdsWhen(dated, context.date), text: dated.text! }
}

/** Whether a note in brackets lets its phrase stand; null when it is not about time. "(Easter 1931)" is when it came about. */
function noteHolds(note: string, date: string | null): boolean | null {
  const inverse = /\b(?:not|missing|lost|gone)\b/i.test(note)
  const groups = DATED_NOTE.exec(note)?.groups ?? BARE_DATE.exec(note)?.groups
  if (!groups) return null
  const bound = groups.bound ?? (/\bonly\b/.test(note) ? 'in' : 'from')
  if (date === null) return inverse
  return holdsWhen({ ...groups, bound }, date) !== inverse
}

function holdsWhen({ bound = 'in', from = '', until, onwards }: Record<string, string>, date: string | null): boolean {
  if (date === null) return false
  const first = isoOf(from, date, until)
  const last = until === undefined ? null : isoOf(until, date, from)
  return covers(spanFor(onwards === undefined ? bound : 'from', first, last), spanOf(date))
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
