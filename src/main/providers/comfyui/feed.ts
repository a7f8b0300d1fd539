import type { WebSocket } from 'ws'
import type { Address } from './address.ts'
import { isEnd, type Message, previewIn } from './progress.ts'

/** What the server tells about our prompt while it works. Only good news: that nothing comes means nothing. */
export interface Feed {
  /** False once the socket is gone. */
  readonly open: boolean
  /** The server said that it has done with the prompt. */
  readonly ended: boolean
  /** Resolves at the end of the prompt or of the socket, at once if that has been, and after `ms` in any case. */
  pause(ms: number, signal: AbortSignal): Promise<void>
  close(): void
}

interface Listener {
  onMessage(message: Message): void
  onPreview(picture: Uint8Array): void
}

const MOST_BYTES = 64 * 1024 * 1024

/**
 * Opens a socket for one prompt. Each prompt has a client id of its own: previews name no prompt, and a server that
 * still cleans up an older socket of the same client would cut off the new one with it.
 *
 * @param openMs how long to wait for the socket; the work does not depend on it
 * @returns null when none could be opened
 */
export async function openFeed(
  { url, authorization }: Address,
  clientId: string,
  listener: Listener,
  openMs: number,
  signal: AbortSignal,
): Promise<Feed | null> {
  const { WebSocket: Socket } = await import('ws')
  const socket = new Socket(`${url.replace(/^http/, 'ws')}/ws?clientId=${clientId}`, {
    headers: authorization ? { authorization } : {},
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
  })
  // Without a listener the program would end on it.
  socket.on('error', () => {})
  return (await isOpened(socket, openMs, signal)) ? feedOf(socket, listener) : null
}

function isOpened(socket: WebSocket, openMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (opened: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', give)
      if (!opened) socket.terminate()
      resolve(opened)
    }
    const give = () => settle(false)
    const timer = setTimeout(give, openMs)
    socket.once('open', () => settle(true))
    socket.once('close', give)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give)
  })
}

function feedOf(socket: WebSocket, listener: Listener): Feed {
  const waiting = new Set<() => void>()
  let open = true
  let ended = false
  const wake = () => {
    for (const go of [...waiting]) go()
  }
  socket.on('close', () => {
    open = false
    wake()
  })
  socket.on('message', (data, isBinary) => {
    const bytes = data as Buffer
    if (isBinary) {
      const preview = previewIn(bytes)
      if (preview) listener.onPreview(preview)
      return
    }
    const message = messageIn(bytes.toString('utf8'))
    if (!message) return
    listener.onMessage(message)
    if (!isEnd(message)) return
    ended = true
    wake()
  })
  return {
    get open() {
      return open
    },
    get ended() {
      return ended
    },
    pause(ms, signal) {
      if (!open || ended) return wait(ms, signal)
      return new Promise((resolve) => {
        const go = () => {
          waiting.delete(go)
          clearTimeout(timer)
          signal.removeEventListener('abort', go)
          resolve()
        }
        const timer = setTimeout(go, ms)
        waiting.add(go)
        signal.addEventListener('abort', go)
      })
    },
    close() {
      socket.close()
      // A server that is gone does not answer the farewell.
      setTimeout(() => socket.terminate(), FAREWELL_MS).unref()
    },
  }
}

const FAREWELL_MS = 1_000

/** Resolves after `ms`, or at once when the signal is given. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const go = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    signal.addEventListener('abort', go)
  })
}

function messageIn(text: string): Message | null {
  try {
    const { type, data } = JSON.parse(text) as { type?: unknown; data?: unknown }
    return typeof type === 'string' && data !== null && typeof data === 'object'
      ? { type, data: data as Record<string, unknown> }
      : null
  } catch {
    return null
  }
}
