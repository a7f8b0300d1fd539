import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportBook, ExportPage } from './export-book.ts'

/** Writes page files and describes a book of them: a cover and pages in two chapters. */
export async function sampleBook(folder: string, jpegs: readonly Uint8Array[]) {
  const paths = jpegs.map((_, index) => join(folder, `page-${index}.jpg`))
  for (const [index, path] of paths.entries()) await writeFile(path, jpegs[index]!)
  const book: ExportBook = {
    title: 'The Keeper of Gannet Stack',
    author: 'Nell Marrick',
    summary: 'A story of the light.',
    series: null,
    number: null,
    language: 'en',
    direction: 'ltr',
    chapters: [
      { title: 'The lamp room', firstPage: 1 },
      { title: 'The slipway', firstPage: Math.max(1, jpegs.length - 2) },
    ],
    pages: paths.map((path, index) => samplePage(path, index === 0 ? 'cover' : 'page')),
  }
  return { book, paths }
}

export function samplePage(jpegPath: string, kind: ExportPage['kind'] = 'page'): ExportPage {
  return {
    kind,
    jpegPath,
    widthPx: 160,
    heightPx: 240,
    sizeMm: { width: 134, height: 188 },
    trimMm: { x: 3, y: 3, width: 128, height: 182 },
    shapes: [],
    texts: [],
    panels: [],
  }
}
