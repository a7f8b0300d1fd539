import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { ImageProvider } from '../providers/provider.ts'
import type { Store } from '../store/open-store.ts'
import { type QueueStore, queueStore } from '../store/queue/index.ts'
import { ALL, type JobCounts, type JobFilter, type JobRow, type Page } from '../store/queue/jobs.ts'
import type { LaneRow } from '../store/queue/lanes.ts'
import type { Spent } from '../store/queue/ledger.ts'
import { OUT_STATES } from '../store/queue/remote-batches.ts'
import { type CheckPicture, type PictureFiles, pictureFiles } from './arrival.ts'
import { byteRoom } from './byte-room.ts'
import { type Clock, systemClock } from './clock.ts'
import {
  assignJobs,
  cancelJobs,
  capBatch,
  pauseBatch,
  type Retried,
  resumeBatch,
  resumeLane,
  retryJobs,
} from './commands.ts'
import { commitGroup } from './commit-group.ts'
import type { JobStep, OvernightStep, QueueContext, QueueEvent } from './context.ts'
import { type Enqueued, enqueue } from './enqueue.ts'
import { ETA_WINDOW, measuredRate, timeLeft } from './eta.ts'
import { type FailureGroup, failureGroups } from './failure-groups.ts'
import type { BatchOrder } from './order.ts'
import { callBackOvernight } from './overnight/call-back.ts'
import { isOvernight } from './overnight/lane-name.ts'
import { type OvernightEnd, type OvernightOptions, runOvernight } from './overnight/overnight-run.ts'
import { type Recovery, recover } from './recovery.ts'
import { type RunEnd, type RunOptions, run } from './run.ts'

export interface QueueParts {
  /** How the last owner had left things, where that was found out by another queue of this book. */
  recovered?: Promise<Recovery>
  providers: readonly ImageProvider[]
  /** Decodes a picture to its last pixel: `images/check-picture.ts`. */
  checkPicture: CheckPicture
  /** Default: the computer's. */
  clock?: Clock
  /** Bytes of pictures that may be in memory at once, on their way to disk. Default 256 MB. */
  roomBytes?: number
  /** Default: Math.random. */
  random?: () => number
  /** Where pictures go. Default: the project folder, durably. */
  files?: PictureFiles
  /** Told after each step of each job, and of each overnight batch. */
  onStep?: (step: JobStep | OvernightStep) => void
  /** Makes room on a full disk; false when there is none to make. Default: none. */
  freeReserve?: () => Promise<boolean>
}

/** The queue of one book. Everything it tells is asked of the database at that moment. */
export interface Queue {
  /** What is kept: batches, jobs, attempts, takes, picks, ledger, lanes. For reading. */
  readonly store: QueueStore
  /** Owner only, once after opening, before anything else. `run` does it if nobody did. */
  recover(): Promise<Recovery>
  enqueue(order: BatchOrder, options?: { again?: boolean }): Enqueued
  /** One run at a time. */
  run(options?: RunOptions): Promise<RunEnd>
  /** Takes jobs into the run that is under way. @returns false when none is; then nothing has changed */
  extend(jobIds: readonly string[]): boolean
  /**
   * Hands over what waits for overnight services and collects what comes back. One run at a time, of either kind.
   * Counts of the run go by `jobs`.
   */
  runOvernight(options: OvernightOptions): Promise<OvernightEnd>
  /**
   * Calls back what overnight services have, of one batch of the author or of all. What they made already is kept, and
   * comes with the next `runOvernight`.
   *
   * @returns pictures that were called back, and of how many the service has not heard it yet
   */
  callBackOvernight(batchId?: string): Promise<{ jobs: number; unheard: number }>
  /** Moves jobs that are not running to another lane, at another price. @returns how many moved */
  assign(jobs: readonly Pick<JobRow, 'id' | 'lane' | 'estimateUsd'>[]): number
  counts(batchId?: string): JobCounts
  jobs(filter: JobFilter, page: Page): JobRow[]
  /** What went wrong, by kind, with the remedy. */
  failures(batchId?: string): FailureGroup[]
  lanes(): LaneRow[]
  spent(batchId?: string): Spent
  /** Milliseconds until the queue is empty at the measured pace; null before there is one. */
  timeLeft(): number | null
  pauseBatch(batchId: string): void
  resumeBatch(batchId: string): void
  /** Another hard stop for a batch, US dollars; null = none. */
  capBatch(batchId: string, usd: number | null): void
  /** Closes the circuit of a lane; false when it was closed. */
  resumeLane(lane: string): boolean
  cancel(filter: JobFilter): number
  retry(filter: JobFilter, options?: { unknown?: boolean }): Retried
  /** @returns what ends the subscription */
  subscribe(listener: (event: QueueEvent) => void): () => void
}

