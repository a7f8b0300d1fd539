import { type Graph, isLink } from './validate.ts'

/** What flows along the links, as far as it decides the picture. */
export type Value =
  | { kind: 'model'; checkpoint: string; means: string[] }
  | { kind: 'words'; text: string; means: string[] }
  | { kind: 'latent'; width: number; height: number; picture: Drawn | null }
  | { kind: 'image'; picture: Drawn }
  | { kind: 'sampling'; seed: number; words: string; means: string[] }
  | { kind: 'plain'; value: unknown }
  | { kind: 'other' }

/** A picture before it is painted. */
export interface Drawn {
  /** The positive prompt. */
  prompt: string
  seed: number
  width: number
  height: number
  /** Checkpoint, adapters and references that went into it. */
  means: string[]
}

const OTHER: Value = { kind: 'other' }

/** What an output of a node is worth, from the graph alone. Sizes, seed and prompt come the way the links go. */
function evaluate(graph: Graph, id: string, output: number): Value {
  const { class_type, inputs } = graph[id]!
  const linked = (name: string): Value => {
    const value = inputs[name]
    return isLink(value) ? evaluate(graph, value[0], value[1]) : { kind: 'plain', value }
  }
  const plain = (name: string): unknown => {
    const value = linked(name)
    return value.kind === 'plain' ? value.value : undefined
  }
  const side = (name: string) => Number(plain(name))
  const means = (name: string): string[] => {
    const value = linked(name)
    if (value.kind === 'model') return [value.checkpoint, ...value.means]
    if (value.kind === 'words' || value.kind === 'sampling') return value.means
    return value.kind === 'image' ? [`${value.picture.prompt} ${value.picture.means.join(' ')}`.trim()] : []
  }
  const model = (...more: string[]): Value => {
    const value = linked('model')
    return value.kind === 'model' ? { ...value, means: [...value.means, ...more] } : OTHER
  }
  const words = (value: Value, ...more: string[]): Value =>
    value.kind === 'words' ? { ...value, means: [...value.means, ...more] } : OTHER

  switch (class_type) {
    case 'CheckpointLoaderSimple':
      return output === 0 ? { kind: 'model', checkpoint: String(inputs.ckpt_name), means: [] } : OTHER
    case 'LoraLoader':
      return output === 0 ? model(`lora ${inputs.lora_name}`) : OTHER
    case 'IPAdapterUnifiedLoader':
      return output === 0 ? model() : OTHER
    case 'IPAdapter':
      return model(`like ${means('image').join()} by ${inputs.weight} as ${inputs.weight_type}`)
    case 'CLIPTextEncode':
      return { kind: 'words', text: String(plain('text')), means: [] }
    case 'CLIPTextEncodeSDXL':
      return { kind: 'words', text: String(plain('text_g')), means: [] }
    case 'ConditioningZeroOut':
      return { kind: 'words', text: '', means: [] }
    case 'FluxGuidance':
      return words(linked('conditioning'))
    case 'ReferenceLatent': {
      const latent = linked('latent')
      const shown = latent.kind === 'latent' && latent.picture ? latent.picture.means.join() : 'nothing'
      return words(linked('conditioning'), `with ${shown}`)
    }
    case 'EmptyLatentImage':
    case 'EmptySD3LatentImage':
      return { kind: 'latent', width: side('width'), height: side('height'), picture: null }
    case 'LoadImage':
      return { kind: 'image', picture: { prompt: '', seed: 0, width: 64, height: 64, means: [String(inputs.image)] } }
    case 'ImageScale': {
      const image = linked('image')
      return image.kind === 'image'
        ? { kind: 'image', picture: { ...image.picture, width: side('width'), height: side('height') } }
        : OTHER
    }
    case 'FluxKontextImageScale':
      return linked('image')
    case 'VAEEncode': {
      const image = linked('pixels')
      return image.kind === 'image'
        ? { kind: 'latent', width: image.picture.width, height: image.picture.height, picture: image.picture }
        : OTHER
    }
    case 'KSampler': {
      const positive = linked('positive')
      const first = linked('latent_image')
      if (positive.kind !== 'words' || first.kind !== 'latent') return OTHER
      const from = first.picture ? [`from ${first.picture.means.join()} by ${inputs.denoise}`] : []
      const { steps, cfg, sampler_name, scheduler } = inputs
      const how = [`${steps} ${cfg} ${sampler_name} ${scheduler}`]
      const all = [...means('model'), ...positive.means, ...from, ...how]
      const { width, height } = first
      return {
        kind: 'latent',
        width,
        height,
        picture: { prompt: positive.text, seed: Number(plain('seed')), width, height, means: all },
      }
    }
    case 'RandomNoise':
      return { kind: 'plain', value: plain('noise_seed') }
    case 'BasicGuider': {
      const value = linked('conditioning')
      return value.kind === 'words'
        ? { kind: 'sampling', seed: 0, words: value.text, means: [...means('model'), ...value.means] }
        : OTHER
    }
    case 'SamplerCustomAdvanced': {
      const guider = linked('guider')
      const first = linked('latent_image')
      if (guider.kind !== 'sampling' || first.kind !== 'latent') return OTHER
      const { width, height } = first
      const picture = { prompt: guider.words, seed: Number(plain('noise')), width, height, means: guider.means }
      return { kind: 'latent', width, height, picture }
    }
    case 'VAEDecode': {
      const latent = linked('samples')
      return latent.kind === 'latent' && latent.picture ? { kind: 'image', picture: latent.picture } : OTHER
    }
    case 'PrimitiveString':
    case 'PrimitiveInt':
      return { kind: 'plain', value: inputs.value }
    default:
      return OTHER
  }
}

/** The picture an output node is given. */
export function drawnAt(graph: Graph, outputNode: string): Drawn {
  const link = graph[outputNode]!.inputs.images
  const value = isLink(link) ? evaluate(graph, link[0], link[1]) : OTHER
  return value.kind === 'image' ? value.picture : { prompt: '', seed: 0, width: 64, height: 64, means: [] }
}

/** Nodes that an output hangs on, itself included, in an order in which they can be worked. */
export function nodesFor(graph: Graph, outputs: readonly string[]): string[] {
  const order = new Set<string>()
  const visit = (id: string) => {
    if (order.has(id)) return
    for (const value of Object.values(graph[id]!.inputs)) if (isLink(value)) visit(value[0])
    order.add(id)
  }
  for (const id of outputs) visit(id)
  return [...order]
}

/** Equal for nodes that would do the same again: their class, their inputs, and all they hang on. */
export function signatureOf(graph: Graph, id: string): string {
  const { class_type, inputs } = graph[id]!
  const parts = Object.entries(inputs)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, isLink(value) ? [signatureOf(graph, value[0]), value[1]] : value])
  return JSON.stringify([class_type, parts])
}
