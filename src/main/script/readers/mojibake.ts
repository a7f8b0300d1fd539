import { byteOf, type CodePage } from './code-pages.ts'

/** UTF-8 that was read in a code page, as found in a text. */
interface EncodingDamage {
  page: CodePage
  /** Damaged characters. */
  count: number
  /** First line that holds one, from 1. */
  line: number
  /** A damaged word of that line and what it was. */
  sample: { before: string; after: string }
}

/** A piece that cannot be made whole again: bytes were lost on the way. */
interface LossySpot {
  line: number
  /** The spot with the words around it, as it stands in the file. */
  text: string
  /** The same once everything else is mended. */
  mended: string
}

export interface EncodingCheck {
  /** One for each code page; empty for healthy text. */
  damages: EncodingDamage[]
  /** The text with everything mended that can be; the text itself when it is healthy. */
  repaired: string
  lossy: LossySpot[]
}

/** A run of characters that together are one character of UTF-8 in a code page, or the torn start of one. */
interface Piece {
  start: number
  end: number
  /** What it was; null when it is torn. */
  character: string | null
  /** Nobody writes this on purpose. Weak ones (`É…` at the end of a shouted word) need company. */
  telling: boolean
}

interface LineScan {
  pieces: Piece[]
  telling: number
  /** Characters above ASCII that no piece explains: healthy accents and quotes, or the wrong code page. */
  stray: number
}

const PAGES: readonly CodePage[] = ['cp1252', 'macroman']
const REPLACEMENT = '\ufffd'
/** A text may have gone through the mill more than once. */
const MOST_ROUNDS = 4

/** Marks that follow a word in healthy text, so that an accented capital before them proves nothing. */
const AFTER_A_WORD = '…’”“‘–—›»‹«„‚•\u00a0'

