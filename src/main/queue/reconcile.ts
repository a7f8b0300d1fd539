import { ProviderError, type ProviderReply } from '../providers/provider.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import type { Claim } from './claim.ts'
import type { QueueContext } from './context.ts'
import { land } from './land.ts'
import { move, tell } from './settle.ts'

/** Between two questions about a call that is still being worked on. */
const ASK_AGAIN_MS = 5_000

/**
 * Asks the providers that can tell what became of calls whose end we did not see. A picture that is finished lands and
 * is not paid for twice; a call the vendor does not know goes back into the queue; no answer leaves it unknown.
 *
 * @param timeoutMs how long a call that is still running is asked about
 */
export async function reconcileUnknown(
  context: QueueContext,
  timeoutMs: number,
  isStopping: () => boolean,
): Promise<void> {
  const unknown = context.store.jobs.list({ states: ['unknown'] }, ALL)
  await Promise.all(
    unknown
      .filter(({ remoteTaskId }) => remoteTaskId !== null)
      .map((job) => reconcile(context, job, timeoutMs, isStopping)),
  )
}

async function reconcile(
  context: QueueContext,
  job: JobRow,
  timeoutMs: number,
  isStopping: () => boolean,
): Promise<void> {
  const body = context.store.jobs.request(job.key)
  const attemptId = context.store.attempts.lastId(job.id)
  if (body === null || attemptId === null || job.remoteTaskId === null) return
  const claim: Claim = { job, attemptId, startedAt: job.startedAt ?? 0, request: JSON.parse(body) }
  const provider = context.providers.get(claim.request.provider)
  if (!provider?.reconcile) return

  const connection = new AbortController()
  const { signal } = connection
  const room = context.room.open()
  const stopTimer = context.clock.after(timeoutMs, () => connection.abort())
  try {
    while (!signal.aborted && !isStopping()) {
      const found = await provider.reconcile(
        job.remoteTaskId,
        { signal, folder: context.folder, remember: async () => {}, hold: (bytes) => room.hold(bytes, signal) },
        claim.request,
      )
      if (found !== 'running') return await settle(context, claim, found)
      await new Promise<void>((resolve) => context.clock.after(ASK_AGAIN_MS, resolve))
    }
  } catch (error) {
    // The provider cannot tell now: the job stays unknown and is asked about at the next run.
    if (!(error instanceof ProviderError)) throw error
  } finally {
    stopTimer()
    room.release()
  }
}

async function settle(context: QueueContext, claim: Claim, found: ProviderReply | 'lost'): Promise<void> {
  if (found !== 'lost') {
    await land(context, claim, found, () => {
      // The lanes meet the same disk with their next picture and end the run.
    })
    return
  }
  const { job } = claim
  tell(
    context,
    context.store.transaction(() => move(context, job, 'put-back', { attempts: job.attempts, finishedAt: null })),
  )
}
