import type { QueueSummary } from '../../shared/contract/index.ts'
import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { isOvernight, type Queue, type Recovery, type RunEnd } from '../queue/index.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { bookQueue } from './book-queue.ts'
import type { GenerateOptions } from './generating.ts'
import { type GoOnOptions, leftAlone, takeUp } from './going-on.ts'
import type { PlannedJob } from './plan/planned-job.ts'
import { type Plan, planBatch } from './planning.ts'
import { freshen, queueUp } from './queue-up.ts'
import { runJobs, type WorkOptions } from './run-jobs.ts'
import { failureTallies } from './status.ts'

/** What somebody who shows the work is told. */
export interface WorkListener {
  /** At most twice a second, and once at the end. */
  summary(summary: QueueSummary): void
  job(job: JobChanged): void
  take(take: TakeArrived): void
}

export interface JobChanged {
  jobId: string
  batchId: string
  panelId: string
  state: JobState
  failure: FailureKind | null
  message: string | null
}

export interface TakeArrived {
  takeId: string
  panelId: string
  jobId: string
  style: string
  lang: string
}

/** Jobs that were put to work, and those that wait behind a gate. */
export interface Begun {
  working: number
  behindGate: number
}

/**
 * The pictures of one open book being made, beside everything else that goes on in it. Requests start work and return;
 * how it goes is told. Nothing starts by itself: not on opening, not when a price or a key changes.
 */
export interface BookWork {
  /** The queue that commands on batches and lanes belong to, so that a run hears of them. */
  readonly queue: Queue
  summary(): QueueSummary
  isBusy(): boolean
  /**
   * Queues what a plan asks for and begins on it.
   *
   * @param agreedUsd the most the author saw; dearer by now is refused. Null or absent = whatever it costs
   * @throws AppError as planBatch; BUDGET, READ_ONLY
   */
  generate(options: GenerateOptions, agreedUsd?: number | null): Promise<Begun & { plan: Plan }>
  /** @throws AppError WRONG_USE when there is no such batch or job; READ_ONLY */
  goOn(options: GoOnOptions): Promise<Begun & { retried: number; leftUnknown: number; leftRefused: number }>
  /** Starts nothing new; what is under way still comes. */
  stop(): void
  /** Cuts what is under way as well. */
  abort(): void
  /** Caps, keys or addresses are otherwise now: a run goes on under them once what is under way has come. */
  refresh(): void
  /** When nothing is under way any more. */
  idle(): Promise<void>
  /** How the last owner had left things; sets it right. Once after opening. */
  recover(): Promise<Recovery>
  close(): void
}

/** Between two tellings, ms. */
const TELL_APART_MS = 500
/** A bar shows some; more pictures at once than these are a row of numbers. */
const MOST_SLOTS = 64

interface Run {
  stop: AbortController
  abort: AbortController
  options: WorkOptions
  done: Promise<void>
}

