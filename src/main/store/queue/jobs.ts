import type Database from 'better-sqlite3'
import { type FailureKind, JOB_STATES, type JobState } from '../../../shared/domain/job.ts'

export interface JobRow {
  id: string
  batchId: string
  position: number
  panelId: string
  artStyleId: string
  language: string
  imageIndex: number
  key: string
  /** `ch01/sc02` */
  folder: string
  lane: string
  state: JobState
  rank: number
  notBefore: number
  attempts: number
  failure: FailureKind | null
  message: string | null
  remoteTaskId: string | null
  /** Of a running job: the overnight batch it was handed over with. Otherwise the last one it was in. */
  remoteBatchId: string | null
  estimateUsd: number | null
  startedAt: number | null
  finishedAt: number | null
}

/** What changes on a job when an attempt ends or the author says something. */
export interface JobChange {
  id: string
  state: JobState
  notBefore: number
  attempts: number
  failure: FailureKind | null
  message: string | null
  finishedAt: number | null
}

/** Which jobs are meant. All given conditions hold together; none given = all jobs. */
export interface JobFilter {
  ids?: string[]
  batchId?: string
  states?: JobState[]
  failure?: FailureKind
  lane?: string
  remoteBatchId?: string
}

export interface Page {
  offset: number
  limit: number
}

/** Every row. */
export const ALL: Page = { offset: 0, limit: -1 }

export type JobCounts = Record<JobState, number>

export type Jobs = ReturnType<typeof jobs>

/** Jobs that stand in one state for one kind of failure. */
export interface FailureRow {
  failure: FailureKind
  state: JobState
  n: number
  /** What was said of each of them; null where that differs. */
  message: string | null
}

export const SHARED_MESSAGE = "case when count(distinct coalesce(message, '')) = 1 then max(message) end"

/** Jobs of panels in the trash; as SQL. */
export const OF_TRASHED_PANEL = 'panel_id in (select id from panel where trashed_at is not null)'
/** A job that waits for a panel in the trash is not run, and counts for nothing, until the panel comes back; as SQL. */
export const RESTING = `job.state = 'queued' and ${OF_TRASHED_PANEL}`

export const COLUMNS = `id, batch_id batchId, position, panel_id panelId, art_style_id artStyleId, language,
  image_index imageIndex, key, folder, lane, state, rank, not_before notBefore, attempts, failure, message,
  remote_task_id remoteTaskId, remote_batch_id remoteBatchId, estimate_usd estimateUsd, started_at startedAt, finished_at finishedAt`

