import type { WebSocket } from 'ws'
import type { Desk } from '../dispatch/desk.ts'

/** Longest message: a pasted script is the largest thing that comes. */
export const LONGEST_MESSAGE = 24 * 1024 * 1024
/** A client that reads nothing is let go before it holds this much; it comes back and asks for what it missed. */
const MOST_UNREAD = 32 * 1024 * 1024
/** Requests of one client under way at once. */
const MOST_OPEN = 64

const CLOSE = { unreadable: 1007, tooMany: 1008, tooSlow: 1013 } as const

/**
 * Talks to one client: its requests in, replies and events out, each a line of JSON.
 *
 *   in   {"id": 7, "name": "tree.outline", "input": {}}
 *   out  {"hello": {"life": …, "seq": …}} · {"id": 7, "reply": {"ok": true, "data": …}} · {"event": {"seq": …}}
 */
export function serveSocket(desk: Desk, socket: WebSocket): void {
  let open = 0
  const send = (message: object) => {
    if (socket.bufferedAmount > MOST_UNREAD) return socket.close(CLOSE.tooSlow, 'nothing was read')
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const { life, seq } = desk.events.since('', 0)
  send({ hello: { life, seq } })
  const unsubscribe = desk.events.subscribe((event) => send({ event }))
  socket.on('close', unsubscribe)
  // A connection that breaks is closed as well; there is nothing more to say about it.
  socket.on('error', () => {})
  socket.on('message', async (data, isBinary) => {
    const message = isBinary ? null : parse(String(data))
    if (message === null) return socket.close(CLOSE.unreadable, 'not a request')
    if (open >= MOST_OPEN) return socket.close(CLOSE.tooMany, 'too many requests at once')
    open++
    const reply = await desk.request(message.name, message.input)
    open--
    send({ id: message.id, reply })
  })
}

function parse(text: string): { id: number; name: unknown; input: unknown } | null {
  try {
    const message = JSON.parse(text)
    return typeof message === 'object' && message !== null && Number.isSafeInteger(message.id) ? message : null
  } catch {
    return null
  }
}
