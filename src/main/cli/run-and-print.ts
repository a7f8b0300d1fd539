import type { RunHooks } from '../services/run-jobs.ts'
import type { Cli } from './command.ts'
import { displayPath } from './display-path.ts'
import { progressPrinter } from './progress-printer.ts'
import { type RunReport, recoveryLines, runExitCode, runRecord, runView } from './run-view.ts'
import { withInterrupts } from './with-interrupts.ts'

/** Runs the queue by whatever `start` does with the hooks, shows how it goes, says how it ended. */
export async function runAndPrint<Report extends RunReport>(
  cli: Cli,
  project: string,
  start: (hooks: RunHooks) => Promise<Report>,
  idle?: string,
): Promise<Report> {
  const report = await runAndShow(cli, start)
  printRunEnd(cli, project, report, idle)
  return report
}

/** The same without the last words. */
export async function runAndShow<Report extends RunReport>(
  cli: Cli,
  start: (hooks: RunHooks) => Promise<Report>,
): Promise<Report> {
  const printer = progressPrinter(cli.output, cli.now)
  return withInterrupts(cli, sayPhase(cli), ({ drain, abort }) =>
    start({ onProgress: printer.show, stop: drain, abort }),
  ).finally(() => printer.end())
}

/** How a run ended: in words or as an object, and as the command's exit code. */
export function printRunEnd(cli: Cli, project: string, report: RunReport, idle?: string): void {
  cli.output.note(recoveryLines(report))
  cli.output.record(runRecord(report))
  cli.output.text(runView(report, displayPath(cli.cwd, project), idle))
  cli.end(runExitCode(report))
}

/** Says what Ctrl-C did, where the live view does not. @param landing what still comes to its end; default: pictures */
export function sayPhase(cli: Cli, landing: string = PHASE_WORDS.landing): (phase: 'landing' | 'aborting') => void {
  return (phase) => {
    if (!cli.output.live) cli.output.note(phase === 'landing' ? landing : PHASE_WORDS.aborting)
  }
}

const PHASE_WORDS = {
  landing: 'Starting nothing new; pictures under way still land. Ctrl-C again cuts them off.',
  aborting: 'Cutting off what is under way.',
} as const
