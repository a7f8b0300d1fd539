import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import yazl from 'yazl'
import { comicInfoXml } from './comic-info.ts'
import type { ExportBook, ExportRun } from './export-book.ts'
import { throwIfCancelled, writeWholeFile } from './whole-file.ts'

/**
 * Pictures are stored as they are: they do not get smaller, and readers open pages faster. The first day a ZIP can
 * name stands for every date, so that the same book gives the same bytes on any day.
 */
const ENTRY = { compress: false, mode: 0o100644, mtime: new Date(1980, 0, 1), forceDosTimestamp: true } as const

/**
 * Writes a CBZ: pages in order under padded names, `ComicInfo.xml` at the root. Streams; a page is never in memory
 * whole. The same book gives the same bytes.
 * @throws AppError as `writeWholeFile`; a page file that is missing is NOT_FOUND
 */
export async function exportCbz(book: ExportBook, outFile: string, run: ExportRun = {}): Promise<void> {
  await writeWholeFile(outFile, run.signal, async (sink) => {
    const sizes = await Promise.all(book.pages.map(async ({ jpegPath }) => (await stat(jpegPath)).size))
    const zip = new yazl.ZipFile()
    // First, so that a reader has the facts before it has read the whole file.
    zip.addBuffer(Buffer.from(comicInfoXml(book, sizes)), 'ComicInfo.xml', ENTRY)
    for (const [index, { jpegPath }] of book.pages.entries()) {
      zip.addFile(jpegPath, pageName(index, book.pages.length), ENTRY)
    }
    zip.end()
    const archive = zip.outputStream as Readable
    zip.on('error', (error) => archive.destroy(error))

    const ends = pageEnds(sizes)
    let done = 0
    for await (const bytes of archive) {
      throwIfCancelled(run.signal)
      await sink.write(bytes as Buffer)
      const before = done
      while (done < ends.length && sink.position >= ends[done]!) done++
      if (done > before) run.onProgress?.(done, ends.length)
    }
  })
}

/** How far the archive has come, at the least, when each page is in it. */
function pageEnds(sizes: readonly number[]): number[] {
  let end = 0
  return sizes.map((size) => {
    end += size
    return end
  })
}

/** Readers go by name: constant width, four digits at least. */
function pageName(index: number, pageCount: number): string {
  const width = Math.max(4, String(pageCount).length)
  return `${String(index + 1).padStart(width, '0')}.jpg`
}
