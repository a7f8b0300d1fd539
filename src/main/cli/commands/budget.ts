import { InvalidArgumentError } from 'commander'
import { counted, formatUsd } from '../../../shared/quantities.ts'
import type { BudgetState, Budgets } from '../../services/budgets.ts'
import { command, type DefineCommand, decimal } from '../command.ts'
import { table } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'

interface BudgetFlags {
  book?: number | 'none'
  day?: number | 'none'
}

export const budgetCommand: DefineCommand = (cli) =>
  command('budget <project>', 'Show or set the caps on money: for the whole book, for one day', [
    'budget tide.panelwright --book 40 --day 5',
    'budget tide.panelwright --day none',
  ])
    .option('--book <usd>', 'never spend more on this book; none = no cap', capOrNone)
    .option('--day <usd>', 'never spend more in a calendar day; none = no cap', capOrNone)
    .action((folder: string, flags: BudgetFlags) => {
      const change = { bookUsd: capOf(flags.book), dayUsd: capOf(flags.day) }
      const isChange = change.bookUsd !== undefined || change.dayUsd !== undefined
      return withProject(cli, folder, isChange ? 'own' : 'read', 'budget', async (project) => {
        const { readBudgets, setBudgets } = await import('../../services/budgets.ts')
        const before = readBudgets(project)
        const budgets = isChange ? setBudgets(project, change) : before
        cli.output.record(budgets)
        cli.output.text(budgetLines(budgets, before))
      })
    })

/** Null = no cap, undefined = nothing was said. */
function capOf(flag: number | 'none' | undefined): number | null | undefined {
  return flag === 'none' ? null : flag
}

function capOrNone(value: string): number | 'none' {
  if (value === 'none') return value
  try {
    return decimal(0)(value)
  } catch {
    throw new InvalidArgumentError('Give dollars, such as 5 or 2.50, or none.')
  }
}

function budgetLines(now: Budgets, before: Budgets): string[] {
  const rows = (['book', 'day'] as const).map((of) => [
    of === 'book' ? 'Book' : 'Today',
    capWords(now[of].capUsd) + (now[of].capUsd === before[of].capUsd ? '' : ` (was ${capWords(before[of].capUsd)})`),
    spentWords(now[of]),
  ])
  const { unpricedCalls } = now.book
  const notes =
    unpricedCalls === 0 ? [] : [`${counted(unpricedCalls, 'call')} of unknown price count for nothing in these sums.`]
  return [...table(rows), ...notes]
}

function capWords(capUsd: number | null): string {
  return capUsd === null ? 'no cap' : `cap ${formatUsd(capUsd)}`
}

function spentWords({ spentUsd, maybeUsd, runningUsd, leftUsd }: BudgetState): string {
  return [
    `${formatUsd(spentUsd)} spent`,
    ...(maybeUsd > 0 ? [`perhaps ${formatUsd(maybeUsd)} more`] : []),
    ...(runningUsd > 0 ? [`${formatUsd(runningUsd)} under way`] : []),
    ...(leftUsd === null ? [] : [`${formatUsd(leftUsd)} left`]),
  ].join(' · ')
}
