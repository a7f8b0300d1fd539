import type { GenerationRequest } from '../../shared/domain/generation.ts'
import { NOTHING_KNOWN } from '../store/queue/attempts.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { adoptStrays, type Strays } from './adoption.ts'
import { LONGEST_WAIT_MS } from './backoff.ts'
import { checkFiles, type FileChanges } from './check-files.ts'
import type { QueueContext } from './context.ts'
import { clearFolders, takeApartStaged } from './overnight/recover.ts'
import { UNKNOWN_MESSAGE } from './remedies.ts'
import { ledgerLine, move } from './settle.ts'

/** How things were left, and what was done about it. */
export interface Recovery extends Strays, FileChanges {
  /** Free calls that were cut off: back in the queue. */
  requeued: number
  /** Paid calls that were cut off: they may have been billed, and are made again only when the author says so. */
  unknown: JobRow[]
}

/**
 * Puts the book in order after whatever ended its last owner. Called once by the owner, before anything is queued or
 * run: whole pictures whose commit was lost are adopted, then every job that was running is sorted out, then the files
 * of all takes are looked at. Safe to be killed at any moment and to be run again.
 */
export async function recover(context: QueueContext, projectFolder: string): Promise<Recovery> {
  const strays = await adoptStrays(context, projectFolder)
  takeApartStaged(context)
  const orphans = takeBackOrphans(context)
  await clearFolders(context)
  const files = await checkFiles(context, projectFolder)
  return { ...strays, ...orphans, ...files }
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

/** A crash spends no attempt. */
function takeBack(context: QueueContext, job: JobRow, now: number): JobRow {
  const { store, providers } = context
  const request = JSON.parse(store.jobs.request(job.key) ?? '{}') as Partial<GenerationRequest>
  const free = providers.get(request.provider ?? '')?.free ?? false
  for (const { id: attemptId } of store.attempts.open(job.id)) {
    const outcome = free ? 'interrupted' : 'unknown'
    store.attempts.end({ ...NOTHING_KNOWN, id: attemptId, finishedAt: now, outcome })
    if (free) continue
    const line = ledgerLine({ job, attemptId }, request.providerModel ?? '', now)
    store.ledger.write({ ...line, usd: null, certainty: 'unknown' })
  }
  if (free) return move(context, job, 'put-back', { attempts: job.attempts, finishedAt: null })
  const marks = { attempts: job.attempts, finishedAt: now, message: UNKNOWN_MESSAGE }
  return move(context, job, 'lose-sight', marks)
}
