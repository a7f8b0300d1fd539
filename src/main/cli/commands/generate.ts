import type { Project } from '../../open-project.ts'
import { type Cli, choice, command, type DefineCommand, decimal, wholeNumber } from '../command.ts'
import { printDiagnostics } from '../output.ts'
import { addPlanOptions, type PlanFlags, planOptions } from '../plan-options.ts'
import { quoteLines } from '../plan-view.ts'
import { printRunEnd, runAndPrint, runAndShow } from '../run-and-print.ts'
import { hadWork, recoveryLines } from '../run-view.ts'
import { withProject } from '../with-project.ts'
import { requireStyles } from './plan.ts'

interface GenerateFlags extends PlanFlags {
  dryRun?: boolean
  gate?: number
  maxJobs?: number
  budget?: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
  priority?: 'high' | 'normal' | 'low'
  retryInterrupted?: boolean
  again?: boolean
}

export const generateCommand: DefineCommand = (cli) =>
  addPlanOptions(
    command('generate <project>', 'Make the pictures; without a style, go on with those that wait', [
      'generate tide.panelwright --style noir --gate 10',
      'generate tide.panelwright --chapters 2 --style noir manga --budget 5 --pacing gentle',
    ]),
  )
    .option('--dry-run', 'only say what would be made, and what it costs')
    .option('--gate <count>', 'make so many, then stop to let you look', wholeNumber(1))
    .option('--max-jobs <count>', 'queue so many at most', wholeNumber(1))
    .option('--budget <usd>', 'never spend more than this', decimal(0))
    .option('--concurrency <count>', 'pictures under way at once, at most', wholeNumber(1, 64))
    .addOption(choice('--pacing <profile>', 'how hard the provider is worked', ['default', 'gentle']))
    .addOption(choice('--priority <level>', 'before or after other batches', ['high', 'normal', 'low']))
    .option('--retry-interrupted', 'also make again what was cut off and may have been paid')
    .option('--again', 'make another picture even where there is one')
    .action((folder: string, flags: GenerateFlags) =>
      withProject(cli, folder, flags.dryRun ? 'read' : 'own', 'generate', async (project) => {
        if (flags.dryRun) return printDryRun(cli, project, flags)
        if (asksForNothingNew(flags)) return goOnWith(cli, project, flags)
        const { generate } = await import('../../services/generating.ts')
        const options = { ...(await planOptions(flags, requireStyles(flags), cli.env)), ...runOptions(flags) }
        const report = await runAndPrint(cli, project.folder, (hooks) =>
          generate(project, options, { ...hooks, onQuote: (quote) => cli.output.note(quoteLines(quote)) }),
        )
        printDiagnostics(cli.output, report.diagnostics)
      }),
    )

/** Only how to work is said, not what to make. */
function asksForNothingNew(flags: GenerateFlags): boolean {
  const { gate: _, budget: __, concurrency: ___, pacing: ____, retryInterrupted: _____, ...what } = flags
  return Object.keys(what).every((name) => name === 'json')
}

function runOptions(flags: GenerateFlags) {
  return {
    gate: flags.gate,
    maxJobs: flags.maxJobs,
    budgetUsd: flags.budget,
    concurrency: flags.concurrency,
    pacing: flags.pacing,
    priority: flags.priority,
    retryInterrupted: flags.retryInterrupted,
    again: flags.again,
  }
}

async function printDryRun(cli: Cli, project: Project, flags: GenerateFlags): Promise<void> {
  const { planBatch } = await import('../../services/planning.ts')
  const plan = planBatch(project, {
    ...(await planOptions(flags, requireStyles(flags), cli.env)),
    ...runOptions(flags),
  })
  cli.output.record({ type: 'quote', ...plan.quote })
  cli.output.text(quoteLines(plan.quote))
  printDiagnostics(cli.output, plan.diagnostics)
}

/** @throws AppError WRONG_USE when there is nothing to go on with */
async function goOnWith(cli: Cli, project: Project, flags: GenerateFlags): Promise<void> {
  const { goOn } = await import('../../services/going-on.ts')
  const { gate, budget: budgetUsd, concurrency, pacing, retryInterrupted } = flags
  const options = { gate, budgetUsd, concurrency, pacing, retryInterrupted }
  const report = await runAndShow(cli, (hooks) => goOn(project, options, hooks))
  if (!hadWork(report) && report.paused + report.leftUnknown === 0) {
    cli.output.note(recoveryLines(report))
    requireStyles(flags)
  }
  printRunEnd(cli, project.folder, report)
}
