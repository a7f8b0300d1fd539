import type { FailureKind } from '../../shared/domain/job.ts'
import { type ImageProvider, ProviderError, type ProviderIo, type ProviderReply } from '../providers/provider.ts'
import type { Claim } from './claim.ts'
import type { Clock } from './clock.ts'

/** Between two questions about a picture that is still being made. */
const ASK_AGAIN_MS = 3_000

/**
 * Failures after which the picture may be there all the same: nobody saw the end, or this computer could not store what
 * came. After the others the provider had said all there was to say.
 */
const MAY_BE_THERE: ReadonlySet<FailureKind> = new Set(['network', 'timeout', 'cancelled', 'unreachable', 'local'])

/**
 * Asks a free provider for the picture of an earlier attempt before the job is made again: it may have taken minutes of
 * somebody's graphics card. A job without a failure was cut off by a crash, or the author asks for it again. Paid calls
 * whose end nobody saw become unknown instead and are asked about in `reconcile.ts`.
 *
 * @returns null = there is none, make it
 * @throws ProviderError when the provider cannot tell now
 */
export async function findAgain(
  clock: Clock,
  provider: ImageProvider,
  { job, request }: Claim,
  io: ProviderIo,
): Promise<ProviderReply | null> {
  const { remoteTaskId, failure } = job
  if (!provider.free || !provider.reconcile || remoteTaskId === null) return null
  if (failure !== null && !MAY_BE_THERE.has(failure)) return null
  while (!io.signal.aborted) {
    const found = await provider.reconcile(remoteTaskId, io, request)
    if (found === 'lost') return null
    if (found !== 'running') return found
    await pause(clock, io.signal)
  }
  throw new ProviderError('cancelled', 'stopped while the picture of an earlier attempt was waited for')
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stopTimer = clock.after(ASK_AGAIN_MS, resolve)
    signal.addEventListener(
      'abort',
      () => {
        stopTimer()
        resolve()
      },
      { once: true },
    )
  })
}
