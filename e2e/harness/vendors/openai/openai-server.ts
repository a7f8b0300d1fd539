import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type Eye, seesAllWell } from '../eye.ts'
import { type Painter, plainPicture } from '../paint.ts'
import { type Answer, type Seen, type TransportTrouble, VendorBase, type VendorCall } from '../vendor-server.ts'
import { BatchDesk } from './batches.ts'
import type { ImageOrder } from './image-order.ts'
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
  /** A batch is worked off so many ms after it came; default: when the test says so. */
  batchAfterMs?: number
}

export interface StoredFile {
  id: string
  filename: string
  purpose: string
  bytes: Buffer
  createdAt: number
  /** Null = never. */
  expiresAt: number | null
}

/** Calls around batches and files that may meet trouble on the way. */
export type WireStep = 'upload' | 'create' | 'look' | 'download' | 'cancel'

/** OpenAI as far as Panelwright uses it. Answers at `<url>/v1`. */
export class OpenAiServer extends VendorBase {
  script: (call: VendorCall) => string
  readonly painter: Painter
  readonly key: string
  readonly imagesPerMinute: number | null
  readonly unverified: boolean
  readonly now: () => number
  /** Calls for pictures that were in order, oldest first. */
  readonly orders: ImageOrder[] = []
  /** Calls for pictures whose connection was closed before the answer was out. */
  dropped = 0
  /** What was uploaded, by id. */
  readonly files = new Map<string, StoredFile>()
  readonly batches = new BatchDesk(this)
  readonly batchAfterMs: number | null
  /** What happens on the way to a call around batches and files; `nth` counts calls of its kind, from 1. Default: nothing. */
  wire: (step: WireStep, nth: number) => TransportTrouble = () => 'ok'
  readonly #steps = new Map<WireStep, number>()
  /** Categories that the moderation finds in a picture. Default: none. */
  flagged: (picture: Buffer) => string[] = () => []
  /** What it sees in pictures it is asked about. Default: all is well. */
  eye: Eye = seesAllWell
  readonly #port: number
  #routes: Route[] = []

  private constructor({ script, painter, key, port, imagesPerMinute, unverified, now, batchAfterMs }: OpenAiOptions) {
    super()
    this.script = script ?? (() => 'ok')
    this.painter = painter ?? plainPicture
    this.key = key ?? 'sk-test-0123456789abcdef'
    this.imagesPerMinute = imagesPerMinute ?? null
    this.unverified = unverified ?? false
    this.now = now ?? Date.now
    this.batchAfterMs = batchAfterMs ?? null
    this.#port = port ?? 0
  }

  static async start(options: OpenAiOptions = {}): Promise<OpenAiServer> {
    const server = new OpenAiServer(options)
    server.#routes = ROUTE_GROUPS.flatMap((group) => group(server))
    await server.listen((seen, response) => server.#answer(seen, response), server.#port)
    return server
  }

  troubleAt(step: WireStep): TransportTrouble {
    const nth = (this.#steps.get(step) ?? 0) + 1
    this.#steps.set(step, nth)
    return this.wire(step, nth)
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
