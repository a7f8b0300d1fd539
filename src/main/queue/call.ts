import { type ImageProvider, ProviderError, type ProviderIo, type ProviderReply } from '../providers/provider.ts'
import { storageFailure } from '../store/storage-failure.ts'
import type { CallRoom } from './byte-room.ts'
import type { Claim } from './claim.ts'
import type { Clock } from './clock.ts'
import type { QueueContext } from './context.ts'
import { findAgain } from './find-again.ts'

/** How long one request may take before it counts as unanswered, where its provider says nothing else. */
export const REQUEST_TIMEOUT_MS = 300_000
/** Between two events about how far one picture is, at least. */
const PROGRESS_APART_MS = 250
/** Between two looks at one picture, at least. */
const PREVIEWS_APART_MS = 500

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
  /** The memory it holds. Given back by itself when the call fails or is cut; otherwise by whoever stores the picture. */
  room: CallRoom
  /** Cuts the connection. A paid call may have been billed then. */
  stop(): void
}

/**
 * Sends a claimed job to its provider, with a limit on the time of this one request.
 *
 * @param timeoutMs null = as the provider says
 */
export function startCall(
  context: QueueContext,
  provider: ImageProvider,
  claim: Claim,
  timeoutMs: number | null,
): Call {
  const { clock } = context
  const limitMs = timeoutMs ?? provider.timeoutMs?.(claim.request) ?? REQUEST_TIMEOUT_MS
  const connection = new AbortController()
  const end = Promise.withResolvers<Answer>()
  const room = context.room.open()
  const cut = () => {
    connection.abort()
    room.release()
  }
  const call: Call = {
    answer: end.promise,
    late: null,
    room,
    stop() {
      end.resolve(gaveUp('cancelled', 'stopped by the author'))
      cut()
    },
  }

  const sent = send(clock, provider, claim, ioOf(context, claim, room, connection.signal))
  let stopTimer = clock.after(limitMs, () => {
    const unanswered = gaveUp('timeout', `no answer within ${Math.round(limitMs / 1000)} s`)
    if (provider.free) {
      end.resolve(unanswered)
      cut()
      return
    }
    call.late = sent
    stopTimer = clock.after(limitMs, cut)
    end.resolve(unanswered)
  })
  void sent.then((answer) => {
    stopTimer()
    if (!answer.ok) room.release()
    end.resolve(answer)
  })
  return call
}

function ioOf({ store, clock, folder, emit }: QueueContext, claim: Claim, room: CallRoom, signal: AbortSignal) {
  const { id: jobId, panelId } = claim.job
  let toldAt = Number.NEGATIVE_INFINITY
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    signal,
    folder,
    remember: async (remoteTaskId: string) => store.jobs.rememberTask(jobId, remoteTaskId),
    hold: (bytes: number) => room.hold(bytes, signal),
    progress(fraction: number, preview?: Uint8Array) {
      const now = clock.now()
      if (preview && !signal.aborted && now - shownAt >= PREVIEWS_APART_MS) {
        shownAt = now
        emit({ type: 'job.preview', jobId, panelId, bytes: preview })
      }
      if (signal.aborted || !(fraction >= 0) || now - toldAt < PROGRESS_APART_MS) return
      toldAt = now
      emit({ type: 'job.progress', jobId, fraction: Math.min(1, fraction) })
    },
  } satisfies ProviderIo
}

async function send(clock: Clock, provider: ImageProvider, claim: Claim, io: ProviderIo): Promise<Answer> {
  try {
    const found = await findAgain(clock, provider, claim, io)
    return { ok: true, reply: found ?? (await provider.generate(claim.request, io)) }
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
