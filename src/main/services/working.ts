import type { QueueSummary } from '../../shared/contract/index.ts'
import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { Queue, QueueEvent, Recovery, RunEnd } from '../queue/index.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { begunWork, type LaterGates, type NextGateStep, nextGateStep } from './begun-work.ts'
import { bookQueue } from './book-queue.ts'
import type { GenerateOptions } from './generating.ts'
import { type GoOnOptions, leftAlone, takeUp } from './going-on.ts'
import { type LivePreviews, livePreviews } from './live-previews.ts'
import type { PlannedJob } from './plan/planned-job.ts'
import { type Plan, planBatch } from './planning.ts'
import { queueSummary } from './queue-summary.ts'
import { assertAgreed, freshen, queueUp } from './queue-up.ts'
import { runJobs, type WorkOptions } from './run-jobs.ts'

/** What somebody who shows the work is told. */
export interface WorkListener {
  /** At most twice a second, and once at the end. */
  summary(summary: QueueSummary): void
  job(job: JobChanged): void
  take(take: TakeArrived): void
  /** There is another look at a picture under way. */
  preview?(preview: { jobId: string; panelId: string; index: number }): void
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
 * how it goes is told. Nothing starts by itself when a price or a key changes; on opening only what the author had started
 * and a kill or a closing cut short goes on, by `resume`.
 */
export interface BookWork {
  /** The queue that commands on batches and lanes belong to, so that a run hears of them. */
  readonly queue: Queue
  summary(): QueueSummary
  isBusy(): boolean
  /** Looks at pictures under way. */
  readonly previews: Pick<LivePreviews, 'of'>
  /**
   * Queues what a plan asks for and begins on it.
   *
   * @param agreedUsd the most the author saw; dearer by now is refused. Null or absent = whatever it costs
   * @throws AppError as planBatch; BUDGET, READ_ONLY
   */
  generate(options: GenerateOptions & LaterGates, agreedUsd?: number | null): Promise<Begun & { plan: Plan }>
  /** How things stand is known for certain: to be called before a plan is made for `take`. @throws AppError READ_ONLY */
  ready(): Promise<void>
  /**
   * As `generate`, for a plan that was made before.
   *
   * @returns also the batch that was made; null = everything was there or waited already
   * @throws AppError BUDGET, READ_ONLY
   */
  take(
    plan: Plan,
    options: GenerateOptions & LaterGates,
    agreedUsd?: number | null,
  ): Promise<Begun & { batchId: string | null; jobIds: string[] }>
  /**
   * Begins on jobs that somebody else queues.
   *
   * @param enqueue gives their ids
   * @throws AppError as enqueue; READ_ONLY
   */
  workOn(enqueue: (queue: Queue) => readonly string[], options: WorkOptions): Promise<Begun>
  /** @throws AppError WRONG_USE when there is no such batch or job; READ_ONLY */
  goOn(
    options: GoOnOptions & LaterGates,
  ): Promise<Begun & { retried: number; leftUnknown: number; leftRefused: number }>
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
  /** Tells of something that another lane of this book did. */
  pass(event: QueueEvent): void
  /**
   * Goes on with what the author had started and the last owner did not bring to its end: that and nothing else. What
   * waited behind a gate still does.
   */
  resume(): { working: number; behindGate: number }
  /** The book is going to be closed: as `stop` or `abort`, but what was started goes on when it is opened again. */
  leave(how: 'land' | 'cut'): void
  /** The next step of a gate. @throws AppError WRONG_USE when there is no such batch */
  nextStep(batchId?: string): NextGateStep
  close(): void
}

/** Between two tellings, ms. */
const TELL_APART_MS = 500

interface Run {
  stop: AbortController
  abort: AbortController
  options: WorkOptions
  done: Promise<void>
}

function phaseOf(run: Run | null): QueueSummary['phase'] {
  if (run === null) return 'idle'
  if (run.abort.signal.aborted) return 'aborting'
  return run.stop.signal.aborted ? 'landing' : 'running'
}

export function bookWork(
  project: Project,
  listener: WorkListener,
  openQueue: (project: Project, recovered?: Promise<Recovery>) => Queue = (project, recovered) =>
    bookQueue(project, undefined, recovered),
): BookWork {
  let queue = openQueue(project)
  let unsubscribe = listen(queue)
  let run: Run | null = null
  /** What the author has asked to be worked on; the others wait for their word. */
  let approved = new Set<string>()
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
  const previews = livePreviews()
  const begun = begunWork(project, () => queue)
  /** The book is being closed: what is begun stays so. */
  let isLeaving = false

  function listen(to: Queue): () => void {
    return to.subscribe(hear)
  }

  function hear(event: QueueEvent): void {
    if (event.type === 'job.progress') fractions.set(event.jobId, event.fraction)
    if (event.type === 'job.preview') {
      const { jobId, panelId, bytes } = event
      const index = previews.keep(jobId, bytes)
      if (index !== null) listener.preview?.({ jobId, panelId, index })
      return
    }
    if (event.type !== 'job.changed') {
      tellSoon()
      return
    }
    fractions.delete(event.jobId)
    previews.forget(event.jobId)
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
    return queueSummary(project, queue, {
      phase: phaseOf(run),
      ended: end,
      trouble,
      snapshot,
      titles: [...titles],
      ...begun.waiting(),
      fractionOf: (id) => fractions.get(id) ?? null,
      looksAt: (id) => previews.of(id)?.index ?? 0,
    })
  }

  function name(jobs: readonly JobRow[]): void {
    for (const id of new Set(jobs.map(({ batchId }) => batchId))) {
      const batch = queue.store.batches.get(id)
      if (batch) titles.add(batch.title)
    }
  }

  /** Puts jobs to work: at once, with those under way, or after them where the settings differ. */
  function begin(jobs: readonly JobRow[], options: WorkOptions & LaterGates): Begun {
    const waiting = jobs.filter(({ state }) => state === 'queued').map(({ id }) => id)
    const open = options.gate ?? Number.POSITIVE_INFINITY
    const taken = waiting.slice(0, open)
    for (const { id, state } of jobs) if (state !== 'queued') approved.add(id)
    for (const id of taken) approved.add(id)
    if (run === null) titles = new Set()
    name(jobs)
    const held = new Set(waiting.slice(open))
    begun.begin(
      taken,
      jobs.filter(({ id }) => held.has(id)),
      options,
    )
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
      queue = openQueue(project, queue.recover())
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
            message: error instanceof AppError ? error.message : said`The run ended by a fault of the program.`,
            remedy:
              (error instanceof AppError ? error.remedy : undefined) ?? said`What came before is safe. Start it again.`,
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
    // What trouble with the disk or a fault of ours ended is still what the author wants.
    if (!isLeaving && end !== 'disk' && end !== 'failed') begun.end()
    approved = new Set()
    planned = []
    if (end === 'drained' && left.length === 0 && begun.waiting().held > 0) end = 'gate'
    tell()
  }

  async function ready(): Promise<void> {
    assertOwner()
    if (run === null) await queue.recover()
  }

  function take(
    plan: Plan,
    options: GenerateOptions & LaterGates,
    agreedUsd: number | null | undefined,
  ): Begun & { batchId: string | null; jobIds: string[] } {
    assertOwner()
    assertAgreed(plan, agreedUsd)
    const { jobIds, batchId } = queueUp(queue, plan, options)
    if (!options.overnight) queue.resumeLane(options.provider.id)
    planned.push(...plan.jobs)
    freshen(project, queue, plan.jobs)
    const jobs = queue.jobs({ ids: jobIds }, ALL)
    return { ...(options.overnight ? { working: 0, behindGate: 0 } : begin(jobs, options)), batchId, jobIds }
  }

  function halt(): void {
    again = false
    run?.stop.abort()
    tellSoon()
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
    previews,
    async generate(options, agreedUsd) {
      await ready()
      const plan = planBatch(project, options)
      const { working, behindGate } = take(plan, options, agreedUsd)
      return { working, behindGate, plan }
    },
    ready,
    take: async (plan, options, agreedUsd) => take(plan, options, agreedUsd),
    async workOn(enqueue, options) {
      await ready()
      return begin(queue.jobs({ ids: [...enqueue(queue)] }, ALL), options)
    },
    async goOn(options) {
      assertOwner()
      const { jobs, retried } = await takeUp(queue, options)
      const meant = options.retry ? jobs : begun.meant(jobs, options.gate)
      return { ...begin(meant, options), retried, ...leftAlone(queue, options) }
    },
    stop() {
      if (!project.readOnly) begun.end()
      halt()
    },
    abort() {
      if (!project.readOnly) begun.end()
      halt()
      run?.abort.abort()
    },
    leave(how) {
      isLeaving = true
      halt()
      if (how === 'cut') run?.abort.abort()
    },
    resume() {
      if (isLeaving || project.readOnly) return { working: 0, behindGate: 0 }
      const { jobs, held, options } = begun.left()
      const paused = new Set(queue.store.batches.list().flatMap(({ id, pausedAt }) => (pausedAt === null ? [] : [id])))
      const waiting = jobs.length === 0 ? [] : queue.jobs({ ids: jobs, states: ['queued'] }, ALL)
      const working = waiting.filter(({ batchId }) => !paused.has(batchId))
      if (working.length > 0) {
        for (const { id } of waiting) approved.add(id)
        name(waiting)
        start(options)
      }
      tellSoon()
      return { working: working.length, behindGate: held.length }
    },
    nextStep: (batchId) => nextGateStep(project, queue, batchId),
    refresh() {
      outdated = true
      if (run !== null) restart(run.options)
    },
    async idle() {
      while (run !== null) await run.done
    },
    recover: () => queue.recover(),
    pass: hear,
    close() {
      unsubscribe()
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
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
