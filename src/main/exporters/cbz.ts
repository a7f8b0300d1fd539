import { readFile, stat } from 'node:fs/promises'
import { comicInfoXml } from './comic-info.ts'
import type { ExportBook, ExportRun } from './export-book.ts'
import { StoredZip } from './stored-zip.ts'
import { throwIfCancelled, writeWholeFile } from './whole-file.ts'

/**
 * Writes a CBZ: pages in order under padded names, `ComicInfo.xml` at the root. Holds two pages in memory at a time.
 * The same book gives the same bytes.
 * @throws AppError as `writeWholeFile`; a page file that is missing is NOT_FOUND
 */
export async function exportCbz(book: ExportBook, outFile: string, run: ExportRun = {}): Promise<void> {
  await writeWholeFile(outFile, run.signal, async (sink) => {
    const sizes = await Promise.all(book.pages.map(async ({ jpegPath }) => (await stat(jpegPath)).size))
    const zip = new StoredZip(sink)
    // First, so that a reader has the facts before it has read the whole file.
    await zip.add('ComicInfo.xml', Buffer.from(comicInfoXml(book, sizes)))
    let index = 0
    for await (const page of readAhead(book.pages.map(({ jpegPath }) => jpegPath))) {
      throwIfCancelled(run.signal)
      await zip.add(pageName(index, book.pages.length), page)
      index++
      run.onProgress?.(index, book.pages.length)
    }
    await zip.end()
  })
}

/** Reads the next file while the one before is being written. */
async function* readAhead(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  const read = (path: string | undefined) => (path === undefined ? null : Promise.allSettled([readFile(path)]))
  let upcoming = read(paths[0])
  for (const [index] of paths.entries()) {
    const [result] = (await upcoming)!
    upcoming = read(paths[index + 1])
    if (result.status === 'rejected') throw result.reason
    yield result.value
  }
}

/** Readers go by name: constant width, four digits at least. */
function pageName(index: number, pageCount: number): string {
  const width = Math.max(4, String(pageCount).length)
  return `${String(index + 1).padStart(width, '0')}.jpg`
}
