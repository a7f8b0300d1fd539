import { foreignNumber } from './foreign-numbers.ts'
import { parseDigits, parseNumber, parseRoman, takeNumberWords } from './parse-number.ts'

/** What a heading says it opens. `other` is a heading with a title and nothing more. */
export type HeadingRole = 'chapter' | 'part' | 'prologue' | 'interlude' | 'epilogue' | 'scene' | 'other'

export interface Heading {
  role: HeadingRole
  /** Decimal digits, or null when the heading is not numbered. */
  number: string | null
  title: string
}

const KEYWORDS: Record<string, HeadingRole> = {
  chapter: 'chapter',
  chap: 'chapter',
  ch: 'chapter',
  episode: 'chapter',
  issue: 'chapter',
  chapitre: 'chapter',
  kapitel: 'chapter',
  capítulo: 'chapter',
  capitulo: 'chapter',
  capitolo: 'chapter',
  part: 'part',
  book: 'part',
  volume: 'part',
  act: 'part',
  teil: 'part',
  parte: 'part',
  partie: 'part',
  scene: 'scene',
  szene: 'scene',
  escena: 'scene',
  scène: 'scene',
  cena: 'scene',
}

const STANDALONE: Record<string, HeadingRole> = {
  prologue: 'prologue',
  vorwort: 'prologue',
  prefacio: 'prologue',
  préface: 'prologue',
  プロローグ: 'prologue',
  序章: 'prologue',
  interludio: 'interlude',
  zwischenspiel: 'interlude',
  幕間: 'interlude',
  épilogue: 'epilogue',
  nachwort: 'epilogue',
  エピローグ: 'epilogue',
  終章: 'epilogue',
  prolog: 'prologue',
  prólogo: 'prologue',
  foreword: 'prologue',
  introduction: 'prologue',
  interlude: 'interlude',
  intermezzo: 'interlude',
  epilogue: 'epilogue',
  epilog: 'epilogue',
  epílogo: 'epilogue',
  afterword: 'epilogue',
  coda: 'epilogue',
}

const KEYWORD_LINE = /^(\p{L}{2,9})\.?\s+(?:the\s+)?(\S.*)$/iu
const STANDALONE_LINE = /^(\p{L}{2,13})(?:\s*[:.—–-]\s*(.*))?$/u
/** `Erstes Kapitel`, `1. Kapitel: Der Kai`, `Premier chapitre`. */
const NUMBER_FIRST =
  /^([\p{L}\p{N}-]{1,24})(?:[.ºª]|er|e)?\s+(kapitel|cap[íi]tulo|chapitre|teil|parte|partie)(?:\s*[:.—–-]\s*(.*))?$/iu
/** `第一章 港`, `第2話`. */
const JAPANESE = /^第\s*([\d０-９一二三四五六七八九十百]{1,6})\s*(章|話|回|部|幕|巻|場|節)[\s\u3000:：・]*(.{0,60})$/u
const JAPANESE_ROLES: Readonly<Record<string, HeadingRole>> = {
  章: 'chapter',
  話: 'chapter',
  回: 'chapter',
  部: 'part',
  幕: 'part',
  巻: 'part',
  場: 'scene',
  節: 'scene',
}
/** Words that a number in another language than English may have: `veinte y uno`. */
const MOST_NUMBER_WORDS = 3
const NUMBER_THEN_REST = /^([\p{L}\p{N}]+(?:\.\d+)?(?:-\p{L}+)?)(?:[.)]?\s*[:.—–-]+\s*|[.)]\s+|[.)]?$)(.*)$/u

