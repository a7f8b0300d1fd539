import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What may go wrong on the way, whatever the vendor. Each vendor adds refusals and errors of its own protocol. */
export const TRANSPORT_TROUBLES = [
  'ok',
  /** After a while. */
  'slow',
  /** Only when the test says so: `release`. */
  'hang',
  /** The connection is closed before a byte of the answer. */
  'cut',
  /** The connection is closed in the middle of the answer. */
  'cut-in-body',
  /** An HTML page with status 200. */
  'wrong-mime',
  /** An HTML page with status 502. */
  'bad-gateway',
] as const
export type TransportTrouble = (typeof TRANSPORT_TROUBLES)[number]

/** A request in full, as it came in. */
export interface Seen {
  method: string
  /** Path without the query. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

/** A call that costs money or time: the script decides what becomes of it. */
export interface VendorCall {
  prompt: string
  /** Which call for this prompt it is, from 1. */
  nth: number
  /** Which call it is at all, from 1. */
  number: number
}

/** An answer that a vendor server gives. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  /** An object is sent as JSON, bytes as they are. */
  body: object | string | Uint8Array
}

/** A stand-in for a vendor: speaks its protocol to the letter, keeps state, counts what it would charge. */
export interface VendorServer {
  /** `http://127.0.0.1:…`, without a path. */
  readonly url: string
  /** Every request, oldest first. */
  readonly seen: Seen[]
  /** Calls by prompt: made, and answered with a picture in full. */
  readonly calls: Map<string, number>
  readonly charged: Map<string, number>
  /** What the vendor would put on the bill, USD. */
  billedUsd: number
  /** Most calls that were open at once. */
  mostAtOnce: number
  /** Answers every call that hangs. */
  release(): void
  close(): Promise<void>
}

const SLOW_MS = 150
const NOT_JSON = '<!doctype html><title>Back soon</title><p>We are doing some maintenance.'

/** What every stand-in has in common: listening, counting, and trouble on the way. */
export class VendorBase implements VendorServer {
  url = ''
  readonly seen: Seen[] = []
  readonly calls = new Map<string, number>()
  readonly charged = new Map<string, number>()
  billedUsd = 0
  mostAtOnce = 0
  /** Told of every picture that is put on the bill. */
  onCharge: (prompt: string, usd: number) => void = () => {}
  #open = 0
  #number = 0
  readonly #hanging = new Set<() => void>()
  #server: Server | null = null

  /** Starts to listen on 127.0.0.1; `handle` answers one request. What it throws is an `Answer`, or a fault of the stand-in. */
  async listen(handle: (seen: Seen, response: ServerResponse) => Promise<Answer | null>, port = 0): Promise<Server> {
    this.#server = createServer(async (request, response) => {
      // Whoever gives up while sending waits for no answer.
      const seen = await read(request).catch(() => null)
      if (!seen) return
      this.seen.push(seen)
      try {
        const answer = await handle(seen, response)
        if (answer) send(response, answer)
      } catch (thrown) {
        if (isAnswer(thrown)) send(response, thrown)
        else send(response, { status: 500, body: `The stand-in failed: ${(thrown as Error).stack}` })
      }
    })
    await new Promise<void>((resolve, reject) => this.#server?.once('error', reject).listen(port, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this.#server
  }

  /** Counts a call that asks for a picture. `ended` is to be called when it is over. */
  begin(prompt: string): { call: VendorCall; ended(): void } {
    const nth = (this.calls.get(prompt) ?? 0) + 1
    this.calls.set(prompt, nth)
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#open)
    return { call: { prompt, nth, number: ++this.#number }, ended: () => this.#open-- }
  }

  /** Puts a picture on the bill. */
  charge(prompt: string, usd: number): void {
    this.charged.set(prompt, (this.charged.get(prompt) ?? 0) + 1)
    this.billedUsd += usd
    this.onCharge(prompt, usd)
  }

  /**
   * Gives an answer the way the script wants it to go.
   *
   * @param answered called when the answer went out whole
   * @returns null: the response is dealt with
   */
  async deliver(
    trouble: TransportTrouble,
    response: ServerResponse,
    answer: Answer,
    answered: () => void,
  ): Promise<null> {
    if (trouble === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
    if (trouble === 'hang') await new Promise<void>((resolve) => this.#hanging.add(resolve))
    if (trouble === 'cut') response.destroy()
    else if (trouble === 'cut-in-body') {
      const bytes = bytesOf(answer.body)
      answered()
      response.writeHead(answer.status, { ...headersOf(answer), 'content-length': String(bytes.byteLength) })
      response.write(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)), () => response.destroy())
    } else if (trouble === 'wrong-mime') send(response, { status: 200, headers: HTML, body: NOT_JSON })
    else if (trouble === 'bad-gateway') send(response, { status: 502, headers: HTML, body: NOT_JSON })
    else {
      answered()
      send(response, answer)
    }
    return null
  }

  release(): void {
    for (const go of this.#hanging) go()
    this.#hanging.clear()
  }

  async close(): Promise<void> {
    this.release()
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }
}

const HTML = { 'content-type': 'text/html' }

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.writableEnded) return
  response.writeHead(answer.status, headersOf(answer)).end(bytesOf(answer.body))
}

/** The body of a request as JSON; what is no JSON is turned away as `refuse` says. */
export function jsonOf(seen: Seen, refuse: (message: string) => Answer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(seen.body.toString('utf8'))
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw refuse('We could not parse the JSON body of your request.')
}

/** The body of a multipart request. */
export function formOf({ headers, body }: Seen): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()
}

async function read(request: IncomingMessage): Promise<Seen> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(parts),
  }
}

function isAnswer(value: unknown): value is Answer {
  return value !== null && typeof value === 'object' && 'status' in value && 'body' in value
}

function headersOf({ headers, body }: Answer): Record<string, string> {
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array)
  return { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers }
}

function bytesOf(body: Answer['body']): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body)
  return body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
}
