import { readFileSync, statSync, writeFileSync } from 'node:fs'

/** A book is read through once a day all the same: disks rot without touching a date. */
const LONGEST_TRUST_MS = 24 * 60 * 60 * 1000

/** The file as it lay on disk when a process that had found it whole closed it. */
interface Mark {
  bytes: string
  modifiedNs: string
  /** Nobody can set this one back, so that a file changed and dated back is still noticed. */
  changedNs: string
  /** When the whole file was last read through, epoch ms. */
  checkedAt: number
}

/**
 * When a book was last found whole, provided it was closed in order and nobody has touched its file since; else null.
 * Reading a large book through takes longer than everything else at its opening, so it is spared where it can tell nothing.
 */
export function lastCheck(file: string, now: number): number | null {
  try {
    const { checkedAt, ...before } = JSON.parse(readFileSync(markOf(file), 'utf8')) as Mark
    const untouched = JSON.stringify(before) === JSON.stringify(look(file)) && !hasUnwritten(file)
    return untouched && checkedAt <= now && now - checkedAt < LONGEST_TRUST_MS ? checkedAt : null
  } catch {
    // No mark, or none that can be read: then the book is read through.
    return null
  }
}

/** Notes how a book lies on disk after it was closed. */
export function noteChecked(file: string, checkedAt: number): void {
  try {
    writeFileSync(markOf(file), JSON.stringify({ ...look(file), checkedAt } satisfies Mark))
  } catch {
    // Without a mark the next opening takes a little longer.
  }
}

function look(file: string): Omit<Mark, 'checkedAt'> {
  const { size, mtimeNs, ctimeNs } = statSync(file, { bigint: true })
  return { bytes: String(size), modifiedNs: String(mtimeNs), changedNs: String(ctimeNs) }
}

/** Commits that have not reached the file itself: its last owner was killed. Readers leave an empty log behind. */
function hasUnwritten(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

const markOf = (file: string) => `${file}-checked`
