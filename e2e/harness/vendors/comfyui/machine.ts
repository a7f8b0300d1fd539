import type { Painter } from '../paint.ts'
import { type Era, WHILE_SAMPLING } from './behaviours.ts'
import { drawnAt, nodesFor, signatureOf } from './evaluate.ts'
import type { SavedImage, ServerFiles } from './files.ts'
import { withText } from './png-text.ts'
import type { ClientSockets } from './sockets.ts'
import type { Graph } from './validate.ts'

/** A prompt on its way. */
export interface Job {
  id: string
  graph: Graph
  clientId: string | null
  /** Output nodes that are worked on. */
  outputs: string[]
  behaviour: string
  /** Called when it is over, however. */
  ended: () => void
}

interface QueuedJob extends Job {
  number: number
  interrupted: boolean
}

/** What the machine works with. */
interface Surroundings {
  era: Era
  painter: Painter
  files: ServerFiles
  sockets: ClientSockets
  /** Told of every picture that was drawn to the end. */
  drew(prompt: string): void
}

type UiOutput = { images: SavedImage[] }
type Outcome = 'success' | 'error' | 'gone'

const STEPS_TOLD = 4

/** What works the prompts off: one at a time, with a cache of the nodes of the prompt before, and a history. */
export class Machine {
  /** Node executions by class; what came from the cache is not counted. */
  readonly executed = new Map<string, number>()
  /** Prompts that were stopped or taken out from outside. */
  readonly stopped: string[] = []
  readonly history = new Map<string, object>()
  readonly #with: Surroundings
  readonly #pending: QueuedJob[] = []
  readonly #saved: SavedImage[] = []
  readonly #held = new Set<() => void>()
  #cache = new Map<string, UiOutput | null>()
  #running: QueuedJob | null = null
  /** How often the process was started anew; what belongs to an earlier life comes to nothing. */
  #lives = 0
  #count = 0
  #isWorking = false

  constructor(surroundings: Surroundings) {
    this.#with = surroundings
  }

