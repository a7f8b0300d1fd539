import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BookInfo, EventData, Noun, Reply } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { openProject, type Project } from '../open-project.ts'
import { type Assets, bookAssets } from '../services/assets.ts'
import { bookInfo } from '../services/book-info.ts'
import { type ExportTasks, exportTasks } from '../services/export-tasks.ts'
import type { AppliedResult } from '../services/imagery/apply-result.ts'
import {
  type FolderReading,
  folderReading,
  imageryFolderAt,
  imageryRootOf,
  openFolderBook,
} from '../services/imagery/folder-book.ts'
import { type FolderFiles, folderFiles } from '../services/imagery/folder-files.ts'
import { type FolderKeeper, folderKeeper } from '../services/imagery/folder-keeper.ts'
import { folderNotices, foundNotice } from '../services/imagery/folder-notices.ts'
import { imageryProjectFolder } from '../services/imagery/imagery-book.ts'
import { brokenDown } from '../services/importing/break-down-again.ts'
import { type NightWatch, nightWatch } from '../services/night-watch.ts'
import { type PageViews, pageViews } from '../services/page-view.ts'
import { openPlanner, type Planner } from '../services/planner/planner.ts'
import type { RecentBooks } from '../services/recent-books.ts'
import { recentEntry, smallCover } from '../services/recent-entry.ts'
import type { SampleShow } from '../services/sample-show.ts'
import type { Secrets } from '../services/secrets.ts'
import { type RoughPictures, roughPictures } from '../services/sheet/rough-pictures.ts'
import { openUploads, type Uploads } from '../services/uploads.ts'
import type { WindowSettingsFile } from '../services/window-settings.ts'
import { type BookWork, bookWork } from '../services/working.ts'
import { dispatch } from './dispatch.ts'
import { type EventLog, eventLog } from './event-log.ts'
import { handlersFor } from './handlers/index.ts'
import type { Host } from './host.ts'

/** What all windows of this computer's author share. */
export interface Household {
  version: string
  /** Where providers, settings and books are looked up; keys of the keychain are in it. */
  env: NodeJS.ProcessEnv
  settings: WindowSettingsFile
  recent: RecentBooks
  sample: SampleShow
  secrets: Secrets
  /** The keychain protects what it keeps. */
  keepsSecrets: boolean
  now(): number
  /** Keeps the details of a fault of ours. */
  onUnexpected(error: unknown, name: string): string | null
}

/** An open book with all that works on it. */
export interface OpenBook {
  project: Project
  work: BookWork
  exports: ExportTasks
  assets: Assets
  pages: PageViews
  night: NightWatch
  planner: Planner
  roughs: RoughPictures
  /** Keeps the files in step; null where the book is not that of an imagery folder, or is only read. */
  imagery: FolderKeeper | null
  /** Those files, looked after while the book is open; null as above. */
  files: FolderFiles | null
}

/** One place to work at: a window, or the server of a browser. At most one book lies on it. */
export interface Desk {
  readonly household: Household
  readonly host: Host
  readonly events: EventLog
  readonly uploads: Uploads
  /** @throws AppError WRONG_USE when no book is open */
  book(): OpenBook
  current(): OpenBook | null
  /** Opens a book here, or elsewhere where the host has it so. @returns null = elsewhere */
  open(folder: string): Promise<BookInfo | null>
  /** As `open`, for a folder in which `make` opens a book that may have to be made first. */
  take(folder: string, make: () => Project | Promise<Project>): Promise<BookInfo | null>
  /** @throws AppError WRONG_USE while pictures are under way */
  closeBook(): Promise<void>
  request(name: unknown, input: unknown): Promise<Reply>
  /** Lets what is under way come, or cuts it, and gives everything free. */
  close(how: 'land' | 'cut'): Promise<void>
}

