import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError, type AppErrorCode } from '../../../shared/errors.ts'
import { type Cli, command, type DefineCommand } from '../command.ts'
import { EXIT, exitCodeOf } from '../exit-code.ts'
import { withInterrupts } from '../with-interrupts.ts'

export const callCommand: DefineCommand = (cli) =>
  command('call <request> [input]', 'Ask what a button of the window asks, with its input as JSON', [
    'call tree.outline --project tide.panelwright',
    `call plan.quote '{"styles":["noir"]}' --project tide.panelwright`,
    'call app.recent',
  ])
    .option('--project <folder>', 'the book it is about')
    .action((name: string, text: string | undefined, flags: { project?: string }) =>
      call(cli, name, text, flags.project),
    )

async function call(cli: Cli, name: string, text: string | undefined, project: string | undefined): Promise<void> {
  const input = parseInput(text)
  const { openDesk } = await import('../../dispatch/desk.ts')
  const { openHousehold } = await import('../../dispatch/household.ts')
  const { COMMAND_HOST } = await import('../../dispatch/host.ts')
  const aside = mkdtempSync(join(tmpdir(), 'panelwright-call-'))
  const desk = openDesk(await openHousehold(cli.env, null, cli.now), COMMAND_HOST, join(aside, 'uploads'))
  try {
    if (project !== undefined) await desk.open(resolve(cli.cwd, project))
    const reply = await desk.request(name, input)
    if (!reply.ok) return refuse(cli, reply.error)
    cli.output.record(reply)
    cli.output.text(JSON.stringify(reply.data, null, 2))
    // What the request started is worked off before the command ends.
    await withInterrupts(
      cli,
      () => desk.current()?.work.stop(),
      async ({ abort }) => {
        abort.addEventListener('abort', () => desk.current()?.work.abort())
        await desk.current()?.work.idle()
        await desk.current()?.exports.idle()
      },
    )
  } finally {
    await desk.close('land')
    rmSync(aside, { recursive: true, force: true })
  }
}

/** @throws AppError WRONG_USE */
function parseInput(text: string | undefined): unknown {
  if (text === undefined) return {}
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('WRONG_USE', 'The input is not valid JSON.', {
      remedy: `Put it between single quotes: panelwright call tree.panels '{"limit": 5}'`,
      cause,
    })
  }
}

function refuse(cli: Cli, problem: { code: string; message: string; remedy?: string | undefined }): void {
  const { code, message, remedy } = problem
  cli.output.fail({ code, message, ...(remedy === undefined ? {} : { remedy }) })
  const known = code === 'UNKNOWN_ROUTE' ? 'WRONG_USE' : code
  cli.end(known === 'UNEXPECTED' ? EXIT.someFailed : exitCodeOf(known as AppErrorCode))
}
