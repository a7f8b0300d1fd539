import { unknownWord } from '../../../shared/closest.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { googleVision } from '../../checks/vision/google.ts'
import { type Moderation, pictureModeration } from '../../checks/vision/moderation.ts'
import { openAiVision } from '../../checks/vision/openai.ts'
import type { VisionModel, VisionPicture } from '../../checks/vision/vision-model.ts'
import type { Setting } from '../../providers/setup.ts'
import { settingsOf } from '../provider-settings.ts'

const VISION = {
  openai: { make: openAiVision, keys: ['OPENAI_API_KEY'] },
  google: { make: googleVision, keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] },
} as const

const PROVIDERS = Object.keys(VISION) as (keyof typeof VISION)[]

export interface VisionChoice {
  provider?: string | undefined
  /** Default: the provider's own. */
  model?: string | undefined
  /** Epoch ms; decides which prices apply. */
  now: () => number
}

/**
 * Who looks at pictures: whom the author names, else whoever there is a key for.
 *
 * @throws AppError WRONG_USE for a provider that looks at no pictures, UNAVAILABLE without a key
 */
export function chooseVision(env: NodeJS.ProcessEnv, { provider, model, now }: VisionChoice): VisionModel {
  const setting = settingsOf(env)
  if (provider !== undefined && !(provider in VISION))
    throw unknownWord('provider that looks at pictures', provider, PROVIDERS)
  const named = provider as keyof typeof VISION | undefined
  const id = named ?? PROVIDERS.find((one) => hasKey(setting, one)) ?? 'openai'
  if (!hasKey(setting, id)) throw noKey(named ? [named] : PROVIDERS)
  return VISION[id].make(setting, model, now)
}

/** OpenAI's moderation. @throws AppError UNAVAILABLE without a key */
export function chooseModeration(
  env: NodeJS.ProcessEnv,
): (picture: VisionPicture, signal: AbortSignal) => Promise<Moderation> {
  const setting = settingsOf(env)
  if (!hasKey(setting, 'openai')) throw noKey(['openai'])
  return pictureModeration(setting)
}

function hasKey(setting: Setting, provider: keyof typeof VISION): boolean {
  return VISION[provider].keys.some((name) => setting(name))
}

function noKey(providers: readonly (keyof typeof VISION)[]): AppError {
  const names = providers.map((one) => VISION[one].keys[0]).join(' or ')
  return new AppError('UNAVAILABLE', said`There is no key for a model that looks at pictures: ${names} is not set.`, {
    remedy: said`Put it into the environment.`,
  })
}
