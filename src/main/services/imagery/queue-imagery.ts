import type { Queue } from '../../queue/index.ts'
import type { JobOrder } from '../../queue/order.ts'
import { overnightLane } from '../../queue/overnight/lane-name.ts'
import { ALL, type JobRow } from '../../store/queue/jobs.ts'
import type { ImageryTask } from './imagery-task.ts'

export interface ImageryOrder {
  overnight?: boolean | undefined
  budgetUsd?: number | undefined
  /** Also make again what was cut off and may have been paid. */
  retryInterrupted?: boolean | undefined
  /** Another picture where there is one, or where it was refused. */
  again?: boolean | undefined
}

export interface Queued {
  /** Jobs to work on, also those that are done. */
  jobIds: string[]
  /** Left alone: cut off before, and may have been paid. */
  unknown: ImageryTask[]
  /** Left alone: the same words were refused before. */
  refused: ImageryTask[]
}

/** Queues what nobody asked for yet, and queues again what failed. A key whose picture is there is never made again. */
export function queueImagery(queue: Queue, tasks: readonly ImageryTask[], options: ImageryOrder): Queued {
  const known = new Map<string, JobRow>()
  for (const { panelId, jobKey } of tasks) {
    const job = queue.store.jobs.ofImage(panelId, jobKey)
    if (job) known.set(jobKey, job)
  }
  const inState = (...states: JobRow['state'][]) => [...known.values()].filter(({ state }) => states.includes(state))
  const ids = (jobs: readonly JobRow[]) => jobs.map(({ id }) => id)
  const tasksOf = (state: JobRow['state']) => tasks.filter(({ jobKey }) => known.get(jobKey)?.state === state)
  const [unknown, refused] = [
    options.retryInterrupted ? [] : tasksOf('unknown'),
    options.again ? [] : tasksOf('refused'),
  ]
  // What waits in another lane comes over, at its price.
  const movable = new Map(tasks.map((task) => [task.jobKey, task]))
  queue.assign(
    [...known.values()]
      .filter(({ state }) => state !== 'done' && (state !== 'unknown' || options.retryInterrupted === true))
      .map(({ id, key }) => ({
        id,
        lane: laneOf(movable.get(key)!, options),
        estimateUsd: movable.get(key)!.price?.untilUsd ?? null,
      })),
  )
  queue.retry({ ids: ids(inState('failed', 'cancelled')) })
  if (options.retryInterrupted) queue.retry({ ids: ids(inState('unknown')) }, { unknown: true })
  for (const batchId of new Set(inState('queued', 'running', 'failed', 'cancelled').map((job) => job.batchId)))
    queue.resumeBatch(batchId)
  const fresh = tasks.filter(({ jobKey }) => {
    const state = known.get(jobKey)?.state
    if (options.again && (state === 'done' || state === 'refused')) return true
    // A picture that was made and is lost is made once more.
    return state === undefined || (state === 'done' && !queue.store.takes.hasWhole(jobKey))
  })
  const { batchId } = queue.enqueue(
    {
      title: 'Imagery',
      settings: { files: [...new Set(fresh.map(({ file }) => file))] },
      priority: 'normal',
      budgetUsd: options.budgetUsd ?? null,
      jobs: fresh.map((task) => orderOf(task, options)),
    },
    { again: options.again ?? false },
  )
  const queued = batchId === null ? [] : queue.jobs({ batchId }, ALL)
  return { jobIds: [...new Set([...ids([...known.values()]), ...ids(queued)])], unknown, refused }
}

function orderOf(task: ImageryTask, options: ImageryOrder): JobOrder {
  const { panelId, jobKey: key, kind, entity, request, price } = task
  return {
    panelId,
    folder: `${kind}s/${entity}`,
    key,
    lane: laneOf(task, options),
    request,
    estimateUsd: price?.untilUsd ?? null,
  }
}

function laneOf({ provider }: ImageryTask, { overnight }: ImageryOrder): string {
  return overnight ? overnightLane(provider) : provider
}
