import { join } from 'node:path'
import { said } from '../../../shared/said/said.ts'
import type { OvernightAnswer, OvernightLane } from '../../providers/provider.ts'
import { ProviderError, type ProviderReply } from '../../providers/provider.ts'
import { NOTHING_KNOWN } from '../../store/queue/attempts.ts'
import type { JobRow } from '../../store/queue/jobs.ts'
import type { RemoteBatchRow } from '../../store/queue/remote-batches.ts'
import type { Claim } from '../claim.ts'
import type { QueueContext } from '../context.ts'
import { land } from '../land.ts'
import { UNKNOWN_MESSAGE } from '../remedies.ts'
import { isFree, ledgerLine, move, settleFailed, tell } from '../settle.ts'
import { batchFolder, outputName } from './folders.ts'
import { jobsOut, requestOf } from './jobs-out.ts'
import { judgeLine, lostReferences } from './judge-line.ts'
import { CALL_MS, limited } from './limited-call.ts'
import { clearFolder } from './note.ts'
import { outputLines } from './output-lines.ts'
import { callBack, putBack } from './stage.ts'

/** Answers that are stored side by side, and bytes of their lines together: each is in memory several times over. */
const LINES_AT_ONCE = 4
const LINE_BYTES = 8 * 1024 * 1024

const NOT_MADE = said`The night was over before this picture was made; nothing was charged for it.`

/** Brings every output to this disk. From then on the vendor is not needed. @throws ProviderError */
export async function fetchOutputs(
  context: QueueContext,
  service: OvernightLane,
  batch: RemoteBatchRow,
  outputs: readonly string[],
  cut: AbortSignal,
): Promise<void> {
  const folder = batchFolder(context.folder, batch.id)
  for (const [index, output] of outputs.entries()) {
    const name = outputName(index + 1)
    if (await folder.has(name)) continue
    try {
      await limited(context, CALL_MS.file, cut, (signal) => folder.write(name, service.download(output, signal)))
    } catch (error) {
      if (!isGone(error)) throw error
      await folder.noteLost(index + 1)
    }
    context.onStep('output-downloaded')
  }
  context.store.remoteBatches.collecting(batch.id)
  context.onStep('collecting')
}

/** What the vendor had once, and does not have any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ProviderError && (error.httpStatus === 404 || error.httpStatus === 410)
}

export interface Collected {
  /** Whether every answer is taken in; false when it was stopped, or this disk takes no more. */
  whole: boolean
  /** This computer cannot store; the answers stay where they are. */
  failure: ProviderError | null
  /** Jobs that wait again without having been worked on. */
  handedBack: string[]
}

/**
 * Takes in the answers of a batch, each as its own outcome and in any order. What was taken in before is passed over, so
 * that it can be stopped and begun again anywhere.
 *
 * @param stop take in no more; what is being stored comes to its end
 */
export async function collect(
  context: QueueContext,
  service: OvernightLane,
  batch: RemoteBatchRow,
  stop: AbortSignal,
): Promise<Collected> {
  const folder = batchFolder(context.folder, batch.id)
  const reader = lineReader(context, service, batch)
  const busy = new Set<Promise<void>>()
  let busyBytes = 0
  const isHalted = () => stop.aborted || reader.failure() !== null
  reading: for (const name of await folder.outputs()) {
    for await (const line of outputLines(join(folder.path, name))) {
      const bytes = line.length
      while (busy.size > 0 && (busy.size >= LINES_AT_ONCE || busyBytes + bytes > LINE_BYTES)) await Promise.race(busy)
      if (isHalted()) break reading
      busyBytes += bytes
      const work: Promise<void> = reader.settle(line).finally(() => {
        busy.delete(work)
        busyBytes -= bytes
      })
      busy.add(work)
    }
  }
  await Promise.all(busy)
  if (isHalted()) return { whole: false, failure: reader.failure(), handedBack: [] }
  const handedBack = close(context, batch, reader.unreadable() > 0 || (await folder.hasLost()))
  context.onStep('collected')
  await clearFolder(context, batch.id)
  context.onStep('cleared')
  return { whole: true, failure: null, handedBack }
}

interface LineReader {
  settle(line: string): Promise<void>
  /** Lines that say nothing that could be read. */
  unreadable(): number
  /** This computer cannot store. */
  failure(): ProviderError | null
}

