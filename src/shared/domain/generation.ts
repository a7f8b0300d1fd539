import type { ArtStyle } from './art-style.ts'
import type { Composition } from './composition.ts'
import type { PanelContent } from './panel.ts'

/** Frozen at enqueue: everything that decides one image. The job key is a hash over it. */
export interface GenerationRequest {
  prompt: string
  negativePrompt: string
  /** Provider's id, e.g. `roughs`. */
  provider: string
  /** Provider's model id. */
  providerModel: string
  /** What the prompt had no room for, in words, heaviest first; absent = nothing. Told to the author, no part of the key. */
  leftOut?: string[]
  /** Where people were meant to stand; absent = nobody said. No part of the key. */
  staging?: Staging
  /** Pixels, of the size the provider is asked for. */
  width: number
  height: number
  /** Tier name of the model, null where it has none. */
  quality: string | null
  /** 0 … 2^31-1. */
  seed: number
  /** In the order they are sent; the prompt speaks of them as image 1, image 2 … */
  references: RequestReference[]
  artStyle: { id: string; version: number }
  /** BCP 47, language the prompt is written in. */
  language: string
  /** Which of the images wanted for this panel, style and language; from 0. */
  index: number
  /** What a drawing provider stages; null for providers that read prompts. */
  stage: Stage | null
  /** How a local server is to work; absent = as its defaults say. */
  tuning?: Tuning
}

export interface Staging {
  composition: Composition
  /** The sentence of the prompt that says so, full stop included; empty where the prompt does not. */
  sentence: string
}

export const REFERENCE_ROLES = ['face', 'outfit', 'place', 'style'] as const
export type ReferenceRole = (typeof REFERENCE_ROLES)[number]

/** A picture that goes along with a request. */
export interface RequestReference {
  /** SHA-256, hex, of its bytes. */
  hash: string
  role: ReferenceRole
  /** Relative to the project folder, with `/`. */
  path: string
  /** Whom or what it shows, by id: a person, a place, an art style. */
  of: string
}

/** Settings of local servers. Every one decides the image, so all of them are part of the key. */
export interface Tuning {
  /** 1–150. */
  steps?: number
  /** Guidance scale (CFG), 0–30. */
  guidance?: number
  /** As the server calls it: `euler`, `dpmpp_2m`. */
  sampler?: string
  scheduler?: string
  /** How far a first picture may be changed, 0–1. */
  denoise?: number
  /** Weight of reference pictures, 0–2. */
  referenceWeight?: number
  /** The author's own graph; its file lies in the project by its hash. */
  workflow?: { hash: string; path: string }
}
export type TuningName = keyof Tuning
export const TUNING_NAMES = [
  'steps',
  'guidance',
  'sampler',
  'scheduler',
  'denoise',
  'referenceWeight',
  'workflow',
] as const satisfies readonly TuningName[]

/** The composed panel with the looks resolved to its date: what the built-in roughs draw from. */
export interface Stage {
  panel: Omit<PanelContent, 'evidence' | 'lettering' | 'source' | 'line'>
  people: StagePerson[]
  composition: Composition
  /** Signature and light of the place, in the bible's words. */
  place: { id: string; name: string; signature: string; light: string; indoors: boolean | null } | null
  look: ArtStyle['rough']
}

export interface StagePerson {
  personId: string
  name: string
  kind: string
  gender: 'female' | 'male' | 'unknown'
  age: number | null
  /** `always` and the look's appearance, in the bible's words. */
  appearance: string
  outfit: string
}

/** A box in fractions of the picture, origin top left. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where people and faces stand in a picture, as far as its maker can tell. */
export interface PictureRegions {
  people: { personId: string; body: Box; face: Box | null }[]
}
