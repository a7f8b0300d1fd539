import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { Graph, Link } from './graph.ts'
import type { ObjectInfo } from './object-info.ts'
import { presetFor, type ReferenceUse, referenceUses, type UploadedReference } from './references.ts'

/** A graph that is ready to be sent. */
export interface ReadyGraph {
  graph: Graph
  /** The node whose picture is taken. */
  output: string
  /** What was set, for the journal. */
  sent: Record<string, unknown>
  /** Parts of the request that change nothing here, in words. */
  withoutEffect: string[]
}

const STEPS = 30
const GUIDANCE = 7
const SAMPLER = 'dpmpp_2m'
const SCHEDULER = 'karras'
const REFERENCE_WEIGHT = 0.8

/**
 * The usual graph for SDXL checkpoints: words, an empty latent, one sampler.
 *
 * @param prefix folder and first part of the name the server saves under
 * @param uploaded the request's references, in its order
 */
export function builtInGraph(
  request: GenerationRequest,
  prefix: string,
  uploaded: readonly UploadedReference[],
  info: ObjectInfo,
): ReadyGraph {
  const { tuning = {}, width, height, seed, providerModel: checkpoint } = request
  const uses = referenceUses(uploaded, info, checkpoint, tuning.denoise)
  const isFirst = uses.includes('first-picture')
  const settings = {
    steps: tuning.steps ?? STEPS,
    guidance: tuning.guidance ?? GUIDANCE,
    sampler: tuning.sampler ?? SAMPLER,
    scheduler: tuning.scheduler ?? SCHEDULER,
    denoise: isFirst ? (tuning.denoise ?? 1) : 1,
  }
  const graph: Graph = {
    checkpoint: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: checkpoint } },
    prompt: { class_type: 'CLIPTextEncode', inputs: { text: request.prompt, clip: ['checkpoint', 1] } },
    negative: { class_type: 'CLIPTextEncode', inputs: { text: request.negativePrompt, clip: ['checkpoint', 1] } },
    empty: { class_type: 'EmptyLatentImage', inputs: { width, height, batch_size: 1 } },
    sampler: {
      class_type: 'KSampler',
      inputs: {
        model: ['checkpoint', 0],
        seed,
        steps: settings.steps,
        cfg: settings.guidance,
        sampler_name: settings.sampler,
        scheduler: settings.scheduler,
        positive: ['prompt', 0],
        negative: ['negative', 0],
        latent_image: ['empty', 0],
        denoise: settings.denoise,
      },
    },
    decode: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['checkpoint', 2] } },
    save: { class_type: 'SaveImage', inputs: { images: ['decode', 0], filename_prefix: prefix } },
  }
  const weight = tuning.referenceWeight ?? REFERENCE_WEIGHT
  uploaded.forEach((reference, at) => {
    addReference(graph, reference, uses[at]!, at + 1, { weight, info, width, height })
  })
  if (isFirst) delete graph.empty
  return {
    graph,
    output: 'save',
    sent: {
      checkpoint,
      width,
      height,
      seed,
      ...settings,
      ...(uses.includes('adapter') ? { referenceWeight: weight } : {}),
      references: uploaded.map(({ role, of, hash }, at) => ({ role, of, hash: hash.slice(0, 16), as: uses[at] })),
    },
    withoutEffect: withoutEffect(request, uploaded, uses),
  }
}

function addReference(
  graph: Graph,
  { name, role }: UploadedReference,
  use: ReferenceUse,
  number: number,
  { weight, info, width, height }: { weight: number; info: ObjectInfo; width: number; height: number },
): void {
  if (use === 'none') return
  const sampler = graph.sampler!.inputs
  const image: Link = [`reference${number}`, 0]
  graph[image[0]] = { class_type: 'LoadImage', inputs: { image: name } }
  if (use === 'adapter') {
    const loader = `adapter${number}`
    graph[loader] = {
      class_type: 'IPAdapterUnifiedLoader',
      inputs: { model: sampler.model, preset: presetFor(role, info) },
    }
    graph[`like${number}`] = {
      class_type: 'IPAdapter',
      inputs: {
        model: [loader, 0],
        ipadapter: [loader, 1],
        image,
        weight,
        start_at: 0,
        end_at: 1,
        weight_type: role === 'style' ? 'style transfer' : 'standard',
      },
    }
    sampler.model = [`like${number}`, 0]
    return
  }
  const scaled = `scaled${number}`
  graph[scaled] =
    use === 'latent'
      ? { class_type: 'FluxKontextImageScale', inputs: { image } }
      : { class_type: 'ImageScale', inputs: { image, upscale_method: 'lanczos', width, height, crop: 'center' } }
  const encoded = `encoded${number}`
  graph[encoded] = { class_type: 'VAEEncode', inputs: { pixels: [scaled, 0], vae: ['checkpoint', 2] } }
  if (use === 'first-picture') {
    sampler.latent_image = [encoded, 0]
    return
  }
  graph[`seen${number}`] = {
    class_type: 'ReferenceLatent',
    inputs: { conditioning: sampler.positive, latent: [encoded, 0] },
  }
  sampler.positive = [`seen${number}`, 0]
}

function withoutEffect(
  { tuning = {} }: GenerationRequest,
  uploaded: readonly UploadedReference[],
  uses: readonly ReferenceUse[],
): string[] {
  const unused = uploaded.filter((_, at) => uses[at] === 'none').map(({ role, of }) => `reference ${role} of ${of}`)
  if (tuning.denoise !== undefined && !uses.includes('first-picture')) unused.push('denoise')
  if (tuning.referenceWeight !== undefined && !uses.includes('adapter')) unused.push('reference weight')
  return unused
}
