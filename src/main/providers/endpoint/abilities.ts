import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Capabilities } from '../provider.ts'

const VARIABLE = 'PANELWRIGHT_ENDPOINT_CAN'

/** What may be said of a server, each with what follows from it. `sizes` has a list behind it. */
export const ABILITIES = {
  edits: 'takes references, as files at /images/edits',
  'json-edits': 'takes references, as JSON at /images/edits',
  quality: 'takes quality: low, medium, high',
  seed: 'takes seed',
  negative: 'takes negative_prompt',
  'sd-args': 'takes seed and negative prompt inside the prompt, as sd-server does',
  sizes: 'makes these sizes and no others: sizes=1024x1024+1536x1024',
  free: 'costs nothing',
} as const
export type Ability = keyof typeof ABILITIES

export interface Abilities {
  has: ReadonlySet<Ability>
  /** Empty = any size within reason. */
  sizes: { width: number; height: number }[]
}

/**
 * Reads `edits,seed,sizes=512x512+768x512`.
 *
 * @throws AppError WRONG_USE for a word that is none of them
 */
export function readAbilities(text: string): Abilities {
  const has = new Set<Ability>()
  const sizes: Abilities['sizes'] = []
  for (const item of text.split(',').map((one) => one.trim())) {
    if (item === '') continue
    const [name, ...values] = item.split('=')
    if (!Object.hasOwn(ABILITIES, name!) || (name === 'sizes') !== (values.length === 1)) throw unknown(item)
    has.add(name as Ability)
    if (name === 'sizes') sizes.push(...values[0]!.split('+').map((size) => readSize(size, item)))
  }
  return { has, sizes }
}

function readSize(text: string, item: string): { width: number; height: number } {
  const [, width, height] = (/^(\d{2,5})x(\d{2,5})$/.exec(text.trim()) ?? []).map(Number)
  if (!width || !height) throw unknown(item)
  return { width, height }
}

function unknown(item: string): AppError {
  const words = Object.keys(ABILITIES).map((name) => (name === 'sizes' ? 'sizes=1024x1024+1536x1024' : name))
  return new AppError('WRONG_USE', said`${VARIABLE} has "${item}" in it, which is no ability.`, {
    remedy: said`There are: ${words.join(', ')}. Separate them with commas.`,
  })
}

/** As the larger APIs have it; a server of one's own will hardly take as many. */
const MOST_REFERENCES = 16

/** What nobody said otherwise: sizes that latent models of all kinds can make. */
const ANY_SIZE: Capabilities['sizes'] = {
  kind: 'free',
  multipleOf: 64,
  minPixels: 256 * 256,
  maxPixels: 2048 * 2048,
  minRatio: 1 / 3,
  maxRatio: 3,
  maxSide: 2048,
}

export function capabilitiesOf({ has, sizes }: Abilities): Capabilities {
  return {
    sizes: sizes.length > 0 ? { kind: 'list', sizes } : ANY_SIZE,
    qualities: has.has('quality') ? ['low', 'medium', 'high'] : [],
    seed: has.has('seed') || has.has('sd-args'),
    negativePrompt: has.has('negative') || has.has('sd-args'),
    references: has.has('edits') || has.has('json-edits') ? MOST_REFERENCES : 0,
    staged: false,
    tuning: [],
  }
}
