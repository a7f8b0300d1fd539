import type { ParsedInput } from '../../../shared/contract/index.ts'
import { planOptions } from '../../services/planner/answer.ts'
import type { PlanOptions } from '../../services/planning.ts'
import type { Desk } from '../desk.ts'

/** What was asked for, with the provider itself in place of its id. @throws AppError WRONG_USE, BAD_INPUT */
export function planOptionsFrom({ household }: Desk, asked: ParsedInput<'plan.quote'>): PlanOptions {
  return planOptions(household, { ...asked, pacing: asked.pacing ?? household.settings.read().pacing })
}
