import type { FailureKind } from '../../../shared/domain/job.ts'
import { said } from '../../../shared/said/said.ts'
import { type OvernightLane, ProviderError } from '../../providers/provider.ts'
import type { JobRow } from '../../store/queue/jobs.ts'
import type { RemoteBatchRow } from '../../store/queue/remote-batches.ts'
import type { QueueContext } from '../context.ts'
import { tell } from '../settle.ts'
import { batchFolder } from './folders.ts'
import { jobsOut, requestOf } from './jobs-out.ts'
import { CALL_MS, limited } from './limited-call.ts'
import { writeNote } from './note.ts'
import { uploadReferences } from './references.ts'
import { turnAway } from './turn-away.ts'

/** A vendor may take a moment until its list names a batch that it has just taken. */
export const SURE_AFTER_MS = 60_000

/** Failures of a call that the vendor has certainly not acted upon. */
const NEVER_SENT: ReadonlySet<FailureKind> = new Set([
  'no-key',
  'unreachable',
  'insecure',
  'proxy',
  'wrong-address',
  'local',
])

/** Whether a call that failed has certainly had no effect. An answer of the server's own trouble says nothing. */
export function hadNoEffect({ kind, httpStatus }: ProviderError): boolean {
  return NEVER_SENT.has(kind) || (httpStatus !== null && httpStatus >= 400 && httpStatus < 500 && httpStatus !== 408)
}

/**
 * Uploads the references and the input file of a staged batch. May be done again from the start: it costs nothing.
 *
 * @returns false when nothing is left of the batch, because none of its requests can be made
 * @throws ProviderError
 */
export async function prepare(
  context: QueueContext,
  service: OvernightLane,
  batch: RemoteBatchRow,
  cut: AbortSignal,
): Promise<boolean> {
  const { store, clock } = context
  const folder = batchFolder(context.folder, batch.id)
  const uploaded = new Map<string, string>()
  const lines: Uint8Array[] = []
  for (const job of jobsOut(context, batch.id)) {
    const request = requestOf(context, job)
    try {
      await uploadReferences(context, batch.provider, service, request, uploaded, cut)
    } catch (error) {
      if (!(error instanceof ProviderError && error.kind === 'invalid' && error.httpStatus === null)) throw error
      await leaveOut(context, job, error)
      continue
    }
    try {
      lines.push(Buffer.from(`${service.line(job.id, request, uploaded)}\n`))
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      await leaveOut(context, job, error)
    }
  }
  if (lines.length === 0) {
    store.remoteBatches.end(batch.id, 'cancelled', said`None of its pictures could be asked for.`, clock.now())
    await folder.remove()
    return false
  }
  if (lines.length < batch.jobs) store.remoteBatches.resize(batch.id, lines.length)
  await folder.write('input.jsonl', lines)
  context.onStep('input-written')
  const inputId = await limited(context, CALL_MS.file, cut, (signal) => service.uploadInput(folder.input, signal))
  store.remoteBatches.uploaded(batch.id, inputId)
  context.onStep('input-uploaded')
  return true
}

/** This request can never be made; the others of its batch can. */
async function leaveOut(context: QueueContext, job: JobRow, error: ProviderError): Promise<void> {
  const attemptId = context.store.attempts.open(job.id)[0]!.id
  const claim = { job, attemptId, startedAt: job.startedAt ?? 0, request: requestOf(context, job) }
  const changed = await context.commit(() => turnAway(context, claim, error))
  if (changed) tell(context, changed)
}

/**
 * Hands over a batch whose input is uploaded. What is about to happen is written down first, and the vendor's id before
 * anything else is done with it.
 *
 * @throws ProviderError; `hadNoEffect` tells whether the vendor may have it nevertheless
 */
export async function submit(
  context: QueueContext,
  service: OvernightLane,
  batch: RemoteBatchRow,
  cut: AbortSignal,
): Promise<void> {
  const { store, clock } = context
  const { inputId } = store.remoteBatches.get(batch.id)!
  const [first] = jobsOut(context, batch.id)
  if (inputId === null || !first) throw new Error(`The overnight batch ${batch.id} has nothing to hand over`)
  const group = service.batchOf(requestOf(context, first))
  // Before the book knows of it: a copy of the book may be older than this moment.
  await writeNote(context, batch.id)
  store.remoteBatches.submitting(batch.id, clock.now())
  context.onStep('submitting')
  const remoteId = await limited(context, CALL_MS.short, cut, (signal) =>
    service.submit(inputId, batch.id, group, signal),
  )
  context.onStep('handed-over')
  await noteSubmitted(context, batch.id, remoteId)
}

/**
 * Finds out whether the vendor has a batch whose hand-over nobody saw the end of.
 *
 * @throws ProviderError
 */
export async function findSubmitted(
  context: QueueContext,
  service: OvernightLane,
  batch: RemoteBatchRow,
  cut: AbortSignal,
): Promise<boolean> {
  const remoteId = await limited(context, CALL_MS.short, cut, (signal) => service.find(batch.id, signal))
  if (remoteId === null) return false
  await noteSubmitted(context, batch.id, remoteId)
  return true
}

async function noteSubmitted(context: QueueContext, batchId: string, remoteId: string): Promise<void> {
  context.store.remoteBatches.submitted(batchId, remoteId)
  context.onStep('submitted')
  await writeNote(context, batchId)
}