/**
 * @param project an open book; its folder is where `takes/` and `trash/` lie
 */
export function openQueue(project: { folder: string; store: Pick<Store, 'sqlite'> }, parts: QueueParts): Queue {
  let roomMade: Promise<boolean> | null = null
  const listeners = new Set<(event: QueueEvent) => void>()
  const store = queueStore(project.store.sqlite)
  const context: QueueContext = {
    folder: project.folder,
    store,
    files: parts.files ?? pictureFiles(project.folder, parts.checkPicture),
    checkPicture: parts.checkPicture,
    providers: new Map(parts.providers.map((provider) => [provider.id, provider])),
    clock: parts.clock ?? systemClock(),
    room: byteRoom(parts.roomBytes),
    overrun: { usd: 0 },
    random: parts.random ?? Math.random,
    commit: commitGroup(store),
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    onStep: parts.onStep ?? (() => {}),
    freeReserve() {
      // Whoever asks first in a run makes the room, and all who stand before the same full disk use it.
      roomMade ??= parts.freeReserve?.() ?? Promise.resolve(false)
      return roomMade
    },
  }
  const subscribe: Queue['subscribe'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  let recovery: Promise<Recovery> | null = parts.recovered ?? null
  let running = false

  const queue: Queue = {
    store,
    recover() {
      recovery ??= recover(context, project.folder)
      return recovery
    },
    enqueue: (order, options) => enqueue(context, order, options),
    async run(options) {
      if (running) throw new AppError('WRONG_USE', said`The queue of this book is running already.`)
      running = true
      roomMade = null
      store.runScope.set(options?.jobs ?? null)
      try {
        await queue.recover()
        return await run(context, subscribe, options)
      } finally {
        running = false
      }
    },
    extend(jobIds) {
      if (!running) return false
      store.runScope.add(jobIds)
      const batches = new Set(store.jobs.list({ ids: [...jobIds] }, ALL).map(({ batchId }) => batchId))
      for (const batchId of batches) context.emit({ type: 'batch.changed', batchId })
      return true
    },
    async runOvernight(options) {
      if (running) throw new AppError('WRONG_USE', said`The queue of this book is running already.`)
      running = true
      roomMade = null
      store.runScope.set(options.jobs)
      try {
        await queue.recover()
        return await runOvernight(context, options)
      } finally {
        store.runScope.set(options.jobs)
        running = false
      }
    },
    async callBackOvernight(batchId) {
      if (store.remoteBatches.inStates(['staged', ...OUT_STATES]).length === 0) return { jobs: 0, unheard: 0 }
      await queue.recover()
      return callBackOvernight(context, batchId ?? null)
    },
    assign: (jobs) => assignJobs(context, jobs),
    counts: (batchId) => store.jobs.counts(batchId ?? null),
    jobs: (filter, page) => store.jobs.list(filter, page),
    failures: (batchId) => failureGroups(store.jobs.failures(batchId ?? null)),
    lanes: () => store.lanes.list(),
    spent: (batchId) => (batchId === undefined ? store.ledger.spentInBook() : store.ledger.spentInBatch(batchId)),
    timeLeft: () =>
      timeLeft(
        // How long a night takes nobody can tell.
        store.jobs
          .remaining()
          .filter(({ lane }) => !isOvernight(lane))
          .map(({ lane, remaining }) => ({
            remaining,
            perMinute: measuredRate(store.jobs.finishedAt(lane, ETA_WINDOW)),
          })),
      ),
    pauseBatch: (batchId) => pauseBatch(context, batchId),
    resumeBatch: (batchId) => resumeBatch(context, batchId),
    capBatch: (batchId, usd) => capBatch(context, batchId, usd),
    resumeLane: (lane) => resumeLane(context, lane),
    cancel: (filter) => cancelJobs(context, filter),
    retry: (filter, options) => retryJobs(context, filter, options),
    subscribe,
  }
  return queue
}
