import type { ServerResponse } from 'node:http'
import { type Eye, seesAllWell } from '../eye.ts'
import { type Painter, plainPicture } from '../paint.ts'
import { type Answer, jsonOf, type Seen, VendorBase, type VendorCall } from '../vendor-server.ts'
import { type BatchItem, type BatchState, type GoogleBatch, GoogleBatches } from './batches.ts'
import { behaviourOf, ERRORS } from './behaviours.ts'
import { answerTo } from './content-answer.ts'
import { readContentRequest } from './content-request.ts'
import { GoogleFiles } from './files.ts'
import { googleError, invalidArgument } from './google-error.ts'
import { type GoogleModel, googleModel, modelPage } from './models.ts'
import { answerVision, readVisionRequest, type VisionRequest } from './vision.ts'

export interface GoogleOptions {
  /** What becomes of a call for a picture; default `ok`. Names of behaviours are in `behaviours.ts`. */
  script?: (call: VendorCall) => string
  /** Default: one colour. */
  painter?: Painter
  /** The key it accepts. Default `AIzaTest0123456789abcdef0123456789abcde`. */
  key?: string
  /** Time, ms since 1970; files and batches grow old by it. Default: the real one. */
  now?: () => number
  port?: number
}

/** Body of one request, at most. */
const MAX_BODY = 20 * 1024 * 1024
/** Of the price by day. */
const BATCH_FACTOR = 0.5

/** Paths that are none are answered by what stands before the API. */
const NO_SUCH_PATH: Answer = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<!DOCTYPE html><title>Error 404 (Not Found)</title><p>The requested URL was not found on this server.',
}

/** Google's Gemini API as far as Panelwright uses it. Answers at `<url>`, in versions v1 and v1beta. */
export class GoogleServer extends VendorBase {
  script: (call: VendorCall) => string
  now: () => number
  readonly painter: Painter
  readonly key: string
  readonly files: GoogleFiles
  readonly batches: GoogleBatches
  /** What it sees in pictures it is asked about. Default: all is well. */
  eye: Eye = seesAllWell
  #number = 0

  private constructor({ script, painter, key, now }: GoogleOptions) {
    super()
    this.script = script ?? (() => 'ok')
    this.painter = painter ?? plainPicture
    this.key = key ?? 'AIzaTest0123456789abcdef0123456789abcde'
    this.now = now ?? Date.now
    this.files = new GoogleFiles(
      () => this.url,
      () => this.now(),
    )
    this.batches = new GoogleBatches(() => this.now())
  }

  static async start(options: GoogleOptions = {}): Promise<GoogleServer> {
    const server = new GoogleServer(options)
    await server.listen((seen, response) => server.#answer(seen, response), options.port ?? 0)
    return server
  }

  /** Requests for pictures and hand-overs of batches: what may cost money. */
  get asked(): Seen[] {
    return this.seen.filter(({ path }) => path.endsWith('ateContent'))
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    this.#checkKey(seen)
    const route = /^\/(upload\/|download\/)?(v1|v1beta)\/([^:]+)(?::(\w+))?$/.exec(seen.path)
    if (!route) throw NO_SUCH_PATH
    const [, prefix = '', version = '', path = '', verb = ''] = route
    const what = `${seen.method} ${prefix}${path.replace(/\/.*/, '/*')}${verb && `:${verb}`}`
    switch (what) {
      case 'POST models/*:generateContent':
        return this.#generate(path, seen, response)
      case 'POST models/*:batchGenerateContent':
        return this.#batch(path, seen, response)
      case 'GET models':
        return {
          status: 200,
          body: modelPage(Number(seen.query.get('pageSize') ?? 50), Number(seen.query.get('pageToken') ?? 0)),
        }
      case 'POST upload/files':
        return this.files.upload(version, seen)
      case 'GET files/*':
        return this.files.get(path, version)
      case 'DELETE files/*':
        return this.files.delete(path)
      case 'GET files/*:download':
      case 'GET download/files/*:download':
        return this.files.download(path, seen.query)
      case 'GET batches':
        return this.batches.list(seen)
      case 'GET batches/*':
        return this.batches.get(path)
      case 'POST batches/*:cancel':
        return this.batches.cancel(path)
      case 'DELETE batches/*':
        return this.batches.delete(path)
      default:
        throw NO_SUCH_PATH
    }
  }

  #checkKey({ headers }: Seen): void {
    const key = headers['x-goog-api-key']
    if (key === undefined)
      throw googleError(
        403,
        'PERMISSION_DENIED',
        'Method doesn’t allow unregistered callers. Please use API Key or other form of API consumer identity.',
      )
    if (key !== this.key) throw ERRORS['bad-key']
  }

