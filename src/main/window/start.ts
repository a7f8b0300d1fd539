import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, Menu, protocol, session } from 'electron'
import { openHousehold } from '../dispatch/household.ts'
import { registerIpc } from '../ipc/register.ts'
import { resourcePath } from '../resources.ts'
import { newBook } from '../services/new-book.ts'
import { plain, respond } from '../web/respond.ts'
import { windowFiles } from '../web/window-files.ts'
import { choose } from './dialogs.ts'
import { openKeychain } from './keychain.ts'
import { lockDown } from './lockdown.ts'
import { menuTemplate } from './menu.ts'
import { nativeWords } from './native-words.ts'
import { SCHEME } from './scheme.ts'
import { bookWindows } from './windows.ts'

/** What came before there was a window: books to open, told by the system or another start of the program. */
export interface Arrivals {
  /** Takes over: from here on each is told at once. */
  hear(open: (folder: string) => void): void
}

/** Everything after ready. */
export async function start(arrivals: Arrivals): Promise<void> {
  lockDown(session.defaultSession)
  const household = await openHousehold(process.env, await openKeychain())
  const files = windowFiles(resourcePath('out', 'renderer'))
  const aside = mkdtempSync(join(tmpdir(), 'panelwright-window-'))
  app.on('will-quit', () => rmSync(aside, { recursive: true, force: true }))
  /** Closing takes a while where pictures are under way; then the program ends after its last window. */
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })
  const windows = bookWindows(household, join(aside, 'uploads'), {
    opened: () => showMenu(),
    stayed() {
      isQuitting = false
    },
  })

  protocol.handle(SCHEME, (request) => {
    const entry = windows.byId(new URL(request.url).host)
    return entry === null ? plain(404, 'There is no such window.') : respond(entry.desk, files, request as Request)
  })
  registerIpc(windows)

  const report = (error: unknown) => void household.onUnexpected(error, 'window')
  const open = (folder: string | null) => void windows.open(folder).catch(report)
  const words = () => nativeWords(household.settings.read().language, app.getLocale())
  const ask = async (what: 'book' | 'new-book') => {
    const target = windows.newest()
    const [path] = target === null ? [] : await choose(target.window, what, household.env, words())
    return path ?? null
  }
  const showMenu = () =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(
          process.platform,
          household.recent.list(),
          {
            openRecent: open,
            openBook: () => void ask('book').then((path) => path !== null && open(path)),
            newBook: () =>
              void ask('new-book')
                .then((path) => {
                  if (path === null) return
                  const folder = path.endsWith('.panelwright') ? path : `${path}.panelwright`
                  newBook(folder, {}, { what: 'the window', now: household.now, env: household.env }).close()
                  open(folder)
                })
                .catch(report),
          },
          words(),
        ),
      ),
    )
  showMenu()
  let { language } = household.settings.read()
  household.settings.subscribe((settings) => {
    if (settings.language === language) return
    language = settings.language
    showMenu()
  })

  let heard = 0
  arrivals.hear((folder) => {
    heard++
    open(folder)
  })
  if (heard === 0) open(null)
  app.on('activate', () => {
    if (windows.all().length === 0) open(null)
  })
  app.on('window-all-closed', () => {
    if (isQuitting || process.platform !== 'darwin') app.quit()
  })
}
