import type { GenerationRequest } from '../../shared/domain/generation.ts'
import { NOTHING_KNOWN } from '../store/queue/attempts.ts'
import type { JobRow } from '../store/queue/jobs.ts'
import type { QueueContext } from './context.ts'
import { UNKNOWN_MESSAGE } from './remedies.ts'
import { ledgerLine, move } from './settle.ts'

/**
 * Sorts out a live call whose process is gone: a free one waits again, a paid one may have been billed. A crash spends
 * no attempt. To be called in a transaction.
 */
export function takeBack(context: QueueContext, job: JobRow, now: number): JobRow {
  const { store, providers } = context
  const request = JSON.parse(store.jobs.request(job.key) ?? '{}') as Partial<GenerationRequest>
  const free = providers.get(request.provider ?? '')?.free ?? false
  for (const { id: attemptId } of store.attempts.open(job.id)) {
    const outcome = free ? 'interrupted' : 'unknown'
    store.attempts.end({ ...NOTHING_KNOWN, id: attemptId, finishedAt: now, outcome })
    if (free) continue
    const line = ledgerLine({ job, attemptId }, request.providerModel ?? '', now)
    store.ledger.write({ ...line, usd: null, certainty: 'unknown' })
  }
  if (free) return move(context, job, 'put-back', { attempts: job.attempts, finishedAt: null })
  const marks = { attempts: job.attempts, finishedAt: now, message: UNKNOWN_MESSAGE }
  return move(context, job, 'lose-sight', marks)
}
