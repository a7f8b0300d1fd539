import type Database from 'better-sqlite3'
import { type AttemptTime, paceOf } from '../report/measures.ts'

/** One batch in the list of all. */
export interface BatchLine {
  id: string
  /** From 1, in the order they were asked for. */
  number: number
  title: string
  lanes: string[]
  createdAt: number
  paused: boolean
  /** Jobs by what became of them; cancelled ones are left out. */
  jobs: number
  done: number
  failed: number
  refused: number
  unknown: number
  running: number
  queued: number
  spentUsd: number
  unpricedCalls: number
  /** At most, of all its jobs; null when a price among them is unknown. */
  quotedUsd: number | null
  capUsd: number | null
  imagesPerHour: number | null
  averageMs: number | null
  /** When its newest attempt ended; null before the first. */
  lastAt: number | null
}

type Row = Omit<BatchLine, 'paused' | 'lanes' | 'imagesPerHour' | 'averageMs' | 'lastAt'> & {
  paused: number
  lanes: string | null
  unquoted: number
}

/** Newest first. */
export function batchLines(sqlite: Database.Database, most: number): BatchLine[] {
  const rows = sqlite.prepare(LINES).all({ most }) as Row[]
  const timed = timesOf(
    sqlite,
    rows.map(({ id }) => id),
  )
  return rows.map(({ unquoted, lanes, ...row }) => {
    const { imagesPerHour, averageMs, until } = paceOf(timed.get(row.id) ?? [])
    return {
      ...row,
      lanes: lanes?.split(',') ?? [],
      paused: row.paused === 1,
      quotedUsd: unquoted > 0 ? null : row.quotedUsd,
      imagesPerHour,
      averageMs,
      lastAt: until,
    }
  })
}

/** Attempts of batches by start, without those of overnight services, which have them for hours. */
function timesOf(sqlite: Database.Database, ids: readonly string[]): Map<string, AttemptTime[]> {
  const rows = sqlite
    .prepare(
      `select j.batch_id batchId, a.started_at startedAt, a.finished_at finishedAt, a.outcome
       from attempt a join job j on j.id = a.job_id
       where a.finished_at is not null and j.remote_batch_id is null
         and j.batch_id in (select value from json_each(?)) order by a.started_at`,
    )
    .all(JSON.stringify(ids)) as (AttemptTime & { batchId: string })[]
  return Map.groupBy(rows, ({ batchId }) => batchId)
}

const LINES = `with numbered as (select *, row_number() over (order by id) number from batch),
  shown as (select * from numbered order by number desc limit @most)
  select b.id, b.number, b.title, b.created_at createdAt, b.paused_at is not null paused, b.budget_usd capUsd,
    group_concat(distinct j.lane) lanes, coalesce(sum(j.state <> 'cancelled'), 0) jobs,
    coalesce(sum(j.state = 'done'), 0) done, coalesce(sum(j.state = 'failed'), 0) failed,
    coalesce(sum(j.state = 'refused'), 0) refused, coalesce(sum(j.state = 'unknown'), 0) unknown,
    coalesce(sum(j.state = 'running'), 0) running, coalesce(sum(j.state = 'queued'), 0) queued,
    coalesce(sum(case when j.state <> 'cancelled' then j.estimate_usd end), 0) quotedUsd,
    coalesce(sum(j.state <> 'cancelled' and j.estimate_usd is null), 0) unquoted,
    coalesce((select sum(usd) from ledger l where l.batch_id = b.id and l.certainty = 'charged'), 0) spentUsd,
    (select count(*) from ledger l where l.batch_id = b.id and l.certainty = 'charged' and l.usd is null) unpricedCalls
  from shown b left join job j on j.batch_id = b.id group by b.id order by b.number desc`
