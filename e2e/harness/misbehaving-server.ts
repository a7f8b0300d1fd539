import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tinyPng } from './tiny-picture.ts'

/**
 * A provider over real HTTP that answers as its script says.
 *
 *   POST /v1/images   Authorization: Bearer <key>
 *   {"prompt": "…", "seed": 7, "width": 64, "height": 64}
 *   → 200 {"b64_json": "…", "cost": 0.04}
 *   → 4xx, 5xx {"error": {"code": "…", "message": "…"}}
 */
export const BEHAVIOURS = [
  'ok',
  'slow',
  'wait-2',
  'wait-120',
  'quota',
  'billing',
  'refusal',
  'bad-key',
  'invalid',
  'server-error',
  'cut',
  'no-image',
  'wrong-mime',
  'truncated',
  'same-picture',
  'hang',
] as const
export type Behaviour = (typeof BEHAVIOURS)[number]

export interface ServedCall {
  prompt: string
  seed: number
  /** Which call for this prompt it is, from 1. */
  nth: number
}

export interface MisbehavingServer {
  url: string
  /** Calls that came in, by prompt. */
  calls: Map<string, number>
  /** Calls answered with a picture in full, by prompt. */
  charged: Map<string, number>
  /** Most calls that were open at once. */
  mostAtOnce: number
  script: (call: ServedCall) => Behaviour
  /** Answers every call that hangs with a picture. */
  release(): void
  close(): Promise<void>
}

/** What a picture of the server costs, USD. */
export const COST_USD = 0.04
const SLOW_MS = 150

/** Behaviours that are an error of the protocol and nothing else. */
const PROTOCOL_ERRORS: Partial<
  Record<Behaviour, { status: number; code: string; message: string; headers?: Record<string, string> }>
> = {
  'wait-2': {
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'Too many requests.',
    headers: { 'retry-after': '2' },
  },
  'wait-120': { status: 429, code: 'rate_limit_exceeded', message: 'Too many.', headers: { 'retry-after': '120' } },
  quota: { status: 429, code: 'insufficient_quota', message: 'You exceeded your current quota.' },
  billing: { status: 400, code: 'billing_hard_limit_reached', message: 'Billing hard limit has been reached.' },
  'bad-key': { status: 401, code: 'invalid_api_key', message: 'Incorrect API key: sk-live-0123456789abcdef.' },
  invalid: { status: 400, code: 'invalid_value', message: 'Unknown size.' },
  'server-error': { status: 500, code: 'server_error', message: 'The server had an error.' },
}

/**
 * @param options.latencyMs before every answer, default 0
 * @param options.script default: always `ok`
 * @param options.picture default: a small one made of the seed
 */
export async function startMisbehavingServer(
  options: { latencyMs?: number; script?: MisbehavingServer['script']; picture?: (seed: number) => Buffer } = {},
): Promise<MisbehavingServer> {
  const picture = options.picture ?? tinyPng
  const hanging = new Set<() => void>()
  let open = 0

  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    open++
    self.mostAtOnce = Math.max(self.mostAtOnce, open)
    response.on('close', () => open--)
    const { prompt, seed } = JSON.parse(await textOf(request)) as { prompt: string; seed: number }
    const nth = (self.calls.get(prompt) ?? 0) + 1
    self.calls.set(prompt, nth)
    const behaviour = self.script({ prompt, seed, nth })
    if (options.latencyMs) await new Promise((resolve) => setTimeout(resolve, options.latencyMs))
    if (behaviour === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
    if (behaviour === 'hang') await new Promise<void>((resolve) => hanging.add(resolve))
    answer(behaviour, prompt, seed, response)
  }

  function answer(behaviour: Behaviour, prompt: string, seed: number, response: ServerResponse): void {
    const error = PROTOCOL_ERRORS[behaviour]
    if (error) {
      const { status, code, message, headers } = error
      reply(response, status, { error: { code, message } }, headers)
    } else if (behaviour === 'refusal') {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('Your request was rejected by content moderation.')
    } else if (behaviour === 'no-image') {
      reply(response, 200, { data: [] })
    } else if (behaviour === 'wrong-mime') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Back soon</title>')
    } else {
      sendPicture(behaviour, prompt, picture(behaviour === 'same-picture' ? 0xabcdef : seed), response)
    }
  }

  function sendPicture(behaviour: Behaviour, prompt: string, whole: Buffer, response: ServerResponse): void {
    const bytes = behaviour === 'truncated' ? whole.subarray(0, Math.floor(whole.length * 0.6)) : whole
    const body = JSON.stringify({ b64_json: bytes.toString('base64'), cost: COST_USD })
    if (behaviour === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      response.write(body.slice(0, body.length / 2), () => response.socket?.destroy())
      return
    }
    self.charged.set(prompt, (self.charged.get(prompt) ?? 0) + 1)
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  }

  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const self: MisbehavingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: new Map(),
    charged: new Map(),
    mostAtOnce: 0,
    script: options.script ?? (() => 'ok'),
    release() {
      for (const resolve of hanging) resolve()
      hanging.clear()
    },
    close() {
      self.release()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return self
}

function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
