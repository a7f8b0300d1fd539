import { said } from '../../../shared/said/said.ts'

/** A file on the server. */
export interface ServerImage {
  filename: string
  subfolder: string
  type: string
}

/** What became of a prompt that the server has done with. */
export type Outcome =
  | { is: 'done'; images: ServerImage[]; cachedNodes: string[] }
  | { is: 'failed'; node: string; nodeClass: string; exception: string; message: string }
  | { is: 'interrupted' }

interface Entry {
  outputs?: Record<string, { images?: unknown[] }>
  status?: { status_str?: string; completed?: boolean; messages?: [string, Record<string, unknown>][] }
}

/**
 * Reads an entry of `/history`.
 *
 * @param output the node whose pictures are wanted; null = any node's, those that are kept first
 */
export function outcomeOf(value: unknown, output: string | null): Outcome {
  const { outputs = {}, status } = value as Entry
  const messages = status?.messages ?? []
  const about = (name: string) => messages.find(([type]) => type === name)?.[1]
  const failed = about('execution_error')
  if (failed)
    return {
      is: 'failed',
      node: String(failed.node_id ?? ''),
      nodeClass: String(failed.node_type ?? ''),
      exception: String(failed.exception_type ?? ''),
      message: String(failed.exception_message ?? ''),
    }
  if (about('execution_interrupted')) return { is: 'interrupted' }
  const cached = about('execution_cached')?.nodes
  const nodes = output !== null && outputs[output] ? [outputs[output]] : output === null ? Object.values(outputs) : []
  const images = nodes.flatMap(({ images = [] }) => images.filter(isImage))
  if (status?.status_str === 'error' && images.length === 0)
    return { is: 'failed', node: '', nodeClass: '', exception: '', message: said`The server says error and no more.` }
  return {
    is: 'done',
    images: images.toSorted((a, b) => Number(b.type === 'output') - Number(a.type === 'output')),
    cachedNodes: Array.isArray(cached) ? cached.map(String) : [],
  }
}

function isImage(value: unknown): value is ServerImage {
  const { filename, subfolder, type } = (value ?? {}) as Partial<Record<keyof ServerImage, unknown>>
  return typeof filename === 'string' && typeof subfolder === 'string' && typeof type === 'string'
}
