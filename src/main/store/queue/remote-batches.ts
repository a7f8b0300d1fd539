import type Database from 'better-sqlite3'
import type { REMOTE_BATCH_STATES } from '../schema/overnight.ts'

export type RemoteBatchState = (typeof REMOTE_BATCH_STATES)[number]

export interface RemoteBatchRow {
  /** Also the name the vendor keeps it under. */
  id: string
  provider: string
  model: string | null
  state: RemoteBatchState
  /** Requests handed over. */
  jobs: number
  inputId: string | null
  remoteId: string | null
  /** The vendor's own word for how it stands. */
  word: string | null
  done: number
  failed: number
  message: string | null
  cancelAskedAt: number | null
  createdAt: number
  /** When handing it over began; null before. */
  submittedAt: number | null
  lookedAt: number | null
  endedAt: number | null
}

/** States in which the vendor has it, may have it, or has answers we have not taken in. */
export const OUT_STATES: readonly RemoteBatchState[] = ['submitting', 'submitted', 'collecting']

export type RemoteBatches = ReturnType<typeof remoteBatches>

/** Batches handed over to the overnight services of vendors. */
export function remoteBatches(sqlite: Database.Database) {
  const columns = `id, provider, model, state, jobs, input_id inputId, remote_id remoteId, word, done, failed, message,
    cancel_asked_at cancelAskedAt, created_at createdAt, submitted_at submittedAt, looked_at lookedAt, ended_at endedAt`
  const insert = sqlite.prepare(
    `insert into remote_batch (id, provider, model, jobs, created_at) values (@id, @provider, @model, @jobs, @createdAt)`,
  )
  const one = sqlite.prepare(`select ${columns} from remote_batch where id = ?`)
  const inStates = sqlite.prepare(
    `select ${columns} from remote_batch where state in (select value from json_each(?)) order by id`,
  )
  const ofBatch = sqlite
    .prepare(
      `select distinct remote_batch_id from job where batch_id = ? and state = 'running' and remote_batch_id is not null`,
    )
    .pluck()
  const uploaded = sqlite.prepare('update remote_batch set input_id = @inputId where id = @id')
  const submitting = sqlite.prepare("update remote_batch set state = 'submitting', submitted_at = @at where id = @id")
  const submitted = sqlite.prepare("update remote_batch set state = 'submitted', remote_id = @remoteId where id = @id")
  const looked = sqlite.prepare(
    'update remote_batch set word = @word, done = @done, failed = @failed, looked_at = @at where id = @id',
  )
  const collecting = sqlite.prepare("update remote_batch set state = 'collecting' where id = ?")
  const end = sqlite.prepare(
    'update remote_batch set state = @state, message = @message, ended_at = @at where id = @id',
  )
  const askCancel = sqlite.prepare(
    'update remote_batch set cancel_asked_at = @at where id = @id and cancel_asked_at is null',
  )
  const resize = sqlite.prepare('update remote_batch set jobs = @jobs where id = @id')
  return {
    insert(row: Pick<RemoteBatchRow, 'id' | 'provider' | 'model' | 'jobs' | 'createdAt'>): void {
      insert.run(row)
    },
    get: (id: string): RemoteBatchRow | null => (one.get(id) as RemoteBatchRow | undefined) ?? null,
    /** Oldest first. */
    inStates: (states: readonly RemoteBatchState[]): RemoteBatchRow[] =>
      inStates.all(JSON.stringify(states)) as RemoteBatchRow[],
    /** Ids of those that have running jobs of a batch of the author. */
    ofBatch: (batchId: string): string[] => ofBatch.all(batchId) as string[],
    uploaded(id: string, inputId: string): void {
      uploaded.run({ id, inputId })
    },
    /** To be written down before the call that hands it over. */
    submitting(id: string, at: number): void {
      submitting.run({ id, at })
    },
    submitted(id: string, remoteId: string): void {
      submitted.run({ id, remoteId })
    },
    looked(id: string, seen: Pick<RemoteBatchRow, 'word' | 'done' | 'failed'>, at: number): void {
      looked.run({ id, at, word: seen.word, done: seen.done, failed: seen.failed })
    },
    /** Every output is on this disk: from here on the vendor is not needed. */
    collecting(id: string): void {
      collecting.run(id)
    },
    /** @param message why it did not come to a good end, in our words */
    end(id: string, state: 'collected' | 'cancelled' | 'rejected', message: string | null, at: number): void {
      end.run({ id, state, message, at })
    },
    askCancel(id: string, at: number): void {
      askCancel.run({ id, at })
    },
    resize(id: string, jobs: number): void {
      resize.run({ id, jobs })
    },
  }
}
