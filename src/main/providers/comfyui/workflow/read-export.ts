import { said } from '../../../../shared/said/said.ts'
import { type Graph, isLink, nodeName } from '../graph.ts'

/** A graph, or why a file holds none and what to do instead. */
export type Export = { ok: true; graph: Graph } | { ok: false; message: string; remedy: string; line?: number }

const HOW_TO_EXPORT = said`In ComfyUI choose Workflow, then Export (API), and add the file that comes.`

/** Reads what ComfyUI's “Export (API)” writes; says of other files what they are. */
export function readExport(text: string): Export {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1]
    const line = text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
    return { ok: false, message: said`This is not valid JSON.`, remedy: HOW_TO_EXPORT, line }
  }
  if (!isObject(value)) return no(said`A workflow is an object of nodes, and this file holds something else.`)
  if (Array.isArray(value.nodes) && Array.isArray(value.links))
    return no(said`This workflow is in the form of ComfyUI’s window, which the server does not take.`)
  // What is sent to the server has the graph inside.
  const graph = isObject(value.prompt) && !('class_type' in value.prompt) ? value.prompt : value
  return checked(graph)
}

function checked(value: Record<string, unknown>): Export {
  const entries = Object.entries(value)
  if (entries.length === 0) return no(said`This workflow has no nodes.`)
  for (const [id, node] of entries)
    if (!isObject(node) || typeof node.class_type !== 'string' || !isObject(node.inputs))
      return no(said`This is no workflow for ComfyUI’s API: “${id}” is not a node with a class_type and inputs.`)
  const graph = value as unknown as Graph
  for (const [id, { inputs }] of Object.entries(graph))
    for (const [input, link] of Object.entries(inputs))
      if (isLink(link) && !graph[link[0]])
        return no(said`The input “${input}” of ${nodeName(graph, id)} hangs on node ${link[0]}, which is not there.`)
  if (outputNodes(graph).length === 0)
    return {
      ok: false,
      message: said`Nothing in this workflow puts out a picture.`,
      remedy: said`Add a Save Image node to it in ComfyUI, then export it again.`,
    }
  return { ok: true, graph }
}

/** Nodes that take pictures and pass nothing on, those that save first. */
export function outputNodes(graph: Graph): string[] {
  const usedByOthers = new Set(
    Object.values(graph).flatMap(({ inputs }) =>
      Object.values(inputs).flatMap((value) => (isLink(value) ? [value[0]] : [])),
    ),
  )
  const rank = (id: string) => {
    const { class_type, inputs } = graph[id]!
    if (class_type === 'SaveImage') return 0
    if (typeof inputs.filename_prefix === 'string') return 1
    return /save/i.test(class_type) ? 2 : 3
  }
  return Object.keys(graph)
    .filter((id) => !usedByOthers.has(id) && (isLink(graph[id]!.inputs.images) || isLink(graph[id]!.inputs.image)))
    .toSorted((a, b) => rank(a) - rank(b))
}

function no(message: string): Export {
  return { ok: false, message, remedy: HOW_TO_EXPORT }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