export function openDesk(household: Household, host: Host, uploadFolder: string): Desk {
  const events = eventLog(household.now)
  const uploads = openUploads(uploadFolder)
  let open: OpenBook | null = null
  /** How the last owner had left the book is being set right. */
  let settingRight: Promise<void> = Promise.resolve()
  /** What opening read of imagery folders. */
  const readings = new WeakMap<Project, FolderReading>()
  /** Opening and closing wait for each other. */
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }

  const desk: Desk = {
    household,
    host,
    events,
    uploads,
    current: () => open,
    book() {
      if (open) return open
      throw new AppError('WRONG_USE', said`No book is open.`, { remedy: said`Open one first.` })
    },
    open(folder) {
      const path = resolve(folder)
      const options = { what: OWNER_WORDS[host.kind], now: household.now, env: household.env }
      const root = imageryFolderAt(path)
      if (root === null) return desk.take(path, () => openProject(path, { mode: 'own-or-read', ...options }))
      return desk.take(imageryProjectFolder(root), async () => {
        const { project, report, reading } = await openFolderBook(root, options)
        readings.set(project, reading)
        if (report !== null) project.notices.push(...foundNotice(report.problems))
        return project
      })
    },
    take: (folder, make) =>
      inTurn(async () => {
        // A second opening within one process would take the lock from the first.
        if (open !== null && isSame(open.project.folder, folder)) return bookInfo(open.project)
        if (host.elsewhere?.(folder, false)) return null
        if (open !== null && host.elsewhere !== null) {
          const made = await make()
          made.close()
          host.elsewhere(made.folder, true)
          return null
        }
        assertQuiet(open)
        const project = await make()
        await giveBack()
        return lay(project)
      }),
    closeBook: () =>
      inTurn(async () => {
        assertQuiet(open)
        await giveBack()
        events.publish('book.opened', { book: null })
      }),
    request: (name, input) =>
      dispatch(handlers, name, input, {
        onChange(nouns) {
          if (nouns.some((noun) => SHOWN_ON_PAGES.has(noun))) open?.pages.forget()
          if (nouns.some((noun) => !BESIDE_PLANS.has(noun))) open?.planner.forget()
          events.publish('changed', { nouns: [...nouns] })
        },
        onUnexpected: household.onUnexpected,
      }),
    close: (how) =>
      inTurn(async () => {
        open?.work.leave(how)
        await open?.work.idle()
        await giveBack()
        for (const unsubscribe of subscriptions) unsubscribe()
        uploads.close()
      }),
  }
  const handlers = handlersFor(desk)
  const subscriptions = [
    household.settings.subscribe((settings) => events.publish('settings.changed', settings)),
    household.sample.subscribe(() => events.publish('changed', { nouns: ['sample'] })),
  ]
  return desk

  function lay(project: Project): BookInfo {
    const pages = pageViews(project)
    const planner = openPlanner(project)
    const work = bookWork(project, {
      summary: (summary) => events.publish('queue.summary', summary),
      job(job) {
        planner.forget()
        events.publish('job.changed', job)
      },
      preview: (preview) => events.publish('job.preview', { ...preview, of: null }),
      take(take) {
        pages.forget()
        imagery?.apply(take.takeId, 'came')
        events.publish('take.arrived', take)
      },
    })
    const root = project.readOnly === null ? imageryRootOf(project) : null
    const imagery =
      root === null
        ? null
        : folderKeeper(project, root, tellApplied, (error) => household.onUnexpected(error, 'imagery'))
    const files =
      imagery === null
        ? null
        : folderFiles(project, imagery, readings.get(project) ?? folderReading(imagery.root), {
            tell(news) {
              pages.forget()
              planner.forget()
              for (const notice of folderNotices(news)) events.publish('notice', notice)
              events.publish('changed', { nouns: [...OF_FILES] })
            },
            fail: (error) => household.onUnexpected(error, 'imagery.read'),
            // A command does what it was called for.
            watches: host.kind !== 'command',
          })
    const exports = exportTasks(project, (task) => events.publish('export.changed', task))
    const night = nightWatch(project, () => work.queue, {
      summary: (summary) => events.publish('overnight.summary', summary),
      event: (event) => work.pass(event),
    })
    const roughs = roughPictures(project)
    open = { project, work, night, exports, assets: bookAssets(project), pages, planner, roughs, imagery, files }
    void noteRecent(open, 'open')
    const book = bookInfo(project)
    events.publish('book.opened', { book })
    for (const { severity, code, message, remedy } of project.notices.filter(isOfFiles))
      events.publish('notice', { severity, code, message, ...(remedy === undefined ? {} : { remedy }) })
    if (project.readOnly === null) settingRight = setRight(work, night, planner)
    return book
  }

  /** How the last owner left things is found out beside everything else: a large book takes a moment. */
  async function setRight(work: BookWork, night: NightWatch, planner: Planner): Promise<void> {
    try {
      const { adopted, unknown, requeued } = await work.recover()
      for (const notice of leftBehind(adopted.length, unknown.length, requeued)) events.publish('notice', notice)
      // A command does what it was called for.
      const resumed = host.kind === 'command' ? 0 : work.resume().working
      if (host.kind !== 'command') night.look()
      if (resumed > 0) events.publish('notice', goingOn(resumed))
      planner.forget()
      events.publish('changed', { nouns: ['queue', 'takes', 'tree'] })
    } catch (error) {
      household.onUnexpected(error, 'recover')
    }
  }

  async function giveBack(): Promise<void> {
    if (open === null) return
    const given = open
    const { project, work, night, exports, planner, imagery, files } = given
    open = null
    await settingRight
    await brokenDown(project)
    await exports.close()
    await night.close()
    work.close()
    await planner.close()
    await files?.close()
    await imagery?.idle()
    await noteRecent(given, 'closed')
    project.close()
  }

  /** A file that was left as it is: its author changed it meanwhile. */
  function tellApplied({ state, taskId, why, file }: AppliedResult): void {
    if (state === 'kept')
      events.publish('notice', {
        severity: 'warning',
        code: 'imagery-kept',
        message: said`${taskId}: the picture is made, and ${file} was left as it is: ${why ?? ''}.`,
      })
    else events.publish('changed', { nouns: ['takes'] })
  }

  async function noteRecent({ project, assets }: OpenBook, how: 'open' | 'closed'): Promise<void> {
    try {
      // Only the owner knows how the book is left.
      const isOpen = how === 'open' && project.readOnly === null
      household.recent.note({ ...recentEntry(project), openedAt: household.now(), isOpen })
      events.publish('changed', { nouns: ['recent'] })
      const cover = await smallCover(project, assets)
      if (cover === null) return
      household.recent.keepCover(project.folder, cover)
      events.publish('changed', { nouns: ['recent'] })
    } catch {
      // That a book cannot be remembered keeps nobody from it.
    }
  }
}

