import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import { stampOf } from './read-folder-book.ts'
import { isImageryFileName, SECTIONS } from './scan-folder.ts'

/** How long it must be quiet before a change is looked at, and how long it may go on before it is looked at all the same, ms. */
const QUIET_MS = 300
const LONGEST_MS = 2_000
/** How often is looked without being told: a network drive tells nothing. Where nothing can be watched, more often. */
const LOOK_MS = 20_000
const LOOK_UNTOLD_MS = 3_000
/** Systems that tell of a folder with all that is in it. */
const TELLS_DEEP = process.platform === 'darwin' || process.platform === 'win32'

export interface FolderWatch {
  /** False: the system cannot tell, so the files are looked at every few seconds. */
  readonly isTold: boolean
  close(): void
}

/**
 * Looks after the files of an imagery folder. What the system tells is a hint only: `onChange` is called when a file has
 * another stamp than before, was added, or is gone, whoever did it and however: in place, by a rename, a thousand at once.
 *
 * @param onChange ends before it is called again
 */
export function watchFolder(root: string, onChange: () => Promise<void>): FolderWatch {
  let known = stampsOf(root)
  let watchers = new Map<string, FSWatcher>()
  let isTold = true
  let isClosed = false
  let isLooking = false
  let isDue = false
  let quiet: NodeJS.Timeout | null = null
  let firstHint = 0

  const look = async (): Promise<void> => {
    if (isClosed) return
    if (isLooking) {
      isDue = true
      return
    }
    isLooking = true
    firstHint = 0
    try {
      follow()
      const now = stampsOf(root)
      if (!isSame(known, now)) {
        known = now
        await onChange()
      }
    } finally {
      isLooking = false
    }
    if (!isDue) return
    isDue = false
    hint()
  }
  const hint = (): void => {
    if (isClosed) return
    const now = performance.now()
    if (firstHint === 0) firstHint = now
    if (quiet !== null) clearTimeout(quiet)
    quiet = setTimeout(() => void look(), Math.max(0, Math.min(QUIET_MS, firstHint + LONGEST_MS - now)))
  }
  /** Folders come and go: those that are there are watched. */
  const follow = (): void => {
    if (!isTold) return
    const there = TELLS_DEEP ? [root] : foldersOf(root)
    const next = new Map<string, FSWatcher>()
    try {
      for (const folder of there) next.set(folder, watchers.get(folder) ?? watched(folder))
    } catch {
      // The system watches no more than so many, or none on this drive.
      isTold = false
    }
    for (const [folder, watcher] of [...watchers, ...next]) if (!isTold || !next.has(folder)) watcher.close()
    watchers = isTold ? next : new Map()
    if (!isTold) every(LOOK_UNTOLD_MS)
  }
  const watched = (folder: string): FSWatcher => {
    const watcher = watch(folder, { recursive: TELLS_DEEP, persistent: false }, (_, name) => {
      if (name === null || !isOfTheBook(name)) hint()
    })
    // A folder that is gone is no trouble: the next look sees it.
    watcher.on('error', () => {
      watcher.close()
      watchers.delete(folder)
      hint()
    })
    return watcher
  }

  let interval: NodeJS.Timeout | null = null
  const every = (ms: number): void => {
    if (interval !== null) clearInterval(interval)
    interval = setInterval(() => void look(), ms).unref()
  }
  every(LOOK_MS)
  follow()
  return {
    get isTold() {
      return isTold
    },
    close() {
      isClosed = true
      if (quiet !== null) clearTimeout(quiet)
      if (interval !== null) clearInterval(interval)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

/** The book's own folder, and pictures it makes: written all the time, and no files of the author's. */
const isOfTheBook = (name: string) => /^(?:imagery\.panelwright|generated)(?:[\\/]|$)/.test(name)

function foldersOf(root: string): string[] {
  const there = SECTIONS.map((section) => join(root, section)).filter(isFolder)
  return [
    root,
    ...there,
    ...there.flatMap((section) =>
      entriesOf(section)
        .map((name) => join(section, name))
        .filter(isFolder),
    ),
  ]
}

/** Every file that a reading looks at, with its stamp. */
function stampsOf(root: string): Map<string, string> {
  const stamps = new Map<string, string>()
  for (const section of SECTIONS)
    for (const entity of entriesOf(join(root, section)))
      for (const name of entriesOf(join(root, section, entity)).filter(isImageryFileName)) {
        const file = join(root, section, entity, name)
        stamps.set(file, stampOf(file))
      }
  return stamps
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([file, stamp]) => other.get(file) === stamp)
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