export function bookWork(
  project: Project,
  listener: WorkListener,
  openQueue: (project: Project) => Queue = bookQueue,
): BookWork {
  let queue = openQueue(project)
  let unsubscribe = listen(queue)
  let run: Run | null = null
  /** What the author has asked to be worked on; the others wait for their word. */
  let approved = new Set<string>()
  const behindGate = new Set<string>()
  /** Of the batches that are worked on, or were last. */
  let titles = new Set<string>()
  /** More was asked for, or other settings, than the run under way takes up. */
  let again = false
  /** The queue was opened with keys and addresses of before. */
  let outdated = false
  let planned: PlannedJob[] = []
  let snapshot: ProgressSnapshot | null = null
  let end: RunEnd['ended'] | 'failed' | null = null
  let trouble: QueueSummary['trouble'] = null
  let timer: NodeJS.Timeout | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  const fractions = new Map<string, number>()

  function listen(to: Queue): () => void {
    return to.subscribe((event) => {
      if (event.type === 'job.progress') fractions.set(event.jobId, event.fraction)
      if (event.type !== 'job.changed') return tellSoon()
      fractions.delete(event.jobId)
      const { type: _, ...job } = event
      listener.job(job)
      const take = event.state === 'done' ? queue.store.takes.ofJob(event.jobId) : null
      if (take)
        listener.take({
          takeId: take.id,
          panelId: take.panelId,
          jobId: event.jobId,
          style: take.artStyleId,
          lang: take.language,
        })
      tellSoon()
    })
  }

  function tell(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    toldAt = Date.now()
    listener.summary(summary())
  }

  function tellSoon(): void {
    timer ??= setTimeout(tell, Math.max(0, toldAt + TELL_APART_MS - Date.now()))
  }

  function summary(): QueueSummary {
    const running = queue.jobs({ states: ['running'] }, { offset: 0, limit: MOST_SLOTS })
    const { budgetUsd } = project.book.settings()
    const { chargedUsd, maybeUsd, maybeCalls, unpricedCalls } = queue.spent()
    const phase =
      run === null ? 'idle' : run.abort.signal.aborted ? 'aborting' : run.stop.signal.aborted ? 'landing' : 'running'
    return {
      now: project.now(),
      phase,
      ended: run === null ? end : null,
      trouble: run === null ? trouble : null,
      jobs: queue.counts(),
      run: snapshot && {
        startedAt: snapshot.startedAt,
        titles: [...titles],
        spentUsd: snapshot.money.spentUsd,
        jobs: run === null ? snapshot.counts : queue.store.runScope.counts(),
        perMinute: snapshot.perMinute,
        timeLeftMs: run === null ? null : (snapshot.timeLeft?.until ?? null),
      },
      behindGate: behindGate.size,
      // What an overnight service has is under way for hours, and no slot of this computer's.
      slots: running.filter(({ lane }) => !isOvernight(lane)).map(slotOf),
      waits: queue
        .lanes()
        .filter(({ openFailure, notBefore }) => openFailure !== null || notBefore > project.now())
        .map(({ lane, openFailure, notBefore, message }) => {
          const remedy = REMEDIES[openFailure ?? 'rate-limited']
          return {
            lane,
            failure: openFailure,
            until: openFailure === null ? notBefore : null,
            message: message ?? remedy.message,
            action: remedy.action,
          }
        }),
      failures: failureTallies(queue.store.jobs.failures(null)),
      money: {
        spentUsd: chargedUsd,
        maybeUsd,
        maybeCalls,
        unpricedCalls,
        estimateUsd: snapshot?.money.estimateUsd ?? null,
        budgetUsd: snapshot === null || run === null ? budgetUsd : snapshot.money.budgetUsd,
      },
    }
  }

  function slotOf({ id, panelId, artStyleId, language, lane, startedAt }: JobRow): QueueSummary['slots'][number] {
    return {
      jobId: id,
      panelId,
      style: artStyleId,
      lang: language,
      lane,
      startedAt: startedAt ?? project.now(),
      fraction: fractions.get(id) ?? null,
    }
  }

  /** Puts jobs to work: at once, with those under way, or after them where the settings differ. */
  function begin(jobs: readonly JobRow[], options: WorkOptions): Begun {
    const waiting = jobs.filter(({ state }) => state === 'queued').map(({ id }) => id)
    const open = options.gate ?? Number.POSITIVE_INFINITY
    const taken = waiting.slice(0, open)
    for (const id of jobs.map((job) => job.id)) behindGate.delete(id)
    for (const id of waiting.slice(open)) behindGate.add(id)
    for (const { id, state } of jobs) if (state !== 'queued') approved.add(id)
    for (const id of taken) approved.add(id)
    if (run === null) titles = new Set()
    for (const id of new Set(jobs.map(({ batchId }) => batchId))) {
      const batch = queue.store.batches.get(id)
      if (batch) titles.add(batch.title)
    }
    if (taken.length > 0) {
      const goesAlong = run !== null && !run.stop.signal.aborted && sameSettings(run.options, options)
      again = true
      if (run === null) start(options)
      else if (goesAlong) queue.extend(taken)
      else restart({ ...run.options, ...given(options) })
    }
    tellSoon()
    return { working: taken.length, behindGate: waiting.length - taken.length }
  }

  let next: WorkOptions = {}

  function restart(options: WorkOptions): void {
    next = options
    again = true
    run?.stop.abort()
  }

  function start(options: WorkOptions): void {
    again = false
    end = null
    trouble = null
    next = options
    if (outdated) {
      unsubscribe()
      queue = openQueue(project)
      unsubscribe = listen(queue)
      outdated = false
    }
    const stop = new AbortController()
    const abort = new AbortController()
    const { gate: _, ...settings } = options
    const work = runJobs(project, queue, [...approved], settings, {
      stop: stop.signal,
      abort: abort.signal,
      onProgress(progress) {
        snapshot = progress
        tellSoon()
      },
    })
    const done = work
      .then(
        ({ end: how }) => {
          end = how.ended
          if (how.failure)
            trouble = { message: REMEDIES[how.failure.kind].message, remedy: REMEDIES[how.failure.kind].action }
        },
        (error: unknown) => {
          end = 'failed'
          trouble = {
            message: error instanceof AppError ? error.message : 'The run ended by a fault of the program.',
            remedy:
              (error instanceof AppError ? error.remedy : undefined) ?? 'What came before is safe. Start it again.',
          }
        },
      )
      .then(finished)
    run = { stop, abort, options, done }
  }

  function finished(): void {
    const wasAborted = run?.abort.signal.aborted === true
    run = null
    freshen(project, queue, planned)
    const left = queue.jobs({ ids: [...approved], states: ['queued'] }, ALL)
    if (again && !wasAborted && left.length > 0 && end !== 'disk' && end !== 'failed') {
      start(next)
      return
    }
    // Work that was stopped, or halted with its lane, waits for a word of its own.
    again = false
    approved = new Set()
    planned = []
    if (end === 'drained' && left.length === 0 && behindGate.size > 0) end = 'gate'
    tell()
  }

  function assertOwner(): void {
    if (project.readOnly) throw project.readOnly
  }

  return {
    get queue() {
      return queue
    },
    summary,
    isBusy: () => run !== null,
    async generate(options, agreedUsd) {
      assertOwner()
      if (run === null) await queue.recover()
      const plan = planBatch(project, options)
      assertAgreed(plan, agreedUsd)
      const jobIds = queueUp(queue, plan, options)
      if (!options.overnight) queue.resumeLane(options.provider.id)
      planned.push(...plan.jobs)
      freshen(project, queue, plan.jobs)
      const jobs = queue.jobs({ ids: jobIds }, ALL)
      return { ...begin(jobs, options), plan }
    },
    async goOn(options) {
      assertOwner()
      const { jobs, retried } = await takeUp(queue, options)
      return { ...begin(jobs, options), retried, ...leftAlone(queue, options) }
    },
    stop() {
      again = false
      run?.stop.abort()
      tellSoon()
    },
    abort() {
      again = false
      run?.stop.abort()
      run?.abort.abort()
      tellSoon()
    },
    refresh() {
      outdated = true
      if (run !== null) restart(run.options)
    },
    async idle() {
      while (run !== null) await run.done
    },
    recover: () => queue.recover(),
    close() {
      unsubscribe()
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

/** @throws AppError BUDGET */
function assertAgreed({ quote }: Plan, agreedUsd: number | null | undefined): void {
  if (agreedUsd == null) return
  const untilUsd = quote.untilUsd + quote.waiting.untilUsd
  // Sums of cents: a hair's breadth is no other price.
  if (quote.unknownPrices === 0 && untilUsd <= agreedUsd + 1e-6) return
  throw new AppError('BUDGET', 'It costs more by now than what was shown.', {
    remedy: 'Look at the new price, then start it again.',
  })
}

const SETTINGS = ['budgetUsd', 'concurrency', 'pacing'] as const

function given(options: WorkOptions): WorkOptions {
  return Object.fromEntries(SETTINGS.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])))
}

/** What is not said is as it was. */
function sameSettings(now: WorkOptions, wanted: WorkOptions): boolean {
  return (
    wanted.budgetUsd === undefined && SETTINGS.every((name) => wanted[name] === undefined || wanted[name] === now[name])
  )
}
