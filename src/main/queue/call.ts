import { type ImageProvider, ProviderError, type ProviderReply } from '../providers/provider.ts'
import { storageFailure } from '../store/storage-failure.ts'
import type { Claim } from './claim.ts'
import type { QueueContext } from './context.ts'

/** How long one request may take before it counts as unanswered. */
export const REQUEST_TIMEOUT_MS = 300_000

export type Answer = { ok: true; reply: ProviderReply } | { ok: false; error: ProviderError }

/** A request on its way. */
export interface Call {
  /** The answer, or what stands for it once the time is up or the call was stopped. Never rejects. */
  answer: Promise<Answer>
  /**
   * Of a paid call that took too long: what comes after all. The connection stays open for as long again, because the
   * picture is probably billed already. Null for calls answered in time and for free ones.
   */
  late: Promise<Answer> | null
  /** Cuts the connection. A paid call may have been billed then. */
  stop(): void
}

/** Sends a claimed job to its provider, with a limit on the time of this one request. */
export function startCall(context: QueueContext, provider: ImageProvider, claim: Claim, timeoutMs: number): Call {
  const { clock, store } = context
  const connection = new AbortController()
  const end = Promise.withResolvers<Answer>()
  const call: Call = {
    answer: end.promise,
    late: null,
    stop() {
      end.resolve(gaveUp('cancelled', 'stopped by the author'))
      connection.abort()
    },
  }

  const sent = send(provider, claim, {
    signal: connection.signal,
    folder: context.folder,
    remember: async (remoteTaskId) => store.jobs.rememberTask(claim.job.id, remoteTaskId),
  })
  let stopTimer = clock.after(timeoutMs, () => {
    const unanswered = gaveUp('timeout', `no answer within ${Math.round(timeoutMs / 1000)} s`)
    if (provider.free) {
      end.resolve(unanswered)
      connection.abort()
      return
    }
    call.late = sent
    stopTimer = clock.after(timeoutMs, () => connection.abort())
    end.resolve(unanswered)
  })
  void sent.then((answer) => {
    stopTimer()
    end.resolve(answer)
  })
  return call
}

async function send(
  provider: ImageProvider,
  claim: Claim,
  io: Parameters<ImageProvider['generate']>[1],
): Promise<Answer> {
  try {
    return { ok: true, reply: await provider.generate(claim.request, io) }
  } catch (error) {
    return { ok: false, error: asProviderError(error, claim.job.folder) }
  }
}

/** Any failure as one of the closed set of kinds: trouble with this computer's disk is `local`, the rest `unexpected`. */
export function asProviderError(error: unknown, path: string): ProviderError {
  if (error instanceof ProviderError) return error
  const known = storageFailure(error, path)
  const text = error instanceof Error ? error.message : String(error)
  if (known !== error || isOutOfHandles(error)) return new ProviderError('local', text, { cause: known })
  return new ProviderError('unexpected', text, { cause: error, maybeBilled: true })
}

function gaveUp(kind: 'timeout' | 'cancelled', detail: string): Answer {
  return { ok: false, error: new ProviderError(kind, detail, { maybeBilled: true }) }
}

function isOutOfHandles(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'EMFILE' || code === 'ENFILE'
}
