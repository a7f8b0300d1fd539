import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import type { Project } from '../../open-project.ts'
import { type FolderReading, type FolderReadReport, readFolderAgain } from './folder-book.ts'
import type { FolderChange } from './folder-changes.ts'
import type { FolderKeeper } from './folder-keeper.ts'
import { idsOfFile } from './imagery-book-ids.ts'
import { CLASSES, type ImageryKind, type TargetClass } from './imagery-task.ts'
import type { FolderBook } from './read-folder-book.ts'
import { type FolderWatch, watchFolder } from './watch-folder.ts'

export type ClassCounts = Record<TargetClass, number>

/** How the files of an open book stand. */
export interface FolderState {
  root: string
  /** Epoch ms; null = not read since it was opened. */
  readAt: number | null
  /** Whether changes of others are seen at once, within seconds, or not at all. */
  watch: 'told' | 'looking' | 'none'
  counts: ClassCounts
  files: FolderFile[]
  problems: ImageryProblem[]
  /** Beyond those that are listed. */
  moreProblems: number
  /** What others changed while the book was open, newest first. */
  changes: { at: number; changes: FolderChange[]; more: number }[]
}

export interface FolderFile {
  file: string
  kind: ImageryKind
  chapterId: string
  title: string
  readable: boolean
  counts: ClassCounts
}

/** The files of an open book: looked after while it is open, read again when somebody else changed them. */
export interface FolderFiles {
  state(): FolderState
  readAgain(): Promise<FolderReadReport>
  close(): Promise<void>
}

/** What a reading in the background came to. */
export interface FolderNews {
  report: FolderReadReport
  /** Files that could be read before, each with why it cannot now. */
  broken: ImageryProblem[]
  /** Files that can be read again. */
  mended: string[]
}

/** So many are kept and told one by one. */
const MOST_PROBLEMS = 2_000
const MOST_READINGS = 30
const MOST_CHANGES = 400

/**
 * @param tell after each reading that nobody asked for
 * @param fail why it could not be read or written
 * @param watches false where nobody stays to look
 */
export function folderFiles(
  project: Project,
  keeper: FolderKeeper,
  reading: FolderReading,
  { tell, fail, watches }: { tell(news: FolderNews): void; fail(error: unknown): void; watches: boolean },
): FolderFiles {
  let chain: Promise<unknown> = Promise.resolve()
  let readAt = reading.book === null ? null : project.now()
  const changes: FolderState['changes'] = []

  const readAgain = (): Promise<FolderReadReport> => {
    const read = chain.then(async () => {
      // What is being written is written first: half of it would be read twice.
      await keeper.idle()
      const report = await readFolderAgain(project, keeper.root, reading)
      readAt = project.now()
      if (report.changes.length > 0) {
        const told = report.changes.slice(0, MOST_CHANGES)
        changes.unshift({ at: readAt, changes: told, more: report.changes.length - told.length })
        changes.splice(MOST_READINGS)
      }
      return report
    })
    chain = read.catch(() => {})
    return read
  }
  const watch: FolderWatch | null = watches
    ? watchFolder(keeper.root, async () => {
        const before = new Set(reading.book?.unreadable.keys() ?? [])
        try {
          const report = await readAgain()
          const now = reading.book!.unreadable
          tell({
            report,
            broken: report.problems.filter(
              ({ code, file }) => code === 'imagery-unreadable' && now.has(file) && !before.has(file),
            ),
            mended: reading.book!.chapters.map(({ file }) => file).filter((file) => before.has(file)),
          })
        } catch (error) {
          fail(error)
        }
      })
    : null
  return {
    state: () => ({
      ...stateOf(keeper.root, reading.book),
      readAt,
      watch: watch === null ? 'none' : watch.isTold ? 'told' : 'looking',
      changes,
    }),
    readAgain,
    async close() {
      watch?.close()
      await chain
    },
  }
}

function stateOf(
  root: string,
  book: FolderBook | null,
): Pick<FolderState, 'root' | 'counts' | 'files' | 'problems' | 'moreProblems'> {
  const readable = (book?.chapters ?? []).map(
    ({ file, kind, title, panels }): FolderFile => ({
      ...{ file, kind, title, chapterId: idsOfFile(file).chapterId, readable: true },
      counts: countsOf(panels),
    }),
  )
  const unreadable = [...(book?.unreadable ?? [])].map(
    ([file, { kind, entity, pictures }]): FolderFile => ({
      ...{ file, kind, title: entity, chapterId: idsOfFile(file).chapterId, readable: false },
      counts: { ...NONE, unreadable: pictures },
    }),
  )
  const files = [...readable, ...unreadable].sort((a, b) => (a.file < b.file ? -1 : 1))
  const counts = { ...NONE }
  for (const file of files) for (const name of CLASSES) counts[name] += file.counts[name]
  const problems = (book?.problems ?? []).toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
  return {
    ...{ root, counts, files, problems: problems.slice(0, MOST_PROBLEMS) },
    moreProblems: Math.max(0, problems.length - MOST_PROBLEMS),
  }
}

const WEIGHT: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, info: 2 }

const NONE: ClassCounts = {
  done: 0,
  'done-elsewhere': 0,
  'pending-runnable': 0,
  'pending-without-prompt': 0,
  unreadable: 0,
}

function countsOf(panels: readonly { class: TargetClass }[]): ClassCounts {
  const counts = { ...NONE }
  for (const panel of panels) counts[panel.class]++
  return counts
}
