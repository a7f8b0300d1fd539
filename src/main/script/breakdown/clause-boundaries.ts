import type { Mention } from './cast.ts'
import { COORDINATORS, SUBORDINATORS } from './lexicon/function-words.ts'
import type { Token } from './tokens.ts'

/** The name that a token belongs to. */
export const mentionAt = (mentions: readonly Mention[], i: number): Mention | undefined =>
  mentions.find((mention) => i >= mention.first && i <= mention.last)

/** «the March Hare and the Hatter»: one subject. */
export function joinsNames(tokens: readonly Token[], mentions: readonly Mention[], i: number): boolean {
  if (tokens[i]!.lower !== 'and' || !mentionAt(mentions, i - 1)) return false
  return mentionAt(mentions, i + 1) !== undefined
}

/** Where one clause may end and another begin. */
export const isBoundary = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i]!
  if (!token.word) return /[,;:—–()]/.test(token.text)
  return COORDINATORS.has(token.lower) || SUBORDINATORS.has(token.lower)
}
