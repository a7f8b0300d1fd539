import { type Heading, parseHeading, plainHeading } from './parse-heading.ts'
import { parseNumber } from './parse-number.ts'
import { isSceneBreak } from './scene-break.ts'

/** A heading found in prose, with the part it plays there. */
export interface ProseHeading {
  /** Index into the lines. */
  at: number
  opens: 'chapter' | 'part' | 'scene' | 'book'
  heading: Heading
  /** Lines the heading takes: two when the title stands under `CHAPTER TWO`. */
  lines: number
}

interface Candidate {
  at: number
  /** 1–6 as in Markdown, 0 for a plain line such as `CHAPTER TWO`. */
  level: number
  heading: Heading
  lines: number
}

/** A plain line longer than this is a paragraph; a marked one may be a little longer. */
const LONGEST_HEADING = 160
const LONGEST_MARKED = 500
/** A larger number on a line of its own is a year. */
const MOST_CHAPTERS = 200
const MARKDOWN = /^ {0,3}(#{1,6})\s+(\S.*)$/

const SMALL_WORDS = new Set(
  'a an the of in on at to for and or but with by from de la le el y et und der die das o e'.split(' '),
)

/** Short, alone, without the end of a sentence, and written as titles are: in capitals or with capitals on its words. */
export function looksLikeTitle(line: string): boolean {
  const text = plainHeading(line)
  if (text === '' || text.length > 90 || /[.,;:…—–-]$/.test(text) || /^["“”'‘’«»„—–-]/.test(text)) return false
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || words.length > 12) return false
  const telling = words.filter((word, index) => index === 0 || !SMALL_WORDS.has(word.toLowerCase()))
  return telling.every((word) => /^[^\p{L}]*[\p{Lu}\p{Lo}\p{N}]/u.test(word))
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === ''
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && isBlank(lines[at])) at++
  return at
}

/** The title under a heading that has none of its own, e.g. `The Inspector Takes Tea` under `CHAPTER TWO`. */
function titleBelow(lines: readonly string[], at: number): { title: string; next: number } | null {
  const below = nextFilled(lines, at + 1)
  const line = lines[below]
  if (line === undefined || below - at > 4 || !isBlank(lines[below + 1])) return null
  const markdown = MARKDOWN.exec(line)
  const text = markdown?.[2] ?? line
  if (isSceneBreak(line) || parseHeading(text, false) !== null || !looksLikeTitle(text)) return null
  if (nextFilled(lines, below + 1) >= lines.length) return null
  return { title: plainHeading(text), next: below + 1 }
}

function plainCandidate(lines: readonly string[], at: number): Candidate | null {
  const line = lines[at] ?? ''
  if (line.length > LONGEST_HEADING || !isBlank(lines[at - 1])) return null
  const heading = parseHeading(line, false)
  if (heading === null || /[.,;]$/.test(heading.title)) return null
  const titled = heading.title === '' && heading.role === 'chapter' ? titleBelow(lines, at) : null
  if (titled !== null) return { at, level: 0, heading: { ...heading, title: titled.title }, lines: titled.next - at }
  return isBlank(lines[at + 1]) ? { at, level: 0, heading, lines: 1 } : null
}

function candidateAt(lines: readonly string[], at: number): Candidate | null {
  const line = lines[at] ?? ''
  if (line.length > LONGEST_MARKED || isBlank(line) || isSceneBreak(line)) return null
  const markdown = MARKDOWN.exec(line)
  const underlined = /^={3,}\s*$/.test(lines[at + 1] ?? '') && line.length <= LONGEST_HEADING
  if (!markdown && !underlined) return plainCandidate(lines, at)
  const heading = parseHeading(markdown?.[2] ?? line, true)
  if (heading === null) return null
  const level = markdown?.[1]?.length ?? 1
  const last = underlined ? at + 1 : at
  const titled = heading.title === '' && heading.role === 'chapter' ? titleBelow(lines, last) : null
  if (titled === null) return { at, level, heading, lines: last + 1 - at }
  return { at, level, heading: { ...heading, title: titled.title }, lines: titled.next - at }
}

const CHAPTER_ROLES: ReadonlySet<string> = new Set(['chapter', 'prologue', 'interlude', 'epilogue'])

function lowest(levels: readonly number[]): number {
  return levels.length === 0 ? 0 : levels.reduce((low, level) => Math.min(low, level))
}

/** The Markdown level at which this text sets its chapters; `named` says whether any heading calls itself a chapter. */
function chapterLevel(lines: readonly string[], found: readonly Candidate[]): { level: number; named: boolean } {
  const named = found.filter((candidate) => CHAPTER_ROLES.has(candidate.heading.role))
  if (named.length > 0) {
    const levels = named.map((candidate) => candidate.level).filter((level) => level > 0)
    return { level: lowest(levels), named: true }
  }
  const plain = found.filter((candidate) => candidate.heading.role === 'other')
  const top = plain[0]
  if (top === undefined) return { level: 0, named: false }
  const level = lowest(plain.map((candidate) => candidate.level))
  const second = plain[1]
  const isBookTitle =
    top.level === level &&
    plain.filter((candidate) => candidate.level === level).length === 1 &&
    plain.length > 2 &&
    second !== undefined &&
    nextFilled(lines, top.at + top.lines) === second.at
  return { level: isBookTitle && second !== undefined ? second.level : level, named: false }
}

/** `IV`, `4.`, `Four`, `4. The Wreck` on a line of its own: what may be a chapter that says no more than its number. */
function bareNumber(lines: readonly string[], at: number): Candidate | null {
  const line = lines[at] ?? ''
  if (line.length > LONGEST_HEADING || !isBlank(lines[at - 1]) || !isBlank(lines[at + 1])) return null
  const text = plainHeading(line)
  // `One.` is a sentence; `1.` is a heading.
  const [, sign, title = '', word] =
    /^(?:(\d{1,3}|[IVXLC]{1,8})[.)]?(?:\s+(\S.*))?|(\p{L}{3,9}(?:-\p{L}{3,5})?))$/u.exec(text) ?? []
  const written = sign ?? word
  if (written === undefined || (title !== '' && (!/^\S+[.)]\s/.test(text) || !looksLikeTitle(title)))) return null
  const number = parseNumber(written)
  if (number === null || Number(number) > MOST_CHAPTERS || number === '0') return null
  const below = title === '' ? titleBelow(lines, at) : null
  const heading: Heading = { role: 'chapter', number, title: below?.title ?? title }
  return { at, level: 0, heading, lines: below === null ? 1 : below.next - at }
}

