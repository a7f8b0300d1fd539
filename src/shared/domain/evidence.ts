/** Why the app believes something it read out of the script: shown beside the guess, so that it can be corrected. */
export interface Evidence {
  /** The guess this supports: `place`, `time-of-day`, `speaker`, `acting`, `mood`, `shot`, `beat` … */
  about: string
  /** The words of the script that gave rise to it, as they stand there. Empty when the rule needs none. */
  words: string
  /** Name of the rule, kebab-case: `said-verb-before`, `two-person-alternation`, `pronoun-point-of-view` … */
  rule: string
  /** 0–1. Below `SURE` the guess is shown as unsure. */
  confidence: number
  /** Who or what it may be otherwise, the likeliest first: ids as the guess itself has. Absent where none was weighed. */
  instead?: string[]
}

/** A guess with less confidence than this wants checking: another reader could read it otherwise. */
export const SURE = 0.7
