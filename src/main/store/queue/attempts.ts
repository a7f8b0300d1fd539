import type Database from 'better-sqlite3'
import type { FailureKind } from '../../../shared/domain/job.ts'

export type AttemptOutcome = 'done' | 'failed' | 'refused' | 'waited' | 'unknown' | 'cancelled' | 'interrupted'

export interface AttemptEnd {
  id: string
  finishedAt: number
  outcome: AttemptOutcome
  failure: FailureKind | null
  detail: string | null
  sent: Record<string, unknown> | null
  requestId: string | null
  httpStatus: number | null
}

export interface AttemptRow extends AttemptEnd {
  jobId: string
  startedAt: number
}

/** The end of an attempt about which there is nothing more to say. */
export const NOTHING_KNOWN = { failure: null, detail: null, sent: null, requestId: null, httpStatus: null }

/** Longest provider text kept. */
const DETAIL_LENGTH = 2_000

export type Attempts = ReturnType<typeof attempts>

/** The journal: one row for each try. */
export function attempts(sqlite: Database.Database) {
  const insert = sqlite.prepare('insert into attempt (id, job_id, started_at) values (?, ?, ?)')
  const end = sqlite.prepare(
    `update attempt set finished_at = @finishedAt, outcome = @outcome, failure = @failure, detail = @detail,
       sent = @sent, request_id = @requestId, http_status = @httpStatus
     where id = @id`,
  )
  const open = sqlite.prepare(
    'select id, started_at startedAt from attempt where job_id = ? and finished_at is null order by started_at desc',
  )
  const last = sqlite.prepare('select id from attempt where job_id = ? order by started_at desc, id desc limit 1')
  const ofJob = sqlite.prepare(
    `select id, job_id jobId, started_at startedAt, finished_at finishedAt, outcome, failure, detail, sent,
       request_id requestId, http_status httpStatus
     from attempt where job_id = ? order by started_at, id`,
  )
  return {
    start(id: string, jobId: string, startedAt: number): void {
      insert.run(id, jobId, startedAt)
    },
    end(row: AttemptEnd): void {
      end.run({
        ...row,
        detail: row.detail === null ? null : row.detail.slice(0, DETAIL_LENGTH),
        sent: row.sent === null ? null : JSON.stringify(row.sent),
      })
    },
    /** Attempts nobody settled. */
    open(jobId: string): { id: string; startedAt: number }[] {
      return open.all(jobId) as { id: string; startedAt: number }[]
    },
    lastId(jobId: string): string | null {
      return (last.get(jobId) as { id: string } | undefined)?.id ?? null
    },
    ofJob(jobId: string): AttemptRow[] {
      return (ofJob.all(jobId) as (AttemptRow & { sent: string | null })[]).map((row) => ({
        ...row,
        sent: row.sent === null ? null : JSON.parse(row.sent as unknown as string),
      }))
    },
  }
}
