import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { SceneOptions, SceneReport } from '../../services/scenes/run-scenes.ts'
import {
  type Cli,
  chapters,
  choice,
  command,
  type DefineCommand,
  decimal,
  language,
  oneChapter,
  wholeNumber,
} from '../command.ts'
import { displayPath } from '../display-path.ts'
import { printDiagnostics } from '../output.ts'
import { quoteLines } from '../plan-view.ts'
import { problemOfDiagnostic } from '../problem-line.ts'
import { progressPrinter } from '../progress-printer.ts'
import { sayPhase } from '../run-and-print.ts'
import { recoveryLines, runRecord, runView } from '../run-view.ts'
import { saidAgain } from '../said-again.ts'
import {
  outdatedLines,
  scenePictureRecord,
  scenePlaceLines,
  scenePlanLines,
  scenePlanRecord,
  scenesExitCode,
} from '../scenes-view.ts'
import { withInterrupts } from '../with-interrupts.ts'
import { printImport } from './import.ts'

interface ScenesFlags {
  out: string
  panels?: boolean
  chapters?: string[]
  resume?: string[]
  dryRun?: boolean
  style: string
  language?: string
  repair?: boolean
  provider?: string
  model?: string
  quality?: string
  width?: number
  height?: number
  steps?: number
  guidance?: number
  workflow?: string
  maxTasks?: number
  budget?: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
  again?: boolean
  retryInterrupted?: boolean
}

export const scenesCommand: DefineCommand = (cli) =>
  command('scenes <story...>', 'Make a picture of every scene of a novel, with prompts to look over and to edit', [
    'scenes chapters/ --dry-run',
    'scenes chapter_01.md chapter_02.md bible.md --style watercolor --out pictures',
    'scenes chapters/ --chapters 1 3 --panels --steps 40 --guidance 8',
    'scenes chapters/ --resume 2 5',
  ])
    .option('--out <folder>', 'gets images, prompts, logs and the project', 'scenes')
    .option('--panels', 'a picture of every panel, instead of one for each scene')
    .option('--chapters <numbers...>', 'these chapters only: 1 3 5-7', chapters)
    .option('--resume <place...>', 'begin with this chapter and scene: 2 5', place)
    .option('--dry-run', 'only print names and prompts; changes nothing')
    .option('--style <id>', 'art style', 'classic-comic')
    .option('--language <code>', 'language the story is written in; otherwise en', language)
    .option('--repair', 'mend broken encodings of the story, as import does')
    .option('--provider <id>', 'who draws; otherwise the built-in roughs')
    .option('--model <id>', 'one of the provider’s models; otherwise its first')
    .option('--quality <tier>', 'quality of the model; otherwise its lowest')
    .option('--width <pixels>', 'otherwise 1344, or the nearest the model has', wholeNumber(64, 8192))
    .option('--height <pixels>', 'otherwise 768, or the nearest the model has', wholeNumber(64, 8192))
    .option('--steps <count>', 'local servers: steps of the sampler', wholeNumber(1, 150))
    .option('--guidance <scale>', 'local servers: how closely the prompt is followed', decimal(0, 30))
    .option('--workflow <name>', 'ComfyUI: a workflow that was added to the project')
    .option('--max-tasks <count>', 'so many pictures at most, the first in reading order', wholeNumber(1))
    .option('--budget <usd>', 'never spend more than this', decimal(0))
    .option('--concurrency <count>', 'pictures under way at once, at most', wholeNumber(1, 64))
    .addOption(choice('--pacing <profile>', 'how hard the provider is worked', ['default', 'gentle']))
    .option('--again', 'make another picture even where there is one')
    .option('--retry-interrupted', 'also make again what was cut off and may have been paid')
    .action((story: string[], flags: ScenesFlags) => (flags.dryRun ? printPlan : makePictures)(cli, story, flags))

/** Chapter and scene, one after the other. */
function place(value: string, previous: string[] | undefined): string[] {
  const said = [...(previous ?? []), ...value.split(',')]
  const [chapter = '', scene = '1', ...more] = said
  if (/^\d+(?:\.\d+)?$/.test(chapter) && /^[1-9]\d*$/.test(scene) && more.length === 0)
    return [oneChapter(chapter), ...said.slice(1)]
  throw new InvalidArgumentError('Give a chapter and a scene, such as 2 5.')
}