function bytesNeeded(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

function decode(bytes: readonly number[]): string | null {
  const [lead = 0, second = 0, third = 0, fourth = 0] = bytes
  let code = 0
  if (bytes.length === 2) code = ((lead & 0x1f) << 6) | (second & 0x3f)
  else if (bytes.length === 3) code = ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
  else code = ((lead & 0x07) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f)
  const shortest = [0, 0, 0x80, 0x800, 0x10000][bytes.length] ?? 0
  const isControl = code >= 0x80 && code < 0xa0
  if (code < shortest || isControl || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return null
  return String.fromCodePoint(code)
}

function isLetter(text: string | undefined): boolean {
  return text !== undefined && /\p{L}/u.test(text)
}

function isCapital(text: string | undefined): boolean {
  return text !== undefined && /\p{Lu}/u.test(text)
}

/** Whether two characters such as `Ã‰` or `Ä…` could stand side by side in healthy text. */
function couldBeHealthy(line: string, start: number): boolean {
  const [lead = '', mark = ''] = [line[start], line[start + 1]]
  if (!AFTER_A_WORD.includes(mark)) return false
  const before = line[start - 1]
  const after = line[start + 2]
  if (isLetter(after)) return isCapital(before) && isCapital(after) && '–—’'.includes(mark)
  return isCapital(before) || (!isLetter(before) && 'ÄÅ'.includes(lead))
}

/** Whether a sequence betrays damage by itself. Foreign letters alone do not: `’é` of `l’été` is Armenian by its bytes. */
function tells(page: CodePage, line: string, start: number, character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x10000) return true
  if (code >= 0x2010 && code <= 0x2044) return true
  if (code === 0x20ac || code === 0x2122 || code === 0xfeff) return true
  if (code > 0x17f) return false
  return page === 'macroman' || !couldBeHealthy(line, start)
}

function pieceAt(page: CodePage, line: string, start: number, lead: number): Piece | null {
  const needed = bytesNeeded(lead)
  const bytes = [lead]
  while (bytes.length < needed) {
    const byte = byteOf(page, line[start + bytes.length] ?? '')
    if (byte === undefined || byte < 0x80 || byte > 0xbf) break
    bytes.push(byte)
  }
  const end = start + bytes.length
  if (needed > 0 && bytes.length === needed) {
    const character = decode(bytes)
    return character === null ? null : { start, end, character, telling: tells(page, line, start, character) }
  }
  const lost = line[end] === REPLACEMENT || line[end] === '?'
  if (needed === 0 || (bytes.length < 2 && !lost)) return null
  return { start, end: lost ? end + 1 : end, character: null, telling: false }
}

function scanLine(page: CodePage, line: string): LineScan {
  const pieces: Piece[] = []
  let stray = 0
  for (let at = 0; at < line.length; ) {
    const byte = line.charCodeAt(at) < 0x80 ? undefined : byteOf(page, line[at] ?? '')
    const piece = byte === undefined ? null : pieceAt(page, line, at, byte)
    if (piece === null) {
      if (line.charCodeAt(at) >= 0x80 && line[at] !== REPLACEMENT) stray++
      at++
      continue
    }
    const before = pieces.at(-1)
    if (piece.character !== null && before?.end === at && before.character !== null) {
      before.telling = true
      piece.telling = true
    }
    pieces.push(piece)
    at = piece.end
  }
  return { pieces, telling: pieces.filter((piece) => piece.telling).length, stray }
}

function mend(line: string, pieces: readonly Piece[]): string {
  let mended = ''
  let at = 0
  for (const piece of pieces) {
    if (piece.character === null) continue
    mended += line.slice(at, piece.start) + piece.character
    at = piece.end
  }
  return mended + line.slice(at)
}

/** The word around the first mended piece, before and after. */
function sampleOf(line: string, pieces: readonly Piece[]): EncodingDamage['sample'] {
  const first = pieces.find((piece) => piece.character !== null)
  if (first === undefined) return { before: '', after: '' }
  let start = first.start
  let end = first.end
  while (start > 0 && first.start - start < 30 && !/\s/.test(line[start - 1] ?? '')) start--
  while (end < line.length && end - first.end < 30 && !/\s/.test(line[end] ?? '')) end++
  return { before: line.slice(start, end), after: mendBetween(line, start, end, pieces) }
}

/** A stretch of a line, mended. Pieces that it cuts through stay as they are. */
function mendBetween(line: string, start: number, end: number, pieces: readonly Piece[]): string {
  const inside = pieces
    .filter((piece) => piece.start >= start && piece.end <= end)
    .map((piece) => ({ ...piece, start: piece.start - start, end: piece.end - start }))
  return mend(line.slice(start, end), inside)
}

/** Characters shown on each side of a lossy spot. */
const AROUND = 20

function spotAt(line: string, start: number, end: number, pieces: readonly Piece[]): Omit<LossySpot, 'line'> {
  const wanted = { from: Math.max(0, start - AROUND), to: Math.min(line.length, end + AROUND) }
  const cut = (at: number) => pieces.find((piece) => piece.start < at && at < piece.end)
  const from = cut(wanted.from)?.start ?? wanted.from
  const to = cut(wanted.to)?.end ?? wanted.to
  return { text: line.slice(from, to).trim(), mended: mendBetween(line, from, to, pieces).trim() }
}

function lossySpots(line: string, lineNumber: number, pieces: readonly Piece[]): LossySpot[] {
  const torn = pieces.filter((piece) => piece.character === null)
  const spots = torn.map((piece) => ({ at: piece.start, ...spotAt(line, piece.start, piece.end, pieces) }))
  const ends = new Set(torn.map((piece) => piece.end - 1))
  for (let at = line.indexOf(REPLACEMENT); at !== -1; at = line.indexOf(REPLACEMENT, at + 1)) {
    if (ends.has(at) || line[at - 1] === REPLACEMENT) continue
    spots.push({ at, ...spotAt(line, at, at + 1, pieces) })
  }
  return spots.sort((one, other) => one.at - other.at).map(({ at: _, ...spot }) => ({ line: lineNumber, ...spot }))
}

interface LineVerdict {
  page: CodePage | null
  pieces: Piece[]
}

const HEALTHY: LineVerdict = { page: null, pieces: [] }

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
const ABOVE_ASCII = /[^\x00-\x7f]/g
/** Damage always leaves two characters above ASCII side by side, or one before what replaced the other. */
const MAY_BE_DAMAGED = /[^\x00-\x7f][^\x00-\x3e\x40-\x7f]/
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: end of the ASCII ranges

function hasWhole(scan: LineScan): boolean {
  return scan.pieces.some((piece) => piece.character !== null)
}

/** Decides line by line, since healthy and damaged paragraphs are pasted together; weak lines go with the whole text. */
function judge(lines: readonly string[]): LineVerdict[] {
  const totals: Record<CodePage, { telling: number; stray: number }> = {
    cp1252: { telling: 0, stray: 0 },
    macroman: { telling: 0, stray: 0 },
  }
  const unsure = new Map<number, Record<CodePage, LineScan>>()
  const verdicts = lines.map((line, index): LineVerdict => {
    if (!MAY_BE_DAMAGED.test(line)) {
      const stray = line.match(ABOVE_ASCII)?.length ?? 0
      for (const page of PAGES) totals[page].stray += stray
      return HEALTHY
    }
    const scan = { cp1252: scanLine('cp1252', line), macroman: scanLine('macroman', line) }
    for (const page of PAGES) {
      totals[page].telling += scan[page].telling
      totals[page].stray += scan[page].stray
    }
    const telling = PAGES.filter((page) => scan[page].telling > 0)
    const [page] = telling.sort((one, other) => scan[one].stray - scan[other].stray)
    if (page !== undefined) return { page, pieces: scan[page].pieces }
    if (PAGES.some((candidate) => hasWhole(scan[candidate]))) unsure.set(index, scan)
    return HEALTHY
  })
  const throughout = PAGES.filter((page) => totals[page].telling > totals[page].stray)
  for (const [index, scan] of unsure) {
    const page = throughout.find((candidate) => hasWhole(scan[candidate]))
    if (page !== undefined) verdicts[index] = { page, pieces: scan[page].pieces }
  }
  return verdicts
}

/** Mends lines until nothing telling is left in them. */
function mendLines(lines: readonly string[], verdicts: readonly LineVerdict[]): string[] {
  let mended = lines.map((line, index) => mend(line, verdicts[index]?.pieces ?? []))
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const again = judge(mended)
    if (again.every((verdict) => verdict.page === null)) break
    mended = mended.map((line, index) => mend(line, again[index]?.pieces ?? []))
  }
  return mended
}

