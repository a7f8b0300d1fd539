import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { ReferenceFile } from '../reference-files.ts'
import type { Abilities } from './abilities.ts'

/** The model a server uses when none is named. */
export const SERVED = 'as-served'

/** What a call for a picture says, references aside: only what the server is known to take. */
export function bodyOf(request: GenerationRequest, { has }: Abilities): Record<string, string | number> {
  const { prompt, negativePrompt, providerModel, width, height, quality, seed } = request
  return {
    ...(providerModel === SERVED ? {} : { model: providerModel }),
    prompt: has.has('sd-args') ? `${sdArguments(request)}${prompt}` : prompt,
    n: 1,
    size: `${width}x${height}`,
    output_format: 'png',
    ...(has.has('quality') && quality !== null ? { quality } : {}),
    ...(has.has('seed') ? { seed } : {}),
    ...(has.has('negative') && negativePrompt !== '' ? { negative_prompt: negativePrompt } : {}),
  }
}

/** Without them sd-server draws everything with one and the same seed. It takes the first it finds in a prompt. */
function sdArguments({ seed, negativePrompt }: GenerationRequest): string {
  const fields = { seed, ...(negativePrompt === '' ? {} : { negative_prompt: negativePrompt }) }
  // A bracket in the words must not end the block.
  const json = JSON.stringify(fields).replaceAll('<', '\\u003c')
  return `<sd_cpp_extra_args>${json}</sd_cpp_extra_args>`
}

/** References as data URLs, for servers that take JSON. */
export function imagesOf(references: readonly ReferenceFile[]): { image_url: string }[] {
  return references.map(({ bytes, mediaType }) => ({
    image_url: `data:${mediaType};base64,${bytes.toString('base64')}`,
  }))
}
