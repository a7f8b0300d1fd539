import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import type { Reference } from '../../../shared/domain/reference.ts'
import type { ReferencePicture } from '../../images/reference-check.ts'
import type { Project } from '../../open-project.ts'
import { syncFolder, writeWhole } from '../../store/write-whole.ts'

const FOLDER = 'references'
const ENDINGS = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const
/** Digits of the hash in a file's name: enough to tell any pictures apart. */
const NAME_DIGITS = 16

export type FileState = 'whole' | 'missing' | 'changed'

/**
 * Copies a picture untouched to `references/`, under a name made of its content: the same picture is one file. A file
 * that something else changed there is put aside into the trash.
 *
 * @returns path relative to the project folder, with `/`
 */
export function storePicture({ folder }: Pick<Project, 'folder'>, picture: ReferencePicture): string {
  const path = `${FOLDER}/${picture.sha256.slice(0, NAME_DIGITS)}.${ENDINGS[picture.format]}`
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  if (existsSync(target)) {
    if (hashOf(target) === picture.sha256) return path
    moveToTrash(folder, path)
  }
  writeWhole(target, picture.content)
  return path
}

/**
 * Moves files into the trash that only references in the trash own, once no job can need them any more.
 *
 * @returns where each lies now, by where it lay; both relative to the project folder
 */
export function clearAway({ folder, references }: Pick<Project, 'folder' | 'references'>): Map<string, string> {
  const moved = new Map<string, string>()
  for (const { path, sha256 } of references.trashed()) {
    if (existsSync(join(folder, path)) && !references.isNeeded(sha256)) moved.set(path, moveToTrash(folder, path))
  }
  return moved
}

/**
 * Brings files back from the trash that references own again, and moves those there that none owns any more: after an
 * edit was undone or done again.
 */
export function settleFiles(project: Pick<Project, 'folder' | 'references'>): void {
  const { folder, references } = project
  for (const { path, sha256 } of references.all()) {
    const aside = join(folder, trashedName(path, sha256))
    if (existsSync(join(folder, path)) || !existsSync(aside) || hashOf(aside) !== sha256) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    renameSync(aside, join(folder, path))
    syncFolder(dirname(join(folder, path)))
  }
  clearAway(project)
}

const trashedName = (path: string, sha256: string) => `trash/${FOLDER}/${sha256.slice(0, NAME_DIGITS)}${extname(path)}`

/** Where the file of a reference lies now, in its place or in the trash; relative to the project folder. */
export function whereItLies(folder: string, { path, sha256 }: Pick<Reference, 'path' | 'sha256'>): string {
  const aside = trashedName(path, sha256)
  return !existsSync(join(folder, path)) && existsSync(join(folder, aside)) ? aside : path
}

/** Named by its content, so that the same picture thrown away twice lies there once, and none takes another's place. */
function moveToTrash(folder: string, path: string): string {
  const source = join(folder, path)
  const target = trashedName(path, hashOf(source))
  mkdirSync(dirname(join(folder, target)), { recursive: true })
  renameSync(source, join(folder, target))
  syncFolder(dirname(join(folder, target)))
  syncFolder(dirname(source))
  return target
}

/**
 * @param thorough reads the file, so that a change that keeps the length is seen
 */
export function stateOnDisk(
  folder: string,
  { path, bytes, sha256 }: Pick<Reference, 'path' | 'bytes' | 'sha256'>,
  thorough: boolean,
): FileState {
  const file = join(folder, path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) return 'missing'
  if (found.size !== bytes) return 'changed'
  return thorough && hashOf(file) !== sha256 ? 'changed' : 'whole'
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** `3fa9c2d1`: what a reference is called by. */
export const shortHash = ({ sha256 }: Pick<Reference, 'sha256'>) => sha256.slice(0, 8)
