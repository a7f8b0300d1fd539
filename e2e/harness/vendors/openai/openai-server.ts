import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type Painter, plainPicture } from '../paint.ts'
import { type Answer, type Seen, VendorBase, type VendorCall } from '../vendor-server.ts'
import { openAiError } from './openai-error.ts'
import { ROUTE_GROUPS, type Route } from './routes.ts'

export interface OpenAiOptions {
  /** What becomes of a call for a picture; default `ok`. Names of behaviours are in `behaviours.ts`. */
  script?: (call: VendorCall) => string
  /** Default: one colour. */
  painter?: Painter
  /** The key it accepts. Default `sk-test-0123456789abcdef`. */
  key?: string
  port?: number
  /** Pictures a minute the account may ask for; default: no limit. */
  imagesPerMinute?: number
  /** The account's organisation has not proved who it is: no pictures. */
  unverified?: boolean
  /** The clock of the rate limit, ms; default: the real one. */
  now?: () => number
}

export interface StoredFile {
  id: string
  filename: string
  purpose: string
  bytes: Buffer
  createdAt: number
}

/** OpenAI as far as Panelwright uses it. Answers at `<url>/v1`. */
export class OpenAiServer extends VendorBase {
  script: (call: VendorCall) => string
  readonly painter: Painter
  readonly key: string
  readonly imagesPerMinute: number | null
  readonly unverified: boolean
  readonly now: () => number
  /** What was uploaded, by id. */
  readonly files = new Map<string, StoredFile>()
  readonly #port: number
  #routes: Route[] = []

  private constructor({ script, painter, key, port, imagesPerMinute, unverified, now }: OpenAiOptions) {
    super()
    this.script = script ?? (() => 'ok')
    this.painter = painter ?? plainPicture
    this.key = key ?? 'sk-test-0123456789abcdef'
    this.imagesPerMinute = imagesPerMinute ?? null
    this.unverified = unverified ?? false
    this.now = now ?? Date.now
    this.#port = port ?? 0
  }

  static async start(options: OpenAiOptions = {}): Promise<OpenAiServer> {
    const server = new OpenAiServer(options)
    server.#routes = ROUTE_GROUPS.flatMap((group) => group(server))
    await server.listen((seen, response) => server.#answer(seen, response), server.#port)
    return server
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    response.setHeader('x-request-id', `req_${randomBytes(12).toString('hex')}`)
    const { authorization } = seen.headers
    if (authorization !== `Bearer ${this.key}`) throw wrongKey(authorization)
    for (const route of this.#routes) {
      const match = route.method === seen.method ? route.path.exec(seen.path) : null
      if (match) return route.handle(seen, match, response)
    }
    throw openAiError(404, 'invalid_request_error', null, `Invalid URL (${seen.method} ${seen.path})`)
  }
}

/** Repeats the key, as the real one does: an adapter that writes errors down as they are gives it away. */
function wrongKey(authorization: string | undefined): Answer {
  const key = authorization?.replace(/^Bearer /, '') ?? ''
  return key === ''
    ? openAiError(401, 'invalid_request_error', null, "You didn't provide an API key.")
    : openAiError(401, 'invalid_request_error', 'invalid_api_key', `Incorrect API key provided: ${key}.`)
}
