import type { ServerResponse } from 'node:http'
import { type Painter, plainPicture } from '../paint.ts'
import { type Answer, type Seen, VendorBase, type VendorCall } from '../vendor-server.ts'

/** One path of the API. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: RegExp
  handle(seen: Seen, match: RegExpExecArray, response: ServerResponse): Promise<Answer | null> | Answer
}

export interface OpenAiOptions {
  /** What becomes of a call for a picture; default `ok`. Names of behaviours are in `behaviours.ts`. */
  script?: (call: VendorCall) => string
  /** Default: one colour. */
  painter?: Painter
  /** The key it accepts. Default `sk-test-0123456789abcdef`. */
  key?: string
  port?: number
}

/** OpenAI as far as Panelwright uses it. Answers at `<url>/v1`. */
export class OpenAiServer extends VendorBase {
  script: (call: VendorCall) => string
  readonly painter: Painter
  readonly key: string
  readonly #port: number
  #routes: Route[] = []

  private constructor({ script, painter, key, port }: OpenAiOptions) {
    super()
    this.script = script ?? (() => 'ok')
    this.painter = painter ?? plainPicture
    this.key = key ?? 'sk-test-0123456789abcdef'
    this.#port = port ?? 0
  }

  static async start(options: OpenAiOptions = {}): Promise<OpenAiServer> {
    const server = new OpenAiServer(options)
    // Each group of paths is a file of its own: imageRoutes(server), fileRoutes(server) …
    server.#routes = []
    await server.listen((seen, response) => server.#answer(seen, response), server.#port)
    return server
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    if (seen.headers.authorization !== `Bearer ${this.key}`)
      throw openAiError(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.')
    for (const route of this.#routes) {
      const match = route.method === seen.method ? route.path.exec(seen.path) : null
      if (match) return route.handle(seen, match, response)
    }
    throw openAiError(404, 'invalid_request_error', null, `Invalid URL (${seen.method} ${seen.path})`)
  }
}

/** An error as the API words it. */
export function openAiError(
  status: number,
  type: string,
  code: string | null,
  message: string,
  more: { param?: string; headers?: Record<string, string>; fields?: object } = {},
): Answer {
  const error = { message, type, param: more.param ?? null, code, ...more.fields }
  return { status, headers: more.headers ?? {}, body: { error } }
}
