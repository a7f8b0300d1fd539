import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Cli, command, type DefineCommand, wholeNumber } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { withInterrupts } from '../with-interrupts.ts'

const HIGHEST_PORT = 65_535

export const serveCommand: DefineCommand = (cli) =>
  command('serve [project]', 'Show the window in a browser on this computer', [
    'serve tide.panelwright',
    'serve tide.panelwright --port 8420',
  ])
    .option('--port <number>', 'otherwise any that is free', wholeNumber(1, HIGHEST_PORT), 0)
    .option('--open', 'open it in the browser of this computer')
    .action((folder: string | undefined, flags: { port: number; open?: boolean }) => serve(cli, folder, flags))

async function serve(cli: Cli, folder: string | undefined, flags: { port: number; open?: boolean }): Promise<void> {
  const { openWindowServer } = await import('../../web/window-server.ts')
  const aside = mkdtempSync(join(tmpdir(), 'panelwright-serve-'))
  try {
    const window = await openWindowServer(cli.env, flags.port, join(aside, 'uploads'))
    try {
      if (folder !== undefined) await window.open(resolve(cli.cwd, folder))
      await showUntilStopped(cli, folder, window, flags.open === true)
    } finally {
      await window.close()
    }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

type WindowHere = Awaited<ReturnType<typeof import('../../web/window-server.ts').openWindowServer>>

async function showUntilStopped(
  cli: Cli,
  folder: string | undefined,
  window: WindowHere,
  opens: boolean,
): Promise<void> {
  const say = () => {
    const link = window.newLink()
    cli.output.record({ type: 'link', url: link, port: window.port })
    cli.output.text(link)
    return link
  }
  if (folder !== undefined) cli.output.note(`${displayPath(cli.cwd, resolve(cli.cwd, folder))} is open in the browser:`)
  const link = say()
  cli.output.note('Each link works once; when it was used, the next one is shown. Ctrl-C ends.')
  window.onLinkUsed(say)
  if (opens) window.showInBrowser(link)
  const stopped = Promise.withResolvers<void>()
  await withInterrupts(
    cli,
    (phase) => {
      if (phase === 'landing' && window.isBusy())
        cli.output.note('Pictures under way still come; Ctrl-C again cuts them off.')
      stopped.resolve()
    },
    async ({ abort }) => {
      await stopped.promise
      abort.addEventListener('abort', () => window.cut())
      await window.settle()
    },
  )
}