function lineReader(context: QueueContext, service: OvernightLane, batch: RemoteBatchRow): LineReader {
  const { store } = context
  /** A vendor that answers twice is heard once. */
  const heard = new Set<string>()
  let unreadable = 0
  let failure: ProviderError | null = null

  async function settle(line: string): Promise<void> {
    const answer = read(line)
    if (!answer || heard.has(answer.id)) return
    heard.add(answer.id)
    const job = jobOf(answer.id)
    if (!job) return
    if (job.state === 'done' && answer.ok) return noteCost(job, answer.reply)
    // What was not even begun is sorted out at the end, with what has no line at all.
    if (job.state !== 'running' || (!answer.ok && answer.error.kind === 'cancelled')) return
    await settleAnswer(claimOf(context, job), answer)
    context.onStep('line-settled')
  }

  async function settleAnswer(claim: Claim, answer: OvernightAnswer): Promise<void> {
    if (!answer.ok) {
      if (!answer.lostReferences) return failed(claim, answer.error, null)
      for (const { hash } of claim.request.references) store.remoteFiles.forget(batch.provider, hash)
      return failed(claim, lostReferences(answer.error), null)
    }
    const trouble = await land(context, claim, answer.reply, (error) => {
      failure ??= error
    })
    // The answer stays on this disk: the job stays with its batch, and is taken in once there is room.
    if (trouble?.kind === 'local') failure ??= trouble
    else if (trouble) await failed(claim, trouble, answer.reply)
  }

  async function failed(claim: Claim, error: ProviderError, reply: ProviderReply | null): Promise<void> {
    const facts = { attempts: claim.job.attempts, free: isFree(context, claim), waits: 0 }
    const verdict = judgeLine(error, { ...facts, now: context.clock.now(), random: context.random() })
    await settleFailed(context, claim, error, verdict, reply)
  }

  function read(line: string): OvernightAnswer | null {
    try {
      return service.read(line, (id) => {
        const job = jobOf(id)
        return job && requestOf(context, job)
      })
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      unreadable++
      return null
    }
  }

  function jobOf(id: string): JobRow | null {
    const job = store.jobs.get(id)
    return job?.remoteBatchId === batch.id ? job : null
  }

  /** A picture that was found on disk after a kill was booked at its quote; here is what it cost. */
  function noteCost(job: JobRow, { costUsd }: ProviderReply): void {
    const attempt = store.attempts.ofJob(job.id).findLast(({ outcome }) => outcome === 'done')
    if (costUsd === null || !attempt) return
    const claim = { ...claimOf(context, job), attemptId: attempt.id }
    if (isFree(context, claim)) return
    const line = ledgerLine(claim, claim.request.providerModel, context.clock.now())
    store.ledger.write({ ...line, usd: costUsd, certainty: 'charged' })
  }

  return { settle, unreadable: () => unreadable, failure: () => failure }
}

/** With the attempt that was opened when the job was put into its batch. */
function claimOf({ store }: QueueContext, job: JobRow): Claim {
  const attemptId = store.attempts.open(job.id)[0]?.id ?? store.attempts.lastId(job.id)
  if (attemptId === null) throw new Error(`Job ${job.id} is with an overnight service and has no attempt`)
  return { job, attemptId, startedAt: job.startedAt ?? 0, request: requestOf({ store }, job) }
}

/**
 * Ends a batch, and sorts out the jobs it left without an answer: they wait again, unless an answer was there and is
 * lost, because then they may have been paid.
 *
 * @returns the jobs that wait again
 */
function close(context: QueueContext, batch: RemoteBatchRow, isLost: boolean): string[] {
  const { store, clock } = context
  const calledBack = (store.remoteBatches.get(batch.id)?.cancelAskedAt ?? null) !== null
  const left = store.transaction(() => {
    const jobs = jobsOut(context, batch.id).map((job) => {
      if (isLost) return loseSight(context, job)
      if (calledBack) return callBack(context, job)
      return putBack(context, job, { outcome: 'waited', failure: 'timeout', message: NOT_MADE })
    })
    store.remoteBatches.end(batch.id, 'collected', null, clock.now())
    return jobs
  })
  for (const job of left) tell(context, job)
  return left.filter(({ state }) => state === 'queued').map(({ id }) => id)
}

/** The vendor has forgotten the batch, or what came of it. @returns jobs that wait again: none */
export function closeLost(context: QueueContext, batch: RemoteBatchRow): string[] {
  return close(context, batch, true)
}

function loseSight(context: QueueContext, job: JobRow): JobRow {
  const { store, clock } = context
  const now = clock.now()
  const claim = claimOf(context, job)
  store.attempts.end({ ...NOTHING_KNOWN, id: claim.attemptId, finishedAt: now, outcome: 'unknown' })
  if (!isFree(context, claim)) {
    const line = ledgerLine(claim, claim.request.providerModel, now)
    store.ledger.write({ ...line, usd: null, certainty: 'unknown' })
  }
  return move(context, job, 'lose-sight', { attempts: job.attempts, finishedAt: now, message: UNKNOWN_MESSAGE })
}