/**
 * Finds UTF-8 that was read as Windows-1252 or MacRoman, also in single lines of an otherwise healthy text, and mends
 * it. Places whose bytes are gone stay as they are and are listed with their line. Text that only has many accents is
 * left alone: what counts is the sequences nobody writes, not the accents.
 */
export function checkEncoding(text: string): EncodingCheck {
  const lines = text.split('\n')
  const verdicts = judge(lines)
  const damages = new Map<CodePage, EncodingDamage>()
  const lossy: LossySpot[] = []
  const damaged: number[] = []
  verdicts.forEach(({ page, pieces }, index) => {
    const line = lines[index] ?? ''
    for (const spot of lossySpots(line, index + 1, pieces)) lossy.push(spot)
    if (page === null) return
    damaged.push(index)
    const count = pieces.filter((piece) => piece.character !== null).length
    const damage = damages.get(page)
    if (damage) damage.count += count
    else damages.set(page, { page, count, line: index + 1, sample: sampleOf(line, pieces) })
  })
  if (damaged.length === 0) return { damages: [], repaired: text, lossy }
  const mended = mendLines(
    damaged.map((index) => lines[index] ?? ''),
    damaged.map((index) => verdicts[index] ?? HEALTHY),
  )
  damaged.forEach((index, at) => {
    lines[index] = mended[at] ?? ''
  })
  return { damages: [...damages.values()], repaired: lines.join('\n'), lossy }
}
