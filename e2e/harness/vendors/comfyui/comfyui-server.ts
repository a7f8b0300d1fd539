import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Painter, plainPicture } from '../paint.ts'
import {
  type Answer,
  jsonOf,
  type Seen,
  TRANSPORT_TROUBLES,
  type TransportTrouble,
  VendorBase,
  type VendorCall,
} from '../vendor-server.ts'
import type { Era } from './behaviours.ts'
import { drawnAt } from './evaluate.ts'
import { ServerFiles } from './files.ts'
import { Machine } from './machine.ts'
import { type Installed, objectInfo } from './object-info.ts'
import { ClientSockets, type SocketManners } from './sockets.ts'
import { type Graph, type NodeErrors, validate } from './validate.ts'

export interface ComfyUiOptions {
  /** What becomes of a prompt; default `ok`. Names of behaviours are in `behaviours.ts`. */
  script?: (call: VendorCall) => string
  /** Default: one colour. */
  painter?: Painter
  /** Default `new`. */
  era?: Era
  /** Default: one checkpoint, `sd_xl_base_1.0.safetensors`. */
  checkpoints?: readonly string[]
  loras?: readonly string[]
  packs?: Installed['packs']
  /** `name:password` of Basic authentication; default: none is asked for. */
  credentials?: string
  /** Default `open`. */
  sockets?: SocketManners
  port?: number
}

const VERSIONS: Record<Era, string> = { ancient: '0.2.7', old: '0.3.64', new: '0.18.1' }
const GIB = 1024 ** 3
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** ComfyUI as far as Panelwright uses it: a queue of one prompt at a time, a cache of nodes, files, and sockets. */
export class ComfyUiServer extends VendorBase {
  script: (call: VendorCall) => string
  readonly era: Era
  checkpoints: readonly string[]
  loras: readonly string[]
  packs: Installed['packs']
  /** Interrupts without a prompt: what stops the work of others, too. */
  globalInterrupts = 0
  /** What becomes of the next calls of `GET /view`, in order. */
  readonly viewTroubles: TransportTrouble[] = []
  readonly #credentials: string | null
  readonly #port: number
  readonly #files = new ServerFiles()
  readonly #sockets: ClientSockets
  readonly #machine: Machine

