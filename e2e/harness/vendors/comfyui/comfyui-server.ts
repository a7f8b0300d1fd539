import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import sharp from 'sharp'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Painter, plainPicture } from '../paint.ts'
import {
  type Answer,
  formOf,
  jsonOf,
  type Seen,
  TRANSPORT_TROUBLES,
  type TransportTrouble,
  VendorBase,
  type VendorCall,
} from '../vendor-server.ts'
import { drawnAt, nodesFor, signatureOf } from './evaluate.ts'
import { type Installed, objectInfo } from './object-info.ts'
import { withText } from './png-text.ts'
import { type Graph, type NodeErrors, validate } from './validate.ts'

/** What a graph may meet besides trouble on the way of `POST /prompt`. */
export const COMFYUI_BEHAVIOURS = [
  ...TRANSPORT_TROUBLES,
  /** The prompt is queued, but the answer to it never arrives whole. */
  'accepted-then-cut',
  /** The WebSocket breaks in the middle of the work, which goes on. */
  'socket-drop',
  /** The answer repeats the file of the picture before, nothing is drawn. */
  'fully-cached',
  /** Status 200 although a node of an output is in error: that output is left out. */
  'partly-valid',
  'out-of-memory',
  /** A node throws. */
  'broken-node',
  /** Somebody else presses stop. */
  'interrupted',
  /** The process starts anew while it works: queue and history are gone, files stay. */
  'restarted',
  /** The same, after the picture was saved. */
  'restarted-after',
  /** Somebody takes the job out of the queue before it begins. */
  'deleted',
  /** The work goes on until the test says so: `finish`. */
  'held',
] as const
export type ComfyUiBehaviour = (typeof COMFYUI_BEHAVIOURS)[number]

/** Servers by what they know: `ancient` names prompts itself and stops everything, `old` has no way to cancel one job. */
export type Era = 'ancient' | 'old' | 'new'

export interface ComfyUiOptions {
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
  /** How WebSockets are met: default `open`. */
  sockets?: 'open' | 'refused' | 'silent'
  port?: number
}

interface Job {
  number: number
  id: string
  graph: Graph
  clientId: string | null
  outputs: string[]
  behaviour: string
  ended: () => void
  interrupted: boolean
}

interface SavedImage {
  filename: string
  subfolder: string
  type: string
}
type UiOutput = { images: SavedImage[] }
type Outcome = 'success' | 'error' | 'gone'

const VERSIONS: Record<Era, string> = { ancient: '0.2.7', old: '0.3.64', new: '0.18.1' }
const GIB = 1024 ** 3
const STEPS_TOLD = 4
/** What happens while the sampler works, so it must not come from the cache. */
const WHILE_SAMPLING: ReadonlySet<string> = new Set([
  'socket-drop',
  'out-of-memory',
  'broken-node',
  'interrupted',
  'restarted',
])

/** ComfyUI as far as Panelwright uses it: a queue of one job at a time, a cache of nodes, files, and sockets. */
export class ComfyUiServer extends VendorBase {
  script: (call: VendorCall) => string
  readonly era: Era
  checkpoints: readonly string[]
  loras: readonly string[]
  packs: Installed['packs']
  sockets: NonNullable<ComfyUiOptions['sockets']>
  /** Files by `type/subfolder/filename`. */
  readonly files = new Map<string, Buffer>()
  /** Node executions by class; what came from the cache is not counted. */
  readonly executed = new Map<string, number>()
  /** Prompts whose graph was stopped from outside, by whom it was asked. */
  readonly stopped: string[] = []
  /** Interrupts without a prompt: what stops the work of others, too. */
  globalInterrupts = 0
  /** What becomes of the next calls of `GET /view`, in order. */
  readonly viewTroubles: TransportTrouble[] = []
  readonly #painter: Painter
  readonly #credentials: string | null
  readonly #port: number
  readonly #sockets = new Map<string, WebSocket>()
  readonly #webSockets = new WebSocketServer({ noServer: true })
  readonly #pending: Job[] = []
  readonly #history = new Map<string, object>()
  /** Of the prompt before, as the server keeps it. */
  #cache = new Map<string, UiOutput | null>()
  readonly #lastSaved: SavedImage[] = []
  readonly #held = new Set<() => void>()
  readonly #silent = new Set<Duplex>()
  #running: Job | null = null
  #lives = 0
  #count = 0
  #working = false

