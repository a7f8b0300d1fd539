import type { Project } from '../open-project.ts'
import { SETUPS } from '../providers/registry.ts'
import { workflowFiles } from '../store/workflows.ts'
import type { PlanSettings } from './plan/plan-settings.ts'

/** Draws where no provider is named. */
const USUAL_PROVIDER = SETUPS[0]!.id

/** Numbers and words of local servers by their options. */
const TUNING_OPTIONS = {
  steps: '--steps',
  guidance: '--guidance',
  sampler: '--sampler',
  scheduler: '--scheduler',
  denoise: '--denoise',
  referenceWeight: '--reference-weight',
} as const

/**
 * The options of `generate` that ask for more of what a batch asked for: who draws, with which model, how. With others
 * every picture would be another one, and be paid for again.
 *
 * @param settings of the batch, as far as it has them; books of older versions have fewer
 */
export function askedOptions(settings: Partial<PlanSettings>, { folder }: Pick<Project, 'folder'>): string[] {
  const { provider = USUAL_PROVIDER, model, quality, size, images = 1, tuning = {}, overnight } = settings
  if (provider === USUAL_PROVIDER) return images > 1 ? ['--images', String(images)] : []
  const tuned = Object.entries(TUNING_OPTIONS).flatMap(([name, option]) => {
    const value = tuning[name as keyof typeof TUNING_OPTIONS]
    return value === undefined ? [] : [option, String(value)]
  })
  const workflow =
    tuning.workflow &&
    workflowFiles(folder)
      .all()
      .find(({ hash }) => tuning.workflow?.hash === hash)
  return [
    ...['--provider', provider],
    ...(model === undefined ? [] : ['--model', model]),
    ...(quality == null ? [] : ['--quality', quality]),
    ...(size == null ? [] : ['--size', `${size.width}x${size.height}`]),
    ...(images > 1 ? ['--images', String(images)] : []),
    ...tuned,
    ...(workflow ? ['--workflow', workflow.name] : []),
    ...(overnight ? ['--overnight'] : []),
  ]
}
