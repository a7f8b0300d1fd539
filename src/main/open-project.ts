import { existsSync, statSync } from 'node:fs'
import type { Diagnostic } from '../shared/domain/diagnostic.ts'
import { AppError } from '../shared/errors.ts'
import { said } from '../shared/said/said.ts'
import { backUp, backUpIfChanged } from './store/backups.ts'
import { type BookRepository, type BookSettings, bookRepository } from './store/book.ts'
import { type BookLanguageRepository, bookLanguageRepository } from './store/book-languages.ts'
import { type CastRepository, castRepository } from './store/cast.ts'
import { type EditJournal, editJournal } from './store/edit-journal.ts'
import { type LayoutLockRepository, layoutLockRepository } from './store/layout-locks.ts'
import { type LetteringLockRepository, letteringLockRepository } from './store/lettering-locks.ts'
import { type LetteringTextRepository, letteringTextRepository } from './store/lettering-texts.ts'
import { newStore, type OpenStoreOptions, openStore, type Store } from './store/open-store.ts'
import { type OverrideRepository, overrideRepository } from './store/overrides.ts'
import { type Owner, readLiveOwner, takeOwnership } from './store/owner-lock.ts'
import { findProject, makeProjectFolder, type ProjectPaths } from './store/project-folder.ts'
import { type PromptEditRepository, promptEditRepository } from './store/prompt-edits.ts'
import { type ReferenceRepository, referenceRepository } from './store/references.ts'
import { openReserve, type Reserve } from './store/reserve.ts'
import { type Restoration, restoreNewestBackup } from './store/restore.ts'
import { type ScriptRepository, scriptRepository } from './store/script.ts'
import { storageFailure } from './store/storage-failure.ts'
import { type StyleRepository, styleRepository } from './store/styles.ts'
import { writeWhole } from './store/write-whole.ts'

export interface OpenOptions {
  /**
   * own: be the one process that works on the book, or fail with who is.
   * read: look only, beside an owner if there is one.
   * own-or-read: own it if that is possible now; `readOnly` of the project says why not.
   */
  mode: 'own' | 'read' | 'own-or-read'
  /** What this process does, told to others that want the book: `panelwright generate`. */
  what: string
  /** The book is open in this process already, which has read it through. Only with `read`. */
  checked?: true
  /** Epoch ms; default: the system's clock. */
  now?: () => number
  /** Where keys and addresses of providers are looked up; default: the process's own environment. */
  env?: NodeJS.ProcessEnv
}

/** An open book with everything that reads and writes it. */
export interface Project {
  /** Absolute. */
  folder: string
  paths: ProjectPaths
  store: Store
  book: BookRepository
  languages: BookLanguageRepository
  letteringTexts: LetteringTextRepository
  script: ScriptRepository
  cast: CastRepository
  overrides: OverrideRepository
  promptEdits: PromptEditRepository
  styles: StyleRepository
  references: ReferenceRepository
  layoutLocks: LayoutLockRepository
  letteringLocks: LetteringLockRepository
  /** What the author did, to be undone and done again. */
  edits: EditJournal
  reserve: Reserve
  /** Who works on the book: this process, another one, or nobody. */
  owner: Owner | null
  /** Why nothing can be written; null = this process owns the book. */
  readOnly: AppError | null
  /** The book was lost or damaged and comes from a backup: what was made since lies on disk and wants adopting. */
  restored: Restoration | null
  /** What the author should know about the opening: a restored book, a backup that was not possible. */
  notices: Diagnostic[]
  now: () => number
  /** Where keys and addresses of providers are looked up. */
  env: NodeJS.ProcessEnv
  /** Makes a backup of what changed, if the disk has room: after work that cannot simply be done again. Owner only. */
  backUp(): void
  /** @throws AppError NOT_FOUND when the folder was moved or removed under us; nothing is made anew in its old place. */
  assertInPlace(): void
  /** Gives the book free for others. May be called twice. */
  close(): void
}

/**
 * Opens the project in `folder`.
 *
 * @throws AppError NOT_FOUND, NOT_A_PROJECT, PROJECT_LOCKED, READ_ONLY, NEWER_VERSION, DAMAGED_BOOK, DISK_FULL
 */
export function openProject(folder: string, options: OpenOptions): Project {
  const paths = findProject(folder)
  try {
    if (options.mode === 'read') return read(paths, options)
    if (options.mode === 'own') return own(paths, options)
    return ownOrRead(paths, options)
  } catch (error) {
    throw storageFailure(error, paths.folder)
  }
}

/**
 * Makes a new project and opens it for work. The book is there whole or not at all, so that a creation cut short can
 * simply be made again.
 *
 * @throws AppError WRONG_USE (the folder holds other things), READ_ONLY, DISK_FULL
 */
export function createProject(folder: string, settings: BookSettings, options: Omit<OpenOptions, 'mode'>): Project {
  const paths = makeProjectFolder(folder)
  const now = options.now ?? Date.now
  try {
    const store = newStore()
    try {
      bookRepository(store).begin(settings, now())
      writeWhole(paths.book, store.sqlite.serialize())
    } finally {
      store.close()
    }
  } catch (error) {
    throw storageFailure(error, paths.folder)
  }
  return openProject(folder, { ...options, mode: 'own' })
}

