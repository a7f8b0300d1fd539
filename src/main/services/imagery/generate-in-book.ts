import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import { connectedProviders } from '../provider-settings.ts'
import type { WorkOptions } from '../run-jobs.ts'
import type { Begun, BookWork } from '../working.ts'
import { takeOf } from './apply-result.ts'
import type { FolderKeeper } from './folder-keeper.ts'
import { writeImageryBook } from './imagery-book.ts'
import type { ImageryKind, ImageryPlan, ImageryTask } from './imagery-task.ts'
import { type ImageryOptions, planImagery } from './plan-imagery.ts'
import { queueImagery } from './queue-imagery.ts'

export interface BookImageryOptions extends Omit<ImageryOptions, 'kinds'> {
  /** Default: chapters and places. */
  kinds?: readonly ImageryKind[] | undefined

  /** These panels only. */
  panelIds?: readonly string[] | undefined
}

/** What pictures come to, US dollars. What nobody knows is counted, never taken for 0. */
export interface ImagerySum {
  pictures: number
  fromUsd: number
  untilUsd: number
  unknownPrices: number
  impossible: number
}

/** What the files of a book ask for now. @throws AppError as planImagery */
export function planInBook(
  project: Project,
  root: string,
  { panelIds, maxTasks, ...options }: BookImageryOptions,
  providers: readonly ImageProvider[] = connectedProviders(project.env),
): ImageryPlan & { sum: ImagerySum } {
  const today = new Date(project.now()).toISOString().slice(0, 10)
  // Which panels are meant says more than how many: the count is taken of what is left.
  const most = maxTasks ?? (panelIds === undefined ? undefined : panelIds.length)
  const wanted = panelIds && new Set(panelIds)
  const count = wanted === undefined ? most : Number.MAX_SAFE_INTEGER
  const kinds = options.kinds ?? (['chapter', 'location'] as const)
  const plan = planImagery(root, { ...options, kinds, maxTasks: count }, providers, today)
  const tasks = plan.tasks.filter(({ panelId }) => wanted?.has(panelId) ?? true).slice(0, most)
  return { ...plan, tasks, sum: sumOf(tasks) }
}

export interface GenerateImageryOptions extends BookImageryOptions, WorkOptions {
  retryInterrupted?: boolean | undefined
  /** The most the author saw; null or absent = whatever it costs. */
  agreedUsd?: number | null | undefined
}

/**
 * Queues what the files ask for and begins on it. What was made and not written is written, at no cost.
 *
 * @throws AppError as planImagery; BUDGET, READ_ONLY
 */
export async function generateInBook(
  project: Project,
  keeper: FolderKeeper,
  work: BookWork,
  options: GenerateImageryOptions,
  providers?: readonly ImageProvider[],
): Promise<Begun & ImagerySum & { unknown: number; refused: number }> {
  if (project.readOnly) throw project.readOnly
  const { tasks: all, sum } = planInBook(project, keeper.root, options, providers)
  assertAgreed(sum, options.agreedUsd)
  const tasks = all.filter(({ problem }) => problem === null)
  writeImageryBook(project, tasks)
  for (const task of options.again ? [] : tasks) {
    const take = takeOf(project, task)
    if (take !== null) keeper.apply(take.id, 'came')
  }
  let left = { unknown: 0, refused: 0 }
  const begun = await work.workOn((queue) => {
    const { jobIds, unknown, refused } = queueImagery(queue, tasks, options)
    for (const provider of new Set(tasks.map((task) => task.provider))) queue.resumeLane(provider)
    left = { unknown: unknown.length, refused: refused.length }
    return jobIds
  }, options)
  return { ...begun, ...sum, ...left }
}

function sumOf(tasks: readonly ImageryTask[]): ImagerySum {
  const able = tasks.filter(({ problem }) => problem === null)
  return {
    pictures: able.length,
    fromUsd: able.reduce((sum, { price }) => sum + (price?.fromUsd ?? 0), 0),
    untilUsd: able.reduce((sum, { price }) => sum + (price?.untilUsd ?? 0), 0),
    unknownPrices: able.filter(({ price }) => price === null).length,
    impossible: tasks.length - able.length,
  }
}

/** @throws AppError BUDGET */
function assertAgreed({ untilUsd, unknownPrices }: ImagerySum, agreedUsd: number | null | undefined): void {
  if (agreedUsd == null || (unknownPrices === 0 && untilUsd <= agreedUsd + 1e-6)) return
  throw new AppError('BUDGET', said`It costs more by now than what was shown.`, {
    remedy: said`Look at the new price, then start it again.`,
  })
}
