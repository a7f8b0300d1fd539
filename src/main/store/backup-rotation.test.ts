import { describe, expect, it } from 'vitest'
import { backupName, outlivedBackups, readBackupNames } from './backup-rotation.ts'

const HOUR = 60 * 60 * 1000
const NOW = Date.UTC(2026, 10, 20, 12)
const hoursAgo = (...hours: number[]) => hours.map((h) => ({ name: backupName(NOW - h * HOUR), at: NOW - h * HOUR }))
const kept = (backups: ReturnType<typeof hoursAgo>) => {
  const gone = new Set(outlivedBackups(backups, NOW).map(({ name }) => name))
  return backups.filter(({ name }) => !gone.has(name)).map(({ at }) => (NOW - at) / HOUR)
}

describe('backups in rotation', () => {
  it('keep the five newest, however old they are', () => {
    expect(kept(hoursAgo(1000, 2000, 3000, 4000, 5000, 6000))).toEqual([1000, 2000, 3000, 4000, 5000])
  })

  it('keep the newest of each of the last seven days besides', () => {
    // Six within this morning, then one or two on each of the days before.
    const backups = hoursAgo(0, 1, 2, 3, 4, 5, 20, 30, 50, 74, 98, 122, 146, 170, 194)
    expect(kept(backups)).toEqual([0, 1, 2, 3, 4, 20, 50, 74, 98, 122, 146])
  })

  it('keep everything while there is little', () => {
    expect(kept(hoursAgo(0, 0.1, 0.2))).toHaveLength(3)
  })

  it('carry their moment in their name and are read back newest first', () => {
    const names = [backupName(NOW - HOUR), 'book.tmp', backupName(NOW), 'notes.txt']
    expect(readBackupNames(names)).toEqual([
      { name: 'book-20261120T120000000Z.sqlite', at: NOW },
      { name: 'book-20261120T110000000Z.sqlite', at: NOW - HOUR },
    ])
  })
})
