import { basename, extname, join, resolve } from 'node:path'
import { aspectOf } from '../../../comic/geometry.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import type { Queue, Recovery } from '../../queue/index.ts'
import { queueStore } from '../../store/queue/index.ts'
import { bookQueue } from '../book-queue.ts'
import type { NewPanelId } from '../importing/write-script.ts'
import { type ImportReport, importScript } from '../importing.ts'
import { pictureSize } from '../plan/picture-size.ts'
import { quote } from '../plan/quote.ts'
import { type Plan, type PlanOptions, planBatch } from '../planning.ts'
import { freshen, queueUp } from '../queue-up.ts'
import { type JobsReport, type RunHooks, runJobs, type WorkOptions } from '../run-jobs.ts'
import { stableId } from '../stable-id.ts'
import { findStyle } from '../styles.ts'
import { type ChosenPanel, choosePanels, type SceneChoice } from './choose-panels.ts'
import { pictureFiles } from './picture-files.ts'
import { pictureName, uniqueNames } from './picture-names.ts'
import { type JobOfPanel, promptCache, type TakenIn } from './prompt-cache.ts'
import { openRunLog, type RunLog } from './run-log.ts'
import { openSceneBook, openScratchBook, scenesProjectFolder } from './scene-book.ts'

/** What local models of this kind are trained on; other models get the nearest they have. */
const USUAL_SIZE = { width: 1344, height: 768 }

export interface SceneOptions
  extends SceneChoice,
    Pick<
      PlanOptions,
      'provider' | 'model' | 'quality' | 'tuning' | 'workflow' | 'again' | 'retryInterrupted' | 'maxJobs'
    >,
    Pick<WorkOptions, 'budgetUsd' | 'concurrency' | 'pacing'> {
  /** Chapter files, bibles, or folders of them; absolute. */
  inputs: readonly string[]
  /** Absolute; gets images, prompts, logs and the book. */
  out: string
  style: string
  /** BCP 47, of the story; default `en`. */
  language?: string | undefined
  /** Mend broken encodings of the story instead of refusing them. Default false. */
  repair?: boolean | undefined
  /** Pixels; what is left out is as usual. */
  width?: number | undefined
  height?: number | undefined
}

/** One picture of the plan. */
export interface ScenePicture extends JobOfPanel {
  /** Of its file, without ending. */
  name: string
}

export interface ScenePlan {
  plan: Plan
  /** In reading order. */
  pictures: ScenePicture[]
  /** What the author's prompt files said. */
  prompts: TakenIn
  /** Files in the author's own words that were written for an earlier text. */
  outdatedPrompts: string[]
}

export interface SceneHooks extends RunHooks {
  onProject?: (project: Project) => void
  onImport?: (report: ImportReport) => void
  /** Told what will be made, what it costs and how long it takes, before anything is. */
  onPlan?: (planned: ScenePlan, project: Project) => void
}

export interface SceneReport {
  planned: ScenePlan
  run: JobsReport & { recovery: Recovery }
  /** Pictures in the images folder, and of these, put there now. */
  pictures: { there: number; written: number }
  /** Absolute. */
  places: { out: string; images: string; prompts: string; log: string; project: string }
  diagnostics: Diagnostic[]
}

export interface SceneWorld {
  env: NodeJS.ProcessEnv
  now: () => number
  /** Default: as this computer has them set up. */
  providers?: readonly ImageProvider[]
}

/**
 * What would be made, in a copy of the book that is gone afterwards: nothing on disk changes.
 *
 * @throws AppError as importScript and planBatch
 */
export async function dryRunScenes(
  options: SceneOptions,
  hooks: Pick<SceneHooks, 'onImport' | 'stop'>,
  world: SceneWorld,
): Promise<ScenePlan> {
  assertApart(options)
  const project = openScratchBook(options.out, { ...world, title: titleOf(options), language: options.language })
  try {
    return planScenes(project, options, await readStory(project, options, hooks))
  } finally {
    project.close()
  }
}

/**
 * Makes a picture of every scene, or of every panel: reads the story, honours the prompts its author changed, works off
 * the queue, and lays the pictures out by name. Run again it goes on, and buys nothing twice.
 *
 * @throws AppError as importScript, planBatch and openProject; DISK_FULL
 */
