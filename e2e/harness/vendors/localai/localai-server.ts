import { plainPicture } from '../paint.ts'
import { type Answer, jsonOf, type Seen, VendorBase } from '../vendor-server.ts'

const MODEL = 'flux.2-klein'

/**
 * LocalAI as far as an image client meets it: answers with the address of a picture unless it is asked for base64, knows
 * no edits, has numbers for codes.
 */
export class LocalAiServer extends VendorBase {
  readonly #key: string | null
  readonly #pictures = new Map<string, Buffer>()
  /** Stands in front of the addresses of pictures; default: where the server answers. */
  picturesAt = ''

  private constructor(key: string | null) {
    super()
    this.#key = key
  }

  /** @param options.key that it asks for; default: none */
  static async start({ key = null }: { key?: string | null } = {}): Promise<LocalAiServer> {
    const server = new LocalAiServer(key)
    await server.listen((seen) => server.#answer(seen))
    server.picturesAt = server.url
    return server
  }

  /** Forgets the pictures it has made. */
  sweep(): void {
    this.#pictures.clear()
  }

  async #answer(seen: Seen): Promise<Answer> {
    if (this.#key !== null && seen.headers.authorization !== `Bearer ${this.#key}`)
      throw error(401, 'An authentication key is required')
    const picture = this.#pictures.get(seen.path)
    if (picture) return { status: 200, headers: { 'content-type': 'image/png' }, body: picture }
    if (seen.method === 'GET' && seen.path === '/v1/models')
      return { status: 200, body: { object: 'list', data: [{ id: MODEL, object: 'model' }] } }
    if (seen.method === 'POST' && seen.path === '/v1/images/generations') return this.#draw(seen)
    throw error(404, 'Not Found')
  }

  async #draw(seen: Seen): Promise<Answer> {
    const body = jsonOf(seen, (message) => error(400, message))
    const { model = MODEL, prompt, size = '256x256', response_format: form } = body
    if (model !== MODEL) throw error(404, `model "${String(model)}" not found`)
    const [, width, height] = (/^(\d+)x(\d+)$/.exec(String(size)) ?? []).map(Number)
    if (!width || !height) throw error(400, 'invalid value for the size')
    const { ended } = this.begin(String(prompt))
    const picture = await plainPicture({ prompt: String(prompt), width, height })
    this.charge(String(prompt), 0)
    ended()
    const path = `/generated-images/b64${this.#pictures.size}.png`
    this.#pictures.set(path, picture)
    const item = form === 'b64_json' ? { b64_json: picture.toString('base64') } : { url: `${this.picturesAt}${path}` }
    const usage = { input_tokens: 0, output_tokens: 0, input_tokens_details: { text_tokens: 0, image_tokens: 0 } }
    return { status: 200, body: { created: 1_795_000_000, id: 'a-picture', data: [{ index: 0, ...item }], usage } }
  }
}

function error(code: number, message: string): Answer {
  return { status: code, body: { error: { code, message, type: '' } } }
}
