import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttentionGrid } from '../../../comic/lettering/attention.ts'
import type { PlacedPicture } from '../../../comic/page.ts'
import { attentionGrid } from '../../images/attention-grid.ts'

/** Raised when the same picture would come out as another grid. */
const VERSION = 1

/** Looking at a picture is half decoding, half waiting for the disk. */
const PICTURES_AT_ONCE = 4

/** What catches the eye in the pictures of some panels, by panel id. */
export async function seenInPanels(
  folder: string,
  pictures: readonly Omit<PlacedPicture, 'frame'>[],
): Promise<Map<string, AttentionGrid>> {
  const seen = new Map<string, AttentionGrid>()
  const next = pictures.values()
  const work = async () => {
    for (const { panelId, path, sha256 } of next) seen.set(panelId, await seenAttention(folder, path, sha256))
  }
  await Promise.all(Array.from({ length: PICTURES_AT_ONCE }, work))
  return seen
}

/**
 * What catches the eye in a picture. Decoding a picture takes longer than lettering its page, so the answer is kept
 * by the picture's hash; where nothing can be written it is worked out again.
 * @param folder of the kept answers
 */
async function seenAttention(folder: string, path: string, sha256: string): Promise<AttentionGrid> {
  const file = join(folder, `${sha256}.${VERSION}.json`)
  const known = await readKept(file)
  if (known !== null) return known
  const grid = await attentionGrid(path)
  await keep(folder, file, grid)
  return grid
}

async function readKept(file: string): Promise<AttentionGrid | null> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as AttentionGrid
    return kept.values.length === kept.columns * kept.rows ? kept : null
  } catch {
    // Not there yet, or half written by a process that died: it is made anew.
    return null
  }
}

async function keep(folder: string, file: string, grid: AttentionGrid): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, JSON.stringify(grid))
    await rename(temporary, file)
  } catch {
    // Keeping it only saves time.
  }
}
