import { AppError } from '../../../shared/errors.ts'
import { formatUsd } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { readBudgets } from '../budgets.ts'

/**
 * @param neededUsd what the look may cost, at most
 * @param remedies what to do where the cap of the book, or of the day, does not leave so much
 * @throws AppError BUDGET
 */
export function assertAffordable(project: Project, neededUsd: number, remedies: { book: string; day: string }): void {
  const { book, day } = readBudgets(project)
  if (book.leftUsd !== null && book.leftUsd < neededUsd)
    throw new AppError(
      'BUDGET',
      said`The look may cost ${formatUsd(neededUsd)}, and of the cap of the book ${formatUsd(book.leftUsd)} is left.`,
      { remedy: remedies.book },
    )
  if (day.leftUsd !== null && day.leftUsd < neededUsd)
    throw new AppError(
      'BUDGET',
      said`The look may cost ${formatUsd(neededUsd)}, and of the cap of the day ${formatUsd(day.leftUsd)} is left.`,
      { remedy: remedies.day },
    )
}
