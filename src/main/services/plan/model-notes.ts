import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
import { modelEnd } from '../../providers/catalogue/catalogue.ts'
import type { Capabilities } from '../../providers/provider.ts'
import { withoutEffect } from '../../providers/without-effect.ts'
import { insteadOf, type PlanSettings } from './plan-settings.ts'

/**
 * What an author should know about the model of a plan, whatever the panels.
 *
 * @param today `YYYY-MM-DD`
 */
export function modelNotes(settings: PlanSettings, can: Capabilities, today: string): Diagnostic[] {
  return [...endingModel(settings, today), ...unheeded(settings, can)]
}

/** A model that the vendor shuts down soon: pictures of it cannot be made again afterwards. */
function endingModel({ provider, model }: PlanSettings, today: string): Diagnostic[] {
  const end = modelEnd(provider, model, today)
  if (end === null) return []
  return [
    {
      severity: 'warning',
      code: 'model-ends',
      file: '',
      line: 0,
      message: said`${model} is shut down on ${end.day}; after that no picture can be made with it.`,
      remedy: insteadOf(provider, model, today),
    },
  ]
}

/** What the author may count on and the model does not heed, once for all pictures. */
function unheeded({ provider, model, tuning, quality }: PlanSettings, can: Capabilities): Diagnostic[] {
  if (can.staged) return []
  const names = withoutEffect({ negativePrompt: '', references: [], quality, tuning }, can)
  if (names.length === 0) return []
  return [
    {
      severity: 'info',
      code: 'without-effect',
      file: '',
      line: 0,
      message:
        names.length === 1
          ? said`${provider} takes no ${names[0]} with ${model}: it has no effect.`
          : said`${provider} takes none of these with ${model}, and they have no effect: ${names.join(', ')}.`,
      remedy: names.includes('seed')
        ? said`Without a seed the same picture cannot be made twice; references keep people alike.`
        : said`Leave them out, or choose a provider that takes them.`,
    },
  ]
}
