import type { ModelEntry } from '../catalogue.ts'

const FREE: Pick<ModelEntry, 'can' | 'overnight' | 'prices' | 'tokens' | 'tiers' | 'shutdownOn'> = {
  can: null,
  overnight: false,
  prices: [{ from: '2026-01-01', quality: null, size: null, usd: 0 }],
  tokens: null,
  tiers: [],
  shutdownOn: null,
}

/** What runs on the author's own computers costs nothing. What it can do its server says. */
export const LOCAL_MODELS: readonly ModelEntry[] = [
  {
    ...FREE,
    provider: 'roughs',
    model: '*',
    prompt: { unit: 'characters', max: 4_000, reads: 'sentences', past: 'lost' },
    checkedOn: '2026-11-20',
    source: 'Drawn on this machine.',
  },
  ...['comfyui', 'a1111'].map(
    (provider): ModelEntry => ({
      ...FREE,
      provider,
      model: '*',
      prompt: { unit: 'clip-tokens', max: 77, reads: 'tags', past: 'weaker' },
      checkedOn: '2026-11-20',
      source:
        'Context length of the CLIP text encoders of SDXL; both servers read longer prompts in pieces of that length.',
    }),
  ),
]
