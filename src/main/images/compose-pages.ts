import { createHash } from 'node:crypto'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageDescription } from '../../comic/page.ts'
import { type ComposeSettings, composePage, pageSize } from './compose-page.ts'

/** Raised whenever the same description would come out as other pixels, so that old pages are not reused. */
const COMPOSER_VERSION = 2

/** Two fill this kind of work's memory and both cores of a small machine; more only queue inside the decoder. */
const PAGES_AT_ONCE = 2

export interface ComposedPage {
  path: string
  widthPx: number
  heightPx: number
}

export interface ComposeRun {
  /** Folder for composed pages; kept between runs, it makes the next export of unchanged pages free. */
  folder: string
  signal?: AbortSignal
  /** After every page, in no particular order of pages. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Composes pages into files, two at a time. A page whose description, pictures and settings are those of a file
 * already there is not composed again.
 * @returns one file a page, in the order given; equal pages share a file
 * @throws the signal's reason when cancelled; whole pages stay in the folder
 */
export async function composePages(
  pages: readonly PageDescription[],
  settings: ComposeSettings,
  run: ComposeRun,
): Promise<ComposedPage[]> {
  await mkdir(run.folder, { recursive: true })
  const composed: ComposedPage[] = new Array(pages.length)
  let next = 0
  let done = 0
  const work = async () => {
    while (next < pages.length) {
      run.signal?.throwIfAborted()
      const index = next++
      composed[index] = await composeToFile(pages[index]!, settings, run.folder, index)
      done++
      run.onProgress?.(done, pages.length)
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: PAGES_AT_ONCE }, work))
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason
  return composed
}

async function composeToFile(
  page: PageDescription,
  settings: ComposeSettings,
  folder: string,
  index: number,
): Promise<ComposedPage> {
  const path = join(folder, `${pageHash(page, settings)}.${settings.format === 'jpeg' ? 'jpg' : 'png'}`)
  const area = page.boxes[settings.area]
  const result = { path, ...pageSize(area, settings.dpi) }
  if (await exists(path)) return result
  const { bytes } = await composePage(page, settings)
  await writeWhole(path, bytes, index)
  return result
}

/** Paths are left out: a book that was moved has the same pages. */
function pageHash(page: PageDescription, settings: ComposeSettings): string {
  const pictures = page.pictures.map(({ sha256, frame, crop, outline }) => ({ sha256, frame, crop, outline }))
  const decisive = { version: COMPOSER_VERSION, settings, ...page, pictures }
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex')
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** A file under its final name is whole: the next run trusts the name alone. */
async function writeWhole(path: string, bytes: Uint8Array, index: number): Promise<void> {
  const temporary = `${path}.${process.pid}-${index}.tmp`
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    // Half a page is of no use, and on a full disk in the way.
    await rm(temporary, { force: true })
    throw error
  }
}
