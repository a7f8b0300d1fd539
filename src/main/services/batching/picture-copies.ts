import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { z } from 'zod'
import type { Project } from '../../open-project.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { writeWhole } from '../../store/write-whole.ts'
import { padded } from '../planning.ts'

export interface CopyReport {
  /** Pictures that lie in the folder now. */
  copies: number
  /** Of these, copied this time. */
  written: number
}

/** In the project: which copies were made, by path, with the hash of what they hold. Only these are ever removed. */
const LIST = 'copies.json'
const listSchema = z.record(z.string(), z.string())

interface TakeToCopy {
  panelId: string
  style: string
  language: string
  imageIndex: number
  path: string
  sha256: string
}

/**
 * Copies the newest picture of every panel, edition and image to `chapter_01/scene_02/panel_003_noir_en.png` in a
 * folder. Copies made before that have no panel any more are removed; files of others are never touched.
 *
 * @throws AppError DISK_FULL, READ_ONLY
 */
export function copyPictures(project: Project, folder: string): CopyReport {
  const list = join(project.folder, LIST)
  const before = readList(list)
  const wanted = new Map(picturesOf(project).map((take) => [take.target, take]))
  let written = 0
  try {
    for (const [target, { path, sha256 }] of wanted) {
      const copy = join(folder, target)
      if (before[target] === sha256 && existsSync(copy)) continue
      const source = join(project.folder, path)
      // What is missing on disk was told already, and is made again by the next run.
      if (statSync(source, { throwIfNoEntry: false }) === undefined) continue
      mkdirSync(dirname(copy), { recursive: true })
      copyFileSync(source, copy, constants.COPYFILE_FICLONE)
      written++
    }
    for (const target of Object.keys(before)) if (!wanted.has(target)) rmSync(join(folder, target), { force: true })
    writeWhole(
      list,
      `${JSON.stringify(Object.fromEntries([...wanted].map(([target, { sha256 }]) => [target, sha256])), null, 1)}\n`,
    )
  } catch (error) {
    throw storageFailure(error, folder)
  }
  return { copies: wanted.size, written }
}

function picturesOf(project: Project): (TakeToCopy & { target: string })[] {
  const panels = new Map(project.script.panels(project.script.panelIds()).map((panel) => [panel.id, panel]))
  const takes = project.store.sqlite
    .prepare(
      // With max(), SQLite gives the other columns of the row that holds it: the newest take.
      `select max(id), panel_id panelId, art_style_id style, language, image_index imageIndex, path, sha256 from take
       where file_state = 'whole' and trashed_at is null and state <> 'rejected'
       group by panel_id, art_style_id, language, image_index`,
    )
    .all() as TakeToCopy[]
  return takes.flatMap((take) => {
    const panel = panels.get(take.panelId)
    if (!panel) return []
    const image = take.imageIndex === 0 ? '' : `_${take.imageIndex + 1}`
    const name = `panel_${String(panel.number).padStart(3, '0')}_${take.style}_${take.language}${image}${extname(take.path)}`
    return [{ ...take, target: `chapter_${padded(panel.chapter)}/scene_${padded(String(panel.scene))}/${name}` }]
  })
}

/** A list that is lost or damaged costs a few copies that are made again, and removes nothing. */
function readList(file: string): Record<string, string> {
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}
