import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import sharp from 'sharp'
import { type WebSocket, WebSocketServer } from 'ws'

/** How requests for a WebSocket are met: opened, turned away, or never answered. */
export type SocketManners = 'open' | 'refused' | 'silent'

/** The WebSockets of a server, one for each client: a second one takes the place of the first. */
export class ClientSockets {
  manners: SocketManners
  readonly #byClient = new Map<string, WebSocket>()
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #unanswered = new Set<Duplex>()

  constructor(manners: SocketManners) {
    this.manners = manners
  }

  /** @param waiting how many prompts wait or run: the first thing a client is told */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, waiting: number): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const clientId = url.searchParams.get('clientId') ?? randomUUID()
    if (this.manners === 'silent') {
      this.#unanswered.add(socket)
      return
    }
    if (this.manners === 'refused' || !/^(?:\/api)?\/ws$/.test(url.pathname)) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      this.#byClient.set(clientId, client)
      client.on('close', () => {
        if (this.#byClient.get(clientId) === client) this.#byClient.delete(clientId)
      })
      const status = { exec_info: { queue_remaining: waiting } }
      client.send(JSON.stringify({ type: 'status', data: { status, sid: clientId } }))
    })
  }

  /** Messages about a prompt go to the client that sent it and to nobody else. */
  tell(clientId: string | null, type: string, data: object): void {
    if (clientId) this.#byClient.get(clientId)?.send(JSON.stringify({ type, data }))
  }

  tellStatus(waiting: number): void {
    const data = { status: { exec_info: { queue_remaining: waiting } } }
    for (const clientId of this.#byClient.keys()) this.tell(clientId, 'status', data)
  }

  /** A first look at the picture, as a binary frame. */
  async preview(clientId: string | null): Promise<void> {
    const socket = clientId ? this.#byClient.get(clientId) : null
    if (!socket) return
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
    const header = Buffer.alloc(8)
    header.writeUInt32BE(1, 0)
    header.writeUInt32BE(1, 4)
    socket.send(Buffer.concat([header, picture]))
  }

  drop(clientId: string | null): void {
    if (clientId) this.#byClient.get(clientId)?.terminate()
  }

  dropAll(): void {
    for (const socket of this.#byClient.values()) socket.terminate()
    this.#byClient.clear()
    for (const socket of this.#unanswered) socket.destroy()
    this.#unanswered.clear()
  }
}
