/** What a look at a picture may find wrong. Flags for the author, never a rejection. */
export const TAKE_CHECKS = ['people', 'text', 'outfit', 'style', 'moderation'] as const
export type TakeCheckKind = (typeof TAKE_CHECKS)[number]

/** From this probability on a finding is shown. */
export const FLAGGED_FROM = 0.5

/** One thing that a look at a picture found, or found to be well. */
export interface TakeFinding {
  kind: TakeCheckKind
  /** That something is wrong, 0–1. */
  probability: number
  /** What was seen, in a sentence of ours; empty when all is well. */
  message: string
}
