import type { ProviderError } from '../providers/provider.ts'
import type { LaneRow } from '../store/queue/lanes.ts'
import { REQUEST_TIMEOUT_MS } from './call.ts'
import type { HeldBatch } from './claim.ts'
import type { QueueContext, QueueEvent } from './context.ts'
import { type LaneRun, type LaneWorker, laneWorker } from './lane-worker.ts'
import { isOvernight } from './overnight/lane-name.ts'
import { PACING_PROFILES, type PacingName } from './pacing.ts'
import { reconcileUnknown } from './reconcile.ts'
import { REMEDIES } from './remedies.ts'

export interface RunOptions {
  /** Ids of the jobs to work on, and no others. Default: all. */
  jobs?: readonly string[] | null
  /** Default `default`. */
  pacing?: PacingName
  /** Calls at once in a lane, at most. Default: what the provider allows. */
  concurrency?: number | null
  /** Bring so many jobs to their end, then stop and let the author look. Default: all. */
  gate?: number | null
  /** Caps in USD for this run, for a calendar day and for the whole book. Default: none. */
  runUsd?: number | null
  dayUsd?: number | null
  bookUsd?: number | null
  /** Limit of one request, ms. Default: what its provider says, otherwise 300,000. */
  timeoutMs?: number
  /** Take no new jobs; what runs may land. */
  stop?: AbortSignal
  /** Cut what runs, too. Paid calls become unknown. */
  abort?: AbortSignal
}

export type OpenLane = LaneRow & { /** What the author can do. */ action: string }

export interface RunEnd {
  /**
   * - drained: nothing is left that may run now
   * - gate: as many jobs as asked for have come to their end
   * - stopped, aborted: the author said so
   * - disk: this computer cannot store pictures; see `failure`
   */
  ended: 'drained' | 'gate' | 'stopped' | 'aborted' | 'disk'
  failure: ProviderError | null
  /** Lanes whose circuit is open while jobs of this run wait in them for the author. */
  openLanes: OpenLane[]
  /** Batches that a cap holds back. */
  held: HeldBatch[]
}

/** Works off everything that may run, all lanes side by side. Resolves when nothing more can happen by itself. */
export function run(
  context: QueueContext,
  subscribe: (listener: (event: QueueEvent) => void) => () => void,
  options: RunOptions = {},
): Promise<RunEnd> {
  const { store } = context
  const gate = options.gate ?? Number.POSITIVE_INFINITY
  const finished = Promise.withResolvers<RunEnd>()
  const workers = new Map<string, LaneWorker>()
  let cause: RunEnd['ended'] | null = null
  let failure: ProviderError | null = null
  let inFlight = 0
  let over = 0
  let reconciling = true
  let filling = false
  let isOver = false

  const laneRun: LaneRun = {
    profile: PACING_PROFILES[options.pacing ?? 'default'],
    ceiling: options.concurrency ?? null,
    caps: {
      run:
        options.runUsd == null
          ? null
          : { capUsd: options.runUsd, sinceLine: store.ledger.lastLine(), startedAt: context.clock.now() },
      dayUsd: options.dayUsd ?? null,
      bookUsd: options.bookUsd ?? null,
    },
    timeoutMs: options.timeoutMs ?? null,
    mayClaim: () => cause === null && over + inFlight < gate,
    isCut: () => cause === 'aborted',
    claimed() {
      inFlight++
    },
    unclaimed() {
      inFlight--
    },
    settled(hasEnded) {
      inFlight--
      if (hasEnded) over++
      else if (gate !== Number.POSITIVE_INFINITY) soon()
    },
    stopForDisk(error) {
      failure ??= error
      stop('disk')
    },
    changed: finishWhenIdle,
  }

  const stopListening = subscribe((event) => {
    if (event.type === 'batch.changed' || event.type === 'lane.changed') soon()
    if (event.type === 'job.changed' && event.state === 'cancelled')
      for (const worker of workers.values()) worker.cut(event.jobId)
  })
  const onStop = () => stop('stopped')
  const onAbort = () => {
    stop('aborted')
    for (const worker of workers.values()) worker.cut()
  }
  options.stop?.addEventListener('abort', onStop)
  options.abort?.addEventListener('abort', onAbort)
  if (options.stop?.aborted) onStop()
  if (options.abort?.aborted) onAbort()

  void reconcileUnknown(context, options.timeoutMs ?? REQUEST_TIMEOUT_MS, () => cause !== null).finally(() => {
    reconciling = false
    fillAll()
  })
  fillAll()
  return finished.promise

  function fillAll(): void {
    if (isOver) return
    filling = true
    for (const lane of cause === null ? store.jobs.queuedLanes() : [])
      if (!isOvernight(lane) && !workers.has(lane)) workers.set(lane, laneWorker(context, lane, laneRun))
    for (const worker of workers.values()) worker.fill()
    filling = false
    finishWhenIdle()
  }

  /** After the current step, so that a lane is never filled from within its own bookkeeping. */
  function soon(): void {
    queueMicrotask(fillAll)
  }

  function stop(why: RunEnd['ended']): void {
    if (cause === null || why === 'aborted') cause = why
    for (const worker of workers.values()) worker.stopWaiting()
    queueMicrotask(finishWhenIdle)
  }

  function finishWhenIdle(): void {
    if (isOver || filling || reconciling || inFlight > 0) return
    for (const worker of workers.values()) {
      // A gate that is reached ends the run; what waits for its time goes on with the next one.
      if (over >= gate) worker.stopWaiting()
      if (!worker.isIdle()) return
    }
    isOver = true
    const waiting = store.runScope.lanes()
    stopListening()
    options.stop?.removeEventListener('abort', onStop)
    options.abort?.removeEventListener('abort', onAbort)
    finished.resolve({
      ended: cause ?? (over >= gate ? 'gate' : 'drained'),
      failure,
      openLanes: store.lanes
        .list()
        .filter(({ lane }) => waiting.has(lane) && !isOvernight(lane))
        .flatMap((row) => (row.openFailure === null ? [] : [{ ...row, action: REMEDIES[row.openFailure].action }])),
      held: [...workers.values()].flatMap((worker) => worker.held()),
    })
  }
}