/** What others who want the book are told. */
export const OWNER_WORDS: Record<Host['kind'], string> = {
  window: 'the window',
  browser: 'panelwright serve',
  command: 'panelwright call',
}

const SHOWN_ON_PAGES: ReadonlySet<Noun> = new Set(['pages', 'takes', 'book'])

/** What other files of an imagery folder may change. */
const OF_FILES = ['book', 'tree', 'script', 'cast', 'takes', 'pages', 'prompts', 'trash', 'files'] as const

const isOfFiles = ({ code }: { code: string }) => code === 'imagery-files'

/** What no plan sees. */
const BESIDE_PLANS: ReadonlySet<Noun> = new Set(['sheet', 'exports', 'recent', 'settings', 'sample'])

/** Whether two names are of one folder, whatever links lead there. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((folder) => {
    try {
      return realpathSync(folder)
    } catch {
      return resolve(folder)
    }
  })
  return a === b
}

/** @throws AppError WRONG_USE */
function assertQuiet(open: OpenBook | null): void {
  if (!open?.work.isBusy()) return
  throw new AppError('WRONG_USE', said`Pictures of this book are under way.`, {
    remedy: said`Stop the queue first; what is under way still comes.`,
  })
}

function goingOn(pictures: number): EventData<'notice'> {
  return {
    severity: 'info',
    code: 'work-resumed',
    message: said`${pictures === 1 ? '1 picture goes' : `${pictures} pictures go`} on where the last session ended.`,
    remedy: said`Pause the queue to hold them.`,
  }
}

function leftBehind(adopted: number, unknown: number, requeued: number): EventData<'notice'>[] {
  const pictures = (n: number) => said`${n === 1 ? '1 picture' : `${n} pictures`}`
  const notices: EventData<'notice'>[] = []
  if (adopted > 0)
    notices.push({
      severity: 'info',
      code: 'pictures-adopted',
      message: said`${pictures(adopted)} found on disk that the last session had not written down; they are in the book now.`,
    })
  if (requeued > 0)
    notices.push({
      severity: 'info',
      code: 'jobs-requeued',
      message: said`${pictures(requeued)} under way when the last session ended wait again; nothing was charged.`,
    })
  if (unknown > 0)
    notices.push({
      severity: 'warning',
      code: 'jobs-unknown',
      message: said`${pictures(unknown)} under way when the last session ended may have been paid.`,
      remedy: said`Look at them in Runs: they are never made again unasked.`,
    })
  return notices
}
