import { headingInEnglish } from './foreign-headings.ts'
import { parseNumber, takeNumberWords } from './parse-number.ts'

/** `PAGE ONE (FIVE PANELS)`, `PAGES 2-3 – DOUBLE-PAGE SPREAD`. */
export interface PageHeading {
  first: number
  /** Same as `first` for a single page. */
  last: number
  /** Panels it says it has; null when it does not say. */
  panels: number | null
  splash: boolean
  spread: boolean
  /** Only goes on with the page before: `PAGE TWO (cont'd)`. */
  continued: boolean
  /** A scene heading on the same line: `PAGE 4 – INT. KITCHEN – NIGHT`. */
  scene: string | null
}

/** `Panel 1.`, `PANEL TWO (LARGE): Nell enters.` */
export interface PanelHeading {
  /** Null when it has none. */
  number: number | null
  /** What stands in brackets behind the number. */
  hint: string | null
  /** What the panel shows, as far as it stands on the same line. */
  rest: string
}

const PAGE = /^(pages?|pgs?\.?|pp?\.)\s+(\S.*)$/i
const RANGE = /^(\d{1,4})\s*(?:-|–|—|&|\+|\/|and\b|to\b)\s*(\d{1,4})\b(.*)$/i
const SINGLE = /^(\d{1,4})(?![\d.]*\d)(.*)$/
const AFTER_PAGE = /^[.:]?\s*(?:$|[([{:.,;–—-]|\S+\s+panels?\b|panels?\b|splash\b|(?:double|full)\b|spread\b|cont)/i
const PANEL = /^panel\s*#?\s*(\d{1,3}|[a-z]+(?:-[a-z]+)?)?([a-z]?)\b\s*(.*)$/i
const SCENE = /^(?:int|ext|est|i\s?\/\s?e|int\.?\s?\/\s?ext|ext\.?\s?\/\s?int)(?:\.|\s)\s*\S/i

/** Marks of headings and emphasis around a line taken off: `## **PAGE ONE**`. */
export function bareLine(line: string): string {
  return line
    .trim()
    .replace(/^#{1,6}\s*/, '')
    .replace(/^[*_]{1,3}(?=\S)/, '')
    .replace(/[*_]{1,3}$/, '')
    .trim()
}

/** A line that opens a scene the way screenplays do: `INT. KITCHEN - NIGHT`. */
export function isSceneHeading(line: string): boolean {
  return line.length <= 200 && SCENE.test(line)
}

/** `EXT. DESERT – DAY. A lone rider.` in the heading and what is seen; the second is empty where nothing more stands. */
export function cutSceneHeading(line: string): [heading: string, shown: string] {
  const [, heading, shown] =
    /^(.*?\s[–—-]+\s*(?:[\p{Lu}\p{N}][\p{Lu}\p{N} ,'’/-]*))\.\s+(\S.*\p{Ll}.*)$/u.exec(line) ?? []
  return heading === undefined || shown === undefined ? [line, ''] : [heading, shown]
}

/** Reads a line that opens a page; null for any other. */
export function readPageHeading(line: string): PageHeading | null {
  const match = line.length > 160 ? null : PAGE.exec(headingInEnglish(bareLine(line).replace(/[*_]+/g, '')))
  if (match === null) return null
  const numbers = numbersIn(match[2] ?? '', /s\.?$|^pp/i.test(match[1] ?? ''))
  if (numbers === null || numbers.last < numbers.first || !AFTER_PAGE.test(numbers.rest)) return null
  const { first, last, rest } = numbers
  const count = /(?:(\d{1,2})|\b(\p{L}+(?:-\p{L}+)?))[\s-]+panels?\b/iu.exec(rest)
  const counted = count === null ? null : parseNumber((count[1] ?? count[2] ?? '').toLowerCase())
  const scene = /[–—:-]\s*((?:int|ext|i\/e)\b.*)$/i.exec(rest)?.[1] ?? null
  const spread =
    /\bspread\b|double[\s-]page|\bdps\b/i.test(rest) || (last > first && !/\bsplash(?:es)? each\b/i.test(rest))
  return {
    first,
    last: spread && last === first ? first + 1 : last,
    panels: counted === null ? null : Number(counted),
    splash: /\bsplash\b|full[\s-]page/i.test(rest),
    spread,
    continued: /^[\s(,.:–—-]*cont(?:['’]?d|inued|\.)?\b/i.test(rest),
    scene: scene !== null && isSceneHeading(scene) ? scene.trim() : null,
  }
}

function numbersIn(text: string, isPlural: boolean): { first: number; last: number; rest: string } | null {
  // `PAGE FIVE-SIX` is a spread; `PAGE 5 – 9` may be anything, and in `PAGE 5 – 6 PANELS` the second counts panels.
  const isRange = (first: number, last: number, rest: string) =>
    isPlural ? last > first : last === first + 1 && !/^\s*panels?\b/i.test(rest)
  const range = RANGE.exec(text)
  if (range && (isPlural || isRange(Number(range[1]), Number(range[2]), range[3] ?? ''))) {
    return { first: Number(range[1]), last: Number(range[2]), rest: range[3] ?? '' }
  }
  const single = SINGLE.exec(text)
  if (single) return { first: Number(single[1]), last: Number(single[1]), rest: single[2] ?? '' }
  const tokens = text.split(/(\s+)/)
  const words = tokens.filter((_, at) => at % 2 === 0)
  const plain = words.map((word) => word.replace(/[^\p{L}-]+$/u, ''))
  const after = (taken: number) =>
    words[taken - 1]!.slice(plain[taken - 1]!.length) + tokens.slice(taken * 2 - 1).join('')
  const joined = /^(\p{L}+)[-–—/](\p{L}+)$/u.exec(plain[0] ?? '')
  if (joined) {
    const [first, last] = [takeNumberWords([joined[1]!]), takeNumberWords([joined[2]!])]
    if (first && last && isRange(first.value, last.value, after(1)) && !takeNumberWords([plain[0]!]))
      return { first: first.value, last: last.value, rest: after(1) }
  }
  // A number ends at the first word with a mark behind it: `PAGE ONE: TWO PANELS`.
  const ends = plain.findIndex((word, at) => word !== words[at]) + 1
  const number = takeNumberWords(ends > 0 ? plain.slice(0, ends) : plain)
  if (number === null) return null
  if (/^(?:and|to|&|-|–|—)$/i.test(words[number.taken] ?? '')) {
    const next = takeNumberWords(plain.slice(number.taken + 1))
    const behind = next && after(number.taken + 1 + next.taken)
    if (next && behind !== null && (isPlural || isRange(number.value, next.value, behind)))
      return { first: number.value, last: next.value, rest: behind }
  }
  return { first: number.value, last: number.value, rest: after(number.taken) }
}

/** Reads a line that opens a panel; null for any other. */
export function readPanelHeading(line: string): PanelHeading | null {
  const text = line.trim().replace(/^#{1,6}\s*/, '')
  const marked = /^([*_]{1,3})([\p{L}\p{N}][^*_]*)\1(.*)$/u.exec(text)
  const match = PANEL.exec(headingInEnglish(marked ? `${marked[2]}${marked[3]}` : text))
  if (match === null) return null
  const number = match[1] === undefined ? null : parseNumber(match[1].toLowerCase())
  // `Panel of judges` and `Panelled walls` are what a picture shows.
  if (match[1] !== undefined && number === null) return null
  // `Panel 4 of 5`
  const after = (match[3] ?? '').replace(/^of\s+(?:\d{1,2}|[a-z]+)\s*(?=[.:)–—-]|$)/i, (of) =>
    number === null || parseNumber(of.split(/\s+/)[1]!.toLowerCase()) === null ? of : '',
  )
  if (number === null && after !== '' && !/^[.:–—-]/.test(after)) return null
  const opens = /^(?:\(([^()]{0,60})\)|\[([^[\]]{0,60})\])?\s*(?:[.:)]|[–—-]+(?=\s|$))?\s*(.*)$/.exec(after)
  const [hint, rest] = [opens?.[1] ?? opens?.[2] ?? null, (opens?.[3] ?? '').trim()]
  if (number !== null && hint === null && rest === after && /^\p{Ll}/u.test(rest)) return null
  return { number: number === null ? null : Math.floor(Number(number)), hint, rest }
}

/** How big a panel is by what stands behind its number: 5 for a splash, 1 for an inset; null when that says nothing. */
export function importanceOfHint(hint: string): number | null {
  if (/\b(?:splash|full[\s-]page|spread)\b/i.test(hint)) return 5
  if (/\b(?:large|big|wide|widescreen|main|half[\s-]page)\b/i.test(hint)) return 4
  if (/\b(?:inset|tiny)\b/i.test(hint)) return 1
  return /\b(?:small|narrow)\b/i.test(hint) ? 2 : null
}
