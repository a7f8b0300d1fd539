import { ProviderError } from '../../providers/provider.ts'
import { OUT_STATES } from '../../store/queue/remote-batches.ts'
import type { QueueContext } from '../context.ts'
import { jobsOut } from './jobs-out.ts'
import { CALL_MS, limited } from './limited-call.ts'

/**
 * Calls back batches that are out. The wish is written down first: a service that cannot be reached hears of it in the
 * next run.
 *
 * @param batchId a batch of the author; null = all
 */
export async function callBackOvernight(
  context: QueueContext,
  batchId: string | null,
): Promise<{ jobs: number; unheard: number }> {
  const { store, clock, providers } = context
  const wanted = batchId === null ? null : new Set(store.remoteBatches.ofBatch(batchId))
  const batches = store.remoteBatches
    .inStates(OUT_STATES)
    .filter(({ id, state }) => state !== 'collecting' && (wanted === null || wanted.has(id)))
  store.transaction(() => {
    for (const { id } of batches) store.remoteBatches.askCancel(id, clock.now())
  })
  let jobs = 0
  let unheard = 0
  for (const { id, provider, remoteId } of batches) {
    const out = jobsOut(context, id).length
    jobs += out
    const service = providers.get(provider)?.overnight
    try {
      if (!service || remoteId === null) throw new ProviderError('unexpected', 'nobody to tell it to')
      await limited(context, CALL_MS.short, new AbortController().signal, (signal) => service.cancel(remoteId, signal))
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      unheard += out
    }
  }
  return { jobs, unheard }
}
