import type { PictureFormat } from '../../../shared/domain/reference.ts'

export interface VisionPicture {
  bytes: Uint8Array
  format: PictureFormat
}

/** Questions speak of the pictures as picture 1, picture 2 …, in the order they are sent. */
export type VisionQuestion =
  | {
      /** Letters, digits and `_`; unique within the call. */
      name: string
      kind: 'statement'
      /** A sentence that may be true of the pictures. */
      says: string
    }
  | {
      name: string
      kind: 'choice'
      asks: string
      /** At least two, each unique. */
      choices: readonly string[]
    }
  | {
      name: string
      kind: 'words'
      /** What is to be written, how long at most. */
      asks: string
    }

export type VisionAnswer =
  | { kind: 'statement' /** That it is true, 0–1. */; probability: number }
  | {
      kind: 'choice' /** By choice, 0–1 each; a choice left out has none. */
      probabilities: ReadonlyMap<string, number>
    }
  | { kind: 'words'; words: string }

export interface VisionReply {
  /** By name of the question; null = the model declined to answer it. */
  answers: ReadonlyMap<string, VisionAnswer | null>
  /** By the tokens it reports; null = the model has no known price. */
  costUsd: number | null
  requestId: string | null
}

/** What one call may cost before it is made, US dollars. */
export interface VisionEstimate {
  /** At least; null = the model has no known price. */
  fromUsd: number | null
  /** At most. Without a known price that of the dearest model there is, so that a cap can be kept nevertheless. */
  untilUsd: number
}

/** A model that looks at pictures and answers questions about them. */
export interface VisionModel {
  /** The vendor's id: also names the account in the ledger. */
  readonly provider: string
  readonly model: string
  /** Pictures one call may have, at most. */
  readonly picturesAtOnce: number
  /** @param on `YYYY-MM-DD`: decides which prices apply */
  estimate(pictures: number, questions: readonly VisionQuestion[], on: string): VisionEstimate
  /**
   * One call. Stops promptly on `signal`.
   *
   * @throws ProviderError only; `refused` when the model declines as a whole, `corrupt` when the answer is not in the
   *   form that was asked for
   */
  look(
    pictures: readonly VisionPicture[],
    questions: readonly VisionQuestion[],
    signal: AbortSignal,
  ): Promise<VisionReply>
}

export function dataUrl({ bytes, format }: VisionPicture): string {
  return `data:image/${format};base64,${base64(bytes)}`
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
