import { planBatch } from '../../services/planning.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'
import { planOptionsFrom } from './plan-options.ts'

export function planHandlers(desk: Desk): Part<'plan'> {
  return {
    'plan.quote': (asked) => {
      const { quote, settings, diagnostics } = planBatch(desk.book().project, planOptionsFrom(desk, asked))
      const { provider, model, quality } = settings
      return { quote, provider, model, quality, diagnostics }
    },
    'plan.jobs': ({ plan, offset, limit }) => {
      const { jobs } = planBatch(desk.book().project, planOptionsFrom(desk, plan))
      return { total: jobs.length, jobs: jobs.slice(offset, offset + limit) }
    },
  }
}
