import { ProviderError } from '../../providers/provider.ts'
import { asProviderError } from '../call.ts'
import type { QueueContext } from '../context.ts'

/** Asking and telling is done in seconds; files may be large, and lines slow. */
export const CALL_MS = { short: 120_000, file: 3 * 60 * 60 * 1000 }

/**
 * A call to an overnight service that ends in time, one way or the other.
 *
 * @param cut aborted when the author wants it to end now
 * @throws ProviderError only
 */
export async function limited<T>(
  { clock }: Pick<QueueContext, 'clock'>,
  ms: number,
  cut: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const time = new AbortController()
  const stopTimer = clock.after(ms, () => time.abort())
  try {
    return await call(AbortSignal.any([time.signal, cut]))
  } catch (error) {
    if (cut.aborted) throw new ProviderError('cancelled', 'stopped by the author', { cause: error, maybeBilled: true })
    if (time.signal.aborted)
      throw new ProviderError('timeout', `no end within ${ms / 1000} s`, { cause: error, maybeBilled: true })
    throw asProviderError(error, 'overnight')
  } finally {
    stopTimer()
  }
}