/**
 * Bare numbers that count on one from the other are chapters; so is one that a file begins with. In a text that names
 * its chapters they are scenes.
 */
function bareNumbers(lines: readonly string[], found: readonly Candidate[]): Candidate[] {
  const isTaken = new Set(found.flatMap(({ at, lines: length }) => Array.from({ length }, (_, n) => at + n)))
  const bare = lines.flatMap((_, at) => (isTaken.has(at) ? [] : (bareNumber(lines, at) ?? [])))
  const places = new Set(bare.map(({ at }) => at))
  // Where nothing stands between two of them, they are a list.
  const isListed = (each: Candidate) => places.has(nextFilled(lines, each.at + each.lines))
  const telling = bare.filter((each) => !isListed(each))
  const countOn = (one: Candidate | undefined, other: Candidate | undefined) =>
    one !== undefined && other !== undefined && Number(other.heading.number) === Number(one.heading.number) + 1
  const isNamed = found.some(({ heading, level }) => heading.role === 'chapter' || level > 0)
  const first = nextFilled(lines, 0)
  const counted = telling.filter(
    (each, n) => countOn(telling[n - 1], each) || countOn(each, telling[n + 1]) || (!isNamed && each.at === first),
  )
  return isNamed ? counted.map((each) => ({ ...each, heading: { ...each.heading, role: 'scene' } })) : counted
}

/** Finds the headings of a prose text and decides which open parts, chapters and scenes. Blank lines around plain ones. */
export function findProseHeadings(lines: readonly string[]): ProseHeading[] {
  const found: Candidate[] = []
  for (let at = 0; at < lines.length; at++) {
    const candidate = candidateAt(lines, at)
    if (candidate === null) continue
    found.push(candidate)
    at += candidate.lines - 1
  }
  found.push(...bareNumbers(lines, found))
  found.sort((one, other) => one.at - other.at)
  const { level, named } = chapterLevel(lines, found)
  const hasChapters = named || found.some((candidate) => candidate.heading.role === 'other')
  let seenChapter = false
  return found.map((candidate) => {
    const { heading } = candidate
    let opens: ProseHeading['opens'] = 'scene'
    if (heading.role === 'part') opens = hasChapters ? 'part' : 'chapter'
    else if (CHAPTER_ROLES.has(heading.role)) opens = candidate.level <= level ? 'chapter' : 'scene'
    else if (heading.role === 'other' && candidate.level <= level) {
      opens = candidate.level < level ? (seenChapter ? 'part' : 'book') : 'chapter'
      if (named && candidate.level === level && !seenChapter && level > 0) opens = 'book'
    } else if (heading.role === 'other' && level === 0) opens = seenChapter ? 'scene' : 'book'
    if (opens === 'chapter') seenChapter = true
    return { at: candidate.at, opens, heading, lines: candidate.lines }
  })
}
