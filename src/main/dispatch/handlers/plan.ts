import type { ParsedInput } from '../../../shared/contract/index.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function planHandlers(desk: Desk): Part<'plan'> {
  const asUsual = <Asked extends ParsedInput<'plan.quote'>>(asked: Asked) => ({
    ...asked,
    pacing: asked.pacing ?? desk.household.settings.read().pacing,
  })
  return {
    'plan.quote': (asked) => desk.book().planner.ask('quote', asUsual(asked)),
    'plan.jobs': async ({ plan, offset, limit }) => {
      const { jobs } = await desk.book().planner.ask('plan', asUsual(plan))
      return { total: jobs.length, jobs: jobs.slice(offset, offset + limit) }
    },
  }
}
