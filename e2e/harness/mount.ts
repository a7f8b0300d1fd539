import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small disk of its own, for filling it up. */
export interface SmallDisk {
  folder: string
  /** Makes it larger or smaller, MB. */
  resize(megabytes: number): void
  remove(): void
}

/** @returns null where this process may not mount */
export function makeSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-disk-'))
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)) {
    rmSync(folder, { recursive: true })
    return null
  }
  return {
    folder,
    resize: (size) => void run('mount', '-o', `remount,size=${size}m`, folder),
    remove() {
      run('umount', folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Makes a folder read-only, even for root. @returns what undoes it, or null where this process may not mount */
export function makeReadOnly(folder: string): (() => void) | null {
  if (!run('mount', '--bind', folder, folder)) return null
  run('mount', '-o', 'remount,ro,bind', folder)
  return () => void run('umount', folder)
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0
}
