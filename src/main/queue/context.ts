import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import type { ImageProvider } from '../providers/provider.ts'
import type { QueueStore } from '../store/queue/index.ts'
import type { CheckPicture, PictureFiles } from './arrival.ts'
import type { ByteRoom } from './byte-room.ts'
import type { Clock } from './clock.ts'

/** Steps of a job, in order, told to an observer after each is done. */
export const JOB_STEPS = [
  'enqueued',
  'claimed',
  'sent',
  'received',
  'written',
  'synced',
  'renamed',
  'folder-synced',
  'committed',
] as const
export type JobStep = (typeof JOB_STEPS)[number]

/** Steps of a batch for an overnight service, in order, told in the same way. */
export const OVERNIGHT_STEPS = [
  'staged',
  'reference-uploaded',
  'input-written',
  'input-uploaded',
  'submitting',
  /** The vendor has answered; its id for the batch is not on disk yet. */
  'handed-over',
  'submitted',
  'looked',
  'output-downloaded',
  'collecting',
  'line-settled',
  'collected',
  'cleared',
] as const
export type OvernightStep = (typeof OVERNIGHT_STEPS)[number]

/** What happened, for whoever shows progress. Counts are asked of the queue, never added up from events. */
export type QueueEvent =
  | {
      type: 'job.changed'
      jobId: string
      batchId: string
      panelId: string
      state: JobState
      failure: FailureKind | null
      message: string | null
    }
  /** How far a running picture is, 0 to 1; told now and then, and only where its provider says. */
  | { type: 'job.progress'; jobId: string; fraction: number }
  /** A first look at a running picture, as the provider sent it: unchecked. */
  | { type: 'job.preview'; jobId: string; panelId: string; bytes: Uint8Array }
  | { type: 'lane.changed'; lane: string }
  | { type: 'batch.changed'; batchId: string }

/** What every part of the queue works with. */
export interface QueueContext {
  /** The project folder, absolute. */
  folder: string
  store: QueueStore
  files: PictureFiles
  checkPicture: CheckPicture
  providers: ReadonlyMap<string, ImageProvider>
  clock: Clock
  /** Memory for pictures that have arrived and are not stored yet. */
  room: ByteRoom
  /** What answers on their way to disk cost more than they were quoted at, US dollars: their ledger lines come with the picture. */
  overrun: { usd: number }
  /** 0 ≤ x < 1 */
  random: () => number
  /** Runs `work` in a transaction, together with others of the same moment; resolves when it is on disk. */
  commit<T>(work: () => T): Promise<T>
  emit(event: QueueEvent): void
  onStep(step: JobStep | OvernightStep): void
  /** Makes room on a full disk so that state can be written down; false when there is none to make. */
  freeReserve(): Promise<boolean>
}
