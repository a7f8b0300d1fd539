import type { GenerationRequest, TuningName } from '../../shared/domain/generation.ts'
import { said } from '../../shared/said/said.ts'
import type { Capabilities } from './provider.ts'

/**
 * What of a request a model cannot heed, in words: `seed`, `negative prompt`, `references`, `quality`, or names of tuning
 * settings. Written down with what was sent, so that nobody looks for the effect of it in the picture.
 */
export function withoutEffect(
  request: Pick<GenerationRequest, 'negativePrompt' | 'references' | 'quality' | 'tuning'>,
  can: Capabilities,
): string[] {
  const { negativePrompt, references, quality, tuning = {} } = request
  const names = (Object.keys(tuning) as TuningName[]).filter((name) => tuning[name] !== undefined)
  return [
    // Every request has a seed.
    ...(can.seed ? [] : [said`seed`]),
    ...(can.negativePrompt || negativePrompt === '' ? [] : [said`negative prompt`]),
    ...(can.references > 0 || references.length === 0 ? [] : [said`references`]),
    ...(can.qualities.length > 0 || quality === null ? [] : [said`quality`]),
    ...names.filter((name) => !can.tuning.includes(name)),
  ]
}
