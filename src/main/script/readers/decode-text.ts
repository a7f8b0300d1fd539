import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { CODE_PAGES } from './code-pages.ts'

/** Largest script file, in bytes: about three million words. */
export const LARGEST_SCRIPT = 20 * 1024 * 1024

export interface DecodedText {
  /** With `\n` line ends and without byte order marks; its lines are the lines of the file. */
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp1252'
  /** True when bytes that are no UTF-8 were replaced by U+FFFD, on request. */
  isLossy: boolean
}

/** Files that authors take for text, by their first bytes. */
const KNOWN_BINARY: readonly [start: string, name: string][] = [
  ['%PDF-', said`a PDF`],
  ['PK\u0003\u0004', said`a Word, OpenDocument or zip file`],
  ['\u00d0\u00cf\u0011\u00e0', said`an old Word or Excel file, or one with a password,`],
  ['{\\rtf', said`an RTF file`],
  ['\u0089PNG', said`a PNG picture`],
  ['\u00ff\u00d8\u00ff', said`a JPEG picture`],
  ['GIF8', said`a GIF picture`],
  ['SQLite format 3', said`a database`],
]

const SAVE_AS_TEXT = said`Save it from your writing program as Word (.docx) without a password, or as plain text in UTF-8, then import that file.`

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function refuseBinary(bytes: Uint8Array, file: string): void {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const known = KNOWN_BINARY.find(([start]) => head.startsWith(start))
  if (known)
    throw new AppError('BAD_INPUT', said`This is ${known[1]} and no text.`, { remedy: SAVE_AS_TEXT, place: { file } })
  const nul = bytes.indexOf(0)
  if (nul === -1) return
  const sample = bytes.subarray(0, 2000)
  const even = sample.filter((byte, index) => byte === 0 && index % 2 === 0).length
  const odd = sample.filter((byte, index) => byte === 0 && index % 2 === 1).length
  const message =
    Math.max(even, odd) * 5 > sample.length
      ? said`This looks like UTF-16 without its mark.`
      : said`This is binary: byte ${nul} is zero. A script is plain text.`
  throw new AppError('BAD_INPUT', message, { remedy: SAVE_AS_TEXT, place: { file } })
}

interface Utf8Survey {
  /** Offset of the first byte that is no UTF-8; −1 when all is well. */
  firstBad: number
  bad: number
  /** Whole characters above ASCII. */
  good: number
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  for (let next = 1; next < length; next++) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  const second = bytes[at + 1] ?? 0
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0
  if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return 0
  return length
}

function surveyUtf8(bytes: Uint8Array): Utf8Survey {
  const survey: Utf8Survey = { firstBad: -1, bad: 0, good: 0 }
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] ?? 0) < 0x80) {
      at++
      continue
    }
    const length = sequenceLength(bytes, at)
    if (length > 0) survey.good++
    else {
      survey.bad++
      if (survey.firstBad === -1) survey.firstBad = at
    }
    at += Math.max(1, length)
  }
  return survey
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let at = 0; at < offset; at++) {
    const byte = bytes[at]
    if (byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a)) line++
  }
  return line
}

function decodeCp1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => CODE_PAGES.cp1252[character.charCodeAt(0) - 0x80] ?? character)
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', file: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('BAD_INPUT', said`This is marked as UTF-16 but breaks off inside a character.`, {
      remedy: SAVE_AS_TEXT,
      place: { file },
      cause,
    })
  }
}

function decodeUtf8(bytes: Uint8Array, file: string, repair: boolean): Omit<DecodedText, 'text'> & { raw: string } {
  const survey = surveyUtf8(bytes)
  if (survey.firstBad === -1) return { raw: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', isLossy: false }
  const isMostlyUtf8 = survey.good > survey.bad
  if (repair) {
    return isMostlyUtf8
      ? { raw: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', isLossy: true }
      : { raw: decodeCp1252(bytes), encoding: 'cp1252', isLossy: false }
  }
  const line = lineAt(bytes, survey.firstBad)
  const byte = (bytes[survey.firstBad] ?? 0).toString(16).padStart(2, '0')
  const count = survey.bad === 1 ? 'one place is' : `${survey.bad} places are`
  throw new AppError(
    'BAD_INPUT',
    said`This is not valid UTF-8: ${count} damaged, first at byte ${survey.firstBad} (0x${byte}) in line ${line}.`,
    {
      remedy: isMostlyUtf8
        ? said`Import with --repair to keep the rest and list the lost characters, or save the file again as UTF-8.`
        : said`It is probably Windows-1252: import with --repair to read it so, or save the file again as UTF-8.`,
      place: { file, line },
    },
  )
}

/** Refuses a file by its size, in bytes, before it is read into memory. */
export function refuseLargeScript(size: number, file: string): void {
  if (size <= LARGEST_SCRIPT) return
  const megabytes = (size / 1024 / 1024).toFixed(1)
  throw new AppError(
    'BAD_INPUT',
    said`This has ${megabytes} MB; a script may have ${LARGEST_SCRIPT / 1024 / 1024} MB.`,
    {
      remedy: said`Divide it into chapters, one file each. If it holds pictures, save it as plain text.`,
      place: { file },
    },
  )
}

/**
 * Turns the bytes of a script into text: UTF-8 with or without a mark, UTF-16 with its mark. Line ends become `\n` and
 * lines keep their numbers. Invalid UTF-8 is refused with the place of its first byte; `repair` reads it as
 * Windows-1252 instead or, where most of it is good UTF-8, with U+FFFD for what is lost.
 * Throws BAD_INPUT for binary, damaged and too large files.
 */
export function decodeText(bytes: Uint8Array, file: string, options: { repair?: boolean } = {}): DecodedText {
  refuseLargeScript(bytes.length, file)
  let decoded: Omit<DecodedText, 'text'> & { raw: string }
  if (startsWith(bytes, 0xff, 0xfe)) {
    decoded = { raw: decodeUtf16(bytes, 'utf-16le', file), encoding: 'utf-16le', isLossy: false }
  } else if (startsWith(bytes, 0xfe, 0xff)) {
    decoded = { raw: decodeUtf16(bytes, 'utf-16be', file), encoding: 'utf-16be', isLossy: false }
  } else {
    refuseBinary(bytes, file)
    decoded = decodeUtf8(bytes, file, options.repair === true)
  }
  const { raw, encoding, isLossy } = decoded
  return { text: raw.replace(/\r\n?/g, '\n').replace(/^\ufeff/gm, ''), encoding, isLossy }
}
