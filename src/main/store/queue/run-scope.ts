import type Database from 'better-sqlite3'
import type { JobState } from '../../../shared/domain/job.ts'
import {
  COLUMNS,
  countsOf,
  type FailureRow,
  type JobCounts,
  type JobRow,
  OF_TRASHED_PANEL,
  RESTING,
  SHARED_MESSAGE,
} from './jobs.ts'
import { type Spent, SUMS } from './ledger.ts'

export type RunScope = ReturnType<typeof runScope>

/** What a run works on: all jobs, or those that its command names and no others. Claims and counts of the run go by it. */
export function runScope(sqlite: Database.Database) {
  let statements = prepare(sqlite, 'true')
  let meansAll = true
  return {
    /**
     * Says anew what is worked on. The list may be as long as the book, so it is written down once, in a table that
     * lives as long as the connection.
     *
     * @param jobIds null = all jobs
     */
    set(jobIds: readonly string[] | null): void {
      if (jobIds !== null) {
        sqlite.exec('create temp table if not exists run_job (id text primary key) strict, without rowid')
        sqlite.transaction(() => {
          sqlite.exec('delete from run_job')
          sqlite.prepare('insert into run_job select value from json_each(?)').run(JSON.stringify(jobIds))
        })()
      }
      meansAll = jobIds === null
      statements = prepare(sqlite, jobIds === null ? 'true' : 'job.id in run_job')
    },
    /** Takes further jobs in; the rest stays. Nothing to do where all jobs are meant. */
    add(jobIds: readonly string[]): void {
      if (meansAll) return
      sqlite.prepare('insert or ignore into run_job select value from json_each(?)').run(JSON.stringify(jobIds))
    },
    /** The job of a lane that is next in line. @param passOver batches to leave alone; paused ones are anyway */
    next: (lane: string, now: number, passOver: readonly string[]): JobRow | null =>
      (statements.next.get({ lane, now, passOver: JSON.stringify(passOver) }) as JobRow | undefined) ?? null,
    /** When the first waiting job of a lane may start, epoch ms (past = at once); null when none is queued. */
    nextMoment: (lane: string, passOver: readonly string[]): number | null =>
      statements.nextMoment.get({ lane, passOver: JSON.stringify(passOver) }) as number | null,
    counts: (): JobCounts => countsOf(statements.counts.all() as { state: JobState; n: number }[]),
    /** Lanes in which work is waiting or under way. */
    lanes: (): Set<string> => new Set(statements.lanes.all() as string[]),
    /** How often each kind of failure stands on jobs of these states. */
    failures: () => statements.failures.all() as FailureRow[],
    spent: (): Spent => statements.spent.get() as Spent,
    /** What the jobs were quoted at, as far as prices are known; how many have none; caps of their batches together. */
    quoted: () => statements.quoted.get() as { estimateUsd: number; unpriced: number; budgetUsd: number | null },
  }
}

/** @param isMeant SQL that is true for a job the run works on */
function prepare(sqlite: Database.Database, isMeant: string) {
  const claimable = `job.state = 'queued' and lane = @lane and ${isMeant} and not (${OF_TRASHED_PANEL})
    and batch_id not in (select id from batch where paused_at is not null)
    and batch_id not in (select value from json_each(@passOver))`
  return {
    next: sqlite.prepare(
      `select ${COLUMNS} from job where not_before <= @now and ${claimable} order by rank, batch_id, position limit 1`,
    ),
    nextMoment: sqlite.prepare(`select min(not_before) from job where ${claimable}`).pluck(),
    counts: sqlite.prepare(`select state, count(*) n from job where ${isMeant} and not (${RESTING}) group by state`),
    lanes: sqlite
      .prepare(`select distinct lane from job where state in ('queued', 'running') and ${isMeant} and not (${RESTING})`)
      .pluck(),
    failures: sqlite.prepare(
      `select failure, state, count(*) n, ${SHARED_MESSAGE} message from job
       where failure is not null and state in ('queued', 'failed', 'refused', 'unknown') and ${isMeant}
       group by failure, state order by n desc`,
    ),
    spent: sqlite.prepare(`${SUMS} where job_id in (select id from job where ${isMeant})`),
    quoted: sqlite.prepare(
      `select coalesce(sum(estimate_usd), 0) estimateUsd, coalesce(sum(estimate_usd is null), 0) unpriced,
         (select sum(budget_usd) from batch where id in (select batch_id from job where ${isMeant})) budgetUsd
       from job where ${isMeant}`,
    ),
  }
}