async function optionsOf(cli: Cli, story: readonly string[], flags: ScenesFlags): Promise<SceneOptions> {
  const { chooseProvider } = await import('../../services/choose-provider.ts')
  const { out, panels, style, model, quality, width, height, steps, guidance, workflow } = flags
  const tuning = Object.entries({ steps, guidance }).filter(([, value]) => value !== undefined)
  const [chapter, scene = '1'] = flags.resume ?? []
  return {
    inputs: story.map((path) => resolve(cli.cwd, path)),
    out: resolve(cli.cwd, out),
    ...{ panels, style, model, quality, width, height, workflow },
    tuning: Object.fromEntries(tuning),
    language: flags.language,
    repair: flags.repair,
    chapters: flags.chapters,
    resume: chapter === undefined ? undefined : { chapter, scene: Number(scene) },
    provider: chooseProvider(flags.provider, cli.env),
    maxJobs: flags.maxTasks,
    budgetUsd: flags.budget,
    concurrency: flags.concurrency,
    pacing: flags.pacing,
    again: flags.again,
    retryInterrupted: flags.retryInterrupted,
  }
}

async function printPlan(cli: Cli, story: readonly string[], flags: ScenesFlags): Promise<void> {
  const { dryRunScenes } = await import('../../services/scenes/run-scenes.ts')
  const options = await optionsOf(cli, story, flags)
  const planned = await withInterrupts(
    cli,
    () => {},
    ({ drain }) => dryRunScenes(options, { stop: drain, onImport: (report) => printImport(cli, report) }, cli),
  )
  for (const picture of planned.pictures) cli.output.record(scenePictureRecord(picture))
  cli.output.record(scenePlanRecord(planned))
  cli.output.text(['', ...scenePlanLines(planned, cli.output.columns), ...quoteLines(planned.plan.quote)])
  cli.output.note(outdatedLines(planned))
  printDiagnostics(cli.output, [...planned.plan.diagnostics, ...planned.prompts.diagnostics])
}

async function makePictures(cli: Cli, story: readonly string[], flags: ScenesFlags): Promise<void> {
  const { runScenes } = await import('../../services/scenes/run-scenes.ts')
  const options = await optionsOf(cli, story, flags)
  const progress = progressPrinter(cli.output, cli.now)
  const report = await withInterrupts(cli, sayPhase(cli), ({ drain, abort }) =>
    runScenes(
      options,
      {
        stop: drain,
        abort,
        onProject: ({ notices }) => {
          for (const notice of notices) cli.output.warn(problemOfDiagnostic(notice))
        },
        onImport: (read) => printImport(cli, read),
        onPlan: (planned) => {
          cli.output.note([...quoteLines(planned.plan.quote), ...outdatedLines(planned)])
        },
        onProgress: progress.show,
      },
      cli,
    ),
  ).finally(() => progress.end())
  printEnd(cli, report, againWords(cli, story, flags))
}

/** The same command once more, as one would type it. */
function againWords(cli: Cli, story: readonly string[], flags: ScenesFlags): string {
  const { out, panels, chapters, resume, repair, style, language, provider, model, quality } = flags
  const { width, height, steps, guidance, workflow, budget, pacing } = flags
  const made = { style, language, provider, model, quality, width, height, steps, guidance, workflow }
  return [
    'panelwright scenes',
    ...story.map((path) => displayPath(cli.cwd, resolve(cli.cwd, path))),
    ...(out === 'scenes' ? [] : ['--out', displayPath(cli.cwd, resolve(cli.cwd, out))]),
    saidAgain({ panels, chapters, resume, repair, ...made, budget, pacing }),
  ].join(' ')
}

function printEnd(cli: Cli, report: SceneReport, again: string): void {
  const { run, planned, pictures, places, diagnostics } = report
  const ran = { ...run, quote: planned.plan.quote }
  cli.output.note(recoveryLines(ran))
  cli.output.record({ ...runRecord(ran), pictures: pictures.there, written: pictures.written, ...places })
  cli.output.text([
    ...runView(ran, displayPath(cli.cwd, places.project), 'There was nothing to make.', again),
    ...scenePlaceLines(report, cli.cwd),
  ])
  printDiagnostics(cli.output, diagnostics)
  cli.end(scenesExitCode(report))
}