  private constructor(options: ComfyUiOptions) {
    super()
    this.script = options.script ?? (() => 'ok')
    this.era = options.era ?? 'new'
    this.checkpoints = options.checkpoints ?? ['sd_xl_base_1.0.safetensors']
    this.loras = options.loras ?? []
    this.packs = options.packs ?? []
    this.sockets = options.sockets ?? 'open'
    this.#painter = options.painter ?? plainPicture
    this.#credentials = options.credentials ?? null
    this.#port = options.port ?? 0
  }

  static async start(options: ComfyUiOptions = {}): Promise<ComfyUiServer> {
    const server = new ComfyUiServer(options)
    const http = await server.listen((seen, response) => server.#answer(seen, response), server.#port)
    http.on('upgrade', (request, socket, head) => server.#upgrade(request, socket, head))
    return server
  }

  /** Lets jobs that are held go on. */
  finish(): void {
    for (const go of this.#held) go()
    this.#held.clear()
  }

  /** Ids of prompts that wait or run. */
  get queue(): string[] {
    return [...(this.#running ? [this.#running.id] : []), ...this.#pending.map(({ id }) => id)]
  }

  /** The process ends and starts again at once: everything in memory is lost. */
  restart(): void {
    this.#lives++
    for (const job of this.#pending) job.ended()
    this.#pending.length = 0
    this.#history.clear()
    this.#cache.clear()
    this.#running = null
    for (const socket of this.#sockets.values()) socket.terminate()
    this.#sockets.clear()
    this.finish()
  }

  /** Puts a job of somebody else into the queue, whose end comes with `finish`. */
  occupy(): string {
    const id = randomUUID()
    this.#enqueue({ id, graph: {}, clientId: null, outputs: [], behaviour: 'held', ended: () => {} })
    return id
  }

  override async close(): Promise<void> {
    this.#lives++
    for (const socket of this.#sockets.values()) socket.terminate()
    for (const socket of this.#silent) socket.destroy()
    this.finish()
    await super.close()
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<Answer | null> {
    this.#assertAllowed(seen.headers)
    const path = seen.path.replace(/^\/api(?=\/)/, '')
    const route = `${seen.method} ${path}`
    const [, first = '', second = ''] = path.split('/')
    if (route === 'POST /prompt') return this.#submit(seen, response)
    if (route === 'GET /prompt') return { status: 200, body: { exec_info: { queue_remaining: this.queue.length } } }
    if (route === 'GET /queue') return { status: 200, body: this.#queueInfo() }
    if (route === 'POST /queue') return this.#editQueue(seen)
    if (route === 'POST /interrupt') return this.#interrupt(seen)
    if (route === 'POST /upload/image') return this.#upload(seen)
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
      const entry = this.#history.get(second)
      return { status: 200, body: entry ? { [second]: entry } : {} }
    }
    const cancel = /^\/jobs\/([^/]+)\/cancel$/.exec(path)
    if (cancel && this.era === 'new' && seen.method === 'POST')
      return { status: 200, body: { cancelled: this.#stop(cancel[1]!, 'cancel') } }
    if (cancel && this.era === 'old') throw { status: 405, body: '405: Method Not Allowed' }
    throw { status: 404, body: '404: Not Found' }
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
    const images = [...this.files.keys()].filter((name) => name.startsWith('input//')).map((name) => name.slice(7))
    return objectInfo({ checkpoints, loras, images, packs, newCombos: era === 'new' })
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

  #queueInfo() {
    const item = ({ number, id, graph, clientId, outputs }: Job) => [
      number,
      id,
      graph,
      clientId ? { client_id: clientId } : {},
      outputs,
    ]
    return { queue_running: this.#running ? [item(this.#running)] : [], queue_pending: this.#pending.map(item) }
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
    const known = validate(graph, this.#info(), (name) => this.#hasInput(name), this.era === 'new')
    if (!known.ok) throw refuse(known.error, known.nodeErrors)

    const prompt = drawnAt(graph, known.outputs[0]!).prompt
    const { call, ended } = this.begin(prompt)
    const behaviour = this.script(call)
    const clientId = typeof body.client_id === 'string' ? body.client_id : null
    const accept = () => {
      const job = { id, graph, clientId, outputs: known.outputs, behaviour, ended }
      return { prompt_id: id, number: this.#enqueue(job), node_errors: known.nodeErrors }
    }
    if (behaviour === 'accepted-then-cut') {
      accept()
      response.destroy()
      return null
    }
    if (behaviour === 'partly-valid') return this.#acceptPartly(graph, known.outputs, accept)
    const trouble = (TRANSPORT_TROUBLES as readonly string[]).includes(behaviour) ? behaviour : 'ok'
    if (trouble === 'ok' || trouble === 'slow')
      return this.deliver(trouble as TransportTrouble, response, { status: 200, body: accept() }, () => {})
    // Nothing was queued, except where the answer breaks off in the middle.
    const answer = trouble === 'cut-in-body' ? accept() : { prompt_id: id, number: 0, node_errors: {} }
    await this.deliver(trouble as TransportTrouble, response, { status: 200, body: answer }, () => {})
    if (trouble !== 'cut-in-body') ended()
    return null
  }

  /** As if the output that matters hung on a node in error, and another one did not. */
  #acceptPartly(graph: Graph, [output = '']: string[], accept: () => object): Answer {
    const id = Object.keys(graph).find((each) => graph[each]!.class_type === 'CheckpointLoaderSimple') ?? output
    const error = {
      type: 'value_not_in_list',
      message: 'Value not in list',
      details: `ckpt_name: '${graph[id]!.inputs.ckpt_name}' not in []`,
      extra_info: { input_name: 'ckpt_name', input_config: null, received_value: graph[id]!.inputs.ckpt_name },
    }
    const answer = accept() as { node_errors: NodeErrors }
    answer.node_errors = {
      [id]: { errors: [error], dependent_outputs: [output], class_type: graph[id]!.class_type },
    }
    const job = this.#pending.at(-1) ?? this.#running
    if (job) job.outputs = []
    return { status: 200, body: answer }
  }

  #idOf(wanted: unknown, refuse: (error: object) => Answer): string {
    if (this.era === 'ancient' || wanted === undefined) return randomUUID()
    const id = String(wanted)
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      throw refuse({ type: 'invalid_prompt_id', message: 'Invalid prompt_id', details: id, extra_info: {} })
    const isKnown = this.#history.has(id) || this.queue.includes(id)
    // Older servers take it, and work it again under the same name.
    if (isKnown && this.era === 'new') throw { status: 409, body: { error: 'prompt_id already exists' } }
    return id
  }

  #enqueue(job: Omit<Job, 'number' | 'interrupted'>): number {
    const number = this.#count++
    this.#pending.push({ ...job, number, interrupted: false })
    this.#tellStatus()
    void this.#work()
    return number
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    // The answer to the prompt goes out first.
    await new Promise((resolve) => setImmediate(resolve))
    for (let job = this.#pending.shift(); job; job = this.#pending.shift()) {
      if (job.behaviour === 'deleted') {
        this.#tellStatus()
        job.ended()
        continue
      }
      const life = this.#lives
      this.#running = job
      const messages: [string, object][] = []
      const outputs: Record<string, UiOutput> = {}
      const outcome = await this.#execute(job, life, messages, outputs)
      job.ended()
      if (life !== this.#lives || outcome === 'gone') continue
      this.#running = null
      this.#history.set(job.id, {
        prompt: [job.number, job.id, job.graph, job.clientId ? { client_id: job.clientId } : {}, job.outputs],
        outputs,
        status: { status_str: outcome, completed: outcome === 'success', messages },
        meta: {},
      })
      this.#tellStatus()
      this.#tell(job, 'executing', { node: null, prompt_id: job.id })
      if (job.behaviour === 'restarted-after') this.restart()
    }
    this.#working = false
  }

  async #execute(
    job: Job,
    life: number,
    messages: [string, object][],
    outputs: Record<string, UiOutput>,
  ): Promise<Outcome> {
    const { id: prompt_id, graph, behaviour } = job
    const say = (type: string, data: object) => {
      messages.push([type, { prompt_id, ...data, timestamp: Date.now() }])
      this.#tell(job, type, { prompt_id, ...data, timestamp: Date.now() })
    }
    const isOver = () => job.interrupted || life !== this.#lives
    const interrupted = (node: string): Outcome => {
      if (life !== this.#lives) return 'gone'
      say('execution_interrupted', { node_id: node, node_type: graph[node]?.class_type, executed: [] })
      return 'error'
    }
    say('execution_start', {})
    if (behaviour === 'held') {
      await new Promise<void>((resolve) => this.#held.add(resolve))
      if (isOver()) return interrupted('')
    }
    const nodes = nodesFor(graph, job.outputs)
    const isCached = (node: string) =>
      behaviour === 'fully-cached' || (!WHILE_SAMPLING.has(behaviour) && this.#cache.has(signatureOf(graph, node)))
    const cached = nodes.filter(isCached)
    say('execution_cached', { nodes: cached })
    const fresh = new Map<string, UiOutput | null>()
    for (const node of nodes) {
      const signature = signatureOf(graph, node)
      const isOutput = job.outputs.includes(node)
      if (cached.includes(node)) {
        const ui = this.#cache.get(signature) ?? (isOutput ? { images: this.#lastSaved.slice(-1) } : null)
        fresh.set(signature, ui)
        if (ui) {
          outputs[node] = ui
          this.#tell(job, 'executed', { node, display_node: node, output: ui, prompt_id })
        }
        continue
      }
      this.#tell(job, 'progress_state', {
        prompt_id,
        nodes: { [node]: { value: 0, max: 1, state: 'running', node_id: node, display_node_id: node, prompt_id } },
      })
      this.#tell(job, 'executing', { node, display_node: node, prompt_id })
      const failure = await this.#runNode(job, node, isOver)
      if (isOver()) return interrupted(node)
      if (failure) {
        say('execution_error', {
          node_id: node,
          node_type: graph[node]!.class_type,
          executed: [...fresh.keys()],
          ...failure,
          traceback: ['  File "/home/somebody/ComfyUI/execution.py", line 1\n'],
          current_inputs: {},
          current_outputs: [],
        })
        return 'error'
      }
      this.executed.set(graph[node]!.class_type, (this.executed.get(graph[node]!.class_type) ?? 0) + 1)
      const ui = isOutput ? await this.#save(job, node) : null
      if (isOver()) return interrupted(node)
      fresh.set(signature, ui)
      if (ui) {
        outputs[node] = ui
        this.#tell(job, 'executed', { node, display_node: node, output: ui, prompt_id })
      }
    }
    this.#cache = fresh
    say('execution_success', {})
    return 'success'
  }

  /** @returns what a node threw; null when it worked */
  async #runNode(job: Job, node: string, isOver: () => boolean): Promise<object | null> {
    const { class_type } = job.graph[node]!
    if (!class_type.startsWith('KSampler') && class_type !== 'SamplerCustomAdvanced') return null
    for (let value = 1; value <= STEPS_TOLD && !isOver(); value++) {
      this.#tell(job, 'progress', { value, max: STEPS_TOLD, prompt_id: job.id, node })
      if (value === 2) await this.#preview(job)
      await new Promise((resolve) => setImmediate(resolve))
      if (value !== 2) continue
      if (job.behaviour === 'socket-drop') this.#drop(job)
      if (job.behaviour === 'interrupted') job.interrupted = true
      if (job.behaviour === 'restarted') this.restart()
      if (job.behaviour === 'out-of-memory')
        return {
          exception_type: this.era === 'new' ? 'torch.OutOfMemoryError' : 'torch.cuda.OutOfMemoryError',
          exception_message: 'Allocation on device 0 would exceed allowed memory. (out of memory)\n',
        }
      if (job.behaviour === 'broken-node')
        return {
          exception_type: 'RuntimeError',
          exception_message: 'mat1 and mat2 shapes cannot be multiplied (154x2048 and 768x320)',
        }
    }
    return null
  }

  async #save(job: Job, node: string): Promise<UiOutput> {
    const { class_type, inputs } = job.graph[node]!
    const { prompt, seed, width, height, means } = drawnAt(job.graph, node)
    const painted = await this.#painter({ prompt: [prompt, ...means].join('\n'), seed, width, height })
    const bytes = withText(painted, 'prompt', JSON.stringify(job.graph))
    if (class_type === 'SaveElsewhere') return { images: [] }
    const type = class_type === 'PreviewImage' ? 'temp' : 'output'
    const prefix = type === 'temp' ? 'ComfyUI_temp' : String(inputs.filename_prefix)
    const parts = prefix.split('/')
    const stem = parts.pop() ?? ''
    const subfolder = parts.join('/')
    let counter = 1
    const nameOf = () => `${stem}_${String(counter).padStart(5, '0')}_.png`
    while (this.files.has(keyOf({ filename: nameOf(), subfolder, type }))) counter++
    const image = { filename: nameOf(), subfolder, type }
    this.files.set(keyOf(image), bytes)
    this.#lastSaved.push(image)
    this.charge(prompt, 0)
    return { images: [image] }
  }

  #editQueue(seen: Seen): Answer {
    const body = jsonOf(seen, () => ({ status: 400, body: '' }))
    if (body.clear) for (const { id } of [...this.#pending]) this.#drain(id)
    if (Array.isArray(body.delete)) for (const id of body.delete) this.#drain(String(id))
    return { status: 200, body: '' }
  }

  /** Takes a waiting job out of the queue. */
  #drain(id: string): boolean {
    const at = this.#pending.findIndex((job) => job.id === id)
    if (at < 0) return false
    this.#pending.splice(at, 1)[0]!.ended()
    this.stopped.push(id)
    this.#tellStatus()
    return true
  }

  #interrupt(seen: Seen): Answer {
    const body = seen.body.length > 0 ? jsonOf(seen, () => ({ status: 400, body: '' })) : {}
    const id = this.era === 'ancient' ? undefined : body.prompt_id
    if (id === undefined) this.globalInterrupts++
    this.#stop(id === undefined ? (this.#running?.id ?? '') : String(id), 'interrupt')
    return { status: 200, body: '' }
  }

  #stop(id: string, how: 'interrupt' | 'cancel'): boolean {
    if (this.#running?.id === id) {
      this.#running.interrupted = true
      this.stopped.push(id)
      this.finish()
      return true
    }
    return how === 'cancel' && this.#drain(id)
  }

  #hasInput(name: string): boolean {
    const at = name.lastIndexOf('/')
    return this.files.has(
      keyOf({ filename: name.slice(at + 1), subfolder: name.slice(0, Math.max(0, at)), type: 'input' }),
    )
  }

  async #upload(seen: Seen): Promise<Answer> {
    const form = await formOf(seen)
    const image = form.get('image')
    if (!(image instanceof File)) throw { status: 400, body: '' }
    const bytes = Buffer.from(await image.arrayBuffer())
    const type = String(form.get('type') ?? 'input')
    const subfolder = String(form.get('subfolder') ?? '')
    const overwrite = ['true', '1'].includes(String(form.get('overwrite')))
    let filename = image.name
    for (let n = 1; !overwrite; n++) {
      const there = this.files.get(keyOf({ filename, subfolder, type }))
      if (!there || there.equals(bytes)) break
      filename = image.name.replace(/(\.\w+)?$/, ` (${n})$1`)
    }
    this.files.set(keyOf({ filename, subfolder, type }), bytes)
    return { status: 200, body: { name: filename, subfolder, type } }
  }

  async #view({ query }: Seen, response: ServerResponse): Promise<Answer | null> {
    const filename = query.get('filename')
    if (!filename) throw { status: 400, body: '' }
    if (filename.includes('..')) throw { status: 403, body: '' }
    const file = { filename, subfolder: query.get('subfolder') ?? '', type: query.get('type') ?? 'output' }
    const bytes = this.files.get(keyOf(file))
    if (!bytes) throw { status: 404, body: '' }
    const headers = { 'content-type': 'image/png', 'content-length': String(bytes.byteLength) }
    const answer = { status: 200, headers, body: bytes }
    return this.deliver(this.viewTroubles.shift() ?? 'ok', response, answer, () => {})
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const clientId = url.searchParams.get('clientId') ?? randomUUID()
    try {
      this.#assertAllowed(request.headers)
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    if (this.sockets === 'silent') {
      this.#silent.add(socket)
      return
    }
    if (this.sockets === 'refused' || !/^(?:\/api)?\/ws$/.test(url.pathname)) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    this.#webSockets.handleUpgrade(request, socket, head, (client) => {
      this.#sockets.set(clientId, client)
      client.on('close', () => {
        if (this.#sockets.get(clientId) === client) this.#sockets.delete(clientId)
      })
      const status = { exec_info: { queue_remaining: this.queue.length } }
      client.send(JSON.stringify({ type: 'status', data: { status, sid: clientId } }))
    })
  }

  /** Messages about a prompt go to the client that sent it and to nobody else. */
  #tell(job: Job, type: string, data: object): void {
    if (job.clientId) this.#sockets.get(job.clientId)?.send(JSON.stringify({ type, data }))
  }

  #tellStatus(): void {
    const text = JSON.stringify({
      type: 'status',
      data: { status: { exec_info: { queue_remaining: this.queue.length } } },
    })
    for (const socket of this.#sockets.values()) socket.send(text)
  }

  async #preview(job: Job): Promise<void> {
    const socket = job.clientId ? this.#sockets.get(job.clientId) : null
    if (!socket) return
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
    const header = Buffer.alloc(8)
    header.writeUInt32BE(1, 0)
    header.writeUInt32BE(1, 4)
    socket.send(Buffer.concat([header, picture]))
  }

  #drop(job: Job): void {
    if (job.clientId) this.#sockets.get(job.clientId)?.terminate()
  }
}

function keyOf({ type, subfolder, filename }: SavedImage): string {
  return `${type}/${subfolder}/${filename}`
}
