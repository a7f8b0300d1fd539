/** A graph in the form of ComfyUI's API: nodes by id; ids are free strings. */
export type Graph = Record<string, GraphNode>

export interface GraphNode {
  class_type: string
  /** Values as they are, or links. */
  inputs: Record<string, unknown>
  _meta?: { title?: string }
}

/** An output of another node. */
export type Link = [node: string, output: number]

export function isLink(value: unknown): value is Link {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number'
}

/** The node a linked input hangs on; null for a value, and for a link to nowhere. */
export function linkedNode(graph: Graph, id: string, input: string): Link | null {
  const value = graph[id]?.inputs[input]
  return isLink(value) && graph[value[0]] ? value : null
}

/** Ids in the order a person counts them: `2` before `10`. */
export function idsInOrder(graph: Graph): string[] {
  return Object.keys(graph).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** How a node is named to the author: `KSampler (3)`, with its title where it has one of its own. */
export function nodeName(graph: Graph, id: string): string {
  const node = graph[id]
  if (!node) return `node ${id}`
  const title = node._meta?.title
  return title && title !== node.class_type ? `“${title}” (${node.class_type}, ${id})` : `${node.class_type} (${id})`
}