  /** Ids of prompts that wait or run. */
  get queue(): string[] {
    return [...(this.#running ? [this.#running.id] : []), ...this.#pending.map(({ id }) => id)]
  }

  /** As `GET /queue` tells it. */
  get queueInfo(): object {
    const item = ({ number, id, graph, clientId, outputs }: QueuedJob) => [
      number,
      id,
      graph,
      clientId ? { client_id: clientId } : {},
      outputs,
    ]
    return { queue_running: this.#running ? [item(this.#running)] : [], queue_pending: this.#pending.map(item) }
  }

  /** @returns the number of the prompt */
  enqueue(job: Job): number {
    const number = this.#count++
    this.#pending.push({ ...job, number, interrupted: false })
    this.#with.sockets.tellStatus(this.queue.length)
    void this.#work()
    return number
  }

  /** Takes a waiting prompt out of the queue. */
  takeOut(id: string): boolean {
    const at = this.#pending.findIndex((job) => job.id === id)
    if (at < 0) return false
    this.#pending.splice(at, 1)[0]!.ended()
    this.stopped.push(id)
    this.#with.sockets.tellStatus(this.queue.length)
    return true
  }

  /** Stops a prompt that runs. @param id null = whichever does */
  interrupt(id: string | null): boolean {
    if (!this.#running || (id !== null && this.#running.id !== id)) return false
    this.#running.interrupted = true
    this.stopped.push(this.#running.id)
    this.finish()
    return true
  }

  /** Lets prompts that are held go on. */
  finish(): void {
    for (const go of this.#held) go()
    this.#held.clear()
  }

  /** The process ends: everything in memory is lost. */
  forget(): void {
    this.#lives++
    for (const job of this.#pending) job.ended()
    this.#pending.length = 0
    this.history.clear()
    this.#cache.clear()
    this.#running = null
    this.#with.sockets.dropAll()
    this.finish()
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return
    this.#isWorking = true
    // The answer to the prompt goes out first.
    await new Promise((resolve) => setImmediate(resolve))
    for (let job = this.#pending.shift(); job; job = this.#pending.shift()) {
      if (job.behaviour === 'deleted') {
        this.#with.sockets.tellStatus(this.queue.length)
        job.ended()
      } else await this.#workOff(job)
    }
    this.#isWorking = false
  }

  async #workOff(job: QueuedJob): Promise<void> {
    const { sockets } = this.#with
    const life = this.#lives
    this.#running = job
    const messages: [string, object][] = []
    const outputs: Record<string, UiOutput> = {}
    const outcome = await this.#execute(job, life, messages, outputs)
    job.ended()
    if (life !== this.#lives || outcome === 'gone') return
    this.#running = null
    this.history.set(job.id, {
      prompt: [job.number, job.id, job.graph, job.clientId ? { client_id: job.clientId } : {}, job.outputs],
      outputs,
      status: { status_str: outcome, completed: outcome === 'success', messages },
      meta: {},
    })
    sockets.tellStatus(this.queue.length)
    sockets.tell(job.clientId, 'executing', { node: null, prompt_id: job.id })
    if (job.behaviour === 'restarted-after') this.forget()
  }

  async #execute(
    job: QueuedJob,
    life: number,
    messages: [string, object][],
    outputs: Record<string, UiOutput>,
  ): Promise<Outcome> {
    const { id: prompt_id, graph, behaviour, clientId } = job
    const { sockets } = this.#with
    const say = (type: string, data: object) => {
      const message = { prompt_id, ...data, timestamp: Date.now() }
      messages.push([type, message])
      sockets.tell(clientId, type, message)
    }
    const isOver = () => job.interrupted || life !== this.#lives
    const stopped = (node: string): Outcome => {
      if (life !== this.#lives) return 'gone'
      say('execution_interrupted', { node_id: node, node_type: graph[node]?.class_type, executed: [] })
      return 'error'
    }
    say('execution_start', {})
    if (behaviour === 'held') {
      await new Promise<void>((resolve) => this.#held.add(resolve))
      if (isOver()) return stopped('')
    }
    const nodes = nodesFor(graph, job.outputs)
    const cached = nodes.filter((node) => this.#isCached(job, node))
    say('execution_cached', { nodes: cached })
    const fresh = new Map<string, UiOutput | null>()
    const put = (node: string, ui: UiOutput | null) => {
      fresh.set(signatureOf(graph, node), ui)
      if (!ui) return
      outputs[node] = ui
      sockets.tell(clientId, 'executed', { node, display_node: node, output: ui, prompt_id })
    }
    for (const node of nodes) {
      const isOutput = job.outputs.includes(node)
      if (cached.includes(node)) {
        const before = this.#cache.get(signatureOf(graph, node))
        put(node, before ?? (isOutput ? { images: this.#saved.slice(-1) } : null))
        continue
      }
      sockets.tell(clientId, 'progress_state', {
        prompt_id,
        nodes: { [node]: { value: 0, max: 1, state: 'running', node_id: node, display_node_id: node, prompt_id } },
      })
      sockets.tell(clientId, 'executing', { node, display_node: node, prompt_id })
      const failure = await this.#runNode(job, node, isOver)
      if (isOver()) return stopped(node)
      const { class_type } = graph[node]!
      if (failure) {
        say('execution_error', {
          node_id: node,
          node_type: class_type,
          executed: nodes.slice(0, nodes.indexOf(node)),
          ...failure,
          traceback: ['  File "/home/somebody/ComfyUI/execution.py", line 1\n'],
          current_inputs: {},
          current_outputs: [],
        })
        return 'error'
      }
      this.executed.set(class_type, (this.executed.get(class_type) ?? 0) + 1)
      const ui = isOutput ? await this.#save(job, node) : null
      if (isOver()) return stopped(node)
      put(node, ui)
    }
    this.#cache = fresh
    say('execution_success', {})
    return 'success'
  }

  #isCached({ behaviour, graph }: Job, node: string): boolean {
    if (behaviour === 'fully-cached') return true
    return !WHILE_SAMPLING.has(behaviour) && this.#cache.has(signatureOf(graph, node))
  }

  /** @returns what a node threw; null when it worked */
  async #runNode(job: QueuedJob, node: string, isOver: () => boolean): Promise<object | null> {
    const { class_type } = job.graph[node]!
    if (class_type !== 'KSampler' && class_type !== 'SamplerCustomAdvanced') return null
    const { sockets } = this.#with
    for (let value = 1; value <= STEPS_TOLD && !isOver(); value++) {
      sockets.tell(job.clientId, 'progress', { value, max: STEPS_TOLD, prompt_id: job.id, node })
      if (value === 2) await sockets.preview(job.clientId)
      await new Promise((resolve) => setImmediate(resolve))
      if (value === 2) {
        const failure = this.#meet(job)
        if (failure) return failure
      }
    }
    return null
  }

  /** What happens in the middle of the sampler's work. @returns what it throws */
  #meet(job: QueuedJob): object | null {
    switch (job.behaviour) {
      case 'socket-drop':
        this.#with.sockets.drop(job.clientId)
        return null
      case 'interrupted':
        job.interrupted = true
        return null
      case 'restarted':
        this.forget()
        return null
      case 'out-of-memory':
        return {
          exception_type: this.#with.era === 'new' ? 'torch.OutOfMemoryError' : 'torch.cuda.OutOfMemoryError',
          exception_message: 'Allocation on device 0 would exceed allowed memory. (out of memory)\n',
        }
      case 'broken-node':
        return {
          exception_type: 'RuntimeError',
          exception_message: 'mat1 and mat2 shapes cannot be multiplied (154x2048 and 768x320)',
        }
      default:
        return null
    }
  }

  async #save(job: Job, node: string): Promise<UiOutput> {
    const { painter, files, drew } = this.#with
    const { class_type, inputs } = job.graph[node]!
    const { prompt, seed, width, height, means } = drawnAt(job.graph, node)
    const painted = await painter({ prompt: [prompt, ...means].join('\n'), seed, width, height })
    const bytes = withText(painted, 'prompt', JSON.stringify(job.graph))
    const isPreview = class_type === 'PreviewImage'
    const prefix = isPreview ? 'ComfyUI_temp' : String(inputs.filename_prefix)
    const image = files.save(prefix, isPreview ? 'temp' : 'output', bytes)
    this.#saved.push(image)
    drew(prompt)
    return { images: [image] }
  }
}
