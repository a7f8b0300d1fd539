import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { storageFailure } from './storage-failure.ts'
import { writeWhole } from './write-whole.ts'

/** In the project: which panels show the picture of another, by id. Without it none does. */
const FILE = 'shared-pictures.json'

/**
 * Panels that show the picture of another one, with that one. A panel whose source shows another's itself is left out:
 * there would be no picture at the end of it.
 *
 * @throws AppError DAMAGED_BOOK
 */
export function readSharedPictures(projectFolder: string): Map<string, string> {
  const file = join(projectFolder, FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw storageFailure(error, file)
  }
  const shared = parse(text)
  if (shared === null)
    throw new AppError('DAMAGED_BOOK', said`The list of shared pictures cannot be read.`, {
      place: { file },
      remedy: said`Delete it, and say again which panels share: panelwright reuse <project> --apply`,
    })
  return new Map([...shared].filter(([panel, source]) => panel !== source && !shared.has(source)))
}

function parse(text: string): Map<string, string> | null {
  try {
    const value: unknown = JSON.parse(text)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    const entries = Object.entries(value)
    return entries.every(([, source]) => typeof source === 'string') ? new Map(entries as [string, string][]) : null
  } catch {
    return null
  }
}

/** @throws AppError DISK_FULL, READ_ONLY */
export function writeSharedPictures(projectFolder: string, shared: ReadonlyMap<string, string>): void {
  const file = join(projectFolder, FILE)
  try {
    if (shared.size === 0) rmSync(file, { force: true })
    else writeWhole(file, `${JSON.stringify(Object.fromEntries(shared), null, 1)}\n`)
  } catch (error) {
    throw storageFailure(error, file)
  }
}
