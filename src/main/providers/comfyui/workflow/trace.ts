import { type Graph, idsInOrder, isLink, type Link, linkedNode } from '../graph.ts'
import type { Place } from './bindings.ts'

/** Names that inputs for words have, in core nodes and common packs. */
export const WORD_INPUTS = ['text', 'text_g', 'text_l', 'clip_l', 't5xxl', 'prompt', 'string', 'value', 'Text']
export const NUMBER_INPUTS = ['value', 'int', 'number', 'seed', 'noise_seed', 'Number', 'a']

/** Nodes that make a picture out of noise, in the order of their ids. */
function samplersOf(graph: Graph): string[] {
  return idsInOrder(graph).filter((id) => {
    const { inputs } = graph[id]!
    return isLink(inputs.latent_image) && ['seed', 'noise_seed', 'noise'].some((name) => name in inputs)
  })
}

/** The sampler that works first: the one whose latent comes from no other. */
export function firstSampler(graph: Graph): string | null {
  const all = samplersOf(graph)
  return all.find((id) => !nodesBehind(graph, id, 'latent_image').some((each) => all.includes(each))) ?? all[0] ?? null
}

/** Every node an input hangs on, nearest first. */
export function nodesBehind(graph: Graph, id: string, input: string): string[] {
  const start = linkedNode(graph, id, input)
  const found: string[] = []
  const waiting = start ? [start[0]] : []
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (found.includes(at)) continue
    found.push(at)
    for (const value of Object.values(graph[at]!.inputs)) if (isLink(value) && graph[value[0]]) waiting.push(value[0])
  }
  return found
}

/**
 * The inputs that hold the words of a conditioning, looked for backwards through whatever changes it on the way.
 *
 * @param side which of the two a node that passes both on is followed by
 */
export function wordsBehind(graph: Graph, id: string, input: string, side: 'positive' | 'negative'): Place[] {
  const seen = new Set<string>()
  const follow = (link: Link | null): Place[] => {
    if (!link || seen.has(link[0])) return []
    seen.add(link[0])
    const [at, output] = link
    const { class_type, inputs } = graph[at]!
    // Its words are not wanted: what comes out is empty whatever they say.
    if (class_type === 'ConditioningZeroOut') return []
    const words = WORD_INPUTS.flatMap((name) => sourceOf(graph, at, name, 'string', WORD_INPUTS))
    if (words.length > 0) return words
    if (isLink(inputs.positive) && isLink(inputs.negative)) {
      const isEnd = /guider/i.test(class_type)
      const way = isEnd || output > 1 ? side : output === 0 ? 'positive' : 'negative'
      return follow(linkedNode(graph, at, way))
    }
    const onwards = Object.keys(inputs).filter((name) => name === side || /^(?:conditioning|guider)/.test(name))
    for (const name of onwards) {
      const found = follow(linkedNode(graph, at, name))
      if (found.length > 0) return found
    }
    return []
  }
  return follow(linkedNode(graph, id, input))
}

/** The input itself where it holds a value, or that of the node it hangs on. */
export function sourceOf(
  graph: Graph,
  id: string,
  input: string,
  type: 'string' | 'number',
  names: readonly string[] = NUMBER_INPUTS,
): Place[] {
  const value = graph[id]?.inputs[input]
  if (typeof value === type) return [{ node: id, input }]
  const link = linkedNode(graph, id, input)
  if (!link) return []
  const name = names.find((each) => typeof graph[link[0]]!.inputs[each] === type)
  return name === undefined ? [] : [{ node: link[0], input: name }]
}
