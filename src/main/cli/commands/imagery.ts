import { resolve } from 'node:path'
import type { Command } from 'commander'
import { counted } from '../../../shared/quantities.ts'
import type { ImageryKind, ImageryPlan } from '../../services/imagery/imagery-task.ts'
import type { ImageryReport, RunImageryOptions } from '../../services/imagery/run-imagery.ts'
import { type Cli, choice, command, type DefineCommand, decimal, wholeNumber, words } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { EXIT } from '../exit-code.ts'
import {
  appliedLine,
  folderBookLines,
  headline,
  imageryExitCode,
  leftLines,
  planLines,
  planRecord,
  priceLine,
  scanLines,
  taskRecord,
} from '../imagery-view.ts'
import { nightPrinter } from '../night-printer.ts'
import { printDiagnostics } from '../output.ts'
import { problemOfDiagnostic } from '../problem-line.ts'
import { progressPrinter } from '../progress-printer.ts'
import { sayPhase } from '../run-and-print.ts'
import { recoveryLines, runExitCode, runRecord, runView } from '../run-view.ts'
import { saidAgain } from '../said-again.ts'
import { keepHeapSmall } from '../small-heap.ts'
import { withInterrupts } from '../with-interrupts.ts'

interface ImageryFlags {
  dryRun?: boolean
  only?: string[]
  match?: string
  provider?: string
  model?: string
  quality?: string
  style?: string
  synthesize?: boolean
  maxTasks?: number
  again?: boolean
  budget?: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
  retryInterrupted?: boolean
  overnight?: boolean
  submitOnly?: boolean
  poll?: number
}

export const imageryCommand: DefineCommand = (cli) =>
  command('imagery', 'Make the pictures that imagery YAML files ask for, and write them back', [
    'imagery all story-content --dry-run',
    'imagery chapters story-content --only ch01-the-storm --budget 5',
    'imagery locations story-content --provider google --max-tasks 10',
  ])
    .addCommand(verb(cli, 'chapters', 'Pictures of chapters/<slug>/imagery.yaml', ['chapter']))
    .addCommand(
      verb(cli, 'locations', 'Pictures of locations/<slug>/imagery.yaml and location-imagery.yaml', ['location']),
    )
    .addCommand(verb(cli, 'all', 'Chapters, then locations', ['chapter', 'location']))
    .addCommand(book(cli))

const book: DefineCommand = (cli) =>
  command('book <folder>', 'Read the folder into its book: chapters, places, cast, and the pictures that are there', [
    'imagery book story-content',
    'imagery book story-content --json',
  ]).action(async (folder: string) => {
    const { imageryFolderAt, openFolderBook } = await import('../../services/imagery/folder-book.ts')
    const path = resolve(cli.cwd, folder)
    const { project, report } = await openFolderBook(imageryFolderAt(path) ?? path, cli)
    try {
      for (const notice of project.notices) cli.output.warn(problemOfDiagnostic(notice))
      if (report === null) throw project.readOnly
      const { problems, ...read } = report
      cli.output.record({ type: 'book', project: project.folder, ...read })
      cli.output.text(folderBookLines(report, displayPath(cli.cwd, project.folder), displayPath(cli.cwd, report.root)))
      printDiagnostics(cli.output, problems)
      if (problems.some(({ severity }) => severity === 'error')) cli.end(EXIT.someFailed)
    } finally {
      project.close()
    }
  })

function verb(cli: Cli, name: string, summary: string, kinds: readonly ImageryKind[]): Command {
  return command(`${name} <folder>`, summary, [
    `imagery ${name} story-content --dry-run`,
    `imagery ${name} story-content --match '*-img-01-*' --max-tasks 5`,
  ])
    .option('--dry-run', 'only say what would be made; changes nothing')
    .option('--only <slugs...>', 'these chapters and places only', words)
    .option('--match <pattern>', 'these pictures only: a task id or its last part, with * and ?')
    .option('--provider <id>', 'who draws, whatever the files say')
    .option('--model <id>', 'one of the provider’s models, whatever the files say')
    .option('--quality <tier>', 'quality of the model, whatever the files say')
    .option('--style <style>', 'ends every prompt: the id of a style, or words of your own')
    .option('--synthesize', 'make prompts for pictures without one from what the file says of them')
    .option('--max-tasks <count>', 'so many at most, the first in the plan', wholeNumber(1))
    .option('--again', 'another picture where there is one; with --only, --match or --max-tasks')
    .option('--resume', 'go on where it stopped; this is always done')
    .option('--budget <usd>', 'never spend more than this', decimal(0))
    .option('--concurrency <count>', 'pictures under way at once, at most', wholeNumber(1, 64))
    .addOption(choice('--pacing <profile>', 'how hard the provider is worked', ['default', 'gentle']))
    .option('--retry-interrupted', 'also make again what was cut off and may have been paid')
    .option('--overnight', 'through the provider’s batch service: half the price, answers within a day')
    .option('--submit-only', 'overnight: hand over, and collect with a later --overnight')
    .option('--poll <seconds>', 'overnight: between two looks at what is out; otherwise 60', wholeNumber(1, 86_400))
    .action((folder: string, flags: ImageryFlags) =>
      flags.dryRun ? printPlan(cli, folder, kinds, flags) : makePictures(cli, folder, kinds, flags),
    )
}

