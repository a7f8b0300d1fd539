import { nextStep } from '../../shared/sheet/gates.ts'
import type { Project } from '../open-project.ts'
import { isOvernight, type Queue } from '../queue/index.ts'
import { overnightLane } from '../queue/overnight/lane-name.ts'
import { type BegunJobs, begunJobs, type WaitingSum } from '../store/queue/begun.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { assertBatch } from './going-on.ts'
import type { WorkOptions } from './run-jobs.ts'

/** The author's word on what is to be worked, kept in the book so that a kill does not lose it. */
export interface BegunWork {
  /**
   * @param laterGates steps of the gate after this one; absent = as they were, this one taken off
   */
  begin(taken: readonly string[], held: readonly JobRow[], options: WorkOptions & LaterGates): void
  /** Nothing is begun any more; what waits behind a gate still does. */
  end(): void
  /** What was begun and waits, how it was to be worked, and what waits behind a gate. */
  left(): { jobs: string[]; held: string[]; options: WorkOptions }
  /** How much waits behind a gate, and how much for nothing but a word to go on (or is worked on). */
  waiting(): { held: number; stopped: number }
  /**
   * Of jobs that wait, those that going on is about. With a gate: its next step, so what waits behind it. Otherwise what
   * was stopped: a gate holds across a stop. Where there is nothing of the kind that is meant, all of them. What has
   * ended in the same batches stays among them.
   */
  meant(jobs: readonly JobRow[], gate: number | undefined): JobRow[]
}

export interface LaterGates {
  /** Steps after the first: so many pictures more, then the author looks again. */
  laterGates?: readonly number[] | undefined
}

export function begunWork(project: Pick<Project, 'store'>, queue: () => Queue): BegunWork {
  const marks = begunJobs(project.store.sqlite)
  const spentUsd = () => {
    const { chargedUsd, maybeUsd } = queue().spent()
    return chargedUsd + maybeUsd
  }
  return {
    begin(taken, held, { gate, laterGates, budgetUsd, concurrency, pacing }) {
      const { store } = queue()
      store.transaction(() => {
        const how = {
          spentUsd: spentUsd(),
          ...(budgetUsd === undefined ? {} : { budgetUsd }),
          ...(concurrency === undefined ? {} : { concurrency }),
          ...(pacing === undefined ? {} : { pacing }),
        }
        marks.begin(
          taken,
          held.map(({ id }) => id),
          taken.length > 0 ? how : null,
        )
        for (const batchId of new Set(held.map((job) => job.batchId)))
          marks.setSteps(batchId, laterGates ?? (gate === undefined ? [] : marks.stepsOf(batchId).slice(1)))
      })
    },
    end: () => queue().store.transaction(() => marks.end()),
    waiting() {
      const { held, stopped } = marks.sums(NIGHT)
      return { held: held.pictures, stopped: stopped.pictures }
    },
    meant(jobs, gate) {
      const held = new Set(marks.waiting().held)
      const isMeant = ({ id }: JobRow) => held.has(id) === (gate !== undefined)
      const meant = jobs.filter((job) => job.state === 'queued' && isMeant(job))
      if (meant.length === 0) return [...jobs]
      const batches = new Set(meant.map(({ batchId }) => batchId))
      return jobs.filter((job) => batches.has(job.batchId) && (job.state !== 'queued' || isMeant(job)))
    },
    left() {
      const { begun, held } = marks.waiting()
      const how = marks.settings()
      if (how === null) return { jobs: [], held, options: {} }
      const { budgetUsd, spentUsd: before, ...settings } = how
      const left = budgetUsd === undefined ? {} : { budgetUsd: Math.max(0, budgetUsd - (spentUsd() - before)) }
      return { jobs: begun, held, options: { ...settings, ...left } }
    },
  }
}

/** What the names of overnight lanes end with. */
const NIGHT = overnightLane('')

/** What `goOn` without a gate takes up, and the most it may cost. Reads only. */
export function waitingForWord({ store }: Pick<Project, 'store'>): WaitingSum {
  const { held, stopped } = begunJobs(store.sqlite).sums(NIGHT)
  return stopped.pictures > 0 ? stopped : held
}

/** The next step of a gate. */
export interface NextGateStep {
  next: WaitingSum | null
  rest: WaitingSum
  done: number
  ready: boolean
  batchIds: string[]
}

/**
 * How many of the pictures that wait behind a gate come next, and what they come to. Reads only.
 *
 * @throws AppError WRONG_USE when there is no such batch
 */
export function nextGateStep(project: Pick<Project, 'store'>, queue: Queue, batchId?: string): NextGateStep {
  if (batchId !== undefined) assertBatch(queue, batchId)
  const marks = begunJobs(project.store.sqlite)
  const { held } = marks.waiting()
  const behind = held.length === 0 ? [] : queue.jobs({ ids: held, ...(batchId ? { batchId } : {}) }, ALL)
  const batchIds = [...new Set(behind.map((job) => job.batchId))]
  const { pictures } = nextStep(behind.length, stepsOf(marks, batchIds))
  const all = batchIds.flatMap((id) => queue.jobs({ batchId: id }, ALL)).filter(({ lane }) => !isOvernight(lane))
  const waits = new Set(held)
  return {
    next: behind.length === 0 ? null : stepOf(behind.slice(0, pictures)),
    rest: stepOf(behind),
    done: all.filter(({ state }) => state === 'done').length,
    ready: !all.some(({ id, state }) => state === 'running' || (state === 'queued' && !waits.has(id))),
    batchIds,
  }
}

/** Batches are gone on with together: the one that was looked at least goes first. */
function stepsOf(marks: BegunJobs, batchIds: readonly string[]): number[] {
  return batchIds.map(marks.stepsOf).sort((a, b) => b.length - a.length)[0] ?? []
}

function stepOf(jobs: readonly Pick<JobRow, 'estimateUsd'>[]): WaitingSum {
  return {
    pictures: jobs.length,
    untilUsd: jobs.reduce((sum, { estimateUsd }) => sum + (estimateUsd ?? 0), 0),
    unknownPrices: jobs.filter(({ estimateUsd }) => estimateUsd === null).length,
  }
}
