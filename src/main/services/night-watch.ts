import type { OvernightSummary } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { isOvernight, type Queue, type QueueEvent } from '../queue/index.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { openStore } from '../store/open-store.ts'
import { queueStore } from '../store/queue/index.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { OUT_STATES, type RemoteBatchRow } from '../store/queue/remote-batches.ts'
import { bookQueue } from './book-queue.ts'
import { assertBatch } from './going-on.ts'
import { runNight } from './overnight.ts'
import { connectedProviders } from './provider-settings.ts'

export interface StartOptions {
  batchId?: string | undefined
  /** These jobs and no others. */
  jobIds?: readonly string[] | undefined
  gate?: number | undefined
  budgetUsd?: number | undefined
  agreedUsd?: number | null | undefined
}

/**
 * The overnight services' share of an open book: what lies with them is looked after and collected by itself as long as
 * the book is open. Handing over costs money and is only ever done on the author's word.
 */
export interface NightWatch {
  summary(): OvernightSummary
  isBusy(): boolean
  /** @throws AppError WRONG_USE when there is no such batch; BUDGET; READ_ONLY */
  start(options: StartOptions): Promise<OvernightSummary>
  /** Looks now. @throws AppError READ_ONLY */
  collect(): Promise<OvernightSummary>
  /** @throws AppError WRONG_USE when there is no such batch; READ_ONLY */
  cancel(batchId?: string): Promise<{ pictures: number; unheard: number }>
  /** Collects what is out, if anything is. Once after opening. */
  look(): void
  /** When the watch has handed over, or looked at, what it was asked to. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface NightListener {
  summary(summary: OvernightSummary): void
  event(event: QueueEvent): void
}

export interface NightParts {
  /** Default: those of this computer. */
  providers?: () => readonly ImageProvider[]
  /** Between two looks, ms. Default 60,000. */
  pollMs?: number
}

/** What vendors promise for a batch. */
const DUE_MS = 24 * 60 * 60 * 1_000

interface Watch {
  stop: AbortController
  done: Promise<void>
}

/**
 * @param live the queue of the live lane, which has found out how the last owner left things. The night has a connection of
 *   its own beside it, because a run of one says for its connection what is worked on
 */
