import { type Graph, isLink } from './graph.ts'

/** A message of the WebSocket about our prompt. */
export interface Message {
  type: string
  data: Record<string, unknown>
}

/** How far a graph is: nodes that count steps carry the weight, the others show only that something moves. */
export interface Progress {
  /** Nodes that count steps, with how far each is, 0 to 1. */
  samplers: ReadonlyMap<string, number>
  /** 0 to 1; never goes back. */
  fraction: number
}

export function startProgress(graph: Graph): Progress {
  const counting = Object.keys(graph).filter((id) => {
    const { inputs } = graph[id]!
    return isLink(inputs.latent_image) || typeof inputs.steps === 'number'
  })
  return { samplers: new Map(counting.map((id) => [id, 0])), fraction: 0 }
}

/** The progress after a message; the same object when it says nothing about it. */
export function afterMessage(progress: Progress, { type, data }: Message): Progress {
  if (type !== 'progress') return progress
  const { value, max, node } = data
  if (typeof value !== 'number' || typeof max !== 'number' || max <= 0) return progress
  const id = String(node ?? '')
  // Older servers do not name the node, and other nodes may count something small of their own.
  const which = progress.samplers.has(id) ? id : node === undefined ? [...progress.samplers.keys()][0] : undefined
  if (which === undefined) return progress
  const samplers = new Map(progress.samplers).set(which, Math.min(1, value / max))
  const sum = [...samplers.values()].reduce((total, each) => total + each, 0)
  return { samplers, fraction: Math.max(progress.fraction, sum / samplers.size) }
}

/** Whether a message says that the server has done with our prompt, however it went. */
export function isEnd({ type, data }: Message): boolean {
  if (type === 'execution_success' || type === 'execution_error' || type === 'execution_interrupted') return true
  return type === 'executing' && data.node === null
}

const PREVIEW = 1
const HEADER = 8

/** The picture in a binary frame; null when it is something else. */
export function previewIn(frame: Uint8Array): Uint8Array | null {
  if (frame.byteLength <= HEADER) return null
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  return view.getUint32(0) === PREVIEW ? frame.subarray(HEADER) : null
}