async function optionsOf(kinds: readonly ImageryKind[], flags: ImageryFlags): Promise<RunImageryOptions> {
  const { readStyle } = await import('../../services/imagery/style.ts')
  return {
    kinds,
    only: flags.only,
    match: flags.match,
    provider: flags.provider,
    model: flags.model,
    quality: flags.quality,
    style: flags.style === undefined ? undefined : readStyle(flags.style),
    synthesise: flags.synthesize,
    maxTasks: flags.maxTasks,
    again: flags.again,
    budgetUsd: flags.budget,
    concurrency: flags.concurrency,
    pacing: flags.pacing,
    retryInterrupted: flags.retryInterrupted,
    overnight: flags.overnight,
    submitOnly: flags.submitOnly,
    pollMs: flags.poll === undefined ? undefined : flags.poll * 1_000,
  }
}

/** The folder that is meant: itself, or the one whose book was named. */
async function folderAt(cli: Cli, folder: string): Promise<string> {
  const { imageryFolderAt } = await import('../../services/imagery/folder-book.ts')
  const path = resolve(cli.cwd, folder)
  return imageryFolderAt(path) ?? path
}

async function printPlan(cli: Cli, folder: string, kinds: readonly ImageryKind[], flags: ImageryFlags): Promise<void> {
  const { dryRunImagery } = await import('../../services/imagery/run-imagery.ts')
  keepHeapSmall()
  const plan = dryRunImagery(await folderAt(cli, folder), await optionsOf(kinds, flags), cli)
  await recordTasks(cli, plan)
  await printLines(cli, scanLines(plan))
  cli.output.text([''])
  await printLines(cli, planLines(plan))
  printDiagnostics(cli.output, plan.problems)
  cli.output.record(planRecord(plan))
  // Of a file that cannot be read the plan says nothing, whatever else it says.
  if (plan.problems.some(({ severity }) => severity === 'error')) cli.end(EXIT.someFailed)
}

/** The same command once more, as one would type it: who draws, what is chosen, and what it may cost stay as they were. */
function againWords(cli: Cli, folder: string, kinds: readonly ImageryKind[], flags: ImageryFlags): string {
  const name = kinds.length > 1 ? 'all' : `${kinds[0]}s`
  const { only, match, provider, model, quality, style, synthesize, budget, pacing, overnight } = flags
  const options = saidAgain({ only, match, provider, model, quality, style, synthesize, budget, pacing, overnight })
  return `panelwright imagery ${name} ${displayPath(cli.cwd, resolve(cli.cwd, folder))} ${options}`.trim()
}

async function recordTasks(cli: Cli, { targets, tasks }: ImageryPlan): Promise<void> {
  const classes = new Map(targets.map((target) => [target.taskId, target.class]))
  for (const task of tasks) {
    cli.output.record(taskRecord(task, classes.get(task.taskId)!))
    await cli.output.drained()
  }
}

/** Bit by bit: all the words of a large folder at once take more room than its plan. */
async function printLines(cli: Cli, blocks: Iterable<string[]>): Promise<void> {
  for (const lines of blocks) {
    cli.output.text(lines)
    await cli.output.drained()
  }
}

async function makePictures(
  cli: Cli,
  folder: string,
  kinds: readonly ImageryKind[],
  flags: ImageryFlags,
): Promise<void> {
  const { runImagery } = await import('../../services/imagery/run-imagery.ts')
  keepHeapSmall()
  const options = await optionsOf(kinds, flags)
  const progress = progressPrinter(cli.output, cli.now)
  const nights = nightPrinter(cli.output, cli.now)
  const root = await folderAt(cli, folder)
  const report = await withInterrupts(cli, sayPhase(cli), ({ drain, abort }) =>
    runImagery(
      root,
      options,
      {
        stop: drain,
        abort,
        onPlan: (plan) => {
          cli.output.note([headline(plan), `To make: ${priceLine(plan.tasks)}`])
          printDiagnostics(cli.output, plan.problems)
        },
        onProject: ({ notices }) => {
          for (const notice of notices) cli.output.warn(problemOfDiagnostic(notice))
        },
        onProgress: progress.show,
        onStanding: nights.show,
        onApplied: (result) => {
          cli.output.record({ type: 'applied', ...result })
          if (result.state === 'kept')
            cli.output.warn({ code: 'imagery-kept', message: appliedLine(result), file: result.file })
        },
      },
      cli,
    ),
  ).finally(() => {
    progress.end()
    nights.end()
  })
  printEnd(cli, report, againWords(cli, folder, kinds, flags))
}

/** @param again the same command once more */
function printEnd(cli: Cli, report: ImageryReport, again: string): void {
  const { plan, project, run, night, applied } = report
  const summary = {
    applied: applied.filter(({ state }) => state !== 'kept').length,
    written: applied.filter(({ state }) => state === 'written').length,
    kept: applied.filter(({ state }) => state === 'kept').length,
    unknownTasks: report.left.unknown.map(({ taskId }) => taskId),
    refusedTasks: report.left.refused.map(({ taskId }) => taskId),
  }
  if (run === null) {
    cli.output.record({ ...planRecord(plan), project, ...summary })
    cli.output.text(['Nothing to make.', ...leftLines(report)])
    cli.end(imageryExitCode(report, EXIT.done))
    return
  }
  cli.output.note(recoveryLines(run))
  const nightly = night === null ? {} : { out: night.out, waiting: night.waiting }
  cli.output.record({ ...runRecord(run), ...planRecord(plan), project, ...summary, ...nightly })
  cli.output.text([
    ...runView(run, displayPath(cli.cwd, project!), 'There was nothing to make.', again),
    ...nightLines(night, again),
    ...leftLines(report),
  ])
  cli.end(imageryExitCode(report, runExitCode(run)))
}

function nightLines(night: ImageryReport['night'], again: string): string[] {
  if (night === null || night.out.pictures === 0) return []
  return [
    `${counted(night.out.pictures, 'picture is', 'pictures are')} with the overnight service. To collect: ${again}`,
  ]
}