export async function runScenes(options: SceneOptions, hooks: SceneHooks, world: SceneWorld): Promise<SceneReport> {
  assertApart(options)
  const { project, undo } = openSceneBook(options.out, {
    ...world,
    title: titleOf(options),
    language: options.language,
  })
  let close = () => project.close()
  try {
    hooks.onProject?.(project)
    // A style that does not exist, or a story that cannot be read, leaves no empty book behind.
    const read = await readAs(project, options, hooks).catch((error: unknown) => {
      close = () => {
        project.close()
        undo?.()
      }
      throw error
    })
    return await makePictures(project, options, read, hooks, world)
  } finally {
    close()
  }
}

async function makePictures(
  project: Project,
  options: SceneOptions,
  read: ImportReport,
  hooks: SceneHooks,
  world: SceneWorld,
): Promise<SceneReport> {
  const places = placesOf(options.out)
  const log = openRunLog(places.logs, world.now)
  try {
    const queue = bookQueue(project, world.providers)
    const recovery = await queue.recover()
    const planned = planScenes(project, options, read)
    const promptNames = promptCache(places.prompts).write(planned.pictures, planned.prompts.unusable)
    hooks.onPlan?.(planned, project)
    logPlan(log, options, planned)
    const layer = layAsTheyCome(project, queue, options.out, planned, promptNames, log)
    const { jobIds } = queueUp(queue, planned.plan, options)
    queue.resumeLane(options.provider.id)
    const gate = options.maxJobs
    const report = await runJobs(project, queue, jobIds, { ...options, ...(gate === undefined ? {} : { gate }) }, hooks)
    freshen(project, queue, planned.plan.jobs)
    const pictures = layer.end()
    log.write('end', report.end.ended, `${report.brought.done} made`, `${pictures.there} in ${places.images}`)
    return {
      planned,
      run: { ...report, recovery },
      pictures,
      places: { ...places, log: log.file },
      diagnostics: [...planned.plan.diagnostics, ...planned.prompts.diagnostics],
    }
  } catch (error) {
    log.write('error', error instanceof Error ? error.message : String(error))
    throw error
  }
}

async function readStory(
  project: Project,
  { inputs, repair }: SceneOptions,
  { stop, onImport }: Pick<SceneHooks, 'stop' | 'onImport'>,
): Promise<ImportReport> {
  const report = await importScript(project, inputs, {
    newPanelId: panelIdFromWords,
    repair,
    ...(stop === undefined ? {} : { signal: stop }),
  })
  onImport?.(report)
  if (report.chapters.some(({ isRead, panels }) => isRead && panels > 0)) return report
  throw new AppError('WRONG_USE', 'There is no story in what was named.', {
    remedy: 'Name chapter files, or the folder they lie in.',
  })
}

async function readAs(project: Project, options: SceneOptions, hooks: SceneHooks): Promise<ImportReport> {
  findStyle(project, options.style)
  return readStory(project, options, hooks)
}

/** The same words at the same place get the same id in every book, and with it the same seed. */
const panelIdFromWords: NewPanelId = ({ chapter, scene, number, textHash }, attempt) =>
  stableId(`scene panel ${chapter} ${scene} ${number} ${textHash} ${attempt}`)

/** Takes in edited prompts, so that the plan is what will be sent. */
function planScenes(project: Project, options: SceneOptions, read: ImportReport): ScenePlan {
  const language = project.book.settings().language
  const { takes, jobs } = queueStore(project.store.sqlite)
  const isDrawn = (panelId: string) =>
    takes.ofPanel(panelId).some((take) => take.artStyleId === options.style && take.fileState === 'whole') ||
    jobs.onOrder(panelId, options.style, language).length > 0
  const panels = project.script.panels(project.script.panelIds())
  const chosen = choosePanels(panels, read.chapters, options, isDrawn)
  if (chosen.length === 0) throw new AppError('WRONG_USE', 'There is no scene left to draw.')
  const planFor = (wanted: readonly ChosenPanel[]) =>
    planBatch(project, { ...planOptions(options), panelIds: wanted.map(({ panel }) => panel.id) })
  const byPanel = new Map(chosen.map((each) => [each.panel.id, each]))
  const withPanels = (plan: Plan) => plan.jobs.map((job): JobOfPanel => ({ job, chosen: byPanel.get(job.panelId)! }))
  const first = planFor(chosen)
  const cache = promptCache(placesOf(options.out).prompts)
  const prompts = cache.takeIn(project, withPanels(first))
  const able = chosen.filter(({ panel }) => !prompts.unusable.has(panel.id))
  const plan =
    prompts.changed.length === 0 && prompts.unusable.size === 0
      ? first
      : able.length === 0
        ? { ...first, jobs: [], quote: quote([]) }
        : planFor(able)
  const names = uniqueNames(chosen.map((each) => [each.panel.id, pictureName(each, options.style)] as const))
  const pictures = withPanels(plan).map((each) => ({ ...each, name: names.get(each.job.panelId)! }))
  return { plan, pictures, prompts, outdatedPrompts: cache.outdated(withPanels(first)) }
}

