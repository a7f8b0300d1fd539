import { readFile, stat } from 'node:fs/promises'
import { loadTypeface, type Typeface } from '../../comic/text/typeface.ts'
import { AppError } from '../../shared/errors.ts'

/** A font file that can letter a book. */
export interface FontFile {
  bytes: Uint8Array
  format: 'TTF' | 'OTF'
  face: Typeface
  /** Its maker marked it as not to be embedded: the licence wants a look before a book is sold. */
  restricted: boolean
}

/** Fonts of all Chinese, Japanese and Korean characters stay below this. */
const LARGEST = 100 * 1024 * 1024

/** Signatures of what is likely to be taken for a font, with what to do instead. */
const OTHERS: readonly (readonly [signature: string, what: string, remedy: string])[] = [
  [
    'wOFF',
    'is a WOFF file, a font packed for web pages',
    'Unpack it to TTF or OTF, or get the desktop version of the font.',
  ],
  [
    'wOF2',
    'is a WOFF2 file, a font packed for web pages',
    'Unpack it to TTF or OTF, or get the desktop version of the font.',
  ],
  ['ttcf', 'is a collection of several fonts', 'Take one font out of it as a TTF or OTF file.'],
  ['PK\u0003\u0004', 'is a ZIP archive', 'Unpack it and name the TTF or OTF file in it.'],
]

/**
 * Reads a TTF or OTF file and tries it out.
 * @param path as the author named it; told in errors
 * @throws AppError BAD_INPUT, with one sentence on what is wrong; NOT_FOUND
 */
export async function readFontFile(path: string): Promise<FontFile> {
  return openFont(await readBytes(path), path)
}

/** @throws AppError BAD_INPUT */
export function openFont(bytes: Uint8Array, path: string): FontFile {
  const format = formatOf(bytes, path)
  const tables = tablesOf(bytes, path)
  for (const table of ['cmap', 'head', 'hhea', 'hmtx', 'maxp']) {
    if (!tables.has(table)) throw refused(path, `is damaged: its ${table} table is missing`)
  }
  const drawn = tables.has('CFF ') || tables.has('CFF2') || (tables.has('glyf') && tables.has('loca'))
  if (!drawn) throw refused(path, 'has no outlines: it holds pictures of letters only', 'Use a font with outlines.')
  try {
    const face = loadTypeface(path, bytes)
    if (![...SAMPLE, ...face.characters(SAMPLE_SIZE)].some((character) => drawsInk(face, character))) {
      throw refused(path, 'draws nothing: none of its letters has an outline')
    }
    return { bytes, format, face, restricted: isRestricted(bytes, tables) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw refused(path, 'is damaged: its letters cannot be drawn')
  }
}

const SAMPLE = 'AHanож中あ한אअกع'
const SAMPLE_SIZE = 50

function drawsInk(face: Typeface, character: string): boolean {
  if (!face.has(character)) return false
  const { glyphs } = face.shape(character, { direction: 'ltr', language: 'und' })
  return glyphs.some(({ id }) => id !== 0 && face.glyphOutline(id).length > 0)
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST) throw refused(path, 'is larger than any font')
    return await readFile(path)
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code } = error as { code?: unknown }
    if (code === 'EISDIR') throw refused(path, 'is a folder', 'Name one font file.')
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new AppError('NOT_FOUND', `There is no file ${path}.`, { remedy: 'Look at its name.', cause: error })
    throw new AppError('BAD_INPUT', `${path} cannot be read.`, { place: { file: path }, cause: error })
  }
}

function formatOf(bytes: Uint8Array, path: string): FontFile['format'] {
  const signature = tag(bytes, 0)
  if (signature === 'OTTO') return 'OTF'
  if (signature === '\u0000\u0001\u0000\u0000' || signature === 'true') return 'TTF'
  const other = OTHERS.find(([start]) => start === signature)
  if (other !== undefined) throw refused(path, other[1], other[2])
  throw refused(path, 'is no font', 'Name a TTF or OTF file.')
}

/** The tables by their tags. @throws AppError BAD_INPUT when one lies outside the file */
function tablesOf(bytes: Uint8Array, path: string): Map<string, { offset: number; length: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, { offset: number; length: number }>()
  const count = bytes.length < 12 ? 0 : view.getUint16(4)
  for (let index = 0; index < count; index++) {
    const at = 12 + index * 16
    const cut = at + 16 > bytes.length || view.getUint32(at + 8) + view.getUint32(at + 12) > bytes.length
    if (cut) throw refused(path, 'is cut short: a part of the font is missing', 'Copy or download it again.')
    tables.set(tag(bytes, at), { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) })
  }
  return tables
}

function isRestricted(bytes: Uint8Array, tables: ReadonlyMap<string, { offset: number; length: number }>): boolean {
  const os2 = tables.get('OS/2')
  if (os2 === undefined || os2.length < 10) return false
  const RESTRICTED = 0x0002
  return (bytes[os2.offset + 9]! & 0x0f) === RESTRICTED
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

function refused(path: string, what: string, remedy = 'Get the font again from where it came from.'): AppError {
  return new AppError('BAD_INPUT', `${path} ${what}.`, { place: { file: path }, remedy })
}
