import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { adoptStrays, type Strays } from './adoption.ts'
import { LONGEST_WAIT_MS } from './backoff.ts'
import { checkFiles, type FileChanges } from './check-files.ts'
import type { QueueContext } from './context.ts'
import { clearFolders, type ForgottenNights, rememberNights, takeApartStaged } from './overnight/recover.ts'
import { takeBack } from './take-back.ts'

/** How things were left, and what was done about it. */
export interface Recovery extends ForgottenNights, Strays, FileChanges {
  /** Free calls that were cut off: back in the queue. */
  requeued: number
  /** Paid calls that were cut off: they may have been billed, and are made again only when the author says so. */
  unknown: JobRow[]
}

/**
 * Puts the book in order after whatever ended its last owner. Called once by the owner, before anything is queued or
 * run: batches the book has forgotten are taken up, whole pictures whose commit was lost are adopted, then every job
 * that was running is sorted out, then the files of all takes are looked at. Safe to be killed at any moment and to be run again.
 */
export async function recover(context: QueueContext, projectFolder: string): Promise<Recovery> {
  // First: a picture of a forgotten batch that lies on this disk closes the job it belongs to.
  const nights = await rememberNights(context)
  const strays = await adoptStrays(context, projectFolder)
  takeApartStaged(context)
  const orphans = takeBackOrphans(context)
  await clearFolders(context)
  const files = await checkFiles(context, projectFolder)
  return { ...nights, ...strays, ...orphans, ...files }
}

/** Everything that is running belongs to an owner that is dead, save what an overnight service has. */
function takeBackOrphans(context: QueueContext): Pick<Recovery, 'requeued' | 'unknown'> {
  const { store, clock } = context
  return store.transaction(() => {
    const now = clock.now()
    const running = store.jobs.list({ states: ['running'] }, ALL).filter(({ remoteBatchId }) => remoteBatchId === null)
    const settled = running.map((job) => takeBack(context, job, now))
    store.jobs.clampWaits(now + LONGEST_WAIT_MS)
    store.lanes.clampWaits(now + LONGEST_WAIT_MS)
    const unknown = settled.filter(({ state }) => state === 'unknown')
    return { requeued: settled.length - unknown.length, unknown }
  })
}
