import type { ModelEntry } from './catalogue.ts'

/** Known models. A row that is out of date is corrected here and nowhere else. */
export const MODELS: readonly ModelEntry[] = [
  {
    provider: 'roughs',
    model: '*',
    prompt: { unit: 'characters', max: 4_000, reads: 'sentences' },
    prices: [{ from: '2026-01-01', quality: null, size: null, usd: 0 }],
    checkedOn: '2026-11-20',
    source: 'Drawn on this machine.',
  },
  {
    provider: 'openai',
    model: '*',
    prompt: { unit: 'characters', max: 32_000, reads: 'sentences' },
    prices: [],
    checkedOn: '2026-11-20',
    source: 'Typings of the openai package 7.55.0, images.generate.',
  },
  {
    provider: 'comfyui',
    model: 'sdxl*',
    prompt: { unit: 'clip-tokens', max: 77, reads: 'tags' },
    prices: [],
    checkedOn: '2026-11-20',
    source: 'Context length of the CLIP text encoders of SDXL.',
  },
]
