import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { Queue } from '../queue/index.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { isToMake, type PlannedJob } from './plan/planned-job.ts'
import { laneOf, type OrderOptions, type Plan, type PlanOptions, toBatchOrder, upTo } from './planning.ts'

/**
 * Queues what a plan asks for and nobody asked for yet, and queues again what failed. What waits in another lane comes
 * over to the plan's, at its price; what an overnight service has stays there.
 *
 * @returns the jobs of this plan, also those that are done: progress goes from where the work stands; and the batch that
 *   was made, null where nothing was new
 */
export function queueUp(
  queue: Queue,
  plan: Plan,
  options: OrderOptions & Pick<PlanOptions, 'again' | 'retryInterrupted'>,
): { jobIds: string[]; batchId: string | null } {
  const jobs = upTo(plan.jobs, options.maxJobs)
  const known = jobs.flatMap(({ panelId, key, state, problem }) => {
    const isImpossible = problem !== null && isToMake(state)
    const job = state === 'new' || isImpossible ? null : queue.store.jobs.ofImage(panelId, key)
    return job === null ? [] : [job]
  })
  queue.assign(inLane(plan, known, options))
  const again = known.filter(({ state }) => state === 'failed' || state === 'cancelled')
  queue.retry({ ids: again.map(({ id }) => id) })
  if (options.retryInterrupted) {
    const cutOff = known.filter(({ state }) => state === 'unknown')
    queue.retry({ ids: cutOff.map(({ id }) => id) }, { unknown: true })
  }
  for (const id of new Set(known.filter(({ state }) => state !== 'done').map(({ batchId }) => batchId)))
    queue.resumeBatch(id)
  const retried = new Set(again.map(({ key }) => key))
  const wanted = jobs.map((job) => ({ ...job, wanted: job.wanted && !retried.has(job.key) }))
  const { batchId } = queue.enqueue(toBatchOrder({ ...plan, jobs: wanted }, options), { again: options.again ?? false })
  const queued = batchId === null ? [] : queue.jobs({ batchId }, ALL)
  return { jobIds: [...new Set([...known, ...queued].map(({ id }) => id))], batchId }
}

/** The jobs as this plan would have queued them. A call that was cut off stays as it is until it is asked for again. */
function inLane(
  { jobs, settings }: Plan,
  known: readonly JobRow[],
  { retryInterrupted }: Pick<PlanOptions, 'retryInterrupted'>,
): Pick<JobRow, 'id' | 'lane' | 'estimateUsd'>[] {
  const lane = laneOf(settings)
  const prices = new Map(jobs.map(({ key, price }) => [key, price?.untilUsd ?? null]))
  return known
    .filter(({ state }) => state !== 'unknown' || retryInterrupted === true)
    .map(({ id, key }) => ({ id, lane, estimateUsd: prices.get(key) ?? null }))
}

/** @throws AppError BUDGET */
export function assertAgreed({ quote }: Pick<Plan, 'quote'>, agreedUsd: number | null | undefined): void {
  if (agreedUsd == null) return
  const untilUsd = quote.untilUsd + quote.waiting.untilUsd
  // Sums of cents: a hair's breadth is no other price.
  if (quote.unknownPrices === 0 && untilUsd <= agreedUsd + 1e-6) return
  throw new AppError('BUDGET', said`It costs more by now than what was shown.`, {
    remedy: said`Look at the new price, then start it again.`,
  })
}

/** A panel whose picture is there under today's key shows what the script says. */
export function freshen(project: Project, queue: Queue, jobs: readonly PlannedJob[]): void {
  const drawn = jobs.filter(({ key }) => queue.store.takes.hasWhole(key)).map(({ panelId }) => panelId)
  project.script.markFresh([...new Set(drawn)])
}
