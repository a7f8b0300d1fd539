import { unknownWord } from '../../../shared/closest.ts'
import { AppError } from '../../../shared/errors.ts'
import { googleVision } from '../../checks/vision/google.ts'
import { openAiVision } from '../../checks/vision/openai.ts'
import type { VisionModel } from '../../checks/vision/vision-model.ts'
import type { Setting } from '../../providers/setup.ts'

const VISION = {
  openai: { make: openAiVision, keys: ['OPENAI_API_KEY'] },
  google: { make: googleVision, keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] },
} as const

export const VISION_PROVIDERS = Object.keys(VISION) as (keyof typeof VISION)[]

/**
 * Who looks at pictures: whom the author names, else whoever there is a key for.
 *
 * @param model default: the provider's own
 * @throws AppError WRONG_USE for a provider that looks at no pictures, UNAVAILABLE without a key
 */
export function chooseVision(
  setting: Setting,
  provider: string | undefined,
  model: string | undefined,
  now: () => number,
): VisionModel {
  if (provider !== undefined && !(provider in VISION))
    throw unknownWord('provider that looks at pictures', provider, VISION_PROVIDERS)
  const named = provider as keyof typeof VISION | undefined
  const id = named ?? VISION_PROVIDERS.find((one) => hasKey(setting, one)) ?? 'openai'
  if (!hasKey(setting, id)) throw noKey(named ? [named] : VISION_PROVIDERS)
  return VISION[id].make(setting, model, now)
}

function hasKey(setting: Setting, provider: keyof typeof VISION): boolean {
  return VISION[provider].keys.some((name) => setting(name))
}

function noKey(providers: readonly (keyof typeof VISION)[]): AppError {
  const names = providers.map((one) => VISION[one].keys[0]).join(' or ')
  return new AppError('UNAVAILABLE', `There is no key for a model that looks at pictures: ${names} is not set.`, {
    remedy: 'Put it into the environment.',
  })
}
