import { said } from '../../shared/said/said.ts'

/** How files begin that are taken for pictures and are none that can be used: at which byte, with what. */
const KINDS: readonly [at: number, words: readonly string[], kind: string][] = [
  [0, ['GIF8'], said`a GIF`],
  [0, ['II*\0', 'MM\0*'], said`a TIFF or a camera’s raw file`],
  [4, ['ftypavif', 'ftypavis'], said`an AVIF`],
  [4, ['ftypheic', 'ftypheix', 'ftyphevc', 'ftypheim', 'ftyphei', 'ftypmif1', 'ftypmsf1'], said`a HEIC`],
  [0, ['\xff\x0a', '\0\0\0\x0cJXL '], said`a JPEG XL`],
  [0, ['8BPS'], said`a Photoshop document`],
  [0, ['%PDF'], said`a PDF`],
  [0, ['PK\x03\x04'], said`a ZIP archive`],
]

/** What a file is, told from its first bytes: `a GIF`, `an empty file`, `a text`. */
export function kindOfFile(head: Uint8Array): string {
  const start = Buffer.from(head).toString('latin1')
  if (start === '') return said`an empty file`
  const known = KINDS.find(([at, words]) => words.some((word) => start.startsWith(word, at)))
  if (known) return known[2]
  if (start.startsWith('BM') && start.startsWith('\0\0\0\0', 6)) return said`a BMP`
  if (/<svg[\s>]/i.test(start)) return said`an SVG`
  if (/^\W*<(!doctype html|html|head|body)\b/i.test(start)) return said`a web page`
  return head.includes(0) ? said`of a kind that is not known here` : said`a text`
}
