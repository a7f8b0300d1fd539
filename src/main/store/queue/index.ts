import type Database from 'better-sqlite3'
import { type Attempts, attempts } from './attempts.ts'
import { type Batches, batches } from './batches.ts'
import { type Jobs, jobs } from './jobs.ts'
import { type Lanes, lanes } from './lanes.ts'
import { type Ledger, ledger } from './ledger.ts'
import { type Picks, picks } from './picks.ts'
import { type RemoteBatches, remoteBatches } from './remote-batches.ts'
import { type RemoteFiles, remoteFiles } from './remote-files.ts'
import { type RunScope, runScope } from './run-scope.ts'
import { type Takes, takes } from './takes.ts'

/** Everything the queue keeps, one repository a table. */
export interface QueueStore {
  batches: Batches
  jobs: Jobs
  attempts: Attempts
  takes: Takes
  picks: Picks
  ledger: Ledger
  lanes: Lanes
  remoteBatches: RemoteBatches
  remoteFiles: RemoteFiles
  runScope: RunScope
  /** Runs `work` in one transaction that takes the write lock at once. Nested calls join the outer one. */
  transaction<T>(work: () => T): T
  /** Inside a transaction: when `work` throws, what it wrote is undone and the rest of the transaction stands. */
  savepoint<T>(work: () => T): T
}

export function queueStore(sqlite: Database.Database): QueueStore {
  return {
    batches: batches(sqlite),
    jobs: jobs(sqlite),
    attempts: attempts(sqlite),
    takes: takes(sqlite),
    picks: picks(sqlite),
    ledger: ledger(sqlite),
    lanes: lanes(sqlite),
    remoteBatches: remoteBatches(sqlite),
    remoteFiles: remoteFiles(sqlite),
    runScope: runScope(sqlite),
    transaction: (work) => (sqlite.inTransaction ? work() : sqlite.transaction(work).immediate()),
    savepoint: (work) => sqlite.transaction(work)(),
  }
}
