import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { type OvernightLane, ProviderError } from '../../providers/provider.ts'
import type { JobRow } from '../../store/queue/jobs.ts'
import type { RemoteBatchRow } from '../../store/queue/remote-batches.ts'
import type { QueueContext } from '../context.ts'
import { settleFailed } from '../settle.ts'
import { judge } from '../verdict.ts'
import { batchFolder } from './folders.ts'
import { CALL_MS, limited } from './limited-call.ts'
import { uploadReferences } from './references.ts'
import { jobsOut } from './stage.ts'

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
  const jobs: JobRow[] = []
  for (const job of jobsOut(context, batch.id)) {
    try {
      await uploadReferences(context, batch.provider, service, requestOf(context, job), uploaded, cut)
      jobs.push(job)
    } catch (error) {
      if (!(error instanceof ProviderError && error.kind === 'invalid' && error.httpStatus === null)) throw error
      await turnAway(context, job, error)
    }
  }
  if (jobs.length === 0) {
    store.remoteBatches.end(batch.id, 'cancelled', 'None of its pictures could be asked for.', clock.now())
    await folder.remove()
    return false
  }
  if (jobs.length < batch.jobs) store.remoteBatches.resize(batch.id, jobs.length)
  await folder.write('input.jsonl', lines(context, service, jobs, uploaded))
  context.onStep('input-written')
  const inputId = await limited(context, CALL_MS.file, cut, (signal) => service.uploadInput(folder.input, signal))
  store.remoteBatches.uploaded(batch.id, inputId)
  context.onStep('input-uploaded')
  return true
}

function* lines(
  context: QueueContext,
  service: OvernightLane,
  jobs: readonly JobRow[],
  uploaded: ReadonlyMap<string, string>,
): Generator<Uint8Array> {
  for (const job of jobs) yield Buffer.from(`${service.line(job.id, requestOf(context, job), uploaded)}\n`)
}

/** This request can never be made; the others of its batch can. */
async function turnAway(context: QueueContext, job: JobRow, error: ProviderError): Promise<void> {
  const { store, clock } = context
  const attemptId = store.attempts.open(job.id)[0]!.id
  const claim = { job, attemptId, startedAt: job.startedAt ?? 0, request: requestOf(context, job) }
  const facts = { attempts: job.attempts, free: false, waits: 0, now: clock.now(), random: 0 }
  await settleFailed(context, claim, error, judge(error, facts))
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
  store.remoteBatches.submitting(batch.id, clock.now())
  context.onStep('submitting')
  const remoteId = await limited(context, CALL_MS.short, cut, (signal) =>
    service.submit(inputId, batch.id, group, signal),
  )
  context.onStep('handed-over')
  store.remoteBatches.submitted(batch.id, remoteId)
  context.onStep('submitted')
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
  context.store.remoteBatches.submitted(batch.id, remoteId)
  context.onStep('submitted')
  return true
}

export function requestOf({ store }: Pick<QueueContext, 'store'>, job: Pick<JobRow, 'id' | 'key'>): GenerationRequest {
  const body = store.jobs.request(job.key)
  if (body === null) throw new Error(`Job ${job.id} has no request`)
  return JSON.parse(body) as GenerationRequest
}