export function jobs(sqlite: Database.Database) {
  const insert = sqlite.prepare(
    `insert into job (id, batch_id, position, panel_id, art_style_id, language, image_index, key, folder, lane, rank,
       estimate_usd)
     values (@id, @batchId, @position, @panelId, @artStyleId, @language, @imageIndex, @key, @folder, @lane, @rank,
       @estimateUsd)`,
  )
  const insertRequest = sqlite.prepare('insert into job_request (key, body) values (?, ?) on conflict (key) do nothing')
  const request = sqlite.prepare('select body from job_request where key = ?').pluck()
  // The one that still waits for its picture first, then the newest.
  const ofImage = sqlite.prepare(
    `select ${COLUMNS} from job where panel_id = @panelId and key = @key
     order by state in ('queued', 'running', 'unknown') desc, state <> 'done' desc, id desc limit 1`,
  )
  const one = sqlite.prepare(`select ${COLUMNS} from job where id = ?`)
  const live = sqlite.prepare(`select ${COLUMNS} from job where key = ? and state in ('queued', 'running', 'unknown')`)
  const onOrder = sqlite.prepare(
    `select ${COLUMNS} from job where panel_id = @panelId and art_style_id = @style and language = @language
       and state in ('queued', 'running', 'unknown') order by id desc`,
  )
  const claim = sqlite.prepare(
    "update job set state = 'running', started_at = ?, remote_batch_id = null where id = ? and state = 'queued'",
  )
  const handOver = sqlite.prepare('update job set remote_batch_id = ? where id = ?')
  const assign = sqlite.prepare('update job set lane = @lane, estimate_usd = @estimateUsd where id = @id')
  const change = sqlite.prepare(
    `update job set state = @state, not_before = @notBefore, attempts = @attempts, failure = @failure,
       message = @message, finished_at = @finishedAt
     where id = @id`,
  )
  const remember = sqlite.prepare('update job set remote_task_id = ? where id = ?')
  const queuedLanes = sqlite
    .prepare(`select distinct lane from job where state = 'queued' and not (${OF_TRASHED_PANEL})`)
    .pluck()
  const countAll = sqlite.prepare(`select state, count(*) n from job where not (${RESTING}) group by state`)
  const countBatch = sqlite.prepare(
    `select state, count(*) n from job where batch_id = ? and not (${RESTING}) group by state`,
  )
  const runningUsd = sqlite.prepare(
    "select coalesce(sum(estimate_usd), 0) from job where state = 'running' and (@batchId is null or batch_id = @batchId)",
  )
  const runningUsdSince = sqlite
    .prepare("select coalesce(sum(estimate_usd), 0) from job where state = 'running' and started_at >= ?")
    .pluck()
  const finished = sqlite
    .prepare("select finished_at from job where state = 'done' and lane = ? order by finished_at desc limit ?")
    .pluck()
  const waiting = sqlite.prepare(
    `select lane, count(*) remaining from job where state in ('queued', 'running') and not (${RESTING})
     group by lane order by lane`,
  )
  const clamp = sqlite.prepare("update job set not_before = @latest where state = 'queued' and not_before > @latest")

  return {
    insert(
      row: Omit<
        JobRow,
        | 'state'
        | 'notBefore'
        | 'attempts'
        | 'failure'
        | 'message'
        | 'remoteTaskId'
        | 'remoteBatchId'
        | 'startedAt'
        | 'finishedAt'
      >,
    ): void {
      insert.run(row)
    },
    /** Keeps the frozen request behind a key, once. */
    insertRequest(key: string, body: string): void {
      insertRequest.run(key, body)
    },
    /** JSON of a GenerationRequest. */
    request: (key: string): string | null => (request.get(key) as string | undefined) ?? null,
    /** The job a picture belongs to. */
    ofImage: (panelId: string, key: string): JobRow | null =>
      (ofImage.get({ panelId, key }) as JobRow | undefined) ?? null,
    get: (id: string): JobRow | null => (one.get(id) as JobRow | undefined) ?? null,
    /** The job that wants the picture of a key, waits for it, or may have it. */
    live: (key: string): JobRow | null => (live.get(key) as JobRow | undefined) ?? null,
    isLive: (key: string): boolean => live.get(key) !== undefined,
    /** Pictures of a panel in an edition that still come or may have been paid for, newest first. */
    onOrder: (panelId: string, style: string, language: string): JobRow[] =>
      onOrder.all({ panelId, style, language }) as JobRow[],
    claim(id: string, startedAt: number): void {
      claim.run(startedAt, id)
    },
    /** A claimed job goes along with an overnight batch: it runs there, whoever owns the book meanwhile. */
    handOver(id: string, remoteBatchId: string): void {
      handOver.run(remoteBatchId, id)
    },
    /** Moves a job that is not running to another lane, where it may cost something else. */
    assign(job: Pick<JobRow, 'id' | 'lane' | 'estimateUsd'>): void {
      assign.run({ id: job.id, lane: job.lane, estimateUsd: job.estimateUsd })
    },
    change(row: JobChange): void {
      change.run(row)
    },
    rememberTask(id: string, remoteTaskId: string): void {
      remember.run(remoteTaskId, id)
    },
    queuedLanes: (): string[] => queuedLanes.all() as string[],
    counts(batchId: string | null): JobCounts {
      const rows = batchId === null ? countAll.all() : countBatch.all(batchId)
      return countsOf(rows as { state: JobState; n: number }[])
    },
    /** Estimates of what runs now, in the book or in a batch. */
    runningUsd: (batchId: string | null): number => runningUsd.pluck().get({ batchId }) as number,
    /** Estimates of what runs now and was claimed at `at` or later, epoch ms. */
    runningUsdSince: (at: number): number => runningUsdSince.get(at) as number,
    /** When the newest pictures of a lane were finished, epoch ms. */
    finishedAt: (lane: string, limit: number): number[] => finished.all(lane, limit) as number[],
    /** Jobs still to come, by lane. */
    remaining: (): { lane: string; remaining: number }[] => waiting.all() as { lane: string; remaining: number }[],
    /** Jobs that fit the filter, in the order they are worked. */
    list(filter: JobFilter, page: Page): JobRow[] {
      const { where, values } = condition(filter)
      const sql = `select ${COLUMNS} from job ${where} order by rank, batch_id, position limit ? offset ?`
      return sqlite.prepare(sql).all(...values, page.limit, page.offset) as JobRow[]
    },
    count(filter: JobFilter): number {
      const { where, values } = condition(filter)
      return sqlite
        .prepare(`select count(*) from job ${where}`)
        .pluck()
        .get(...values) as number
    },
    /** How often each kind of failure stands on jobs of these states. */
    failures(batchId: string | null): FailureRow[] {
      const sql = `select failure, state, count(*) n, ${SHARED_MESSAGE} message from job
        where failure is not null and state in ('queued', 'failed', 'refused', 'unknown') ${batchId === null ? '' : 'and batch_id = ?'}
        group by failure, state order by n desc`
      const rows = sqlite.prepare(sql).all(...(batchId === null ? [] : [batchId]))
      return rows as FailureRow[]
    },
    /** No job waits longer than until `latest`: a clock that was set back must not hold it for years. */
    clampWaits(latest: number): void {
      clamp.run({ latest })
    },
  }
}

/** A count for every state, from rows that name only those that occur. */
export function countsOf(rows: readonly { state: JobState; n: number }[]): JobCounts {
  const counts = Object.fromEntries(JOB_STATES.map((state) => [state, 0])) as JobCounts
  for (const { state, n } of rows) counts[state] = n
  return counts
}

function condition(filter: JobFilter): { where: string; values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  const add = (sql: string, value: unknown) => {
    parts.push(sql)
    values.push(value)
  }
  if (filter.ids) add('id in (select value from json_each(?))', JSON.stringify(filter.ids))
  if (filter.batchId) add('batch_id = ?', filter.batchId)
  if (filter.states) add('state in (select value from json_each(?))', JSON.stringify(filter.states))
  if (filter.failure) add('failure = ?', filter.failure)
  if (filter.lane) add('lane = ?', filter.lane)
  if (filter.remoteBatchId) add('remote_batch_id = ?', filter.remoteBatchId)
  return { where: parts.length ? `where ${parts.join(' and ')}` : '', values }
}
