import type { Look } from '../../../../shared/domain/bible.ts'
import { joinParts, splitDescription, splitSegments } from './clothing.ts'
import { splitOutsideBrackets, takeChapterNumbers } from './fields.ts'
import { ALWAYS, formatFirst, formatLast, type Period, takePeriod } from './period.ts'

/** A look as headed, before its dated details and the looks beside it are known. */
export interface HeadedLook {
  label: string
  period: Period
  /** The label gives one year or month only, so that the look holds until the next one begins. */
  isOpen: boolean
  chapters: string[]
  text: { appearance: string; outfit: string }
  details: Detail[]
}

/** Something that holds for a part of a look's time only: a bandage, a scar, ten inches of height. */
export interface Detail {
  period: Period
  chapters: string[]
  part: 'appearance' | 'outfit'
  text: string
}

/** A description split into what always holds and what is bound to dates or chapters. */
export interface Conditions {
  steady: string
  details: Detail[]
  /** Clauses whose condition cannot be told, as written. */
  unused: string[]
}

const CHAPTERS_LEAD = /^(?:(?:in|for|as\s[^(),;]*)\s+)?\(?chapters?\s+/i
const STRIP_CONDITION = /\b(?:strips?|pages?|panels?)\s+\d/i
const STRIP_BRACKET = /\s*\(([^()]*\b(?:strips?|pages?|panels?)\s+\d[^()]*)\)/gi
const UNTIL = /^(.+?)\s+until\s+(.+?)(?:,\s*(?:afterwards|then|later|after that)\s+(.+))?$/i

/** Takes out what is bound to strips or pages: a look or a place is not told apart by them. */
export function dropStripClauses(text: string): { kept: string; unused: string[] } {
  const unused: string[] = []
  const kept = splitSegments(text).flatMap((segment) => {
    const bare = segment.replace(STRIP_BRACKET, (_, note: string) => {
      unused.push(note)
      return ''
    })
    if (!STRIP_CONDITION.test(bare)) return [bare]
    unused.push(bare)
    return []
  })
  return { kept: kept.join('; '), unused }
}

/** `arm in a sling until May 1960, afterwards a glove`: what holds before and after a day. */
function untilDetail(segment: string): { before: string; after: string; last: number } | null {
  const match = UNTIL.exec(segment)
  const taken = match ? takePeriod(match[2] ?? '') : null
  if (!match || taken?.period == null || taken.rest.trim() !== '') return null
  return { before: match[1] ?? '', after: match[3] ?? '', last: taken.period.last }
}

function chapterDetail(segment: string): { chapters: string[]; text: string } | null {
  const inBrackets = /^(.*?)\s*\(chapters?\s+([^()]*)\)\s*(.*)$/i.exec(segment)
  if (inBrackets) {
    const numbers = takeChapterNumbers(inBrackets[2] ?? '')
    return numbers && { chapters: numbers.chapters, text: `${inBrackets[1]} ${inBrackets[3]}`.trim() }
  }
  const lead = CHAPTERS_LEAD.exec(segment)
  const numbers = lead ? takeChapterNumbers(segment.slice(lead[0].length)) : null
  return numbers && { chapters: numbers.chapters, text: numbers.rest.replace(/^[\s,:)–—-]+/, '') }
}

/**
 * Takes the clauses out of a description that hold only for some dates (`27 October to December 1926: white bandage`)
 * or chapters (`chapter 9 plum velvet`). Clauses bound to strips or to a day of an unknown year cannot be placed.
 */
export function readConditions(text: string, part: Detail['part'] | null, within: Period): Conditions {
  const steady: string[] = []
  const details: Detail[] = []
  const { kept, unused } = dropStripClauses(text)
  const add = (clause: string, period: Period, chapters: string[]) => {
    const sides = part === null ? splitDescription(clause) : { appearance: '', outfit: '', [part]: clause }
    if (sides.appearance !== '') details.push({ period, chapters, part: 'appearance', text: sides.appearance })
    if (sides.outfit !== '') details.push({ period, chapters, part: 'outfit', text: sides.outfit })
  }
  for (const segment of splitSegments(kept)) {
    const bound = chapterDetail(segment)
    const dated = bound === null ? takePeriod(segment, within) : null
    const until = untilDetail(segment)
    if (bound !== null) add(bound.text, within, bound.chapters)
    else if (until !== null) {
      add(until.before, { first: -Infinity, last: until.last }, [])
      if (until.after !== '') add(until.after, { first: until.last + 1, last: Infinity }, [])
    } else if (dated === null) steady.push(segment)
    else if (dated.period === null) unused.push(segment)
    else add(dated.rest.replace(/^[\s,:–—-]+/, ''), dated.period, [])
  }
  return { steady: steady.join('; '), details, unused }
}

