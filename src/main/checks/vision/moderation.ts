import { openAiAddress } from '../../providers/openai/account.ts'
import { ask } from '../../providers/openai/client.ts'
import type { Setting } from '../../providers/setup.ts'
import { isObject, isProbability, notAsAsked } from './read-answers.ts'
import { dataUrl, type VisionPicture } from './vision-model.ts'

/** Free of charge, and one picture a call. */
export const MODERATION_MODEL = 'omni-moderation-latest'

/** What the vendor's own rules say of a picture. */
export interface Moderation {
  flagged: boolean
  /** Categories in our words, the gravest first, with how sure the model is, 0–1. Only those that it judges pictures by. */
  categories: { name: string; score: number; flagged: boolean }[]
}

/** The categories that are judged by pictures at all; the others go by words. */
const OF_PICTURES: Record<string, string> = {
  'self-harm': 'self-harm',
  'self-harm/intent': 'self-harm that is meant',
  'self-harm/instructions': 'self-harm that is taught',
  sexual: 'sexual content',
  violence: 'violence',
  'violence/graphic': 'graphic violence',
}

/** @throws the returned function ProviderError only */
export function pictureModeration(
  setting: Setting,
): (picture: VisionPicture, signal: AbortSignal) => Promise<Moderation> {
  return async (picture, signal) => {
    const input = [{ type: 'image_url' as const, image_url: { url: dataUrl(picture) } }]
    const { data, requestId } = await ask(
      openAiAddress(setting),
      { signal },
      (client, options) => client.moderations.create({ model: MODERATION_MODEL, input }, options),
      { model: MODERATION_MODEL },
    )
    const result: unknown = isObject(data) && Array.isArray(data.results) ? data.results[0] : null
    if (!isObject(result) || !isObject(result.category_scores) || !isObject(result.categories))
      throw notAsAsked('no result', { costUsd: 0, requestId })
    const { categories, category_scores: scores } = result as { categories: object; category_scores: object }
    const judged = Object.entries(OF_PICTURES).flatMap(([id, name]) => {
      const score = (scores as Record<string, unknown>)[id]
      return isProbability(score)
        ? [{ name, score, flagged: (categories as Record<string, unknown>)[id] === true }]
        : []
    })
    return {
      flagged: result.flagged === true,
      categories: judged.sort((a, b) => Number(b.flagged) - Number(a.flagged) || b.score - a.score),
    }
  }
}
