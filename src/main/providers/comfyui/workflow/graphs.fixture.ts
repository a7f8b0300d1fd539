import type { Graph } from '../graph.ts'

/** Workflows as people build them, for tests. */

/** One sampler, one LoRA, Save Image: what most have. */
export const USUAL: Graph = {
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'ink.safetensors' } },
  '10': {
    class_type: 'LoraLoader',
    inputs: {
      model: ['4', 0],
      clip: ['4', 1],
      lora_name: 'hatching.safetensors',
      strength_model: 0.7,
      strength_clip: 1,
    },
  },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a cat', clip: ['10', 1] }, _meta: { title: 'What to draw' } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['10', 1] } },
  '5': { class_type: 'EmptyLatentImage', inputs: { width: 1024, height: 1024, batch_size: 1 } },
  '3': {
    class_type: 'KSampler',
    inputs: {
      model: ['10', 0],
      seed: 5,
      steps: 28,
      cfg: 6,
      sampler_name: 'euler',
      scheduler: 'normal',
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
      denoise: 1,
    },
  },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  '9': { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'ComfyUI' } },
}

/** The parts of a Flux graph are nodes of their own; there is no negative prompt. */
export const FLUX: Graph = {
  '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'flux1-dev.safetensors' } },
  '2': { class_type: 'PrimitiveString', inputs: { value: 'a cat' } },
  '3': { class_type: 'CLIPTextEncode', inputs: { text: ['2', 0], clip: ['1', 1] } },
  '4': { class_type: 'FluxGuidance', inputs: { conditioning: ['3', 0], guidance: 3.5 } },
  '5': { class_type: 'BasicGuider', inputs: { model: ['1', 0], conditioning: ['4', 0] } },
  '6': { class_type: 'RandomNoise', inputs: { noise_seed: 77 } },
  '7': { class_type: 'KSamplerSelect', inputs: { sampler_name: 'euler' } },
  '8': { class_type: 'BasicScheduler', inputs: { model: ['1', 0], scheduler: 'simple', steps: 20, denoise: 1 } },
  '12': { class_type: 'PrimitiveInt', inputs: { value: 1024 } },
  '9': { class_type: 'EmptySD3LatentImage', inputs: { width: ['12', 0], height: 768, batch_size: 1 } },
  '10': {
    class_type: 'SamplerCustomAdvanced',
    inputs: { noise: ['6', 0], guider: ['5', 0], sampler: ['7', 0], sigmas: ['8', 0], latent_image: ['9', 0] },
  },
  '11': { class_type: 'VAEDecode', inputs: { samples: ['10', 0], vae: ['1', 2] } },
  '13': { class_type: 'PreviewImage', inputs: { images: ['11', 0] } },
}

/** A second sampler refines what the first one made; words go through a node that passes both sides on. */
export const TWO_PASSES: Graph = {
  ...USUAL,
  '20': {
    class_type: 'ControlNetApplyAdvanced',
    inputs: { positive: ['6', 0], negative: ['7', 0], control_net: ['21', 0], image: ['22', 0], strength: 0.8 },
  },
  '21': { class_type: 'ControlNetLoader', inputs: { control_net_name: 'pose.safetensors' } },
  '22': { class_type: 'LoadImage', inputs: { image: 'pose.png' } },
  '3': {
    ...USUAL['3']!,
    inputs: { ...USUAL['3']!.inputs, positive: ['20', 0], negative: ['20', 1] },
  },
  '2': {
    class_type: 'LatentUpscale',
    inputs: { samples: ['3', 0], width: 1536, height: 1536, upscale_method: 'area' },
  },
  '1': {
    ...USUAL['3']!,
    inputs: { ...USUAL['3']!.inputs, seed: 6, denoise: 0.4, latent_image: ['2', 0] },
  },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['1', 0], vae: ['4', 2] } },
}
