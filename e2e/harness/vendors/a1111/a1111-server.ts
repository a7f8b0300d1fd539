import type { ServerResponse } from 'node:http'
import { type Painter, plainPicture } from '../paint.ts'
import { type Answer, type Seen, TRANSPORT_TROUBLES, VendorBase, type VendorCall } from '../vendor-server.ts'
import { CHECKPOINTS, type Checkpoint, CONTROL_MODELS, FLAVOURS, type Flavour, type FlavourFacts } from './flavours.ts'
import { makePicture } from './generate.ts'
import { lookUp } from './lists.ts'
import { Worker } from './worker.ts'

/** What may become of a call for a picture. */
export const A1111_BEHAVIOURS = [
  ...TRANSPORT_TROUBLES,
  /** 500 with the text of CUDA. */
  'out-of-memory',
  /** 404 for a sampler, although it is listed. */
  'sampler-missing',
  /** 500 for a checkpoint that was deleted since it was listed. */
  'checkpoint-missing',
  /** The picture is made with the loaded checkpoint, without a word. */
  'other-checkpoint',
  /** 422, as for a field of the wrong type. */
  'unprocessable',
  /** 500: the numbers ran over. */
  'nan',
  /** 200 without a picture. */
  'no-images',
  /** 200 with something that is no picture. */
  'not-a-picture',
  /** A contact sheet before the picture. */
  'grid-first',
  /** Maps of ControlNet behind the picture. */
  'maps-last',
  /** Somebody pressed Interrupt at the web page: 200 with a half-done picture. */
  'interrupted',
] as const
export type A1111Behaviour = (typeof A1111_BEHAVIOURS)[number]

export interface A1111Options {
  /** Default `a1111`. sd-server is a stand-in of its own. */
  flavour?: Flavour
  /** `user:password` that it asks for. Default: nothing. */
  auth?: string
  /** Whether the ControlNet extension is there. Default: not with `sdnext`, which has none, and with the others. */
  controlNet?: boolean
  /** ControlNet's models; default three IP adapters and another. */
  controlModels?: readonly string[]
  /** Names of SD.Next's own IP adapters; default none. */
  ipAdapters?: readonly string[]
  checkpoints?: readonly Checkpoint[]
  /** What becomes of a call for a picture; default `ok`. */
  script?: (call: VendorCall) => A1111Behaviour
  /** Default: one colour. */
  painter?: Painter
  port?: number
}

/** The web interfaces around Stable Diffusion as far as Panelwright uses them: one picture at a time, behind a lock. */
export class A1111Server extends VendorBase {
  readonly flavour: Flavour
  readonly facts: FlavourFacts
  readonly checkpoints: Checkpoint[]
  readonly hasControlNet: boolean
  readonly controlModels: readonly string[]
  readonly ipAdapters: readonly string[]
  readonly painter: Painter
  readonly worker = new Worker()
  script: (call: VendorCall) => A1111Behaviour
  /** Title of the checkpoint in memory. */
  loaded: string
  /** Fields of requests that it has no use for and dropped. */
  readonly dropped: string[] = []
  /** How often its one job was interrupted. */
  interrupts = 0
  readonly #auth: string | null
  readonly #port: number

  private constructor(options: A1111Options) {
    super()
    this.flavour = options.flavour ?? 'a1111'
    this.facts = FLAVOURS[this.flavour]
    this.checkpoints = [...(options.checkpoints ?? CHECKPOINTS)]
    this.hasControlNet = options.controlNet ?? this.flavour !== 'sdnext'
    this.controlModels = options.controlModels ?? CONTROL_MODELS
    this.ipAdapters = options.ipAdapters ?? []
    this.painter = options.painter ?? plainPicture
    this.script = options.script ?? (() => 'ok')
    this.loaded = this.checkpoints[0]?.title ?? ''
    this.#auth = options.auth ?? null
    this.#port = options.port ?? 0
  }

  static async start(options: A1111Options = {}): Promise<A1111Server> {
    const server = new A1111Server(options)
    await server.listen((seen, response) => server.#answer(seen, response), server.#port)
    return server
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    if (seen.path.startsWith('/sdapi/')) this.#authorize(seen)
    const kind = /^\/sdapi\/v1\/(txt2img|img2img)$/.exec(seen.path)?.[1] as 'txt2img' | 'img2img' | undefined
    if (kind && seen.method === 'POST') return makePicture(this, kind, seen, response)
    return (await lookUp(this, seen)) ?? { status: 404, body: { detail: 'Not Found' } }
  }

  #authorize({ headers }: Seen): void {
    if (this.#auth === null || headers.authorization === `Basic ${Buffer.from(this.#auth).toString('base64')}`) return
    const detail = headers.authorization === undefined ? 'Not authenticated' : 'Incorrect username or password'
    throw failed(401, 'HTTPException', detail, { 'www-authenticate': 'Basic' })
  }
}

/** An error as these programs word it. */
export function failed(status: number, error: string, text: string, headers: Record<string, string> = {}): Answer {
  const isHttp = error === 'HTTPException'
  return {
    status,
    headers,
    body: { error, detail: isHttp ? text : '', body: '', errors: isHttp ? `${status}: ${text}` : text },
  }
}
