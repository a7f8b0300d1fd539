import type Database from 'better-sqlite3'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { REMEDIES, UNKNOWN_MESSAGE } from '../../queue/remedies.ts'
import { SHARED_MESSAGE } from '../../store/queue/jobs.ts'

/** What went wrong in one way, with what became of it. */
export interface Trouble {
  /**
   * failed, refused, unknown: these need a person. retrying: waits to be tried again. waited: the provider asked to
   * slow down, and the lane did. mended: a later try brought the picture.
   */
  state: 'failed' | 'refused' | 'unknown' | 'retrying' | 'waited' | 'mended'
  failure: FailureKind
  message: string
  /** What a person can do; what the queue does by itself for the others. */
  action: string
  /** Jobs it is about; of waits, how often. */
  count: number
  panels: number
  /** One of them, to look at. */
  panelId: string
  place: { chapter: string; scene: number; panel: number }
  /** The newest, epoch ms. */
  at: number | null
  httpStatus: number | null
  lane: string
  /** Charged for these jobs so far, and estimates of what may have been. */
  spentUsd: number
  maybeUsd: number
  /** What trying these jobs again may cost at most; null = a price among them is unknown. 0 where nothing is tried. */
  retryUsd: number | null
}

/** What a question about runs is about: one batch or all, from a moment on. */
export interface Scope {
  batchId: string | null
  /** Epoch ms; 0 = from the beginning. */
  since: number
}

type Row = Omit<Trouble, 'message' | 'action' | 'place' | 'state'> & {
  state: string
  message: string | null
  unquoted: number
  chapter: string
  scene: number
  panel: number
}

/** Those that need a person first, in each part the most frequent first. */
export function troublesOf(sqlite: Database.Database, scope: Scope): Trouble[] {
  return [...rows(sqlite, OVER, scope), ...rows(sqlite, WAITED, scope), ...rows(sqlite, MENDED, scope)].map((row) => {
    const { message, chapter, scene, panel, unquoted, retryUsd, ...rest } = row
    const state = row.state === 'queued' ? 'retrying' : (row.state as Trouble['state'])
    const usual = REMEDIES[row.failure]
    return {
      ...rest,
      state,
      place: { chapter, scene, panel },
      retryUsd: unquoted > 0 ? null : retryUsd,
      message: state === 'unknown' ? usual.message : (message ?? usual.message),
      action: state === 'unknown' ? UNKNOWN_MESSAGE : usual.action,
    }
  })
}

function rows(sqlite: Database.Database, sql: string, scope: Scope): Row[] {
  return sqlite.prepare(sql).all(scope) as Row[]
}

const OF_BATCH = '(@batchId is null or j.batch_id = @batchId)'

/** The place of one of the panels; with `min` SQLite takes the other columns from that very row. */
const PLACE = `(select c.number from panel p join scene s on s.id = p.scene_id join chapter c on c.id = s.chapter_id
    where p.id = panelId) chapter,
  (select s.number from panel p join scene s on s.id = p.scene_id where p.id = panelId) scene,
  (select count(*) from panel p join panel own on own.id = panelId and own.scene_id = p.scene_id
    where p.trashed_at is null and p.order_key <= own.order_key) panel`

const MONEY = `(select job_id, sum(case when certainty = 'charged' then usd end) usd,
    sum(case when certainty = 'unknown' then estimate_usd end) maybe
  from ledger where job_id is not null and (@batchId is null or batch_id = @batchId) group by job_id)`

const OVER = `select *, ${PLACE} from (
    select j.state, j.failure, ${SHARED_MESSAGE} message, count(*) count, count(distinct j.panel_id) panels,
      min(j.panel_id) panelId, max(coalesce(j.finished_at, j.started_at)) at, j.lane,
      (select http_status from attempt a where a.job_id = j.id order by a.started_at desc limit 1) httpStatus,
      coalesce(sum(l.usd), 0) spentUsd, coalesce(sum(l.maybe), 0) maybeUsd,
      coalesce(sum(j.estimate_usd), 0) retryUsd, sum(j.estimate_usd is null) unquoted
    from job j left join ${MONEY} l on l.job_id = j.id
    where ${OF_BATCH} and j.failure is not null and j.failure <> 'cancelled'
      and j.state in ('failed', 'refused', 'unknown', 'queued')
      and (@since = 0 or coalesce(j.finished_at, j.started_at, 0) >= @since)
    group by j.state, j.failure, j.lane)
  order by case state when 'failed' then 0 when 'refused' then 1 when 'unknown' then 2 else 3 end, count desc, failure`

const ATTEMPTS = (state: string, outcomes: string, more: string) => `select *, ${PLACE} from (
    select '${state}' state, a.failure, null message, count(${state === 'mended' ? 'distinct j.id' : '*'}) count,
      count(distinct j.panel_id) panels, min(j.panel_id) panelId, max(a.finished_at) at, j.lane,
      max(a.http_status) httpStatus, coalesce(sum(l.usd), 0) spentUsd, 0 maybeUsd,
      0 retryUsd, 0 unquoted
    from attempt a join job j on j.id = a.job_id left join ledger l on l.attempt_id = a.id and l.certainty = 'charged'
    where ${OF_BATCH} and a.finished_at >= @since and a.failure is not null and a.failure <> 'cancelled'
      and a.outcome in (${outcomes}) ${more}
    group by a.failure, j.lane)
  order by count desc, failure`

const WAITED = ATTEMPTS('waited', "'waited'", '')
const MENDED = ATTEMPTS('mended', "'failed', 'refused', 'unknown'", "and j.state = 'done'")