  #model(path: string): GoogleModel {
    const id = path.replace('models/', '')
    const model = googleModel(id)
    if (model) return model
    throw googleError(404, 'NOT_FOUND', `models/${id} is not found for API version v1.`)
  }

  async #generate(path: string, seen: Seen, response: ServerResponse): Promise<null> {
    const model = this.#model(path)
    const body = this.#body(seen)
    const look = readVisionRequest(body)
    if (look) return this.#look(look, model, response)
    const wanted = readContentRequest(body, model, (uri) => this.files.problem(uri))
    const { call, ended } = this.begin(wanted.prompt)
    try {
      const behaviour = behaviourOf(this.script(call))
      const { answer, usd, picture } = await answerTo(wanted, model, behaviour, this.painter, this.#id())
      const trouble = behaviour.is === 'transport' ? behaviour.trouble : 'ok'
      return await this.deliver(trouble, response, answer, () => this.#bill(wanted.prompt, usd, picture))
    } finally {
      ended()
    }
  }

  async #look(look: VisionRequest, model: GoogleModel, response: ServerResponse): Promise<null> {
    const { call, ended } = this.begin(look.prompt)
    try {
      const behaviour = behaviourOf(this.script(call))
      const { answer, usd } = answerVision(look, model, behaviour, this.eye, this.#id())
      const trouble = behaviour.is === 'transport' ? behaviour.trouble : 'ok'
      return await this.deliver(trouble, response, answer, () => this.#bill(look.prompt, usd, false))
    } finally {
      ended()
    }
  }

  /** The script decides about the hand-over too: `prompt` is then the name of the batch. */
  async #batch(path: string, seen: Seen, response: ServerResponse): Promise<null> {
    const { id } = this.#model(path)
    const body = this.#body(seen)
    const name = (body.batch as { displayName?: unknown } | undefined)?.displayName
    const { call, ended } = this.begin(String(name))
    try {
      const behaviour = behaviourOf(this.script(call))
      if (behaviour.is === 'error') throw behaviour.answer
      const answer = this.batches.create(id, body, (file) => this.files.find(file)?.bytes.toString('utf8') ?? null)
      return await this.deliver(
        behaviour.is === 'transport' ? behaviour.trouble : 'ok',
        response,
        answer,
        () => undefined,
      )
    } finally {
      ended()
    }
  }

  /** A batch begins to be worked on. */
  run(name: string): void {
    this.#batchOf(name).state = 'RUNNING'
  }

  /**
   * A batch comes to its end, with answers to the first of its requests.
   *
   * @param answered how many; default all, but none of a batch that failed or expired
   */
  async end(
    name: string,
    state: Exclude<BatchState, 'PENDING' | 'RUNNING'> = 'SUCCEEDED',
    answered = state === 'FAILED' || state === 'EXPIRED' ? 0 : Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const batch = this.#batchOf(name)
    const answers: object[] = []
    for (const item of batch.items.slice(0, answered)) answers.push(await this.#answerItem(batch, item))
    batch.state = state
    batch.endedAt = this.now()
    if (state === 'FAILED') batch.error = { code: 13, message: 'The batch could not be worked on.' }
    if (answers.length === 0) return
    if (batch.inputFile === null) batch.inlined = answers
    else {
      // Answers come in whatever order they were done.
      const lines = answers.toReversed().map((answer) => `${JSON.stringify(answer)}\n`)
      batch.outputFile = this.files.keep(name.replace('batches/', 'files/batch-'), Buffer.from(lines.join('')))
    }
  }

  async #answerItem(batch: GoogleBatch, { key, request, metadata }: BatchItem): Promise<object> {
    const head = key === null ? { metadata } : { key }
    const model = this.#model(batch.model)
    try {
      const wanted = readContentRequest(request, model, (uri) => this.files.problem(uri))
      const { call, ended } = this.begin(wanted.prompt)
      ended()
      const behaviour = behaviourOf(this.script(call))
      const { answer, usd, picture } = await answerTo(wanted, model, behaviour, this.painter, this.#id())
      if (answer.status !== 200) throw answer
      this.#bill(wanted.prompt, usd * BATCH_FACTOR, picture)
      batch.done++
      return { ...head, response: answer.body }
    } catch (thrown) {
      const { error } = (thrown as { body?: { error?: { code: number; message: string } } }).body ?? {}
      if (!error) throw thrown
      batch.failed++
      return { ...head, error: { code: GRPC_CODES[error.code] ?? 13, message: error.message } }
    }
  }

  #batchOf(name: string): GoogleBatch {
    const batch = this.batches.find(name)
    if (!batch) throw new Error(`The stand-in for Google has no batch ${name}.`)
    return batch
  }

  #body(seen: Seen): Record<string, unknown> {
    if (seen.body.length > MAX_BODY) throw invalidArgument(`Request payload size exceeds the limit: ${MAX_BODY} bytes.`)
    return jsonOf(seen, invalidArgument)
  }

  #bill(prompt: string, usd: number, picture: boolean): void {
    if (picture) this.charge(prompt, usd)
    else this.billedUsd += usd
  }

  #id(): string {
    return `r${(++this.#number).toString(36).padStart(15, '0')}`
  }
}

/** Errors within a batch carry codes of gRPC, not of HTTP. */
const GRPC_CODES: Record<number, number> = { 400: 3, 403: 7, 404: 5, 429: 8, 500: 13, 503: 14, 504: 4 }
