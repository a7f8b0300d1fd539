import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { Project } from '../../open-project.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { writeWhole } from '../../store/write-whole.ts'
import type { GivenFile } from '../uploads.ts'

const FOLDER = 'imports'

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
    const target = from === 'upload' ? join(folder, FOLDER, name) : join(folder, FOLDER, uuid(), name)
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
