import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { ALL, type JobRow } from '../../store/queue/jobs.ts'
import type { QueueContext } from '../context.ts'

/** Jobs of a batch that are still with it, in the order they are worked. */
export function jobsOut({ store }: Pick<QueueContext, 'store'>, batchId: string): JobRow[] {
  return store.jobs.list({ remoteBatchId: batchId, states: ['running'] }, ALL)
}

/** What a job asks for. */
export function requestOf({ store }: Pick<QueueContext, 'store'>, job: Pick<JobRow, 'id' | 'key'>): GenerationRequest {
  const body = store.jobs.request(job.key)
  if (body === null) throw new Error(`Job ${job.id} has no request`)
  return JSON.parse(body) as GenerationRequest
}
