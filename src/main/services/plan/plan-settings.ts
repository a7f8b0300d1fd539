import { closest, unknownWord } from '../../../shared/closest.ts'
import type { Tuning } from '../../../shared/domain/generation.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { findModel, modelEnd, modelsOf } from '../../providers/catalogue/catalogue.ts'
import type { Capabilities, ImageProvider } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import type { PlanOptions } from '../planning.ts'
import { findWorkflow } from '../workflows.ts'
import { nearestSizes } from './nearest-sizes.ts'

/** The options of a plan with everything filled in. */
export interface PlanSettings {
  chapters: string[] | null
  styles: string[]
  languages: string[]
  images: number
  provider: string
  model: string
  quality: string | null
  size: { width: number; height: number } | null
  /** As the author gave it, with what has no effect. */
  tuning: Tuning
  /** Through the provider's overnight service. */
  overnight: boolean
}

/**
 * Fills in what was left out, and refuses what no picture could be made with.
 *
 * @param today `YYYY-MM-DD`
 * @throws AppError WRONG_USE
 */
export function settlePlan(project: Project, options: PlanOptions, today: string): PlanSettings {
  assertChapters(project, options.chapters ?? [])
  const { provider } = options
  const { model, quality } = settleModel(options, today)
  if (options.overnight) assertOvernight(options.provider, model)
  const can = provider.capabilities(model)
  if (options.size) assertSize(options.size, model, can, quality)
  const languages = options.languages?.length ? options.languages : [project.book.settings().language]
  return {
    chapters: options.chapters ? [...new Set(options.chapters)] : null,
    styles: [...new Set(options.styles)],
    languages: [...new Set(languages)],
    images: options.images ?? 1,
    provider: provider.id,
    model,
    quality,
    size: options.size ?? null,
    tuning: { ...options.tuning, ...workflowFor(project, options, can) },
    overnight: options.overnight ?? false,
  }
}

/** @throws AppError WRONG_USE */
function assertOvernight(provider: ImageProvider, model?: string): void {
  if (!provider.overnight)
    throw new AppError('WRONG_USE', said`${provider.name} has no overnight service.`, {
      remedy: said`Leave --overnight out, or choose a provider that has one: panelwright provider list names them.`,
    })
  if (model !== undefined && findModel(provider.id, model)?.overnight === false)
    throw new AppError('WRONG_USE', said`${provider.name} does not take ${model} overnight.`, {
      remedy: said`Leave --overnight out, or choose another model.`,
    })
}

function workflowFor(project: Project, { provider, workflow }: PlanOptions, { tuning }: Capabilities): Tuning {
  if (workflow === undefined) return {}
  if (!tuning.includes('workflow'))
    throw new AppError('WRONG_USE', said`${provider.name} does not work with workflows.`, {
      remedy: said`Add --provider comfyui, or leave --workflow out.`,
    })
  return { workflow: findWorkflow(project, workflow) }
}

function assertChapters(project: Project, chapters: readonly string[]): void {
  const unknown = chapters.length > 0 ? project.script.unknownChapters(chapters) : []
  if (unknown.length === 0) return
  const known = project.script.chapters().map(({ number }) => number)
  throw new AppError('WRONG_USE', said`There is no chapter ${unknown.join(', ')}.`, {
    remedy: said`The book has: ${known.join(', ') || 'none yet'}.`,
  })
}

/**
 * The model and its quality, filled in.
 *
 * @throws AppError WRONG_USE
 */
export function settleModel(
  options: Pick<PlanOptions, 'provider' | 'model' | 'quality'>,
  today: string,
): { model: string; quality: string | null } {
  const model = modelFor(options, today)
  return { model, quality: qualityFor(options, model, options.provider.capabilities(model)) }
}

function modelFor({ provider, model }: Pick<PlanOptions, 'provider' | 'model'>, today: string): string {
  if (model !== undefined && provider.onlyTheseModels && !provider.models.includes(model))
    throw unknownWord('model', model, provider.models)
  const chosen = model ?? provider.models[0]!
  const end = modelEnd(provider.id, chosen, today)
  if (end?.state !== 'gone') return chosen
  throw new AppError('WRONG_USE', said`${chosen} was shut down on ${end.day}.`, {
    remedy: insteadOf(provider.id, chosen, today),
  })
}

/** `Use gpt-image-2.5-flare instead: --model gpt-image-2.5-flare.` */
export function insteadOf(provider: string, model: string, today: string): string {
  const next = modelsOf(provider, today).find((one) => one !== model && modelEnd(provider, one, today) === null)
  return next === undefined ? said`Choose another model.` : said`Use ${next} instead: --model ${next}.`
}

function qualityFor(
  { provider, quality }: Pick<PlanOptions, 'provider' | 'quality'>,
  model: string,
  { qualities }: Capabilities,
): string | null {
  if (quality === undefined) return qualities[0] ?? null
  if (qualities.includes(quality)) return quality
  const near = closest(quality, qualities)
  if (qualities.length > 0)
    throw new AppError('WRONG_USE', said`${model} has no quality "${quality}".`, {
      remedy: near ? said`Did you mean ${near}?` : said`It has: ${qualities.join(', ')}.`,
    })
  throw new AppError('WRONG_USE', said`${provider.name} has no qualities to choose from.`, {
    remedy: said`Leave --quality out.`,
  })
}

function assertSize(
  size: { width: number; height: number },
  model: string,
  { sizes }: Capabilities,
  quality: string | null,
): void {
  if (fitsSize(size, sizes, quality)) return
  const nearest = nearestSizes(size, sizes, quality).map(({ width, height }) => `${width}x${height}`)
  const inQuality = quality !== null && sizes.kind === 'list' && sizes.scale?.[quality] ? ` in ${quality}` : ''
  throw new AppError('WRONG_USE', said`${model} has no size of ${size.width}x${size.height}${inQuality}.`, {
    remedy: said`The nearest it has: ${nearest.join(', ')}. Without --size each panel gets the one nearest to its place on the page.`,
  })
}
