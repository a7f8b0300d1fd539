import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { Capabilities } from '../provider.ts'
import type { ReferenceFile } from '../reference-files.ts'
import { withoutEffect } from '../without-effect.ts'

/** What both calls for a picture have in common. */
interface Asked {
  model: string
  prompt: string
  size: string
  quality: Quality
  n: 1
  output_format: 'png'
}
type Quality = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/**
 * Everything is said: what is left out the vendor chooses, and its choice of a quality may cost many times as much.
 * A request without a quality gets the cheapest.
 */
export function askedOf({ providerModel, prompt, width, height, quality }: GenerationRequest): Asked {
  return {
    model: providerModel,
    prompt,
    size: `${width}x${height}`,
    // The catalogue has checked it, as far as the model is known.
    quality: (quality ?? 'low') as Quality,
    n: 1,
    output_format: 'png',
  }
}

/** The body of a call without references. */
export function generationBody(request: GenerationRequest): Asked & { moderation: 'auto' } {
  return { ...askedOf(request), moderation: 'auto' }
}

/** The body of a call with references. An array always: its field has another name than that of a single file. */
export function editBody(request: GenerationRequest, references: readonly ReferenceFile[]): Asked & { image: File[] } {
  return { ...askedOf(request), image: references.map(asFile) }
}

export function asFile({ bytes, mediaType }: ReferenceFile, index: number): File {
  return new File([bytes], `reference-${index + 1}.${mediaType.slice('image/'.length)}`, { type: mediaType })
}

/** What was sent, for the record: no words, no bytes. */
export function sentOf(request: GenerationRequest, can: Capabilities): Record<string, unknown> {
  const { model, size, quality, n, output_format } = askedOf(request)
  return {
    model,
    size,
    quality,
    n,
    format: output_format,
    ...(request.references.length === 0 ? { moderation: 'auto' } : {}),
    references: request.references.map(({ role, of, hash }, index) => ({ image: index + 1, role, of, hash })),
    withoutEffect: withoutEffect(request, can),
  }
}
