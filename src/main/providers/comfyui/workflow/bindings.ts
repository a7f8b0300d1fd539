import { said } from '../../../../shared/said/said.ts'
import { type Graph, nodeName } from '../graph.ts'

/** What of a request can be put into a workflow, in the order it is shown. */
export const FIELDS = [
  'prompt',
  'negative',
  'seed',
  'width',
  'height',
  'reference1',
  'reference2',
  'reference3',
  'reference4',
  'steps',
  'guidance',
  'sampler',
  'scheduler',
  'denoise',
  'referenceWeight',
  'checkpoint',
  'output',
] as const
export type Field = (typeof FIELDS)[number]

/** An input of a node; of `output` the node itself, with an empty input. */
export interface Place {
  node: string
  input: string
}

/** Where each field goes; one may go to several inputs. */
export type Bindings = Partial<Record<Field, Place[]>>

/** A graph of the author's with what goes where: what lies in the project by its hash. */
export interface Workflow {
  kind: 'comfyui-workflow'
  graph: Graph
  bindings: Bindings
}

export function isField(word: string): word is Field {
  return (FIELDS as readonly string[]).includes(word)
}

/** `6.text`, or `9` for the output. */
export function placeText({ node, input }: Place): string {
  return input === '' ? node : `${node}.${input}`
}

export function parsePlace(text: string): Place {
  const dot = text.indexOf('.')
  return dot < 0 ? { node: text, input: '' } : { node: text.slice(0, dot), input: text.slice(dot + 1) }
}

/** Why a place cannot be bound to a field, in a sentence; null when it can. */
export function placeProblem(graph: Graph, field: Field, place: Place): string | null {
  const node = graph[place.node]
  if (!node) return said`The workflow has no node ${place.node}; it has ${Object.keys(graph).join(', ')}.`
  if (field === 'output') return null
  if (place.input === '')
    return said`${field} needs an input of ${nodeName(graph, place.node)}: ${field}=${place.node}.${anInput(graph, place)}`
  if (place.input in node.inputs) return null
  return said`${nodeName(graph, place.node)} has no input “${place.input}”; it has ${Object.keys(node.inputs).join(', ')}.`
}

function anInput(graph: Graph, { node }: Place): string {
  return Object.keys(graph[node]?.inputs ?? {})[0] ?? 'text'
}

export function referenceFields(bindings: Bindings): Field[] {
  return FIELDS.filter((field) => field.startsWith('reference') && field !== 'referenceWeight' && bindings[field])
}
