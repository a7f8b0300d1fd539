import { ProviderError } from '../provider.ts'
import { type Feed, wait } from './feed.ts'
import { type ComfyServer, isPrompt } from './server.ts'

/** How long is waited for what, ms. */
export interface Patience {
  /** For a WebSocket to open. */
  openMs: number
  /** Between questions without a WebSocket: grows from the first to the last. */
  pollMs: { first: number; last: number }
  /** Between questions while the WebSocket lives. */
  checkMs: number
  /** How long a server may be silent until what it works on is given up. */
  silentMs: number
  /** How long a server that did not answer is left alone. */
  cooldownMs: number
}

export const PATIENCE: Patience = {
  openMs: 3_000,
  pollMs: { first: 500, last: 3_000 },
  checkMs: 15_000,
  silentMs: 60_000,
  cooldownMs: 30_000,
}

/** Once the server says that it is done, its history has it within moments. */
const AFTER_END_MS = 50
const GROWTH = 1.5

/** Where a prompt is; running under its own id, or the one the server gave it. `lost`: neither waiting nor running nor done with. */
export type Whereabouts = { is: 'done'; entry: unknown } | { is: 'running'; id: string } | { is: 'lost' }

export async function locate(server: ComfyServer, promptId: string, signal: AbortSignal): Promise<Whereabouts> {
  const before = await server.history(promptId, signal)
  if (before !== null) return { is: 'done', entry: before }
  const { running, pending } = await server.queue(signal)
  const queued = [...running, ...pending].find((prompt) => isPrompt(prompt, promptId))
  if (queued) return { is: 'running', id: queued.id }
  // It may have ended between the two questions.
  const after = await server.history(promptId, signal)
  return after === null ? { is: 'lost' } : { is: 'done', entry: after }
}

/** What a server fails with when it is gone, or out of reach: it may come back. */
export function isSilence({ kind }: ProviderError): boolean {
  return kind === 'unreachable' || kind === 'network' || kind === 'timeout' || kind === 'overloaded'
}

/**
 * Waits until the server has done with a prompt. The WebSocket only makes it quicker; a server that is restarted or cut
 * off is asked again until it has been silent for too long.
 *
 * @throws ProviderError: `cancelled`, or what the silent server fails with
 */
export async function watchPrompt(
  server: ComfyServer,
  promptId: string,
  feed: Feed | null,
  patience: Patience,
  signal: AbortSignal,
): Promise<Exclude<Whereabouts, { is: 'running' }>> {
  let pollMs = patience.pollMs.first
  let endMs = AFTER_END_MS
  let silentSince: number | null = null
  for (;;) {
    if (feed?.ended) {
      await wait(endMs, signal)
      endMs = Math.min(patience.pollMs.last, endMs * GROWTH)
    } else if (feed?.open) await feed.pause(patience.checkMs, signal)
    else {
      await wait(pollMs, signal)
      pollMs = Math.min(patience.pollMs.last, pollMs * GROWTH)
    }
    if (signal.aborted) throw new ProviderError('cancelled', 'the call was stopped')
    try {
      const found = await locate(server, promptId, signal)
      silentSince = null
      if (found.is !== 'running') return found
    } catch (error) {
      if (!(error instanceof ProviderError) || !isSilence(error)) throw error
      // A busy server may not answer for long, but it keeps its sockets; one that has died does not.
      silentSince = feed?.open ? null : (silentSince ?? Date.now())
      if (silentSince !== null && Date.now() - silentSince >= patience.silentMs) throw error
    }
  }
}