/** Emphasis marks and closing hashes around a heading's text. */
export function plainHeading(text: string): string {
  return text
    .trim()
    .replace(/\s#+$/, '')
    .replace(/^(\*\*|__|\*|_)(.+)\1$/, '$2')
    .trim()
}

/** Splits `Twenty-One: The Sea` into number and title. `loose` also takes `12 The Sea` without a mark between. */
function splitNumber(text: string, loose: boolean, isBehindKeyword = true): { number: string; title: string } | null {
  const marked = NUMBER_THEN_REST.exec(text)
  const number = marked ? parseNumber(marked[1] ?? '') : null
  if (marked && number !== null) return { number, title: (marked[2] ?? '').trim() }

  const words = text.split(/\s+/)
  const first = (words[0] ?? '').replace(/[:.—–]+$/, '')
  const simple = parseDigits(first) ?? (first === first.toUpperCase() ? parseRoman(first)?.toString() : undefined)
  if (simple !== undefined && simple !== null) {
    const title = words
      .slice(1)
      .join(' ')
      .replace(/^[:.—–-]+\s*/, '')
    return loose || title === '' ? { number: simple, title } : null
  }
  const bare = words.map((word) => word.replace(/[:.,—–]+$/, ''))
  const english = takeNumberWords(bare)
  const spelled = english ?? (isBehindKeyword ? takeForeignWords(bare) : null)
  if (spelled === null) return null
  const rest = words.slice(spelled.taken).join(' ')
  const ended = rest === '' || words[spelled.taken - 1] !== bare[spelled.taken - 1] || /^[:.—–-]/.test(rest)
  // `# Part Once Upon a Time` is no part eleven.
  return (loose && english !== null) || ended
    ? { number: String(spelled.value), title: rest.replace(/^[:.—–-]+\s*/, '') }
    : null
}

function takeForeignWords(words: readonly string[]): { value: number; taken: number } | null {
  for (let taken = Math.min(words.length, MOST_NUMBER_WORDS); taken > 0; taken--) {
    const value = foreignNumber(words.slice(0, taken).join(' '))
    if (value !== null) return { value, taken }
  }
  return null
}

/** Headings that have their number before the word: German, French and Japanese ones. */
function numberFirst(text: string): Heading | null {
  const [, japanese, sign = '', name = ''] = JAPANESE.exec(text) ?? []
  if (japanese !== undefined) {
    const number = foreignNumber(japanese)
    const role = JAPANESE_ROLES[sign]
    return number === null || role === undefined ? null : { role, number: String(number), title: name.trim() }
  }
  const [, written = '', word = '', title = ''] = NUMBER_FIRST.exec(text) ?? []
  const role = KEYWORDS[word.toLowerCase()]
  const number = foreignNumber(written) ?? foreignNumber(written.replace(/(?:er|e)$/, ''))
  return role === undefined || number === null ? null : { role, number: String(number), title: title.trim() }
}

/**
 * Reads what a heading opens, its number and its title.
 * `marked`: the line carries `#` or stands on its own as a heading anyway; then `Chapter 12 The Sea` and a bare `IV`
 * count too. Unmarked lines need a keyword and a clean end, so that `Chapter two was dull` stays prose (null).
 */
export function parseHeading(line: string, marked: boolean): Heading | null {
  const text = plainHeading(line)
  const keyword = KEYWORD_LINE.exec(text)
  const role = keyword ? KEYWORDS[(keyword[1] ?? '').toLowerCase()] : undefined
  if (keyword && role !== undefined) {
    const split = splitNumber(keyword[2] ?? '', marked)
    if (split !== null) return { role, ...split }
  }
  const alone = STANDALONE_LINE.exec(text)
  const named = alone ? STANDALONE[(alone[1] ?? '').toLowerCase()] : undefined
  if (alone && named !== undefined) return { role: named, number: null, title: (alone[2] ?? '').trim() }
  const numbered = numberFirst(text)
  if (numbered !== null) return numbered
  if (!marked) return null
  const split = /^[ivxlcdm]+\b/.test(text) ? null : splitNumber(text, false, false)
  if (split !== null && Number(split.number) <= 200) return { role: 'chapter', ...split }
  return { role: 'other', number: null, title: text }
}

const NUMBER_AFTER_KEYWORD =
  /(?:^|[^\p{L}])(?:chapter|chapt|chap|ch|kapitel|capitulo|episode|ep)[\s_.-]*([\p{L}\p{N}.-]+)/iu

/** Chapter number in a file name: `chapter_04.md`, `04 - The Sea.txt`, `ch03.5-kettle.md`, `chapter-twelve.md`. */
export function chapterNumberFromFileName(name: string): string | null {
  const stem = (name.split('/').at(-1) ?? '').replace(/\.(md|markdown|txt|text|docx|docm|odt|fountain|fdx)$/i, '')
  const keyed = NUMBER_AFTER_KEYWORD.exec(stem)?.[1]
  if (keyed !== undefined) {
    const digits = /^\d{1,6}(?:\.\d{1,4})?/.exec(keyed)?.[0]
    if (digits !== undefined) return parseDigits(digits)
    const parts = keyed.split(/[-_.]/)
    const spelled = takeNumberWords(parts)
    if (spelled !== null) return String(spelled.value)
    const roman = parseRoman(parts[0] ?? '')
    if (roman !== null) return String(roman)
  }
  const leading =
    /^(\d{1,3}(?:\.\d{1,2})?)(?=$|[\s_.-])/.exec(stem)?.[1] ?? /[\s_-](\d{1,3}(?:\.\d{1,2})?)$/.exec(stem)?.[1]
  return leading === undefined ? null : parseDigits(leading)
}
