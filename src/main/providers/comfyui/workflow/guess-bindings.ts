import { said } from '../../../../shared/said/said.ts'
import { type Graph, idsInOrder, isLink, nodeName } from '../graph.ts'
import { type Bindings, FIELDS, type Field, isField, type Place } from './bindings.ts'
import { outputNodes } from './read-export.ts'
import { firstSampler, NUMBER_INPUTS, nodesBehind, sourceOf, WORD_INPUTS, wordsBehind } from './trace.ts'

/** Where a field probably goes, and what makes one think so. */
export interface Guess {
  field: Field
  places: Place[]
  /** A clause: `KSampler (3) takes its positive words from it`. */
  why: string
}

/** Where the parts of a request go in a graph, as far as the graph tells. Marks of the author's come before links. */
export function guessBindings(graph: Graph): Guess[] {
  const marked = markedPlaces(graph)
  const guesses = new Map(fromLinks(graph).map((guess) => [guess.field, guess]))
  for (const guess of marked) guesses.set(guess.field, guess)
  const negative = guesses.get('negative')
  // A graph that uses one text for both sides has no negative prompt of its own.
  if (negative && isSame(negative.places, guesses.get('prompt')?.places ?? [])) guesses.delete('negative')
  return FIELDS.flatMap((field) => guesses.get(field) ?? [])
}

export function bindingsOf(guesses: readonly Guess[]): Bindings {
  return Object.fromEntries(guesses.map(({ field, places }) => [field, places]))
}

const MARK = /%(\w+)%/g
const LIKELY_INPUTS: Partial<Record<Field, readonly string[]>> = {
  prompt: WORD_INPUTS,
  negative: WORD_INPUTS,
  seed: ['seed', 'noise_seed', ...NUMBER_INPUTS],
  width: ['width', ...NUMBER_INPUTS],
  height: ['height', ...NUMBER_INPUTS],
  steps: ['steps', ...NUMBER_INPUTS],
  guidance: ['cfg', 'guidance', ...NUMBER_INPUTS],
  sampler: ['sampler_name', ...WORD_INPUTS],
  scheduler: ['scheduler', ...WORD_INPUTS],
  denoise: ['denoise', ...NUMBER_INPUTS],
  referenceWeight: ['weight', 'strength', ...NUMBER_INPUTS],
  checkpoint: ['ckpt_name', 'unet_name', 'model_name'],
}

/** `%prompt%` and the like, in titles and in values. */
function markedPlaces(graph: Graph): Guess[] {
  const found = new Map<Field, Guess>()
  const add = (field: Field, place: Place, why: string) => {
    const guess = found.get(field) ?? { field, places: [], why }
    guess.places.push(place)
    found.set(field, guess)
  }
  for (const id of idsInOrder(graph)) {
    const { inputs, _meta } = graph[id]!
    for (const field of marksIn(_meta?.title)) {
      const names = field === 'output' ? [] : (LIKELY_INPUTS[field] ?? ['image'])
      const input = names.find((name) => name in inputs && !isLink(inputs[name]))
      if (input !== undefined || field === 'output')
        add(field, { node: id, input: input ?? '' }, said`the title of the node says %${field}%`)
    }
    for (const [input, value] of Object.entries(inputs))
      for (const field of marksIn(value))
        if (field !== 'output') add(field, { node: id, input }, said`its text says %${field}%`)
  }
  return [...found.values()]
}

function marksIn(value: unknown): Field[] {
  if (typeof value !== 'string') return []
  return [...value.matchAll(MARK)].map(([, word = '']) => word).filter(isField)
}

function fromLinks(graph: Graph): Guess[] {
  const guesses: Guess[] = []
  const add = (field: Field, places: Place[], why: string) => {
    if (places.length > 0) guesses.push({ field, places, why })
  }
  const sampler = firstSampler(graph)
  if (sampler !== null) {
    const name = nodeName(graph, sampler)
    const hasSides = 'positive' in graph[sampler]!.inputs
    const words = hasSides ? 'positive' : 'guider'
    add('prompt', wordsBehind(graph, sampler, words, 'positive'), said`${name} takes its positive words from it`)
    const against = hasSides ? 'negative' : 'guider'
    add('negative', wordsBehind(graph, sampler, against, 'negative'), said`${name} takes its negative words from it`)
    add('seed', seedOf(graph, sampler), said`${name} takes its seed from it`)
    for (const side of ['width', 'height'] as const)
      add(side, sizeOf(graph, sampler, side), said`${name} starts from an empty picture of this ${side}`)
    for (const [field, input, type] of SAMPLER_SETTINGS)
      add(field, settingOf(graph, sampler, input, type), said`${name} works with it`)
  }
  const pictures = idsInOrder(graph).filter((id) => isLoader(graph, id))
  pictures.slice(0, 4).forEach((id, at) => {
    add(`reference${at + 1}` as Field, [{ node: id, input: 'image' }], said`it loads a picture`)
  })
  const [output] = outputNodes(graph)
  if (output !== undefined) add('output', [{ node: output, input: '' }], said`the picture ends there`)
  return guesses
}

const SAMPLER_SETTINGS = [
  ['steps', 'steps', 'number'],
  ['guidance', 'cfg', 'number'],
  ['guidance', 'guidance', 'number'],
  ['sampler', 'sampler_name', 'string'],
  ['scheduler', 'scheduler', 'string'],
  ['denoise', 'denoise', 'number'],
] as const

/** A setting of the sampler itself, or of a node that it is put together from. */
function settingOf(graph: Graph, sampler: string, input: string, type: 'string' | 'number'): Place[] {
  const own = sourceOf(graph, sampler, input, type)
  if (own.length > 0) return own
  const parts = ['guider', 'sampler', 'sigmas', 'positive'].flatMap((part) => nodesBehind(graph, sampler, part))
  const id = parts.find((each) => typeof graph[each]!.inputs[input] === type)
  return id === undefined ? [] : [{ node: id, input }]
}

function seedOf(graph: Graph, sampler: string): Place[] {
  for (const name of ['seed', 'noise_seed']) {
    const found = sourceOf(graph, sampler, name, 'number')
    if (found.length > 0) return found
  }
  return settingOfNoise(graph, sampler)
}

function settingOfNoise(graph: Graph, sampler: string): Place[] {
  const [noise] = nodesBehind(graph, sampler, 'noise')
  return noise === undefined ? [] : sourceOf(graph, noise, 'noise_seed', 'number')
}

/** Of the node the latent begins with. Nodes that only change a latent take one themselves. */
function sizeOf(graph: Graph, sampler: string, side: 'width' | 'height'): Place[] {
  const begins = nodesBehind(graph, sampler, 'latent_image').find((id) => {
    const { inputs } = graph[id]!
    const takesOne = ['samples', 'pixels', 'image', 'latent'].some((name) => isLink(inputs[name]))
    return 'width' in inputs && 'height' in inputs && !takesOne
  })
  return begins === undefined ? [] : sourceOf(graph, begins, side, 'number')
}

function isLoader(graph: Graph, id: string): boolean {
  const { class_type, inputs } = graph[id]!
  return /load.*image(?!.*mask)/i.test(class_type) && typeof inputs.image === 'string'
}

function isSame(a: readonly Place[], b: readonly Place[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
