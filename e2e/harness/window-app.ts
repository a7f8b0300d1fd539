import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronProgram } from '../../tools/electron-program.ts'
import { CHROMIUM, launchChromium } from './chromium.ts'

/** What shows the window. The stand-in runs the real main and preload, but is no Electron. */
export const TARGETS = ['browser', 'stand-in', 'electron'] as const
export type Target = (typeof TARGETS)[number]
/** For what is the page's alone: it comes to the same through the bridge, which stories of the shell go through. */
export const PAGE_TARGETS = ['browser', 'electron'] as const satisfies readonly Target[]

/** The built program, shown somewhere, with settings and books of its own. */
export interface WindowApp {
  page: Page
  /** Null in a browser. */
  electron: ElectronApplication | null
  /** Folder of settings and books. */
  home: string
  /** Words on the console that should not be there. */
  complaints: string[]
  /** Another browser at the same server. */
  another(): Promise<Page>
  /** Ends the whole program at once, as a power cut would; `home` stays. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface WindowOptions {
  /** Books to open. */
  books?: readonly string[]
  /** Beside that of the tests: keys and addresses of providers. */
  env?: NodeJS.ProcessEnv
  /** Settings and books of a program that was killed. Default: new ones. */
  home?: string
}

const VIEWPORT = { width: 1280, height: 800 }

/** Why a target cannot be had here; null = it can. Where releases are made, REQUIRE_ELECTRON=1 lets nothing be left out. */
export function missing(target: Target): string | null {
  if (target !== 'electron') return existsSync(CHROMIUM) ? null : `there is no Chromium at ${CHROMIUM}`
  if (electronProgram() !== null || process.env.REQUIRE_ELECTRON === '1') return null
  return 'Electron is not installed (npx install-electron)'
}

/** For what a page is to show: a computer with other work beside it is no fault of the page. */
const PATIENCE_MS = 120_000

export async function openWindowApp(target: Target, options: WindowOptions = {}): Promise<WindowApp> {
  const { books: args = [], home = mkdtempSync(join(tmpdir(), 'panelwright-window-')) } = options
  const env = {
    ...process.env,
    ...options.env,
    PANELWRIGHT_SETTINGS: join(home, 'settings'),
    PANELWRIGHT_BOOKS: join(home, 'books'),
    STAND_IN_NODE: process.execPath,
  }
  const complaints: string[] = []
  const listen = (page: Page): Page => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.setDefaultTimeout(PATIENCE_MS)
    return page
  }
  const end = () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  if (target === 'browser') return inBrowser(env, args, { home, complaints, listen, end })

  const program = target === 'electron' ? electronProgram() : resolve('e2e/harness/electron/electron')
  if (program === null) throw new Error('Electron is not installed here, and REQUIRE_ELECTRON is set')
  const electron = await _electron.launch({ executablePath: program, args: ['.', ...args], env })
  const page = listen(await electron.firstWindow())
  await isThere(page)
  return {
    page,
    electron,
    home,
    complaints,
    another: () => Promise.reject(new Error('A window of its own has one page')),
    async kill() {
      const program = electron.process()
      // The whole group: its browser would live on.
      process.kill(-program.pid!, 'SIGKILL')
      if (program.exitCode === null && program.signalCode === null) await once(program, 'exit')
    },
    async close() {
      // It may have ended by itself.
      await electron.close().catch(() => {})
      end()
    },
  }
}

/** The window has drawn itself. */
async function isThere(page: Page): Promise<void> {
  await page.locator('[data-region]').first().waitFor()
}

async function inBrowser(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  { home, complaints, listen, end }: Pick<WindowApp, 'home' | 'complaints'> & { listen(page: Page): Page; end(): void },
): Promise<WindowApp> {
  const server = startServer(env, args)
  const browser = await launchChromium()
  const open = async () => {
    const page = listen(await (await browser.newContext({ viewport: VIEWPORT })).newPage())
    await page.goto(await server.link())
    await isThere(page)
    return page
  }
  return {
    page: await open(),
    electron: null,
    home,
    complaints,
    another: open,
    async kill() {
      server.child.kill('SIGKILL')
      await once(server.child, 'exit')
      await browser.close()
    },
    async close() {
      await browser.close()
      server.child.kill('SIGINT')
      if (server.child.exitCode === null) await once(server.child, 'exit')
      end()
    },
  }
}

/** `panelwright serve`, and the links it shows: the next one when one was used. */
function startServer(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): { child: ChildProcess; link(): Promise<string> } {
  const child = spawn(process.execPath, ['bin/panelwright.mjs', 'serve', '--json', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const links: string[] = []
  const waiting: ((link: string) => void)[] = []
  createInterface(child.stdout).on('line', (line) => {
    const { url } = JSON.parse(line)
    const next = waiting.shift()
    if (next) next(url)
    else links.push(url)
  })
  return {
    child,
    link() {
      const known = links.shift()
      if (known !== undefined) return Promise.resolve(known)
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
