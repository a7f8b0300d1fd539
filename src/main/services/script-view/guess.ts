import { type Evidence, SURE } from '../../../shared/domain/evidence.ts'

/** Something read out of the script, with why it is believed. */
export interface Guess<Value> {
  value: Value
  /** The words of the script it rests on; empty where the rule needs none. */
  words: string
  /** `author` for what the author corrected; empty for what was not guessed. */
  rule: string
  /** 0–1. */
  confidence: number
  /** Another reader could read it otherwise. */
  unsure: boolean
  /** Whom or what the breakdown weighed beside it, by id, the likeliest first. */
  instead?: readonly string[]
}

/** A guess with the evidence it rests on. Without any it stands in the script and is sure. */
export function guess<Value>(value: Value, evidence: Evidence | undefined): Guess<Value> {
  const { words = '', rule = '', confidence = 1, instead } = evidence ?? {}
  return {
    value,
    words,
    rule,
    confidence: Math.round(confidence * 100) / 100,
    unsure: confidence < SURE,
    ...(instead && { instead }),
  }
}
