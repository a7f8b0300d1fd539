import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small disk of its own, or a read-only view of a folder, for tests of what happens there. */
export interface ScratchDisk {
  folder: string
  remove(): void
}

/** Mounting takes rights that not every machine gives; tests that need it are skipped there by name. */
export const canMount = probe()

/** A disk in memory that is full after `megabytes`. */
export function smallDisk(megabytes: number): ScratchDisk {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-disk-'))
  mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)
  return { folder, remove: () => unmount(folder) }
}

/** The same folder seen through a disk that takes no writes: root ignores the mode bits of a folder, but not this. */
export function readOnlyView(original: string): ScratchDisk {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-disk-'))
  mkdirSync(folder, { recursive: true })
  mount('--bind', original, folder)
  mount('-o', 'remount,bind,ro', folder)
  return { folder, remove: () => unmount(folder) }
}

function mount(...args: string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`)
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder])
  rmSync(folder, { recursive: true, force: true })
}

function probe(): boolean {
  try {
    smallDisk(1).remove()
    return true
  } catch {
    console.warn('!!! Mounting is not permitted here: tests of full and read-only disks are NOT RUN !!!')
    return false
  }
}
