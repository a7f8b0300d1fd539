import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import { AppError } from '../../shared/errors.ts'
import type { Desk } from '../dispatch/desk.ts'
import { admission, originRefusal } from './guard.ts'
import { plain, respond } from './respond.ts'
import { LONGEST_MESSAGE, serveSocket } from './socket.ts'
import type { WindowFiles } from './window-files.ts'

export interface WindowServer {
  port: number
  /** An address that works once, for one browser. */
  newLink(): string
  /** Told when a link was used. */
  onLinkUsed(listener: () => void): void
  close(): Promise<void>
}

const ADDRESS = '127.0.0.1'
const HEADERS_MS = 10_000
const REQUEST_MS = 120_000
const LONGEST_HEADERS = 16 * 1024

/**
 * Shows a desk in browsers on this computer, and on no other.
 *
 * @param port 0 = any that is free
 * @throws AppError WRONG_USE when the port is taken
 */
export async function serveDesk(desk: Desk, files: WindowFiles, port: number): Promise<WindowServer> {
  const server = createServer({
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    maxHeaderSize: LONGEST_HEADERS,
  })
  await listen(server, port)
  const { port: bound } = server.address() as AddressInfo
  const guests = admission(bound)
  const linkListeners = new Set<() => void>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE, perMessageDeflate: false })

  server.on('request', (incoming, outgoing) => {
    void answer(incoming)
      .then((response) => send(response, incoming, outgoing))
      // Whoever asked went away, or sends what is no request.
      .catch(() => outgoing.destroy())
  })
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = originRefusal(incoming.headers, bound, true)
    if (refusal !== null || incoming.url !== '/socket') return turnAway(socket, refusal?.status ?? 404)
    if (!guests.isKnown(incoming.headers.cookie)) return turnAway(socket, 401)
    sockets.handleUpgrade(incoming, socket, head, (client) => serveSocket(desk, client))
  })

  async function answer(incoming: IncomingMessage): Promise<Response> {
    const { method = 'GET', headers } = incoming
    const isRead = method === 'GET' || method === 'HEAD'
    const refusal = originRefusal(headers, bound, !isRead)
    if (refusal !== null) return plain(refusal.status, refusal.words)
    const url = URL.parse(incoming.url ?? '/', `http://${headers.host}`)
    if (url === null || url.host !== headers.host) return plain(400, 'This is no address of this server.')
    const token = url.searchParams.get('token')
    if (token !== null && isRead) return welcome(token)
    if (!guests.isKnown(headers.cookie))
      return plain(401, 'Open the link that Panelwright shows in its terminal; it works once.')
    const body = isRead ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>)
    const request = new Request(url, { method, headers: headersOf(incoming), body, duplex: 'half' } as RequestInit)
    return respond(desk, files, request)
  }

  /** The token leaves the address at once: it is neither kept in the history nor sent on. */
  function welcome(token: string): Response {
    const cookie = guests.exchange(token)
    if (cookie === null) return plain(403, 'This link was used already; the next one stands in the terminal.')
    const response = plain(303, 'Welcome.')
    response.headers.set('location', '/')
    response.headers.set('set-cookie', cookie)
    for (const listener of linkListeners) listener()
    return response
  }

  return {
    port: bound,
    onLinkUsed: (listener) => void linkListeners.add(listener),
    newLink: () => `http://${ADDRESS}:${bound}/?token=${guests.newToken()}`,
    async close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
    },
  }
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  try {
    server.listen(port, ADDRESS)
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used'
    throw new AppError('WRONG_USE', `Port ${port} ${why}.`, {
      remedy: 'Leave --port out, or give another.',
      cause: error,
    })
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const result = new Headers()
  for (const name of ['content-length', 'content-type', 'if-none-match', 'range'] as const) {
    const value = headers[name]
    if (typeof value === 'string') result.set(name, value)
  }
  return result
}

async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  // What was not read of a body that was refused is not waited for: the connection ends with the answer.
  if (!incoming.complete) outgoing.shouldKeepAlive = false
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null || incoming.method === 'HEAD') outgoing.end()
  else await pipeline(Readable.fromWeb(response.body as never), outgoing)
}

function turnAway(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
