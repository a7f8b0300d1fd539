import type { Project } from '../open-project.ts'
import { startOfDay } from '../queue/clock.ts'
import { queueStore } from '../store/queue/index.ts'
import type { Spent } from '../store/queue/ledger.ts'

/** One cap of the book beside what counts against it, US dollars. */
export interface BudgetState {
  /** Null = none is set. */
  capUsd: number | null
  /** Charged for certain, as far as prices are known. */
  spentUsd: number
  /** Estimates of calls that were cut off and may have been billed. They count as spent. */
  maybeUsd: number
  /** Estimates of what is under way now. */
  runningUsd: number
  /** Charged calls whose price nobody knows; they count for nothing. */
  unpricedCalls: number
  /** What is left of the cap, never less than 0; null = no cap. */
  leftUsd: number | null
}

export interface Budgets {
  /** For the whole book. */
  book: BudgetState
  /** For one calendar day where the author is. */
  day: BudgetState
}

export function readBudgets(project: Project): Budgets {
  const { ledger, jobs } = queueStore(project.store.sqlite)
  const { budgetUsd, dayBudgetUsd } = project.book.settings()
  const runningUsd = jobs.runningUsd(null)
  return {
    book: stateOf(budgetUsd, ledger.spentInBook(), runningUsd),
    day: stateOf(dayBudgetUsd, ledger.spentSince(startOfDay(project.now())), runningUsd),
  }
}

function stateOf(capUsd: number | null, { chargedUsd, maybeUsd, unpricedCalls }: Spent, runningUsd: number) {
  const leftUsd = capUsd === null ? null : Math.max(0, capUsd - chargedUsd - maybeUsd - runningUsd)
  return { capUsd, spentUsd: chargedUsd, maybeUsd, runningUsd, unpricedCalls, leftUsd }
}

/** What to change; absent = leave it, null = no cap. */
export interface BudgetChange {
  bookUsd?: number | null | undefined
  dayUsd?: number | null | undefined
}

/**
 * Sets caps that hold from the next picture on, whichever command asks for it.
 *
 * @throws AppError READ_ONLY
 */
export function setBudgets(project: Project, { bookUsd, dayUsd }: BudgetChange): Budgets {
  if (project.readOnly) throw project.readOnly
  project.book.change({
    ...(bookUsd === undefined ? {} : { budgetUsd: bookUsd }),
    ...(dayUsd === undefined ? {} : { dayBudgetUsd: dayUsd }),
  })
  return readBudgets(project)
}
