import { resolve } from 'node:path'
import { command, type DefineCommand } from '../command.ts'
import { doctorView } from '../doctor-view.ts'
import { EXIT } from '../exit-code.ts'

export const doctorCommand: DefineCommand = (cli) =>
  command('doctor [project]', 'Check what is installed, reachable and missing, with the remedy', [
    'doctor',
    'doctor tide.panelwright',
  ]).action(async (folder: string | undefined) => {
    const { examine } = await import('../../services/doctor.ts')
    const project = folder === undefined ? null : resolve(cli.cwd, folder)
    const checks = await examine({ project, folder: cli.cwd, env: cli.env })
    for (const check of checks) cli.output.record(check)
    cli.output.text(doctorView(checks, cli.output.columns))
    if (checks.some(({ state }) => state === 'missing')) cli.end(EXIT.someFailed)
  })
