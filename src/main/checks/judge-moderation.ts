import { FLAGGED_FROM, type TakeFinding } from '../../shared/domain/take-check.ts'
import type { Moderation } from './vision/moderation.ts'

/** What the vendor's rules say of a picture, as a finding. */
export function judgeModeration({ flagged, categories }: Moderation): TakeFinding {
  const named = categories.filter((category) => category.flagged)
  const score = Math.max(0, ...(flagged ? named : categories).map((category) => category.score))
  if (!flagged) return { kind: 'moderation', probability: score, message: '' }
  const words = named.map(({ name, score }) => `${name} (${Math.round(score * 100)} %)`).join(', ')
  // The vendor flags some categories at low scores: what it flags is shown, whatever the score.
  return {
    kind: 'moderation',
    probability: Math.max(FLAGGED_FROM, score),
    message: `OpenAI’s moderation flags it${words === '' ? '' : ` for ${words}`}.`,
  }
}
