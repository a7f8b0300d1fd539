import type { ProviderError } from '../../providers/provider.ts'
import type { LaneRow } from '../../store/queue/lanes.ts'
import { OUT_STATES, type RemoteBatchRow } from '../../store/queue/remote-batches.ts'
import type { HeldBatch, OuterCaps } from '../claim.ts'
import type { QueueContext } from '../context.ts'
import { isOvernight, overnightLane, providerOf } from './lane-name.ts'
import { type Night, providerNight } from './provider-night.ts'

export interface OvernightOptions {
  /** Ids of the jobs that may be handed over, and no others. What is out already is collected whatever it is. */
  jobs: readonly string[]
  /** Hand over and do not wait for the answers. Default false. */
  submitOnly?: boolean
  /** Between two looks at what is out, ms. Default 60,000. */
  pollMs?: number
  /** Hand over so many jobs at most. Default: all. */
  gate?: number | null
  /** Caps in USD for this run, for a calendar day and for the whole book. Default: none. */
  runUsd?: number | null
  dayUsd?: number | null
  bookUsd?: number | null
  /** End soon: what is being handed over or stored comes to its end, nothing else is begun. */
  stop?: AbortSignal
  /** End now. */
  abort?: AbortSignal
  /** Told after every round. */
  onRound?: (standing: OvernightStanding) => void
}

/** How the night stands. */
export interface OvernightStanding {
  /** What the vendors have, or have answered without our having taken it in; oldest first. */
  batches: RemoteBatchRow[]
  /** Jobs that wait to be handed over. */
  waiting: number
  /** Why a lane waits at the moment, in a sentence; null = nothing is in the way. */
  trouble: string | null
  now: number
  /** When the vendors are asked next; null = at once. */
  nextLookAt: number | null
}

export interface OvernightEnd {
  /**
   * - drained: nothing is out, and nothing is left that may be handed over now
   * - submitted: everything is handed over, and waiting was not asked for
   * - stopped: the author said so; what is out stays out
   * - disk: this computer cannot store; see `failure`
   */
  ended: 'drained' | 'submitted' | 'stopped' | 'disk'
  failure: ProviderError | null
  /** Overnight lanes that are left to the author. */
  openLanes: LaneRow[]
  /** Batches of the author that a cap holds back. */
  held: HeldBatch[]
  /** Pictures the night was too short for. They wait again. */
  handedBack: number
}

const POLL_MS = 60_000

/**
 * Hands over what waits for overnight services, and collects what comes back, until nothing is out any more. May be
 * stopped or killed anywhere: the next run goes on from there.
 */
export async function runOvernight(context: QueueContext, options: OvernightOptions): Promise<OvernightEnd> {
  const { store, clock } = context
  const stop = options.stop ?? new AbortController().signal
  const cut = options.abort ?? new AbortController().signal
  const isStopping = () => stop.aborted || cut.aborted
  const caps: OuterCaps = {
    run:
      options.runUsd == null
        ? null
        : { capUsd: options.runUsd, sinceLine: store.ledger.lastLine(), startedAt: clock.now() },
    dayUsd: options.dayUsd ?? null,
    bookUsd: options.bookUsd ?? null,
  }
  const nightOptions = { look: !options.submitOnly, pollMs: options.pollMs ?? POLL_MS, stop, cut }
  const nights = new Map<string, Night>()
  let room = options.gate ?? Number.POSITIVE_INFINITY
  let failure: ProviderError | null = null
  const handedBack = new Set<string>()
  const held = new Map<string, HeldBatch>()

  for (;;) {
    for (const night of tonight()) {
      if (isStopping() || failure) break
      await round(night)
    }
    const standing = standingNow()
    options.onRound?.(standing)
    const ended = endNow(standing)
    if (ended) {
      for (const night of nights.values()) await night.letGo()
      return {
        ended,
        failure,
        openLanes: store.lanes.list().filter(({ lane, openFailure }) => openFailure !== null && isOvernight(lane)),
        held: [...held.values()],
        handedBack: handedBack.size,
      }
    }
    if (standing.nextLookAt !== null) await pause(standing.nextLookAt - clock.now())
  }

  /** The providers that have something to do, also those that got it in this run. */
  function tonight(): Night[] {
    const waiting = store.jobs.queuedLanes().filter(isOvernight).map(providerOf)
    const out = store.remoteBatches.inStates(OUT_STATES).map(({ provider }) => provider)
    for (const provider of new Set([...waiting, ...out])) {
      const service = context.providers.get(provider)?.overnight
      if (service && !nights.has(provider))
        nights.set(provider, providerNight(context, provider, service, nightOptions))
    }
    return [...nights.values()]
  }

  async function round(night: Night): Promise<void> {
    const staged = night.stage(caps, room)
    room -= staged.jobs
    for (const batch of staged.held) held.set(batch.batchId, batch)
    const done = await night.work()
    failure ??= done.failure
    for (const id of done.handedBack) handedBack.add(id)
    if (done.handedBack.length > 0) store.runScope.set(options.jobs.filter((id) => !handedBack.has(id)))
  }

  function standingNow(): OvernightStanding {
    const now = clock.now()
    const moments = [...nights.values()].flatMap((night) => night.nextMoment() ?? [])
    const troubles = [...nights.keys()].flatMap((provider) => {
      const { openFailure, notBefore, message } = store.lanes.get(overnightLane(provider))
      return (openFailure !== null || notBefore > now) && message !== null ? [message] : []
    })
    return {
      batches: store.remoteBatches.inStates(OUT_STATES),
      waiting: store.runScope.counts().queued,
      trouble: troubles[0] ?? null,
      now,
      nextLookAt: moments.length === 0 ? null : Math.max(now, Math.min(...moments)),
    }
  }

  function endNow({ nextLookAt }: OvernightStanding): OvernightEnd['ended'] | null {
    if (failure) return 'disk'
    if (isStopping()) return 'stopped'
    if (options.submitOnly && [...nights.values()].every((night) => night.hasHandedOver())) return 'submitted'
    return nextLookAt === null ? 'drained' : null
  }

  async function pause(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>()
    const cancel = clock.after(Math.max(1, ms), over.resolve)
    const signals = [stop, cut]
    for (const signal of signals) signal.addEventListener('abort', () => over.resolve(), { once: true })
    if (!isStopping()) await over.promise
    cancel()
  }
}
