import { v7 as uuid } from 'uuid'
import { said } from '../../../shared/said/said.ts'
import { NOTHING_KNOWN } from '../../store/queue/attempts.ts'
import type { JobRow } from '../../store/queue/jobs.ts'
import type { QueueContext } from '../context.ts'
import { move, tell } from '../settle.ts'
import { takeBack } from '../take-back.ts'
import { batchFolder, batchFolders } from './folders.ts'
import { type BatchNote, clearFolder, homelessJobs, type NotedJob, readNote } from './note.ts'
import { takeApart } from './stage.ts'

const ELSEWHERE = said`Its picture was asked for again, and is with the overnight service.`

/** Batches that were handed over, and that the book had forgotten. */
export interface ForgottenNights {
  /** Pictures the overnight service has, that the book did not know of: they are waited for, not asked for again. */
  remembered: number
  /** Folders that are kept because the book has no place for what is in them. */
  stranded: StrandedNight[]
}

export interface StrandedNight {
  /** Relative to the project, with `/`. */
  path: string
  /** Null = nobody can tell. */
  pictures: number | null
}

/**
 * Takes up what was handed over after this copy of the book was made: its batches become rows again and its jobs run in
 * them, so that they are looked for at the vendor before anything is handed over. To be called before anything else is
 * put in order.
 */
export async function rememberNights(context: QueueContext): Promise<ForgottenNights> {
  const { store, folder } = context
  const nights: ForgottenNights = { remembered: 0, stranded: [] }
  // Oldest first: a job belongs to the newest batch it was in.
  for (const id of await batchFolders(folder)) {
    const path = `overnight/${id}`
    const batch = store.remoteBatches.get(id)
    const note = await readNote(context, id)
    if (note) nights.remembered += remember(context, id, note)
    else if (!batch && (await batchFolder(folder, id).outputs()).length > 0)
      nights.stranded.push({ path, pictures: null })
    const homeless = homelessJobs(context, note)
    if (homeless > 0) nights.stranded.push({ path, pictures: homeless })
  }
  return nights
}

/** @returns how many jobs the book had not known to be in this batch */
function remember(context: QueueContext, id: string, note: BatchNote): number {
  const { store } = context
  const { provider, model, inputId, remoteId, createdAt, submittedAt } = note
  const state = store.remoteBatches.get(id)?.state ?? null
  if (state !== null && state !== 'staged' && state !== 'submitting') return 0
  const jobs = store.transaction(() => {
    if (state === null) store.remoteBatches.insert({ id, provider, model, jobs: note.jobs.length, createdAt })
    if (state !== 'submitting') {
      store.remoteBatches.uploaded(id, inputId)
      store.remoteBatches.submitting(id, submittedAt)
    }
    if (remoteId !== null) store.remoteBatches.submitted(id, remoteId)
    return note.jobs.flatMap((job) => giveBack(context, id, note, job) ?? [])
  })
  for (const job of jobs) tell(context, job)
  return jobs.length
}

/** @returns the job that runs in the batch again; null when it does already, or cannot */
function giveBack(context: QueueContext, batchId: string, note: BatchNote, noted: NotedJob): JobRow | null {
  const { store } = context
  const known = store.jobs.get(noted.id)
  if (known === null && !store.takes.hasPanel(noted.panelId)) return null
  if (known?.state === 'done') return null
  if (known?.state === 'running' && known.remoteBatchId !== null) {
    if (known.remoteBatchId >= batchId) return null
    store.jobs.handOver(known.id, batchId)
    return store.jobs.get(known.id)
  }
  const rival = store.jobs.live(noted.key)
  if (rival && rival.id !== noted.id) standDown(context, rival)
  if (known) queueAgain(context, known)
  else insert(context, note, noted)
  store.jobs.assign(noted)
  store.jobs.claim(noted.id, note.submittedAt)
  store.attempts.start(uuid(), noted.id, note.submittedAt)
  store.jobs.handOver(noted.id, batchId)
  return store.jobs.get(noted.id)
}

function insert({ store }: QueueContext, { batches }: BatchNote, { request, ...job }: NotedJob): void {
  for (const batch of batches)
    if (batch.id === job.batchId && store.batches.get(batch.id) === null) store.batches.insert(batch)
  store.jobs.insertRequest(job.key, JSON.stringify(request))
  store.jobs.insert(job)
}

/** What the book last knew of it was over when it was handed over. */
function queueAgain(context: QueueContext, job: JobRow): void {
  const settled = job.state === 'running' ? takeBack(context, job, context.clock.now()) : job
  if (settled.state === 'queued') return
  const event = settled.state === 'unknown' ? 'put-back' : 'ask-again'
  move(context, settled, event, { attempts: settled.attempts, finishedAt: null })
}

/** Of one picture only one job is wanted at a time, and a later one is with the vendor. */
function standDown(context: QueueContext, job: JobRow): void {
  const { store, clock } = context
  const now = clock.now()
  const isLiveCall = job.state === 'running' && job.remoteBatchId === null
  const settled = isLiveCall ? takeBack(context, job, now) : job
  for (const { id } of store.attempts.open(job.id))
    store.attempts.end({ ...NOTHING_KNOWN, id, finishedAt: now, outcome: 'cancelled' })
  move(context, settled, 'cancel', { attempts: settled.attempts, finishedAt: now, message: ELSEWHERE })
}

/** Nothing was handed over of these: their jobs wait again, for whichever lane the author wants. */
export function takeApartStaged(context: QueueContext): void {
  for (const { id } of context.store.remoteBatches.inStates(['staged']))
    takeApart(context, id, 'cancelled', { outcome: 'interrupted', failure: null, message: null })
}

/** Removes the files of batches that are over, save those with pictures the book has no place for. */
export async function clearFolders(context: QueueContext): Promise<void> {
  const { store, folder } = context
  for (const id of await batchFolders(folder)) {
    const { endedAt = null } = store.remoteBatches.get(id) ?? {}
    if (endedAt !== null) await clearFolder(context, id)
  }
}
