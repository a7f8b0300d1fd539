import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { Quote } from '../../services/plan/quote.ts'
import { type Cli, choice, command, type DefineCommand, decimal, wholeNumber } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { nightPrinter } from '../night-printer.ts'
import { printDiagnostics } from '../output.ts'
import { nightExitCode, nightRecord, nightView } from '../overnight-view.ts'
import { addPlanOptions, type PlanFlags, planOptions } from '../plan-options.ts'
import { capLines, quoteLines, waitingLine } from '../plan-view.ts'
import { printRunEnd, runAndPrint, runAndShow, sayPhase } from '../run-and-print.ts'
import { hadWork, recoveryLines } from '../run-view.ts'
import { withInterrupts } from '../with-interrupts.ts'
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
  overnight?: boolean
  submitOnly?: boolean
  poll?: number
}

export const generateCommand: DefineCommand = (cli) =>
  addPlanOptions(
    command('generate <project>', 'Make the pictures; without a style, go on with those that wait', [
      'generate tide.panelwright --style noir --gate 10',
      'generate tide.panelwright --chapters 2 --style noir manga --budget 5 --pacing gentle',
      'generate tide.panelwright --style noir --provider openai --overnight',
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
    .option('--overnight', 'through the provider’s batch service: half the price, answers within a day')
    .option('--submit-only', 'overnight: hand over, and collect with a later --overnight')
    .option('--poll <seconds>', 'overnight: between two looks at what is out; otherwise 60', wholeNumber(1, 86_400))
    .action((folder: string, flags: GenerateFlags) =>
      withProject(cli, folder, flags.dryRun ? 'read' : 'own', 'generate', async (project) => {
        assertNight(flags)
        if (flags.dryRun) return printDryRun(cli, project, flags)
        if (flags.overnight) return workOvernight(cli, project, flags)
        if (asksForNothingNew(flags)) return goOnWith(cli, project, flags)
        const { generate } = await import('../../services/generating.ts')
        const options = { ...(await planOptions(flags, requireStyles(flags), cli.env)), ...runOptions(flags) }
        const words = await quoteWords(project, flags)
        const report = await runAndPrint(cli, project.folder, (hooks) =>
          generate(project, options, { ...hooks, onQuote: (quote) => cli.output.note(words(quote)) }),
        )
        printDiagnostics(cli.output, report.diagnostics)
      }),
    )

const HOW_TO_WORK: ReadonlySet<string> = new Set<keyof GenerateFlags | 'json'>([
  'json',
  'dryRun',
  'gate',
  'budget',
  'concurrency',
  'pacing',
  'retryInterrupted',
  'overnight',
  'submitOnly',
  'poll',
])

/** @throws AppError WRONG_USE */
function assertNight({ overnight, submitOnly, poll }: GenerateFlags): void {
  if (overnight || (!submitOnly && poll === undefined)) return
  throw new AppError('WRONG_USE', `${submitOnly ? '--submit-only' : '--poll'} is for --overnight only.`, {
    remedy: 'Add --overnight, or leave it out.',
  })
}

/** Only how to work is said, not what to make. */
function asksForNothingNew(flags: GenerateFlags): boolean {
  return Object.keys(flags).every((name) => HOW_TO_WORK.has(name))
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
    overnight: flags.overnight,
  }
}

async function printDryRun(cli: Cli, project: Project, flags: GenerateFlags): Promise<void> {
  if (asksForNothingNew(flags)) return printWaiting(cli, project, flags)
  const { planBatch } = await import('../../services/planning.ts')
  const plan = planBatch(project, {
    ...(await planOptions(flags, requireStyles(flags), cli.env)),
    ...runOptions(flags),
  })
  cli.output.record({ type: 'quote', overnight: plan.settings.overnight, ...plan.quote })
  cli.output.text((await quoteWords(project, flags))(plan.quote))
  printDiagnostics(cli.output, plan.diagnostics)
}

/** @throws AppError WRONG_USE when nothing waits */
async function printWaiting(cli: Cli, project: Project, flags: GenerateFlags): Promise<void> {
  const { quoteWaiting } = await import('../../services/going-on.ts')
  const waiting = quoteWaiting(project, flags.overnight === true)
  if (waiting.jobs === 0) requireStyles(flags)
  cli.output.record({ type: 'quote', overnight: flags.overnight === true, jobs: 0, waiting })
  cli.output.text(waitingLine(waiting))
}

/** How a quote is told: with what the caps leave of it. */
async function quoteWords(project: Project, { budget, overnight }: GenerateFlags): Promise<(quote: Quote) => string[]> {
  const { readBudgets } = await import('../../services/budgets.ts')
  return (quote) => {
    const { book, day } = readBudgets(project)
    const caps = [
      { of: 'for this command', leftUsd: budget ?? null },
      { of: 'for today', leftUsd: day.leftUsd },
      { of: 'for the book', leftUsd: book.leftUsd },
    ]
    return [...quoteLines(quote, overnight ? 'overnight' : 'by day'), ...capLines(quote, caps)]
  }
}

/** @throws AppError WRONG_USE when there is nothing to go on with */
async function goOnWith(cli: Cli, project: Project, flags: GenerateFlags): Promise<void> {
  const { goOn } = await import('../../services/going-on.ts')
  const { gate, budget: budgetUsd, concurrency, pacing, retryInterrupted } = flags
  const options = { gate, budgetUsd, concurrency, pacing, retryInterrupted }
  const report = await runAndShow(cli, (hooks) => goOn(project, options, hooks))
  const { out, waiting } = report.overnight
  if (!hadWork(report) && report.paused + report.leftUnknown + out + waiting === 0) {
    cli.output.note(recoveryLines(report))
    requireStyles(flags)
  }
  printRunEnd(cli, project.folder, report)
}

/** @throws AppError WRONG_USE when nothing is out, nothing waits, and nothing is asked for */
async function workOvernight(cli: Cli, project: Project, flags: GenerateFlags): Promise<void> {
  const { generateOvernight, goOnOvernight } = await import('../../services/overnight.ts')
  const night = { submitOnly: flags.submitOnly, pollMs: flags.poll === undefined ? undefined : flags.poll * 1000 }
  const options = { ...runOptions(flags), ...night }
  const goesOn = asksForNothingNew(flags)
  const plan = goesOn ? null : { ...(await planOptions(flags, requireStyles(flags), cli.env)), ...options }
  const words = await quoteWords(project, flags)
  const printer = nightPrinter(cli.output, cli.now)
  const report = await withInterrupts(cli, sayPhase(cli, STAYS), ({ drain, abort }) => {
    const hooks = { stop: drain, abort, onStanding: printer.show }
    if (plan === null) return goOnOvernight(project, options, hooks)
    return generateOvernight(project, plan, {
      ...hooks,
      onQuote: (quote) => cli.output.note(words(quote)),
    })
  }).finally(() => printer.end())
  cli.output.note(recoveryLines(report))
  if (goesOn && Object.values(report.counts).every((count) => count === 0) && report.out.pictures === 0)
    requireStyles(flags)
  cli.output.record(nightRecord(report))
  cli.output.text(nightView(report, displayPath(cli.cwd, project.folder)))
  cli.end(nightExitCode(report))
  printDiagnostics(cli.output, report.diagnostics)
}

const STAYS = 'Ending; what is with the overnight service stays there.'
