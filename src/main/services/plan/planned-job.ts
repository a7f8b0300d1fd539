import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { JobState } from '../../../shared/domain/job.ts'
import type { PromptPart } from '../../../shared/domain/prompt.ts'
import type { Change } from '../../prompts/staleness.ts'
import type { Price } from '../../providers/catalogue/price.ts'

/**
 * What the book knows of a picture: `new` nobody asked for it yet, `done` it is there, else the state of its job.
 * `repeated`: an earlier job of the same plan makes the very same picture.
 */
export type PlannedState = 'new' | 'repeated' | JobState

/** One picture to make, with all that decides it. */
export interface PlannedJob {
  /** SHA-256 over everything that decides the image. */
  key: string
  chapter: string
  scene: number
  /** From 1 within the scene. */
  panel: number
  strip: string | null
  panelId: string
  style: string
  lang: string
  /** Which of the images wanted; from 0. */
  index: number
  provider: string
  model: string
  quality: string | null
  width: number
  height: number
  seed: number
  prompt: string
  negativePrompt: string
  /** What the prompt was composed of, in order; also where the author rewrote it. */
  parts: PromptPart[]
  /** What the model's length had no room for. */
  leftOut: PromptPart[]
  /** The author's own words: `current` made from what composition says today, `outdated` from an older text. */
  edited: 'no' | 'current' | 'outdated'
  /** Hash of the composed prompt, whatever the author made of it. */
  composedHash: string
  /** The same without where people stand: what an edit of the author hangs on. */
  basisHash: string
  /** What it may cost; null = unknown. */
  price: Price | null
  state: PlannedState
  /** Why it cannot be made as it is asked for, in a sentence; null when it can. */
  problem: string | null
  /** Why the picture made before is out of date; empty when there is none. */
  changes: Change[]
  /** Whether generating makes this picture. */
  wanted: boolean
  request: GenerationRequest
}

/** What is made although it is there already, or may be paid for already: both only on the author's word. */
export interface Redo {
  /** Pictures that are there, or were refused, are made again. */
  again?: boolean | undefined
  /** Calls that were cut off, and may have been paid, are made again. */
  retryInterrupted?: boolean | undefined
}

/** Refused would be refused again and unknown may be paid already: both wait for the author. Failed ones are made again. */
const TO_MAKE: ReadonlySet<PlannedState> = new Set(['new', 'failed', 'cancelled'])
const AGAIN: ReadonlySet<PlannedState> = new Set(['done', 'refused'])

export function isToMake(state: PlannedState, { again, retryInterrupted }: Redo = {}): boolean {
  return (
    TO_MAKE.has(state) || (again === true && AGAIN.has(state)) || (retryInterrupted === true && state === 'unknown')
  )
}
