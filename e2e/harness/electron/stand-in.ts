/**
 * Plays `electron` for our main process under plain Node, with Chromium as the window: the real entry, the real preload
 * in a world of its own, the real requests. What it does not have, it says by throwing. It is no Electron: no real
 * custom scheme, sandbox, structured clone, native dialog, keychain or menu.
 */
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Chromium, startChromium } from './cdp.ts'
import { Page, type Surroundings } from './page.ts'
import { strict } from './strict.ts'

const entryRead = Promise.withResolvers<void>()
const ready = Promise.withResolvers<void>()
let isReady = false
const profile = mkdtempSync(join(tmpdir(), 'panelwright-stand-in-'))
const schemes = new Map<string, (request: Request) => Response | Promise<Response>>()
const privileged = new Map<string, { standard?: boolean }>()
const channels = new Map<string, (event: object, ...args: unknown[]) => unknown>()
const chromium: Promise<Chromium> = startChromium(profile)

/** What tests may look at: how main set things up, and what the author would have been asked. */
export const seen = {
  sandboxEnabled: false,
  permissionRequest: null as null | ((contents: null, permission: string, answer: (granted: boolean) => void) => void),
  permissionCheck: null as null | ((contents: null, permission: string) => boolean),
  menu: [] as unknown[],
  messages: [] as { message: string }[],
  revealed: [] as string[],
  notified: [] as { title: string; body: string }[],
}

/** Told when the app's entry has been read to its end. */
export function entryIsRead(): void {
  entryRead.resolve()
}

function beforeReady(what: string): void {
  if (isReady) throw new Error(`${what} must be called before the app is ready`)
}

function afterReady(what: string): void {
  if (!isReady) throw new Error(`${what} cannot be used before the app is ready`)
}

const appEvents = new EventEmitter()
export const app = strict(
  'app',
  Object.assign(appEvents, {
    whenReady: () => ready.promise,
    isReady: () => isReady,
    enableSandbox() {
      beforeReady('app.enableSandbox')
      seen.sandboxEnabled = true
    },
    requestSingleInstanceLock: () => true,
    getLocale: () => 'en-GB',
    quit() {
      appEvents.emit('before-quit', {})
      for (const window of BrowserWindow.getAllWindows()) window.close()
      if (BrowserWindow.getAllWindows().length === 0) leave(0)
    },
    exit: (code = 0) => leave(code),
  }),
)

function leave(code: number): void {
  appEvents.emit('will-quit', {})
  void chromium
    .then((own) => own.process.kill('SIGKILL'))
    .finally(() => {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      process.exit(code)
    })
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: { scheme: string; privileges: { standard?: boolean } }[]) {
    beforeReady('protocol.registerSchemesAsPrivileged')
    for (const { scheme, privileges } of list) privileged.set(scheme, privileges)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>) {
    afterReady('protocol.handle')
    if (!privileged.get(scheme)?.standard)
      throw new Error(`The stand-in knows standard schemes only, and ${scheme} is none`)
    schemes.set(scheme, handler)
  },
})

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: (event: object, ...args: unknown[]) => unknown) {
    if (channels.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    channels.set(channel, handler)
  },
})

const sessionEvents = new EventEmitter()
const defaultSession = strict(
  'session',
  Object.assign(sessionEvents, {
    setPermissionRequestHandler(handler: typeof seen.permissionRequest) {
      seen.permissionRequest = handler
    },
    setPermissionCheckHandler(handler: typeof seen.permissionCheck) {
      seen.permissionCheck = handler
    },
    setDevicePermissionHandler() {},
    setDisplayMediaRequestHandler() {},
    setSpellCheckerEnabled() {},
  }),
)
export const session = {
  get defaultSession() {
    afterReady('session.defaultSession')
    return defaultSession
  },
}

/** No keychain: what is set holds for the session, as on a computer without one. */
export const safeStorage = strict('safeStorage', {
  async isAsyncEncryptionAvailable() {
    afterReady('safeStorage')
    return true
  },
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: () => Promise.reject(new Error('The stand-in has no keychain')),
  decryptStringAsync: () => Promise.reject(new Error('The stand-in has no keychain')),
})

export const dialog = strict('dialog', {
  async showMessageBox(_window: unknown, options: { message: string; defaultId?: number }) {
    seen.messages.push(options)
    return { response: options.defaultId ?? 0 }
  },
  showOpenDialog: async () => ({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
})

export const shell = strict('shell', {
  showItemInFolder(path: string) {
    seen.revealed.push(path)
  },
})

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    afterReady('Notification')
    return true
  }

  readonly #words: { title: string; body: string }

  constructor(words: { title: string; body: string }) {
    super()
    this.#words = words
  }

  show(): void {
    seen.notified.push(this.#words)
  }
}

const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
export const screen = strict('screen', { getPrimaryDisplay: () => display, getAllDisplays: () => [display] })

export const Menu = strict('Menu', {
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu(menu: unknown[]) {
    seen.menu = menu
  },
})

const around: Surroundings = { chromium: () => chromium, schemes, channels }

interface WindowOptions {
  width: number
  height: number
  title?: string
  webPreferences?: { preload?: string; sandbox?: boolean; contextIsolation?: boolean }
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>()
  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all]
  }

  readonly webContents: Page
  readonly options: WindowOptions
  #title: string
  #isDestroyed = false

  constructor(options: WindowOptions) {
    super()
    afterReady('BrowserWindow')
    this.options = options
    this.#title = options.title ?? ''
    const page = new Page(around, options.webPreferences ?? {}, options)
    this.webContents = strict('webContents', page)
    page.self = this.webContents
    page.on('ready-to-show', () => this.emit('ready-to-show'))
    BrowserWindow.#all.add(this)
    appEvents.emit('web-contents-created', {}, this.webContents)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  close(): void {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    BrowserWindow.#all.delete(this)
    void this.webContents.close()
    this.emit('closed')
    if (BrowserWindow.#all.size === 0) appEvents.emit('window-all-closed')
  }

  isDestroyed = () => this.#isDestroyed
  isMinimized = () => false
  isMaximized = () => false
  getNormalBounds = () => ({ x: 0, y: 0, width: this.options.width, height: this.options.height })
  getTitle = () => this.#title
  setTitle(title: string): void {
    this.#title = title
  }

  maximize(): void {}
  restore(): void {}
  show(): void {}
  hide(): void {}
  focus(): void {}
}

void Promise.all([chromium, entryRead.promise]).then(() => {
  isReady = true
  ready.resolve()
  appEvents.emit('ready')
})
// A driver from outside ends the program by ending Chromium.
void chromium.then((own) => own.process.on('exit', () => leave(0)))
