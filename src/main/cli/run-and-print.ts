import type { GenerateHooks } from '../services/generating.ts'
import type { Cli } from './command.ts'
import { displayPath } from './display-path.ts'
import { progressPrinter } from './progress-printer.ts'
import { type RunReport, recoveryLines, runExitCode, runRecord, runView } from './run-view.ts'
import { withInterrupts } from './with-interrupts.ts'

/** Runs the queue by whatever `start` does with the hooks, shows how it goes, says how it ended. */
export async function runAndPrint<Report extends RunReport>(
  cli: Cli,
  project: string,
  start: (hooks: GenerateHooks) => Promise<Report>,
): Promise<Report> {
  const printer = progressPrinter(cli.output, cli.now)
  const report = await withInterrupts(
    cli,
    (phase) => {
      if (!cli.output.live) cli.output.note(PHASE_WORDS[phase])
    },
    ({ drain, abort }) => start({ onProgress: printer.show, stop: drain, abort }),
  ).finally(() => printer.end())
  cli.output.note(recoveryLines(report))
  cli.output.record(runRecord(report))
  cli.output.text(runView(report, displayPath(cli.cwd, project)))
  cli.end(runExitCode(report))
  return report
}

const PHASE_WORDS = {
  landing: 'Starting nothing new; pictures under way still land. Ctrl-C again cuts them off.',
  aborting: 'Cutting off what is under way.',
} as const
