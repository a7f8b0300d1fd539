import { unknownWord } from '../../../shared/closest.ts'
import { said } from '../../../shared/said/said.ts'
import type { Size } from '../../imagery/shape.ts'
import type { GenerationDefaults } from '../../imagery/target.ts'
import { findModel, modelEnd, modelsOf } from '../../providers/catalogue/catalogue.ts'
import type { Capabilities, ImageProvider, SizeRule } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import { nearestSizes } from '../plan/nearest-sizes.ts'
import { pictureSize } from '../plan/picture-size.ts'

/** What the author says on the command line; wins over every file. */
export interface ModelWishes {
  provider?: string | undefined
  model?: string | undefined
  quality?: string | undefined
}

export type SettledModel =
  | {
      ok: true
      provider: ImageProvider
      model: string
      quality: string | null
      can: Capabilities
      /** What was put in the place of what the file names. */
      notes: { code: 'imagery-model' | 'imagery-quality' | 'imagery-provider'; message: string }[]
    }
  | { ok: false; provider: string; model: string; quality: string | null; why: string }

/**
 * Provider, model and quality for the pictures of a file. A model that is shut down gives way to its successor.
 *
 * @param today `YYYY-MM-DD`
 */
export function settleModel(
  defaults: GenerationDefaults,
  wishes: ModelWishes,
  providers: readonly ImageProvider[],
  today: string,
): SettledModel {
  const notes: Extract<SettledModel, { ok: true }>['notes'] = []
  const named = wishes.provider ?? defaults.provider
  const ownProvider = defaults.provider === null ? null : providerNamed(defaults.provider, providers)
  const provider = named === null ? null : providerNamed(named, providers)
  if (!provider) {
    const why = named === null ? said`The file names no provider.` : said`Panelwright has no provider called ${named}.`
    return { ok: false, provider: named ?? '', model: defaults.model ?? '', quality: defaults.quality, why }
  }
  if (named !== provider.id)
    notes.push({
      code: 'imagery-provider',
      message: said`The file names ${named} as its provider; ${provider.id} is meant.`,
    })
  const isOwn = ownProvider === provider
  const wanted = wishes.model ?? (isOwn ? defaults.model : null)
  const model = wanted === null ? provider.models[0]! : livingModel(provider, wanted, today)
  if (wanted !== null && model !== wanted) {
    const end = modelEnd(provider.id, wanted, today)
    notes.push({
      code: 'imagery-model',
      message:
        end?.state === 'gone'
          ? said`${wanted} was shut down on ${end.day}; ${model} takes its place.`
          : said`${wanted} is none that ${provider.id} has; ${model} takes its place.`,
    })
  }
  const can = provider.capabilities(model)
  const wantedQuality = wishes.quality ?? defaults.quality
  const quality = wantedQuality === null ? (can.qualities[0] ?? null) : qualityNamed(wantedQuality, can.qualities)
  if (wantedQuality !== null && quality !== wantedQuality && can.qualities.length > 0)
    notes.push({
      code: 'imagery-quality',
      message: said`${model} has no quality called ${wantedQuality}; ${quality} takes its place.`,
    })
  return { ok: true, provider, model, quality, can, notes }
}

/** Names authors and other tools use for a provider. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  gemini: 'google',
  'google-gemini': 'google',
  'google-ai': 'google',
  'open-ai': 'openai',
  'dall-e': 'openai',
  dalle: 'openai',
  automatic1111: 'a1111',
}

/** @throws AppError WRONG_USE for a provider that is said and that there is not, with the one that was probably meant */
export function assertProvider({ provider }: ModelWishes, providers: readonly ImageProvider[]): void {
  if (provider === undefined || providerNamed(provider, providers) !== null) return
  throw unknownWord(
    'provider',
    provider,
    providers.map(({ id }) => id),
  )
}

/** By id, by a usual name, or by the name of one of its models. */
function providerNamed(name: string, providers: readonly ImageProvider[]): ImageProvider | null {
  const id = ALSO_CALLED[name.toLowerCase()] ?? name.toLowerCase()
  const byId = providers.find((provider) => provider.id === id)
  if (byId) return byId
  return providers.find((provider) => findModel(provider.id, name)?.model === name) ?? null
}

/** The model itself while it lives; then the same without `-preview`, then the first of its provider. */
function livingModel(provider: ImageProvider, model: string, today: string): string {
  const isGone = modelEnd(provider.id, model, today)?.state === 'gone'
  if (!isGone && !(provider.onlyTheseModels && !provider.models.includes(model))) return model
  const living = modelsOf(provider.id, today)
  const released = model.replace(/-preview(?:-[\d-]+)?$/, '')
  return living.includes(released) ? released : (living[0] ?? provider.models[0]!)
}

/** What tiers are called, from cheap to dear; those of one rank mean the same. */
const RANKS: readonly (readonly string[])[] = [
  ['draft', 'low', 'auto'],
  ['standard', 'medium', 'normal'],
  ['hd', 'high', 'ultra', 'best'],
]

/** The tier of that name or of the same rank; the cheapest for a name nobody knows. */
function qualityNamed(wanted: string, qualities: readonly string[]): string | null {
  if (qualities.length === 0) return null
  const same = qualities.find((quality) => quality.toLowerCase() === wanted.toLowerCase())
  if (same) return same
  const rank = RANKS.findIndex((names) => names.includes(wanted.toLowerCase()))
  if (rank < 0) return qualities[0]!
  const known = qualities.find((quality) => RANKS[rank]!.includes(quality))
  // Tiers that are resolutions: high is the second, because the third costs twice as much and no file asks for its size.
  return known ?? qualities[Math.min(rank === 2 ? 1 : 0, qualities.length - 1)]!
}

export interface SettledSize extends Size {
  /** What the file asks for; null where it names a shape only, or nothing. */
  asked: Size | null
  /** Width divided by height that the picture is cut to; null = it stays as it comes. */
  cropTo: number | null
}

/** Shapes that differ by less are the same to the eye. */
const SAME_SHAPE = 0.004

/** The size to ask for: the one wanted, or the nearest the model has, to be cut to the shape wanted. */
export function settleSize(asked: Size | null, aspect: number, rule: SizeRule, quality: string | null): SettledSize {
  const size =
    asked === null
      ? pictureSize(rule, aspect, quality)
      : fitsSize(asked, rule, quality)
        ? asked
        : (nearestSizes(asked, rule, quality)[0] ?? pictureSize(rule, asked.width / asked.height, quality))
  const wanted = asked === null ? aspect : asked.width / asked.height
  const differs = Math.abs(Math.log(size.width / size.height / wanted)) > SAME_SHAPE
  return { width: size.width, height: size.height, asked, cropTo: differs ? wanted : null }
}
