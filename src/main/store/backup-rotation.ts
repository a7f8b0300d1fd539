/** A backup by its file name; the moment is part of the name, so that copying files about does not disturb the order. */
export interface BackupName {
  name: string
  /** Epoch ms. */
  at: number
}

/** The newest ones that are kept, whenever they were made. */
const RECENT = 5
/** The newest of each of this many days is kept besides. */
const DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

/** `book-20261120T224500123Z.sqlite`; UTC, sorts by time. */
export function backupName(at: number): string {
  return `book-${new Date(at).toISOString().replace(/[-:.]/g, '')}.sqlite`
}

/** The backups among the files of a folder, newest first. */
export function readBackupNames(files: readonly string[]): BackupName[] {
  return files
    .flatMap((name) => {
      const match = /^book-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.sqlite$/.exec(name)
      if (!match) return []
      const [year, month, day, hour, minute, second, ms] = match.slice(1).map(Number)
      return [{ name, at: Date.UTC(year!, month! - 1, day!, hour!, minute!, second!, ms!) }]
    })
    .sort((a, b) => b.at - a.at)
}

/** Which backups have had their time: all but the recent ones and the newest of each of the last days. */
export function outlivedBackups(backups: readonly BackupName[], now: number): BackupName[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at)
  const kept = new Set(newestFirst.slice(0, RECENT))
  const daysSeen = new Set<number>()
  for (const backup of newestFirst) {
    const day = Math.floor(backup.at / DAY_MS)
    if (daysSeen.has(day) || day <= Math.floor(now / DAY_MS) - DAYS) continue
    daysSeen.add(day)
    kept.add(backup)
  }
  return newestFirst.filter((backup) => !kept.has(backup))
}
