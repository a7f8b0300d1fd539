import type Database from 'better-sqlite3'
import type { Priority } from '../../../shared/domain/job.ts'

export interface BatchRow {
  id: string
  title: string
  settings: unknown
  priority: Priority
  budgetUsd: number | null
  pausedAt: number | null
  createdAt: number
}

export type Batches = ReturnType<typeof batches>

/** One gesture of the author each. */
export function batches(sqlite: Database.Database) {
  const columns = `id, title, settings, priority, budget_usd budgetUsd, paused_at pausedAt, created_at createdAt`
  const insert = sqlite.prepare(
    `insert into batch (id, title, settings, priority, budget_usd, created_at)
     values (@id, @title, @settings, @priority, @budgetUsd, @createdAt)`,
  )
  const one = sqlite.prepare(`select ${columns} from batch where id = ?`)
  const all = sqlite.prepare(`select ${columns} from batch order by id`)
  const setBudget = sqlite.prepare('update batch set budget_usd = ? where id = ?')
  const setPaused = sqlite.prepare('update batch set paused_at = ? where id = ?')

  const parse = (row: unknown): BatchRow => {
    const raw = row as BatchRow & { settings: string }
    return { ...raw, settings: JSON.parse(raw.settings) }
  }
  return {
    insert(row: Omit<BatchRow, 'pausedAt'>): void {
      insert.run({ ...row, settings: JSON.stringify(row.settings) })
    },
    get(id: string): BatchRow | null {
      const row = one.get(id)
      return row === undefined ? null : parse(row)
    },
    /** Oldest first. */
    list(): BatchRow[] {
      return all.all().map(parse)
    },
    /** @returns false when there is no such batch */
    setBudget(id: string, usd: number | null): boolean {
      return setBudget.run(usd, id).changes === 1
    },
    /** @returns false when there is no such batch */
    setPaused(id: string, at: number | null): boolean {
      return setPaused.run(at, id).changes === 1
    },
  }
}
