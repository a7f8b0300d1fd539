import type { PromptLimits } from '../../shared/domain/prompt.ts'

/** CLIP reads 77 tokens, two of which mark the start and the end. */
const CLIP_FRAME = 2
/** Letters of a Latin word that make one token. Rare words break up sooner than common ones; this errs on the long side. */
const LETTERS_A_TOKEN = 6
/** Other scripts are read byte by byte. */
const TOKENS_A_FOREIGN_LETTER = 2

/** Length of a prompt in a model's unit. CLIP tokens are an estimate on the safe side. */
export function promptLength(text: string, unit: PromptLimits['unit']): number {
  return unit === 'characters' ? text.length : clipTokens(text)
}

function clipTokens(text: string): number {
  let tokens = CLIP_FRAME
  for (const [piece] of text.matchAll(/[\p{Script=Latin}\p{M}]+|\p{L}|\p{N}|[^\s\p{L}\p{N}]+/gu)) {
    if (/^\p{Script=Latin}/u.test(piece)) tokens += Math.ceil(piece.length / LETTERS_A_TOKEN)
    else tokens += /^\p{L}/u.test(piece) ? TOKENS_A_FOREIGN_LETTER : 1
  }
  return tokens
}