const REASONS_TO_READ = new Set<AppError['code']>(['PROJECT_LOCKED', 'READ_ONLY', 'NEWER_VERSION', 'DISK_FULL'])

function ownOrRead(paths: ProjectPaths, options: OpenOptions): Project {
  try {
    return own(paths, options)
  } catch (error) {
    const reason = storageFailure(error, paths.folder)
    if (!(reason instanceof AppError && REASONS_TO_READ.has(reason.code))) throw reason
    return { ...read(paths, options), readOnly: reason }
  }
}

function own(paths: ProjectPaths, options: OpenOptions): Project {
  const now = options.now ?? Date.now
  const lock = takeOwnership(paths.folder, options.what, now)
  let store: Store | undefined
  try {
    const notices: Diagnostic[] = []
    const reserve = openReserve(paths.folder)
    const opened = reserve.write(() => openOrRestore(paths, now, notices))
    store = opened.store
    if (store.readOnly) throw store.readOnly
    backUpUnlessFull(store, paths, now, notices)
    reserve.refill()
    const project = compose(paths, store, options)
    return {
      ...project,
      reserve,
      owner: lock.owner,
      restored: opened.restored,
      notices,
      backUp: () => backUpUnlessFull(opened.store, paths, now, notices),
      close() {
        project.close()
        lock.release()
      },
    }
  } catch (error) {
    store?.close()
    lock.release()
    throw error
  }
}

function read(paths: ProjectPaths, options: OpenOptions): Project {
  const look = () => compose(paths, openBook(paths, { readOnly: true, checked: options.checked ?? false }), options)
  try {
    return { ...look(), owner: readLiveOwner(paths.folder) }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  // A damaged book cannot even be read; whoever comes first puts the backup in its place.
  const { restored, notices, close } = own(paths, options)
  close()
  return { ...look(), owner: readLiveOwner(paths.folder), restored, notices }
}

function openOrRestore(
  paths: ProjectPaths,
  now: () => number,
  notices: Diagnostic[],
): { store: Store; restored: Restoration | null } {
  const options = { beforeMigration: (sqlite: Store['sqlite']) => void backUp(sqlite, paths.backups, now()) }
  try {
    return { store: openBook(paths, options), restored: null }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  const restored = restoreNewestBackup(paths.book, paths.backups, now())
  notices.push(restorationNotice(paths, restored))
  return { store: openBook(paths, options), restored }
}

/** @throws AppError DAMAGED_BOOK also for a book that is gone or has lost its settings */
function openBook(paths: ProjectPaths, options: OpenStoreOptions): Store {
  if (!existsSync(paths.book)) throw new AppError('DAMAGED_BOOK', said`The book ${paths.book} is gone.`)
  const store = openStore(paths.book, options)
  try {
    bookRepository(store).settings()
    return store
  } catch (error) {
    store.close()
    // A newer format may be too different even to read.
    throw store.readOnly?.code === 'NEWER_VERSION' ? store.readOnly : error
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'DAMAGED_BOOK'
}

function restorationNotice(paths: ProjectPaths, { damaged, backedUpAt }: Restoration): Diagnostic {
  const made = new Date(backedUpAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  return {
    severity: 'warning',
    code: 'book-restored',
    file: paths.book,
    line: 0,
    message: said`The book was ${damaged ? 'damaged' : 'gone'}; the backup of ${made} took its place.`,
    remedy: said`Pictures made since then are on disk and are taken in again; look over other changes made since.${
      damaged ? ` The damaged file is kept as ${damaged}.` : ''
    }`,
  }
}

/** No room for a backup is no reason to keep the author from the book. */
function backUpUnlessFull(store: Store, paths: ProjectPaths, now: () => number, notices: Diagnostic[]): void {
  try {
    backUpIfChanged(store.sqlite, paths.backups, now())
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'DISK_FULL')) throw error
    notices.push({
      severity: 'warning',
      code: 'no-backup',
      file: paths.backups,
      line: 0,
      message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    })
  }
}

function compose(paths: ProjectPaths, store: Store, options: OpenOptions): Project {
  const { ino } = statSync(paths.book)
  return {
    folder: paths.folder,
    paths,
    store,
    book: bookRepository(store),
    languages: bookLanguageRepository(store),
    letteringTexts: letteringTextRepository(store),
    script: scriptRepository(store),
    cast: castRepository(store),
    overrides: overrideRepository(store),
    promptEdits: promptEditRepository(store),
    styles: styleRepository(store),
    references: referenceRepository(store),
    layoutLocks: layoutLockRepository(store),
    letteringLocks: letteringLockRepository(store),
    edits: editJournal(store),
    reserve: openReserve(paths.folder),
    owner: null,
    readOnly: store.readOnly,
    restored: null,
    notices: [],
    now: options.now ?? Date.now,
    env: options.env ?? process.env,
    backUp: () => {
      throw store.readOnly ?? new Error('Only the owner makes backups')
    },
    assertInPlace() {
      if (statSync(paths.book, { throwIfNoEntry: false })?.ino === ino) return
      throw new AppError('NOT_FOUND', said`The project is no longer at ${paths.folder}.`, {
        remedy: said`Put the folder back where it was, or open it where it is now.`,
      })
    },
    close: () => store.close(),
  }
}