function planOptions(options: SceneOptions): PlanOptions {
  const { provider, model, width, height } = options
  const { sizes, qualities } = provider.capabilities(model ?? provider.models[0]!)
  const quality = options.quality ?? qualities[0] ?? null
  const isAsked = width !== undefined || height !== undefined
  const asked = { width: width ?? USUAL_SIZE.width, height: height ?? USUAL_SIZE.height }
  return {
    ...{ provider, model, quality: options.quality, tuning: options.tuning, workflow: options.workflow },
    ...{ again: options.again, retryInterrupted: options.retryInterrupted, maxJobs: options.maxJobs },
    ...{ concurrency: options.concurrency, pacing: options.pacing },
    styles: [options.style],
    size: isAsked || fitsSize(asked, sizes, quality) ? asked : pictureSize(sizes, aspectOf(asked), quality),
  }
}

/** Lays each picture out when its job is done, and all that are there once more at the end. */
function layAsTheyCome(
  project: Project,
  queue: Queue,
  out: string,
  { pictures }: ScenePlan,
  promptNames: ReadonlyMap<string, string>,
  log: RunLog,
) {
  const files = pictureFiles(project, out)
  const fileOf = new Map(project.script.chapters().map(({ id, file }) => [id, file]))
  const toPlace = new Map(
    pictures.map((picture) => {
      const { panelId } = picture.job
      const prompt = `prompt_cache/${promptNames.get(panelId)}`
      return [panelId, { ...picture, prompt, file: fileOf.get(picture.chosen.panel.chapterId) ?? '' }]
    }),
  )
  let written = 0
  let failure: unknown = null
  const unsubscribe = queue.subscribe((event) => {
    if (event.type !== 'job.changed' || failure !== null) return
    const picture = toPlace.get(event.panelId)
    if (picture === undefined) return
    try {
      log.write(event.state, picture.name, ...[event.failure, event.message].flatMap((words) => words ?? []))
      if (event.state === 'done') written += files.place([picture]).written
    } catch (error) {
      // Told when all that came is safe in the book.
      failure = error
    }
  })
  return {
    end() {
      unsubscribe()
      if (failure !== null) throw failure
      const placed = files.place([...toPlace.values()])
      files.save()
      return { there: placed.there, written: placed.written + written }
    },
  }
}

function logPlan(log: RunLog, { inputs, style, provider, model }: SceneOptions, planned: ScenePlan): void {
  const { plan, prompts, pictures } = planned
  log.write('start', ...inputs)
  log.write('plan', `${plan.quote.jobs} of ${pictures.length} to make`, provider.id, model ?? '', style)
  for (const { severity, file, line, message } of [...plan.diagnostics, ...prompts.diagnostics])
    log.write(severity, [file, line || ''].filter(Boolean).join(':'), message)
}

function placesOf(out: string): Omit<SceneReport['places'], 'log'> & { logs: string } {
  return {
    out,
    images: join(out, 'images'),
    prompts: join(out, 'prompt_cache'),
    logs: join(out, 'logs'),
    project: scenesProjectFolder(out),
  }
}

function titleOf({ inputs }: SceneOptions): string {
  const name = basename(inputs[0] ?? '')
  return name.slice(0, name.length - extname(name).length) || name
}

/** @throws AppError WRONG_USE */
function assertApart({ inputs, out }: SceneOptions): void {
  const within = inputs.find((input) => resolve(input) === resolve(out))
  if (within === undefined) return
  throw new AppError('WRONG_USE', 'The pictures would lie among the chapters, and be read with them.', {
    remedy: 'Give another folder with --out.',
  })
}