  private constructor(options: ComfyUiOptions) {
    super()
    this.script = options.script ?? (() => 'ok')
    this.era = options.era ?? 'new'
    this.checkpoints = options.checkpoints ?? ['sd_xl_base_1.0.safetensors']
    this.loras = options.loras ?? []
    this.packs = options.packs ?? []
    this.#credentials = options.credentials ?? null
    this.#port = options.port ?? 0
    this.#sockets = new ClientSockets(options.sockets ?? 'open')
    this.#machine = new Machine({
      era: this.era,
      painter: options.painter ?? plainPicture,
      files: this.#files,
      sockets: this.#sockets,
      drew: (prompt) => this.charge(prompt, 0),
    })
  }

  static async start(options: ComfyUiOptions = {}): Promise<ComfyUiServer> {
    const server = new ComfyUiServer(options)
    const http = await server.listen((seen, response) => server.#answer(seen, response), server.#port)
    http.on('upgrade', (request, socket, head) => server.#upgrade(request, socket, head))
    return server
  }

  /** Files by `type/subfolder/filename`. */
  get files(): Map<string, Buffer> {
    return this.#files.all
  }

  /** Ids of prompts that wait or run. */
  get queue(): string[] {
    return this.#machine.queue
  }

  /** Node executions by class; what came from the cache is not counted. */
  get executed(): ReadonlyMap<string, number> {
    return this.#machine.executed
  }

  /** Prompts that were stopped or taken out from outside. */
  get stopped(): readonly string[] {
    return this.#machine.stopped
  }

  /** Lets prompts that are held go on. */
  finish(): void {
    this.#machine.finish()
  }

  /** The process ends and starts again at once: everything in memory is lost, files stay. */
  restart(): void {
    this.#machine.forget()
  }

  /** Puts a prompt of somebody else into the queue, whose end comes with `finish`. @returns its id */
  occupy(): string {
    const id = randomUUID()
    this.#machine.enqueue({ id, graph: {}, clientId: null, outputs: [], behaviour: 'held', ended: () => {} })
    return id
  }

  override async close(): Promise<void> {
    this.#machine.forget()
    await super.close()
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    this.#assertAllowed(seen.headers)
    const path = seen.path.replace(/^\/api(?=\/)/, '')
    const route = `${seen.method} ${path}`
    const [, first = '', second = ''] = path.split('/')
    if (route === 'POST /prompt') return this.#submit(seen, response)
    if (route === 'GET /prompt') return { status: 200, body: { exec_info: { queue_remaining: this.queue.length } } }
    if (route === 'GET /queue') return { status: 200, body: this.#machine.queueInfo }
    if (route === 'POST /queue') return this.#editQueue(seen)
    if (route === 'POST /interrupt') return this.#interrupt(seen)
    if (route === 'POST /upload/image') return this.#files.upload(seen)
    if (route === 'GET /view') return this.#view(seen, response)
    if (route === 'GET /system_stats') return { status: 200, body: this.#stats() }
    if (route === 'GET /features' && this.era !== 'ancient')
      return { status: 200, body: { supports_preview_metadata: true, max_upload_size: 104_857_600 } }
    if (route === 'GET /object_info') return { status: 200, body: this.#info() }
    if (seen.method === 'GET' && first === 'object_info') {
      const one = this.#info()[second]
      return { status: 200, body: one ? { [second]: one } : {} }
    }
    if (route === 'GET /models/checkpoints') return { status: 200, body: this.checkpoints }
    if (seen.method === 'GET' && first === 'history') {
      const entry = this.#machine.history.get(second)
      return { status: 200, body: entry ? { [second]: entry } : {} }
    }
    const [, toCancel] = /^\/jobs\/([^/]+)\/cancel$/.exec(path) ?? []
    if (toCancel && this.era === 'new' && seen.method === 'POST') {
      const cancelled = this.#machine.interrupt(toCancel) || this.#machine.takeOut(toCancel)
      return { status: 200, body: { cancelled } }
    }
    if (toCancel && this.era === 'old') throw { status: 405, body: '405: Method Not Allowed' }
    throw { status: 404, body: '404: Not Found' }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      this.#assertAllowed(request.headers)
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    this.#sockets.upgrade(request, socket, head, this.queue.length)
  }

  /** On loopback a page of another origin may not call; Basic authentication as a proxy before the server asks it. */
  #assertAllowed({ origin, host, authorization }: IncomingMessage['headers']): void {
    if (origin !== undefined && URL.parse(origin)?.host !== host) throw { status: 403, body: '' }
    const wanted = this.#credentials && `Basic ${Buffer.from(this.#credentials).toString('base64')}`
    if (wanted && authorization !== wanted)
      throw { status: 401, headers: { 'www-authenticate': 'Basic' }, body: `Not ${authorization ?? 'anonymous'}` }
  }

  #info() {
    const { checkpoints, loras, packs, era } = this
    return objectInfo({ checkpoints, loras, images: this.#files.inputs, packs, newCombos: era === 'new' })
  }

  #stats(): object {
    return {
      system: {
        os: 'posix',
        ram_total: 64 * GIB,
        ram_free: 40 * GIB,
        comfyui_version: VERSIONS[this.era],
        python_version: '3.12.3',
        pytorch_version: '2.9.0',
        embedded_python: false,
        argv: ['main.py'],
      },
      devices: [
        { name: 'cuda:0', type: 'cuda', index: 0, vram_total: 24 * GIB, vram_free: 10.5 * GIB, torch_vram_total: 0 },
      ],
    }
  }

  async #submit(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    const body = jsonOf(seen, () => ({ status: 400, body: {} }))
    const refuse = (error: object, node_errors: NodeErrors | [] = []): Answer => ({
      status: 400,
      body: { error, node_errors },
    })
    if (typeof body.prompt !== 'object' || body.prompt === null)
      throw refuse({ type: 'no_prompt', message: 'No prompt provided', details: '', extra_info: {} })
    const id = this.#idOf(body.prompt_id, refuse)
    const graph = body.prompt as Graph
    const known = validate(graph, this.#info(), (name) => this.#files.hasInput(name), this.era === 'new')
    if (!known.ok) throw refuse(known.error, known.nodeErrors)

    const { call, ended } = this.begin(drawnAt(graph, known.outputs[0]!).prompt)
    const behaviour = this.script(call)
    const clientId = typeof body.client_id === 'string' ? body.client_id : null
    const accept = (outputs = known.outputs, nodeErrors = known.nodeErrors) => {
      const number = this.#machine.enqueue({ id, graph, clientId, outputs, behaviour, ended })
      return { prompt_id: id, number, node_errors: nodeErrors }
    }
    if (behaviour === 'accepted-then-cut') {
      accept()
      response.destroy()
      return null
    }
    if (behaviour === 'partly-valid')
      return { status: 200, body: accept([], faultBefore(graph, known.outputs[0] ?? '')) }
    const isTrouble = (TRANSPORT_TROUBLES as readonly string[]).includes(behaviour)
    const trouble = isTrouble ? (behaviour as TransportTrouble) : 'ok'
    if (trouble === 'ok' || trouble === 'slow' || trouble === 'cut-in-body')
      return this.deliver(trouble, response, { status: 200, body: accept() }, () => {})
    const taken = { prompt_id: id, number: 0, node_errors: known.nodeErrors }
    await this.deliver(trouble, response, { status: 200, body: taken }, () => accept())
    // What hung is queued once it is released; the rest never was.
    if (trouble !== 'hang') ended()
    return null
  }

  #idOf(wanted: unknown, refuse: (error: object) => Answer): string {
    if (this.era === 'ancient' || wanted === undefined) return randomUUID()
    const id = String(wanted)
    if (!UUID.test(id))
      throw refuse({ type: 'invalid_prompt_id', message: 'Invalid prompt_id', details: id, extra_info: {} })
    const isKnown = this.#machine.history.has(id) || this.queue.includes(id)
    // Older servers take it, and work it again under the same name.
    if (isKnown && this.era === 'new') throw { status: 409, body: { error: 'prompt_id already exists' } }
    return id
  }

  #editQueue(seen: Seen): Answer {
    const body = jsonOf(seen, () => ({ status: 400, body: '' }))
    const ids = body.clear ? this.queue : Array.isArray(body.delete) ? body.delete.map(String) : []
    for (const id of ids) this.#machine.takeOut(id)
    return { status: 200, body: '' }
  }

  #interrupt(seen: Seen): Answer {
    const body = seen.body.length > 0 ? jsonOf(seen, () => ({ status: 400, body: '' })) : {}
    const id = this.era === 'ancient' || body.prompt_id === undefined ? null : String(body.prompt_id)
    if (id === null) this.globalInterrupts++
    this.#machine.interrupt(id)
    return { status: 200, body: '' }
  }

  #view(seen: Seen, response: ServerResponse): Promise<null> {
    const trouble = this.viewTroubles.shift() ?? 'ok'
    return this.#files.view(seen, (to, answer) => this.deliver(trouble, to, answer, () => {}), response)
  }
}

/** As if an output hung on a node in error, and another one did not. */
function faultBefore(graph: Graph, output: string): NodeErrors {
  const id = Object.keys(graph).find((each) => graph[each]!.class_type === 'CheckpointLoaderSimple') ?? output
  const { class_type, inputs } = graph[id]!
  const error = {
    type: 'value_not_in_list',
    message: 'Value not in list',
    details: `ckpt_name: '${inputs.ckpt_name}' not in []`,
    extra_info: { input_name: 'ckpt_name', input_config: null, received_value: inputs.ckpt_name },
  }
  return { [id]: { errors: [error], dependent_outputs: [output], class_type } }
}
