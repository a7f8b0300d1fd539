import type { Reply, WireEvent } from '../../shared/contract/index.ts'
import { notReached, type Transport } from './transport.ts'

/** What the socket needs of the browser, so that it can be tested without one. */
export interface SocketWorld {
  open(): WebSocketLike
  after(ms: number, work: () => void): void
  random(): number
}

export interface WebSocketLike {
  send(text: string): void
  onopen: (() => void) | null
  onclose: (() => void) | null
  onmessage: ((message: { data: unknown }) => void) | null
}

type Incoming = { hello: unknown } | { id: number; reply: Reply } | { event: WireEvent }

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

/** Over a WebSocket that comes back by itself: a browser on this computer. */
export function socketTransport(world: SocketWorld): Transport {
  const open = new Map<number, (reply: Reply) => void>()
  let socket: WebSocketLike | null = null
  /** What was asked before there was a connection. */
  let waiting: string[] = []
  let isThere = false
  let tries = 0
  let last = 0
  return {
    send(name, input) {
      const id = ++last
      const text = JSON.stringify({ id, name, input })
      const { promise, resolve } = Promise.withResolvers<Reply>()
      open.set(id, resolve)
      if (isThere) socket?.send(text)
      else waiting.push(text)
      return promise
    },
    listen(onEvent, onContact) {
      connect()

      function connect(): void {
        const own = world.open()
        socket = own
        own.onopen = () => {
          tries = 0
          isThere = true
          for (const text of waiting) own.send(text)
          waiting = []
          onContact(true)
        }
        own.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as Incoming
          if ('event' in message) return onEvent(message.event)
          if (!('reply' in message)) return
          open.get(message.id)?.(message.reply)
          open.delete(message.id)
        }
        own.onclose = () => {
          isThere = false
          // Whether main had heard them nobody knows: whoever asked decides whether to ask again.
          for (const answer of open.values()) answer(notReached())
          open.clear()
          waiting = []
          onContact(false)
          const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries++)
          world.after(wait * (0.5 + world.random() / 2), connect)
        }
      }
    },
  }
}
