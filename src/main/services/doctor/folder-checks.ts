import { accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatBytes } from '../../../shared/quantities.ts'
import { nearestFolder } from '../../store/nearest-folder.ts'
import { type Check, lacking, missing, ok } from './check.ts'

/** A chapter's pictures, its pages and their files, with room to spare. */
const COMFORTABLE_BYTES = 5_000_000_000
/** Below this not even the book's own state is safe. */
const LEAST_BYTES = 200_000_000

export function checkDisk(folder: string): Check[] {
  const place = nearestFolder(folder)
  const disk = statfsSync(place)
  const free = disk.bavail * disk.bsize
  const found = `${formatBytes(free)} free at ${place}`
  if (free < LEAST_BYTES) return [missing('Disk', found, 'Free some space: a book stops when its disk is full.')]
  if (free < COMFORTABLE_BYTES)
    return [lacking('Disk', found, 'A book of 3,000 panels takes about 10 GB; free some space before a large batch.')]
  return [ok('Disk', found)]
}

/** Writes for real: rights alone do not tell of read-only disks and quotas. */
export function checkWriting(folder: string): Check[] {
  const place = nearestFolder(folder)
  try {
    accessSync(place, constants.W_OK)
    const probe = mkdtempSync(join(place, '.panelwright-doctor-'))
    try {
      writeFileSync(join(probe, 'probe'), 'written')
    } finally {
      rmSync(probe, { recursive: true, force: true })
    }
    return [ok('Writing', `${place} can be written`)]
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    return [missing('Writing', `${place} cannot be written (${code})`, REMEDIES[code] ?? CHANGE_RIGHTS)]
  }
}

const CHANGE_RIGHTS = 'Work in a folder of your own, or change its rights.'
const MAKE_ROOM = 'Free some space on its disk, or work on another one.'
const REMEDIES: Record<string, string> = {
  ENOSPC: MAKE_ROOM,
  EDQUOT: MAKE_ROOM,
  EROFS: 'Its disk takes no writes: work on another one.',
}
