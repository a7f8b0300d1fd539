import type { ArtStyle } from './art-style.ts'
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
  /** Pixels, of the size the provider is asked for. */
  width: number
  height: number
  /** Tier name of the model, null where it has none. */
  quality: string | null
  /** 0 … 2^31-1. */
  seed: number
  references: { hash: string; role: 'face' | 'outfit' | 'place' | 'style'; path: string }[]
  artStyle: { id: string; version: number }
  /** BCP 47, language the prompt is written in. */
  language: string
  /** Which of the images wanted for this panel, style and language; from 0. */
  index: number
  /** What a drawing provider stages; null for providers that read prompts. */
  stage: Stage | null
}

/** The composed panel with the looks resolved to its date: what the built-in roughs draw from. */
export interface Stage {
  panel: Omit<PanelContent, 'evidence' | 'lettering' | 'source' | 'line'>
  people: StagePerson[]
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