/** Reads `look 1926-1930 (age 14 to 18): …`, the word `look` already taken off. */
export function readLook(key: string, value: string): { look: HeadedLook; unused: string[] } {
  const label = key.trim()
  const numbers = /^chapters?\s+/i.test(label) ? takeChapterNumbers(label.replace(/^chapters?\s+/i, '')) : null
  const taken = numbers === null ? takePeriod(label) : null
  const period = taken?.period ?? ALWAYS
  const isRange = /\d\s*(?:-|–|—|to|until|till|through)\s*\p{L}*\s*\d/u.test(label.replace(/\(.*$/, ''))
  const { steady, details, unused } = readConditions(value, null, period)
  const look: HeadedLook = {
    label,
    period,
    isOpen: taken?.period != null && !isRange,
    chapters: numbers?.chapters ?? [],
    text: splitDescription(steady),
    details,
  }
  return { look, unused }
}

/** Lets looks headed by one date last until the next look begins, and ranges end where the next one begins. */
function settlePeriods(looks: readonly HeadedLook[]): HeadedLook[] {
  const starts = looks.map((look) => look.period.first).filter(Number.isFinite)
  return looks.map((look) => {
    if (!Number.isFinite(look.period.first)) return look
    const next = starts.reduce(
      (soonest, start) => (start > look.period.first ? Math.min(soonest, start) : soonest),
      Infinity,
    )
    const last = look.isOpen ? next - 1 : Math.min(look.period.last, next - 1)
    return { ...look, period: { first: look.period.first, last } }
  })
}

/** `the same coat, unbuttoned` drawn on its own needs the coat: takes its words from the look before that has one. */
function withSameClothes(looks: readonly HeadedLook[]): HeadedLook[] {
  const worn: string[] = []
  return looks.map((look) => {
    const items = splitOutsideBrackets(look.text.outfit, /[,;]/)
    let outfit = look.text.outfit
    for (const item of items) {
      const same = /^the same (\p{L}[\p{L}-]*)(.*)$/iu.exec(item)
      const noun = same?.[1]?.toLowerCase() ?? ''
      const before = same
        ? worn.findLast((known) =>
            known
              .toLowerCase()
              .split(/[^\p{L}-]+/u)
              .includes(noun),
          )
        : undefined
      if (before !== undefined)
        outfit = outfit.replace(item, `${before}${(same?.[2] ?? '').trim() === '' ? '' : `, ${same?.[2]?.trim()}`}`)
      worn.push(before ?? item)
    }
    return { ...look, text: { ...look.text, outfit } }
  })
}

function overlaps(one: Period, other: Period): boolean {
  return one.first <= other.last && other.first <= one.last
}

/** Cuts a period at every day on which one of the details begins or ends. */
function cut(period: Period, details: readonly Detail[]): Period[] {
  const starts = new Set([period.first])
  for (const detail of details) {
    for (const day of [detail.period.first, detail.period.last + 1]) {
      if (Number.isFinite(day) && day > period.first && day <= period.last) starts.add(day)
    }
  }
  const sorted = [...starts].sort((one, other) => one - other)
  return sorted.map((first, index) => ({ first, last: (sorted[index + 1] ?? period.last + 1) - 1 }))
}

function withDetails(look: HeadedLook, period: Period, chapters: readonly string[], details: readonly Detail[]): Look {
  const texts = (part: Detail['part']) =>
    details.filter((detail) => detail.part === part && detail.text !== look.text[part]).map((detail) => detail.text)
  return {
    label: look.label,
    from: formatFirst(period.first),
    until: formatLast(period.last),
    chapters: [...chapters],
    appearance: joinParts(look.text.appearance, ...texts('appearance')),
    outfit: joinParts(look.text.outfit, ...texts('outfit')),
  }
}

function looksInPeriod(look: HeadedLook, period: Period, details: readonly Detail[]): Look[] {
  const holding = details.filter((detail) => overlaps(detail.period, period))
  const steady = holding.filter((detail) => detail.chapters.length === 0)
  const base = withDetails(look, period, look.chapters, steady)
  const groups = new Map<string, { chapters: string[]; details: Detail[] }>()
  for (const chapter of new Set(holding.flatMap((detail) => detail.chapters))) {
    const own = holding.filter((detail) => detail.chapters.length === 0 || detail.chapters.includes(chapter))
    const key = own.map((detail) => holding.indexOf(detail)).join()
    const group = groups.get(key)
    if (group) group.chapters.push(chapter)
    else groups.set(key, { chapters: [chapter], details: own })
  }
  const bound = [...groups.values()].map((group) => withDetails(look, period, group.chapters, group.details))
  return [...bound, base].filter((found) => found.appearance !== '' || found.outfit !== '')
}

/**
 * Makes the looks of a person complete and free of overlaps: each says everything worn and seen in its time. A dated
 * detail cuts a look in two or three. Looks bound to chapters stand before the one that holds everywhere else; looks without a
 * date come last; take the first whose period and chapters fit.
 */
export function settleLooks(headed: readonly HeadedLook[], details: readonly Detail[]): Look[] {
  const startOf = (look: HeadedLook) => (Number.isFinite(look.period.first) ? look.period.first : Number.MAX_VALUE)
  const settled = settlePeriods(headed).sort((one, other) => startOf(one) - startOf(other))
  return withSameClothes(settled).flatMap((look) => {
    const all = [...details, ...look.details]
    return cut(look.period, all).flatMap((period) => looksInPeriod(look, period, all))
  })
}
