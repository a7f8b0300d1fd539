import { spawn } from 'node:child_process'
import { openDesk } from '../dispatch/desk.ts'
import { BROWSER_HOST } from '../dispatch/host.ts'
import { openHousehold } from '../dispatch/household.ts'
import { resourcePath } from '../resources.ts'
import { serveDesk } from './server.ts'
import { windowFiles } from './window-files.ts'

/** A window in a browser of this computer, with all that stands behind it. */
export interface WindowHere {
  port: number
  /** @throws AppError as openProject */
  open(folder: string): Promise<void>
  newLink(): string
  /** Told when a link was used, so that another one can be shown. */
  onLinkUsed(listener: () => void): void
  isBusy(): boolean
  /** Starts nothing new, and waits for what is under way. */
  settle(): Promise<void>
  /** Cuts what is under way. */
  cut(): void
  showInBrowser(link: string): void
  close(): Promise<void>
}

/**
 * @param port 0 = any that is free
 * @param uploadFolder of this process's own, for files that are handed over
 * @throws AppError UNAVAILABLE when the window is not built; WRONG_USE when the port is taken
 */
export async function openWindowServer(
  env: NodeJS.ProcessEnv,
  port: number,
  uploadFolder: string,
): Promise<WindowHere> {
  const files = windowFiles(resourcePath('out', 'renderer'))
  const desk = openDesk(await openHousehold(env, null), BROWSER_HOST, uploadFolder)
  const server = await serveDesk(desk, files, port)
  return {
    port: server.port,
    async open(folder) {
      await desk.open(folder)
    },
    newLink: server.newLink,
    onLinkUsed: server.onLinkUsed,
    isBusy: () => desk.current()?.work.isBusy() === true,
    async settle() {
      desk.current()?.work.stop()
      await desk.current()?.work.idle()
    },
    cut: () => desk.current()?.work.abort(),
    showInBrowser,
    async close() {
      await server.close()
      await desk.close('land')
    },
  }
}

const OPENERS: Partial<Record<NodeJS.Platform, [program: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Quietly does nothing where there is no browser: the link stands in the terminal. */
function showInBrowser(link: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  spawn(program, [...args, link], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
