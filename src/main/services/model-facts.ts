import { aspectOf } from '../../comic/geometry.ts'
import type { ModelFacts } from '../../shared/contract/index.ts'
import type { TuningName } from '../../shared/domain/generation.ts'
import { said } from '../../shared/said/said.ts'
import { SHEET_LIMITS } from '../../shared/sheet/limits.ts'
import { findModel, promptLimits } from '../providers/catalogue/catalogue.ts'
import { type Price, priceOf } from '../providers/catalogue/price.ts'
import type { Capabilities, ImageProvider, SizeRule } from '../providers/provider.ts'
import { drawableSizes } from './plan/drawable-sizes.ts'
import { pictureSize, usualSize } from './plan/picture-size.ts'
import { settleModel } from './plan/plan-settings.ts'
import type { PlanOptions } from './planning.ts'

interface Size {
  width: number
  height: number
}

/**
 * Everything controls need to know of one model, from the catalogue and the adapter; nobody is asked.
 *
 * @param today `YYYY-MM-DD`: decides which prices apply
 * @throws AppError WRONG_USE for a model or quality that does not exist
 */
export function modelFacts(
  provider: ImageProvider,
  asked: Pick<PlanOptions, 'model' | 'quality' | 'size'>,
  today: string,
): ModelFacts {
  const { model, quality } = settleModel({ provider, ...asked }, today)
  const can = provider.capabilities(model)
  const entry = findModel(provider.id, model)
  const { max, unit } = promptLimits(provider.id, model, can)
  const usual = usualSize(can.sizes, quality)
  const price = (size: Size, quality: string | null): Price | null =>
    provider.free ? { fromUsd: 0, untilUsd: 0 } : priceOf({ provider: provider.id, model, quality, ...size, on: today })
  return {
    provider: provider.id,
    name: provider.name,
    free: provider.free,
    model,
    qualities: can.qualities.map((id) => ({ id, price: price(sizeIn(can.sizes, asked.size ?? usual, id), id) })),
    quality,
    shapes: shapesOf(can.sizes, quality).map((shape) => ({ ...shape, price: price(shape, quality) })),
    anySize: can.sizes.kind === 'free' ? anySize(can.sizes) : null,
    usual,
    // What a sheet takes is the lesser limit of some models.
    prompt: unit === 'characters' ? { most: Math.min(max, SHEET_LIMITS.prompt), unit } : { most: max, unit },
    controls: controlsOf(provider, model, can),
    shutdownOn: entry?.shutdownOn ?? null,
    pricesOf: entry?.checkedOn ?? null,
  }
}

/** The nearest a quality has to a size: some vendors' qualities are resolutions. */
function sizeIn(rule: SizeRule, size: Size, quality: string): Size {
  return rule.kind === 'free' ? size : pictureSize(rule, aspectOf(size), quality)
}

function anySize({ multipleOf, minPixels, maxPixels, minRatio, maxRatio, maxSide }: SizeRule & { kind: 'free' }) {
  return { multipleOf, minPixels, maxPixels, minRatio, maxRatio, maxSide: maxSide ?? null }
}

/** Ratios people know, from tall to wide. */
const RATIOS: readonly (readonly [number, number])[] = [
  [9, 21],
  [1, 2],
  [9, 16],
  [2, 3],
  [3, 4],
  [4, 5],
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 9],
  [2, 1],
  [21, 9],
]
/** Of models that take any size, these are offered. */
const OFFERED = new Set(['9:16', '2:3', '3:4', '1:1', '4:3', '3:2', '16:9'])
/** Rounded to whole steps of pixels, a ratio may be off by so much and still be called by its name. */
const NEAR = 0.01

function shapesOf(rule: SizeRule, quality: string | null): Omit<ModelFacts['shapes'][number], 'price'>[] {
  const sizes =
    rule.kind === 'list'
      ? drawableSizes(rule, quality)
      : RATIOS.filter((ratio) => OFFERED.has(ratio.join(':')))
          .map(([width, height]) => width / height)
          .filter((aspect) => aspect >= rule.minRatio && aspect <= rule.maxRatio)
          .map((aspect) => pictureSize(rule, aspect, quality))
  return sizes.map(({ width, height }) => ({ width, height, ...ratioOf(width / height) }))
}

function ratioOf(aspect: number): { ratio: string; exact: boolean } {
  const distance = ([width, height]: readonly [number, number]) => Math.abs(Math.log(width / height / aspect))
  const nearest = RATIOS.toSorted((a, b) => distance(a) - distance(b))[0]!
  return { ratio: nearest.join(':'), exact: distance(nearest) < NEAR }
}

type Control = ModelFacts['controls'][number]

const TUNING: Readonly<Record<TuningName, Control['control']>> = {
  steps: 'steps',
  guidance: 'guidance',
  sampler: 'sampler',
  scheduler: 'scheduler',
  denoise: 'denoise',
  referenceWeight: 'reference-weight',
  workflow: 'workflow',
}

function controlsOf(provider: ImageProvider, model: string, can: Capabilities): Control[] {
  const control = (name: Control['control'], works: boolean, why: string, most: number | null = null): Control => ({
    control: name,
    works,
    why: works ? null : why,
    most: works ? most : null,
  })
  const takesNight = provider.overnight !== undefined && findModel(provider.id, model)?.overnight !== false
  return [
    control('quality', can.qualities.length > 0, said`${model} has one quality only.`),
    control('size', can.sizes.kind === 'free' || can.sizes.sizes.length > 1, said`${model} has one size only.`),
    control('references', can.references > 0, said`${model} takes no reference pictures.`, can.references),
    control('seed', can.seed, said`${model} takes no seed: the same picture cannot be made twice.`),
    control(
      'negative-prompt',
      can.negativePrompt,
      said`${model} takes no negative prompt: it is said in words instead.`,
    ),
    control(
      'overnight',
      takesNight,
      provider.overnight === undefined
        ? said`${provider.name} has no overnight service.`
        : said`${provider.name} does not take ${model} overnight.`,
    ),
    control('preview', provider.previews === true, said`${provider.name} shows nothing before the picture is done.`),
    ...Object.entries(TUNING).map(([name, as]) =>
      control(as, can.tuning.includes(name as TuningName), said`${provider.name} has no such setting.`),
    ),
  ]
}
