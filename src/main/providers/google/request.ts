import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { Capabilities } from '../provider.ts'
import type { ReferenceFile } from '../reference-files.ts'
import { withoutEffect } from '../without-effect.ts'
import { type ImageConfig, imageConfigOf } from './image-config.ts'

/** A reference as a part of a request: with its bytes, or by the address it was uploaded to. */
export type ImagePart =
  | { inlineData: { mimeType: string; data: string } }
  | { fileData: { mimeType: string; fileUri: string } }

/** A request may have 20 MB; the rest is for the prompt and what surrounds it. */
const MOST_INLINE_BYTES = 15 * 1024 * 1024

/** Whether pictures are too heavy, written in base64, to go into the request itself. */
export function tooHeavy(files: readonly Pick<ReferenceFile, 'bytes'>[]): boolean {
  return files.reduce((sum, { bytes }) => sum + Math.ceil(bytes.byteLength / 3) * 4, 0) > MOST_INLINE_BYTES
}

export function inlineParts(files: readonly ReferenceFile[]): ImagePart[] {
  return files.map(({ bytes, mediaType }) => ({ inlineData: { mimeType: mediaType, data: bytes.toString('base64') } }))
}

/** The pictures first: the prompt speaks of them as image 1, image 2 … */
export function contentsOf({ prompt }: Pick<GenerationRequest, 'prompt'>, images: readonly ImagePart[]) {
  return [{ role: 'user', parts: [...images, { text: prompt }] }]
}

export interface GenerationConfig {
  responseModalities: string[]
  imageConfig: ImageConfig
  seed?: number
}

/** @throws ProviderError `invalid` for a size the model does not draw */
export function generationConfigOf(request: GenerationRequest, can: Capabilities): GenerationConfig {
  return {
    responseModalities: ['IMAGE'],
    imageConfig: imageConfigOf(request, can),
    ...(can.seed ? { seed: request.seed } : {}),
  }
}

/** For the record. */
export function sentOf(request: GenerationRequest, can: Capabilities): Record<string, unknown> {
  const { imageConfig, seed } = generationConfigOf(request, can)
  return {
    model: request.providerModel,
    ...imageConfig,
    ...(seed === undefined ? {} : { seed }),
    references: request.references.map(({ hash, role, of }) => ({ hash, role, of })),
    withoutEffect: withoutEffect(request, can),
  }
}
