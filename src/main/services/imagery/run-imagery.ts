import { existsSync } from 'node:fs'
import type { Project } from '../../open-project.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import type { Queue, Recovery } from '../../queue/index.ts'
import { bookQueue } from '../book-queue.ts'
import { type NightHooks, type NightOptions, type NightReport, runNight } from '../overnight.ts'
import { connectedProviders } from '../provider-settings.ts'
import { type JobsReport, type RunHooks, runJobs, type WorkOptions } from '../run-jobs.ts'
import { type AppliedResult, applyResult, takeOf } from './apply-result.ts'
import { imageryProjectFolder, openImageryBook, writeImageryBook } from './imagery-book.ts'
import type { ImageryPlan, ImageryTask } from './imagery-task.ts'
import { type ImageryOptions, planImagery } from './plan-imagery.ts'
import { queueImagery } from './queue-imagery.ts'

export interface RunImageryOptions
  extends ImageryOptions,
    Omit<WorkOptions, 'gate'>,
    Pick<NightOptions, 'submitOnly' | 'pollMs'> {
  /** Also make again what was cut off and may have been paid. */
  retryInterrupted?: boolean | undefined
}

export interface ImageryHooks extends RunHooks, Pick<NightHooks, 'onStanding'> {
  onPlan?: (plan: ImageryPlan) => void
  onProject?: (project: Project) => void
  /** A picture is in its place, and its file says so; or why not. */
  onApplied?: (result: AppliedResult) => void
}

export interface ImageryWorld {
  env: NodeJS.ProcessEnv
  now: () => number
  /** Default: as this computer has them set up. */
  providers?: readonly ImageProvider[]
}

export interface ImageryReport {
  plan: ImageryPlan
  /** Absolute; null = there was nothing to make, and no book. */
  project: string | null
  /** Null when nothing was run. */
  run: (Pick<JobsReport, 'brought' | 'counts' | 'end'> & { recovery: Recovery }) | null
  night: Pick<NightReport, 'out' | 'waiting' | 'end'> | null
  applied: AppliedResult[]
  /** Pictures that cannot be made as things are. */
  impossible: ImageryTask[]
  /** Left alone: cut off before and perhaps paid; refused before. */
  left: { unknown: ImageryTask[]; refused: ImageryTask[] }
}

/** Plans without changing anything. */
export function dryRunImagery(
  root: string,
  options: ImageryOptions,
  { env, now, providers }: ImageryWorld,
): ImageryPlan {
  return planImagery(root, options, providers ?? connectedProviders(env), new Date(now()).toISOString().slice(0, 10))
}

/**
 * Makes the pictures that the files of a folder ask for, puts each in its place as it comes, and writes that into its
 * file. Run again it goes on: what is there is not made again, and what was made and not written yet is written.
 *
 * @throws AppError as planImagery and openImageryBook
 */
export async function runImagery(
  root: string,
  options: RunImageryOptions,
  hooks: ImageryHooks,
  world: ImageryWorld,
): Promise<ImageryReport> {
  const providers = world.providers ?? connectedProviders(world.env)
  const plan = dryRunImagery(root, options, { ...world, providers })
  hooks.onPlan?.(plan)
  const impossible = plan.tasks.filter(({ problem }) => problem !== null)
  const tasks = plan.tasks.filter(({ problem }) => problem === null)
  const nothing: ImageryReport = {
    plan,
    project: null,
    run: null,
    night: null,
    applied: [],
    impossible,
    left: { unknown: [], refused: [] },
  }
  if (tasks.length === 0 && !existsSync(imageryProjectFolder(plan.root))) return nothing
  const project = openImageryBook(plan.root, world)
  try {
    hooks.onProject?.(project)
    // Pictures that lie there without a row find their place by these.
    writeImageryBook(project, tasks)
    const queue = bookQueue(project, providers)
    const recovery = await queue.recover()
    const applier = applyAsTheyCome(project, plan.root, queue, tasks, options.again === true, hooks)
    const { jobIds, ...left } = queueImagery(queue, tasks, options)
    for (const provider of new Set(tasks.map((task) => task.provider))) queue.resumeLane(provider)
    const report = options.overnight
      ? await runNight(project, queue, jobIds, options, hooks)
      : await runJobs(project, queue, jobIds, options, hooks)
    const applied = await applier.end()
    return {
      ...nothing,
      project: project.folder,
      run: { brought: report.brought, counts: report.counts, end: report.end as JobsReport['end'], recovery },
      night: 'out' in report ? (report as NightReport) : null,
      applied,
      left,
    }
  } finally {
    project.close()
  }
}

/** Applies what is there already, then each picture when its job is done; one after the other, because many share a file. */
function applyAsTheyCome(
  project: Project,
  root: string,
  queue: Queue,
  tasks: readonly ImageryTask[],
  again: boolean,
  hooks: ImageryHooks,
) {
  const byPanel = new Map(tasks.map((task) => [task.panelId, task]))
  const applied = new Map<string, AppliedResult>()
  let chain: Promise<void> = Promise.resolve()
  let failure: unknown = null
  // Those that another picture was asked for beside.
  const old = new Set(again ? tasks.flatMap((task) => takeOf(project, task)?.id ?? []) : [])
  const apply = (task: ImageryTask) => {
    chain = chain.then(async () => {
      if (failure !== null || applied.has(task.taskId)) return
      const take = takeOf(project, task)
      if (take === null || old.has(take.id)) return
      try {
        const result = await applyResult(project, root, task, take, { replaces: again })
        applied.set(task.taskId, result)
        hooks.onApplied?.(result)
      } catch (error) {
        failure = error
      }
    })
  }
  for (const task of tasks) apply(task)
  const unsubscribe = queue.subscribe((event) => {
    const task = event.type === 'job.changed' && event.state === 'done' ? byPanel.get(event.panelId) : undefined
    if (task) apply(task)
  })
  return {
    /** @throws what kept a picture from being written, once everything that came is safe in the book */
    async end(): Promise<AppliedResult[]> {
      unsubscribe()
      for (const task of tasks) apply(task)
      await chain
      if (failure !== null) throw failure
      return [...applied.values()]
    },
  }
}
