import type Database from 'better-sqlite3'

/** Money of pictures, US dollars. What nobody knows is counted, never taken for 0. */
export interface ReportMoney {
  spentUsd: number
  unpricedCalls: number
  maybeCalls: number
  maybeUsd: number
  /** What the finished jobs were quoted at, at most; null when a price among them was unknown. */
  quotedUsd: number | null
  /** Spent for each picture that came, failures included; null without pictures, or with unknown prices. */
  perTakeUsd: number | null
  /** Pictures that stand for their panel: picked, or the newest candidate where none is. */
  accepted: number
  /** Spent for each of these, with all that was thrown away; null as above. */
  perAcceptedUsd: number | null
}

/** Jobs that have something in common: a batch, a style, a model, a chapter. */
export interface ReportGroup
  extends Pick<ReportMoney, 'spentUsd' | 'quotedUsd' | 'perTakeUsd' | 'accepted' | 'perAcceptedUsd'> {
  name: string
  /** Of the batch; null for groups that are none. */
  batchId: string | null
  jobs: number
  done: number
  /** Failed, refused and unknown together. */
  failed: number
  /** Average time of the attempts that brought a picture; null without any. */
  averageMs: number | null
}

/** SQL: what tells jobs apart (`by`, which also puts them in order), what their group is called, and its batch. */
export const GROUPINGS = {
  batches: { name: "b.title || ' · ' || group_concat(distinct j.lane)", by: 'b.id', batchId: 'b.id' },
  styles: { name: 'j.art_style_id', by: 'j.art_style_id', batchId: 'null' },
  models: {
    name: "j.lane || coalesce(' ' || (select json_extract(body, '$.providerModel') from job_request where key = j.key), '')",
    by: 'name',
    batchId: 'null',
  },
  chapters: {
    name: "c.number || case c.title when '' then '' else '. ' || c.title end",
    by: 'c.order_key',
    batchId: 'null',
  },
} as const

/** Money of each job, once: joining jobs with the ledger's lines would count jobs that were tried twice twice. */
const LEDGER_OF_JOB = `(select job_id, sum(case when certainty = 'charged' then usd end) usd,
    sum(certainty = 'charged' and usd is null) unpriced, sum(certainty = 'unknown') maybe,
    sum(case when certainty = 'unknown' then estimate_usd end) maybeUsd
  from ledger group by job_id)`

/** How many takes of each job stand for their panel. */
const STANDING_OF_JOB = `(select job_id, count(*) accepted from (
    select t.job_id, row_number() over (
      partition by t.panel_id, t.art_style_id, t.language order by p.take_id is null, t.state <> 'kept', t.id desc) place
    from take t left join pick p on p.take_id = t.id
    where t.trashed_at is null and t.file_state <> 'missing' and (t.state <> 'rejected' or p.take_id is not null)
  ) where place = 1 group by job_id)`

const OF_BATCH = '(@batchId is null or j.batch_id = @batchId)'

const SUMS = `coalesce(sum(l.usd), 0) spentUsd, coalesce(sum(l.unpriced), 0) unpricedCalls,
  coalesce(sum(j.state = 'done'), 0) done, coalesce(sum(k.accepted), 0) accepted,
  coalesce(sum(case when j.state = 'done' then j.estimate_usd end), 0) quotedUsd,
  coalesce(sum(j.state = 'done' and j.estimate_usd is null), 0) unquoted`

interface Sums {
  spentUsd: number
  unpricedCalls: number
  done: number
  accepted: number
  quotedUsd: number
  unquoted: number
}

/** @param batchId one batch; null = all */
export function moneyOf(sqlite: Database.Database, batchId: string | null): ReportMoney {
  const row = sqlite
    .prepare(
      `select ${SUMS}, coalesce(sum(l.maybe), 0) maybeCalls, coalesce(sum(l.maybeUsd), 0) maybeUsd
       from job j left join ${LEDGER_OF_JOB} l on l.job_id = j.id left join ${STANDING_OF_JOB} k on k.job_id = j.id
       where ${OF_BATCH}`,
    )
    .get({ batchId }) as Sums & Pick<ReportMoney, 'maybeCalls' | 'maybeUsd'>
  const { unpricedCalls, maybeCalls, maybeUsd } = row
  return { unpricedCalls, maybeCalls, maybeUsd, ...averages(row) }
}

/** @param batchId one batch; null = all */
export function groups(
  sqlite: Database.Database,
  batchId: string | null,
  { name, by, batchId: of }: (typeof GROUPINGS)[keyof typeof GROUPINGS],
): ReportGroup[] {
  const rows = sqlite
    .prepare(
      `select ${name} name, ${of} batchId, count(*) jobs, sum(j.state in ('failed', 'refused', 'unknown')) failed,
         sum(t.ms) / sum(t.pictures) averageMs, ${SUMS}
       from job j join batch b on b.id = j.batch_id
         join panel p on p.id = j.panel_id join scene s on s.id = p.scene_id join chapter c on c.id = s.chapter_id
         left join ${LEDGER_OF_JOB} l on l.job_id = j.id left join ${STANDING_OF_JOB} k on k.job_id = j.id
         left join (select job_id, sum(finished_at - started_at) ms, count(*) pictures from attempt
           where outcome = 'done' group by job_id) t on t.job_id = j.id
       where ${OF_BATCH} group by ${by} order by ${by}`,
    )
    .all({ batchId }) as (Sums & Pick<ReportGroup, 'name' | 'batchId' | 'jobs' | 'failed' | 'averageMs'>)[]
  return rows.map((row) => {
    const { name, batchId, jobs, done, failed, averageMs } = row
    return { name, batchId, jobs, done, failed, averageMs, ...averages(row) }
  })
}

function averages({ spentUsd, unpricedCalls, done, accepted, quotedUsd, unquoted }: Sums) {
  const forEach = (pictures: number) => (pictures === 0 || unpricedCalls > 0 ? null : spentUsd / pictures)
  return {
    spentUsd,
    quotedUsd: unquoted > 0 ? null : quotedUsd,
    perTakeUsd: forEach(done),
    accepted,
    perAcceptedUsd: forEach(accepted),
  }
}
