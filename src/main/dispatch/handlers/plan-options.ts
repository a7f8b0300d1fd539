import type { ParsedInput } from '../../../shared/contract/index.ts'
import { chooseProvider } from '../../services/choose-provider.ts'
import type { PlanOptions } from '../../services/planning.ts'
import type { Desk } from '../desk.ts'

type Asked = Omit<ParsedInput<'plan.quote'>, never>

/** What was asked for, with the provider itself in place of its id. @throws AppError WRONG_USE, BAD_INPUT */
export function planOptionsFrom({ household }: Desk, { provider, tuning, ...rest }: Asked): PlanOptions {
  return {
    ...rest,
    pacing: rest.pacing ?? household.settings.read().pacing,
    provider: chooseProvider(provider, household.env),
    tuning: tuning && withoutGaps(tuning),
  }
}

/** What is not said must not be there: it would be another key. */
function withoutGaps<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}
