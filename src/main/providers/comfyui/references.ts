import type { RequestReference } from '../../../shared/domain/generation.ts'
import { choicesOf, type ObjectInfo } from './object-info.ts'

/** A reference that lies on the server, under the name the server gave it. */
export interface UploadedReference extends RequestReference {
  name: string
}

/**
 * What a reference does in the built-in graph.
 *
 * - adapter: through the IPAdapter nodes
 * - latent: as a reference latent, which only models for editing look at
 * - first-picture: the work starts from it
 * - none: this server has nothing that could use it
 */
export type ReferenceUse = 'adapter' | 'latent' | 'first-picture' | 'none'

/** Checkpoints that were trained to look at reference latents. */
const EDITS = /kontext|qwen.{0,8}edit|flux[-_. ]?2|omnigen/i

/** How each reference is used, in their order, by what the server has. */
export function referenceUses(
  references: readonly Pick<RequestReference, 'role'>[],
  info: ObjectInfo,
  checkpoint: string,
  /** How far a first picture may be changed; absent = none is wanted. */
  denoise: number | undefined,
): ReferenceUse[] {
  const hasAdapter = info.IPAdapterUnifiedLoader !== undefined && info.IPAdapter !== undefined
  const hasLatents = info.ReferenceLatent !== undefined && EDITS.test(checkpoint)
  const first = denoise !== undefined && denoise < 1 ? references.findIndex(({ role }) => role === 'place') : -1
  return references.map((_, at) =>
    at === first ? 'first-picture' : hasLatents ? 'latent' : hasAdapter ? 'adapter' : 'none',
  )
}

/** Strong on likeness for faces, on everything for the rest. Presets are matched by their words: packs rename them. */
const FACE_PRESET = 'PLUS FACE (portraits)'
const USUAL_PRESET = 'PLUS (high strength)'

export function presetFor(role: RequestReference['role'], info: ObjectInfo): string {
  const wanted = role === 'face' ? FACE_PRESET : USUAL_PRESET
  const known = choicesOf(info, 'IPAdapterUnifiedLoader', 'preset') ?? []
  const start = wanted.slice(0, wanted.indexOf(' (') + 1)
  return known.includes(wanted) ? wanted : (known.find((one) => one.startsWith(start)) ?? wanted)
}
