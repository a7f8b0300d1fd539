import { v7 as uuid } from 'uuid'
import { PRIORITIES } from '../../shared/domain/job.ts'
import { said } from '../../shared/said/said.ts'
import { capabilityProblem } from './capability-problem.ts'
import type { QueueContext } from './context.ts'
import type { BatchOrder, JobOrder } from './order.ts'

/** Why a job of an order was not queued. */
export type SkipReason =
  | 'done' // its picture is there already
  | 'live' // it is queued, running or unknown already
  | 'repeated' // the order names the same image twice
  | 'unsupported' // the provider cannot do it

export interface Skipped {
  order: JobOrder
  why: SkipReason
  message: string
}

export interface Enqueued {
  /** Null when nothing was left to queue; then no batch is made. */
  batchId: string | null
  queued: number
  skipped: Skipped[]
}

/**
 * Queues an order in one transaction: all of it or nothing. The same image is never queued while it is wanted already,
 * nor made a second time, unless the author asks for another.
 *
 * @param options.again make pictures again although they are there
 */
export function enqueue(context: QueueContext, order: BatchOrder, options: { again?: boolean } = {}): Enqueued {
  const { store } = context
  const skipped: Skipped[] = []
  const batchId = uuid()
  const queued = store.transaction(() => {
    const wanted: JobOrder[] = []
    const keys = new Set<string>()
    for (const job of order.jobs) {
      const skip = reasonToSkip(context, job, keys, options.again ?? false)
      if (skip) skipped.push({ order: job, ...skip })
      else wanted.push(job)
      keys.add(job.key)
    }
    if (wanted.length > 0) insert(context, batchId, order, wanted)
    return wanted.length
  })
  if (queued === 0) return { batchId: null, queued, skipped }
  context.onStep('enqueued')
  context.emit({ type: 'batch.changed', batchId })
  return { batchId, queued, skipped }
}

function insert({ store, clock }: QueueContext, batchId: string, order: BatchOrder, jobs: JobOrder[]): void {
  const { title, settings, priority, budgetUsd } = order
  store.batches.insert({ id: batchId, title, settings, priority, budgetUsd, createdAt: clock.now() })
  for (const [position, job] of jobs.entries()) {
    store.jobs.insertRequest(job.key, JSON.stringify(job.request))
    store.jobs.insert({
      id: uuid(),
      batchId,
      position,
      panelId: job.panelId,
      artStyleId: job.request.artStyle.id,
      language: job.request.language,
      imageIndex: job.request.index,
      key: job.key,
      folder: job.folder,
      lane: job.lane,
      rank: PRIORITIES.indexOf(priority),
      estimateUsd: job.estimateUsd,
    })
  }
}

function reasonToSkip(
  { store, providers }: QueueContext,
  job: JobOrder,
  keysBefore: Set<string>,
  again: boolean,
): { why: SkipReason; message: string } | null {
  if (keysBefore.has(job.key)) return { why: 'repeated', message: said`The same picture is in this order twice.` }
  if (store.jobs.isLive(job.key)) return { why: 'live', message: said`This picture is in the queue already.` }
  if (!again && store.takes.hasWhole(job.key)) return { why: 'done', message: said`This picture is there already.` }
  const provider = providers.get(job.request.provider)
  const problem = provider
    ? capabilityProblem(job.request, provider.capabilities(job.request.providerModel))
    : said`There is no provider called ${job.request.provider}.`
  return problem === null ? null : { why: 'unsupported', message: problem }
}