export function nightWatch(
  project: Project,
  live: () => Queue,
  listener: NightListener,
  { providers = () => connectedProviders(project.env), pollMs }: NightParts = {},
): NightWatch {
  const store = queueStore(project.store.sqlite)
  let beside: { queue: Queue; close(): void } | null = null
  let watch: Watch | null = null
  /** What the author has asked to be handed over. */
  let approved = new Set<string>()
  let settings: Pick<StartOptions, 'gate' | 'budgetUsd'> = {}
  let nextLookAt: number | null = null
  let trouble: OvernightSummary['trouble'] = null
  let firstRound = Promise.withResolvers<void>()
  let isClosed = false

  function open(): Queue {
    if (beside === null) {
      const own = openStore(project.paths.book, { checked: true })
      const queue = bookQueue({ ...project, store: own }, providers(), live().recover())
      const unsubscribe = queue.subscribe((event) => listener.event(event))
      beside = {
        queue,
        close() {
          unsubscribe()
          own.close()
        },
      }
    }
    return beside.queue
  }

  function tell(): void {
    listener.summary(summary())
  }

  function begin(): void {
    if (isClosed) return
    const queue = open()
    const stop = new AbortController()
    const round = Promise.withResolvers<void>()
    firstRound = round
    trouble = null
    const jobs = queue.jobs({ ids: [...approved], states: ['queued'] }, ALL).map(({ id }) => id)
    const options = {
      ...settings,
      gate: jobs.length === 0 ? 0 : settings.gate,
      ...(pollMs === undefined ? {} : { pollMs }),
    }
    const out = store.remoteBatches.inStates(OUT_STATES)
    const works = runNight({ ...project, store: project.store }, queue, [...jobs, ...jobsWith(out)], options, {
      stop: stop.signal,
      onStanding(standing) {
        nextLookAt = standing.nextLookAt
        trouble = standing.trouble === null ? null : { message: standing.trouble, remedy: LANE_REMEDY }
        round.resolve()
        tell()
      },
    })
    const done = works
      .then(
        ({ end }) => {
          if (end.failure) {
            const { message, action } = REMEDIES[end.failure.kind]
            trouble = { message, remedy: action }
          }
        },
        (error: unknown) => {
          const message = error instanceof AppError ? error.message : said`The night ended by a fault of the program.`
          trouble = { message, remedy: (error instanceof AppError ? error.remedy : undefined) ?? NIGHT_REMEDY }
        },
      )
      .then(() => {
        if (watch?.stop === stop) watch = null
        nextLookAt = null
        round.resolve()
        if (!isClosed) tell()
      })
    watch = { stop, done }
  }

  /** Ends a look that is under way where it can be ended, and begins another one. */
  async function again(): Promise<void> {
    await rest()
    begin()
  }

  async function rest(): Promise<void> {
    const running = watch
    running?.stop.abort()
    await running?.done
  }

  function jobsWith(batches: readonly RemoteBatchRow[]): string[] {
    return batches.flatMap(({ id }) =>
      store.jobs.list({ remoteBatchId: id, states: ['running'] }, ALL).map((job) => job.id),
    )
  }

  function waiting(batchId?: string): JobRow[] {
    return store.jobs
      .list({ states: ['queued'], ...(batchId === undefined ? {} : { batchId }) }, ALL)
      .filter(({ lane }) => isOvernight(lane))
  }

  function summary(): OvernightSummary {
    const out = store.remoteBatches.inStates(OUT_STATES)
    const waits = waiting()
    const batches = out.map((batch) => {
      const jobs = store.jobs.list({ remoteBatchId: batch.id, states: ['running'] }, ALL)
      const { id, provider, model, done, failed, word, submittedAt, lookedAt, cancelAskedAt } = batch
      return {
        ...{ id, provider, model, done, failed, word, submittedAt, lookedAt },
        state: batch.state as OvernightSummary['batches'][number]['state'],
        pictures: batch.jobs,
        dueAt: submittedAt === null || batch.remoteId === null ? null : submittedAt + DUE_MS,
        untilUsd: jobs.some(({ estimateUsd }) => estimateUsd === null) ? null : sumOf(jobs),
        cancelled: cancelAskedAt !== null,
        jobs,
      }
    })
    const due = batches.flatMap(({ dueAt }) => dueAt ?? [])
    const ids = new Set([...batches.flatMap(({ jobs }) => jobs), ...waits].map(({ batchId }) => batchId))
    return {
      busy: watch !== null && (nextLookAt === null || nextLookAt <= project.now()),
      nextLookAt: watch === null ? null : nextLookAt,
      batches,
      pictures: batches.reduce((sum, { jobs }) => sum + jobs.length, 0),
      waiting: {
        pictures: waits.length,
        untilUsd: sumOf(waits),
        unknownPrices: waits.filter(({ estimateUsd }) => estimateUsd === null).length,
      },
      dueAt: due.length === 0 ? null : Math.max(...due),
      titles: [...ids].flatMap((id) => store.batches.get(id)?.title ?? []),
      trouble,
    }
  }

  function assertOwner(): void {
    if (project.readOnly) throw project.readOnly
  }

  return {
    summary,
    isBusy: () => watch !== null && (nextLookAt === null || nextLookAt <= project.now()),
    async start({ batchId, jobIds, gate, budgetUsd, agreedUsd }) {
      assertOwner()
      if (batchId !== undefined) assertBatch(live(), batchId)
      const meant = jobIds && new Set(jobIds)
      const jobs = waiting(batchId).filter(({ id }) => meant?.has(id) ?? true)
      assertAgreed(jobs.slice(0, gate), agreedUsd)
      await rest()
      approved = new Set(jobs.map(({ id }) => id))
      settings = { gate, budgetUsd }
      if (jobs.length > 0 || store.remoteBatches.inStates(OUT_STATES).length > 0) begin()
      return summary()
    },
    async collect() {
      assertOwner()
      if (store.remoteBatches.inStates(OUT_STATES).length === 0) return summary()
      await again()
      await firstRound.promise
      return summary()
    },
    async cancel(batchId) {
      assertOwner()
      if (batchId !== undefined) assertBatch(live(), batchId)
      await rest()
      const { jobs, unheard } = await open().callBackOvernight(batchId)
      if (store.remoteBatches.inStates(OUT_STATES).length > 0) begin()
      tell()
      return { pictures: jobs, unheard }
    },
    look() {
      if (project.readOnly || watch !== null) return
      if (store.remoteBatches.inStates(OUT_STATES).length > 0) begin()
    },
    async idle() {
      await firstRound.promise
    },
    async close() {
      isClosed = true
      await rest()
      beside?.close()
      beside = null
    },
  }
}

const LANE_REMEDY = said`It is tried again by itself; see Settings for the key and the account.`
const NIGHT_REMEDY = said`What is with the service stays there. Look again later.`

const sumOf = (jobs: readonly Pick<JobRow, 'estimateUsd'>[]) =>
  jobs.reduce((sum, { estimateUsd }) => sum + (estimateUsd ?? 0), 0)

/** @throws AppError BUDGET */
function assertAgreed(jobs: readonly JobRow[], agreedUsd: number | null | undefined): void {
  if (agreedUsd == null) return
  if (jobs.every(({ estimateUsd }) => estimateUsd !== null) && sumOf(jobs) <= agreedUsd + 1e-6) return
  throw new AppError('BUDGET', said`It costs more by now than what was shown.`, {
    remedy: said`Look at the new price, then start it again.`,
  })
}
