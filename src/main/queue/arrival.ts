import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ProviderError } from '../providers/provider.ts'
import type { JobStep } from './context.ts'
import { type TakeName, takeFileName, temporaryName } from './take-path.ts'
import { takeTurns } from './turns.ts'

/** A picture that lies safely under its final name. */
export interface StoredPicture {
  /** Relative to the project folder, with `/`. */
  path: string
  sha256: string
  bytes: number
  width: number
  height: number
  format: 'png' | 'jpeg' | 'webp'
}

/** What is found when bytes that claim to be a picture are decoded to the last pixel. Handed in; never throws. */
export type CheckPicture = (
  bytes: Uint8Array,
) => Promise<
  | { ok: true; width: number; height: number; format: StoredPicture['format']; sha256: string }
  | { ok: false; message: string }
>

export interface ArrivingPicture extends TakeName {
  /** `ch01/sc02` */
  folder: string
}

/** Where pictures are kept. The queue commits a take only after `store` has returned. */
export interface PictureFiles {
  /**
   * Checks the bytes and stores them so that they survive a power cut.
   *
   * @param isTaken whether a take already owns, or once owned, this path
   * @throws ProviderError corrupt when they are no whole picture; file system errors as they are
   */
  store(
    bytes: Uint8Array,
    picture: ArrivingPicture,
    isTaken: (path: string) => boolean,
    onStep: (step: JobStep) => void,
  ): Promise<StoredPicture>
}

/** Pictures under `takes/` of a project folder: temporary file, fsync, rename, fsync of the folder. */
export function pictureFiles(projectFolder: string, checkPicture: CheckPicture): PictureFiles {
  // More decoders than cores would only keep the threads from writing.
  const turns = takeTurns(availableParallelism())
  return {
    async store(bytes, picture, isTaken, onStep) {
      const folder = `takes/${picture.folder}`
      const temporary = join(projectFolder, folder, temporaryName(picture))
      try {
        // Writing and decoding side by side; the picture gets its name only when both are done.
        const written = openMakingFolder(projectFolder, folder, temporary).then((file) =>
          writeDurably(file, bytes, onStep),
        )
        const [checked] = await both(
          turns(() => checkPicture(bytes)),
          written,
        )
        if (!checked.ok) throw new ProviderError('corrupt', checked.message, { maybeBilled: true })
        const { width, height, format, sha256 } = checked
        const path = await freePath(projectFolder, folder, picture, format, isTaken)
        await rename(temporary, join(projectFolder, path))
        onStep('renamed')
        await syncFolder(join(projectFolder, folder))
        onStep('folder-synced')
        return { path, sha256, bytes: bytes.byteLength, width, height, format }
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {
          // The first error says what is wrong; a leftover is swept at the next start.
        })
        throw error
      }
    },
  }
}

/** Waits for both, so that nothing is still being written when one of them has failed. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return Promise.all([first, second])
}

async function openMakingFolder(projectFolder: string, folder: string, file: string): Promise<FileHandle> {
  try {
    return await open(file, 'w')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await makeFolder(projectFolder, folder)
  return open(file, 'w')
}

/** Makes a folder and its parents below the project, and makes them last. */
async function makeFolder(projectFolder: string, relative: string): Promise<void> {
  // A project that was moved or unplugged must be missed here, never made anew.
  await stat(projectFolder)
  const made = await mkdir(join(projectFolder, relative), { recursive: true })
  if (made === undefined) return
  let folder = projectFolder
  for (const part of relative.split('/')) {
    await syncFolder(folder)
    folder = join(folder, part)
  }
}

async function writeDurably(file: FileHandle, bytes: Uint8Array, onStep: (step: JobStep) => void): Promise<void> {
  try {
    // In one piece where the system takes it: FileHandle.writeFile would queue for a thread every half megabyte.
    for (let at = 0; at < bytes.byteLength; ) at += (await file.write(bytes, at)).bytesWritten
    onStep('written')
    await file.sync()
    onStep('synced')
  } finally {
    await file.close()
  }
}

/** Makes a rename in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; its file system journals the rename.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The first name for a picture that neither a take nor a file holds. */
export async function freePath(
  projectFolder: string,
  folder: string,
  picture: TakeName,
  format: StoredPicture['format'],
  isTaken: (path: string) => boolean,
): Promise<string> {
  for (let copy = 1; ; copy++) {
    const path = `${folder}/${takeFileName(picture, format, copy)}`
    if (!isTaken(path) && !(await exists(join(projectFolder, path)))) return path
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
