import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a small file so that it is whole or absent, whenever the process or the power dies.
 *
 * @param content several pieces are written one after another
 */
export function writeWhole(path: string, content: string | Uint8Array | readonly Uint8Array[]): void {
  const draft = `${path}.tmp`
  try {
    const file = openSync(draft, 'w')
    try {
      for (const bytes of typeof content === 'string' ? [Buffer.from(content)] : [content].flat())
        for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Puts a whole file that another tool wrote under its final name. */
export function moveWhole(draft: string, path: string): void {
  syncFile(draft)
  renameSync(draft, path)
  syncFolder(dirname(path))
}

/** Brings a file's content to the disk itself. */
function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Brings a folder's names to the disk; a rename is safe only after that. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
