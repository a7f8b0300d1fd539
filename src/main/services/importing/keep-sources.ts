import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { Project } from '../../open-project.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { writeWhole } from '../../store/write-whole.ts'
import type { GivenFile } from '../uploads.ts'

const FOLDER = 'imports'

/** Where a file will lie that was handed over or pasted. */
function placeOf(folder: string, { name, from }: Pick<GivenFile, 'name' | 'from'>): string {
  return from === 'upload' ? join(folder, FOLDER, name) : join(folder, FOLDER, uuid(), name)
}

/** The files with the place that `keepSources` will give them, by where they lie now; nothing is written. */
export function placesToBe({ folder }: Pick<Project, 'folder'>, files: readonly GivenFile[]): Map<string, string> {
  return new Map(files.map((file) => [file.path, file.from === 'path' ? file.path : placeOf(folder, file)]))
}

/**
 * Gives files without a place of their own one in the project, so that the next import knows them again: a file that was
 * handed over goes by its name, as it would in a folder; words that were pasted are always something new.
 *
 * @returns where each lies, absolute
 * @throws AppError READ_ONLY, DISK_FULL
 */
export async function keepSources({ folder }: Pick<Project, 'folder'>, files: readonly GivenFile[]): Promise<string[]> {
  const kept: string[] = []
  for (const { path, name, from } of files) {
    if (from === 'path') {
      kept.push(path)
      continue
    }
    const target = placeOf(folder, { name, from })
    try {
      mkdirSync(dirname(target), { recursive: true })
      writeWhole(target, await readFile(path))
    } catch (error) {
      throw storageFailure(error, folder)
    }
    kept.push(target)
  }
  return kept
}
