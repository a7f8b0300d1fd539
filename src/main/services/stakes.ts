import type { RouteOutput } from '../../shared/contract/index.ts'
import type { Project } from '../open-project.ts'
import { OF_TRASHED_PANEL } from '../store/queue/jobs.ts'
import { waitingForWord } from './begun-work.ts'
import { readBudgets } from './budgets.ts'

export type Stakes = RouteOutput<'batch.stakes'>

/**
 * What going on, or trying again, may cost, and the caps that hold it back: what buttons say that spend money. Looks at
 * no file and at no panel, so that it may be asked for whenever the queue moves.
 */
export function stakesOf(project: Project): Stakes {
  const { sqlite } = project.store
  const { book, day } = readBudgets(project)
  return {
    waiting: waitingForWord(project),
    failed: sqlite
      .prepare(
        `select count(*) as pictures, coalesce(sum(estimate_usd), 0) as untilUsd,
           coalesce(sum(estimate_usd is null), 0) as unknownPrices
         from job where state = 'failed' and not (${OF_TRASHED_PANEL})`,
      )
      .get() as Stakes['failed'],
    batches: sqlite
      .prepare(
        `select b.id, b.title, b.budget_usd as capUsd from batch b where b.budget_usd is not null
           and exists (select 1 from job where batch_id = b.id and state = 'queued') order by b.id`,
      )
      .all() as Stakes['batches'],
    book: { capUsd: book.capUsd, spentUsd: book.spentUsd },
    day: { capUsd: day.capUsd, spentUsd: day.spentUsd + day.maybeUsd + day.runningUsd },
  }
}
