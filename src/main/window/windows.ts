import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Notification, screen, shell, type WebContents } from 'electron'
import { CHANNEL } from '../../shared/bridge.ts'
import { AppError } from '../../shared/errors.ts'
import { type Desk, type Household, isSame, openDesk } from '../dispatch/desk.ts'
import { crashCounter } from './crashes.ts'
import { choose } from './dialogs.ts'
import { makeWindow } from './make-window.ts'
import { type NativeWords, nativeWords, picturesUnderWay } from './native-words.ts'
import { placeOn } from './place.ts'
import { originOf } from './scheme.ts'

/** A window with the desk behind it. */
export interface BookWindow {
  /** Its host in `app://<id>`. */
  id: string
  desk: Desk
  window: BrowserWindow
}

/** All windows; each shows one book, or the start. */
export interface Windows {
  /** The window that has the book comes to the front, an empty one takes it, otherwise a new one does. Null = the start. */
  open(folder: string | null): Promise<void>
  byId(id: string): BookWindow | null
  byContents(contents: WebContents): BookWindow | null
  all(): BookWindow[]
  newest(): BookWindow | null
}

const NAME = 'Panelwright'

/** What whoever has the windows is told. */
export interface WindowListener {
  /** A book was opened or closed in one of them. */
  opened(): void
  /** The author keeps a window that was to be closed. */
  stayed(): void
}

/** Without marks that would turn around what the system writes beside it. */
function titleBar(title: string): string {
  return title.replaceAll(/[\u202A-\u202E\u2066-\u2069\p{Cc}]/gu, '')
}

/** @param uploads folder of this process's own */
export function bookWindows(household: Household, uploads: string, on: WindowListener): Windows {
  const open: BookWindow[] = []

  const withBook = (folder: string) =>
    open.find(({ desk }) => {
      const current = desk.current()
      return current !== null && isSame(current.project.folder, folder)
    })

  const windows: Windows = {
    async open(folder) {
      const known = folder === null ? undefined : withBook(folder)
      if (known) return show(known.window)
      const empty = open.find(({ desk }) => desk.current() === null)
      const target = empty ?? add()
      show(target.window)
      if (folder === null) return
      try {
        await target.desk.open(folder)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const detail = error.remedy ?? ''
        await dialog.showMessageBox(target.window, { type: 'error', message: error.message, detail })
      }
    },
    byId: (id) => open.find((each) => each.id === id) ?? null,
    byContents: (contents) => open.find(({ window }) => window.webContents === contents) ?? null,
    all: () => [...open],
    newest: () => open.at(-1) ?? null,
  }
  return windows

  /** As the author has set the language by now. */
  function words(): NativeWords {
    return nativeWords(household.settings.read().language, app.getLocale())
  }

  function add(): BookWindow {
    const id = randomBytes(8).toString('hex')
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
    const window = makeWindow(placeOn(screens, household.settings.place()))
    const desk = openDesk(
      household,
      {
        kind: 'window',
        choose: (what) => choose(window, what, household.env, words()),
        notify: Notification.isSupported() ? (words) => notify(window, words) : null,
        reveal: (path) => shell.showItemInFolder(path),
        elsewhere(folder, isTaken) {
          const other = withBook(folder)
          if (other === undefined && !isTaken) return false
          void windows.open(folder)
          return true
        },
      },
      join(uploads, id),
    )
    const entry = { id, desk, window }
    open.push(entry)
    desk.events.subscribe((event) => {
      if (window.isDestroyed()) return
      window.webContents.send(CHANNEL.event, event)
      if (event.name === 'book.opened') {
        window.setTitle(titleBar(event.data.book?.title ?? NAME))
        on.opened()
      }
    })
    keepPlace(window)
    showAgainAfterCrash(window)
    closeInOrder(entry)
    void window.loadURL(`${originOf(id)}/`)
    return entry
  }

  function keepPlace(window: BrowserWindow): void {
    window.on('close', () => {
      const { x, y, width, height } = window.getNormalBounds()
      household.settings.keepPlace({ x, y, width, height, maximized: window.isMaximized() })
    })
  }

  /** The queue goes on in main, whatever becomes of the page; the address says where it was. */
  function showAgainAfterCrash({ webContents }: BrowserWindow): void {
    const mayShowAgain = crashCounter(Date.now)
    webContents.on('render-process-gone', (_event, { reason }) => {
      household.onUnexpected(new Error(`The page ended: ${reason}`), 'window')
      if (reason !== 'clean-exit' && mayShowAgain()) webContents.reload()
    })
  }

  /** What is under way is paid for: the author says whether it may still come. */
  function closeInOrder(entry: BookWindow): void {
    const { window, desk } = entry
    let closing = false
    window.on('close', (event) => {
      event.preventDefault()
      if (closing) return
      closing = true
      void ask(window, desk, words())
        .then(async (how) => {
          if (how === null) return on.stayed()
          window.hide()
          await desk.close(how)
          open.splice(open.indexOf(entry), 1)
          window.destroy()
        })
        .catch((error: unknown) => {
          household.onUnexpected(error, 'close')
          window.destroy()
        })
        .finally(() => {
          closing = false
        })
    })
  }
}

const ANSWERS = ['land', 'cut', null] as const

/** @returns null = the window stays */
async function ask(window: BrowserWindow, desk: Desk, words: NativeWords): Promise<'land' | 'cut' | null> {
  const running = desk.current()?.work.isBusy() === true ? desk.current()!.work.summary().slots.length : 0
  if (running === 0) return 'land'
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: picturesUnderWay(words, running),
    detail: words.closing,
    buttons: [words.land, words.cutOff, words.stay],
    defaultId: 0,
    cancelId: 2,
  })
  return ANSWERS[response] ?? null
}

/** Told by the system; a click brings the window it is about to the front. */
function notify(window: BrowserWindow, { title, body }: { title: string; body: string }): void {
  const notification = new Notification({ title, body })
  notification.on('click', () => {
    if (!window.isDestroyed()) show(window)
  })
  notification.show()
}

function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
