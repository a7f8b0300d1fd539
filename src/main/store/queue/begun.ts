import type Database from 'better-sqlite3'
import { RESTING } from './jobs.ts'

/** How what is begun is to be worked. */
export interface BegunSettings {
  /** What may be spent from the beginning on, US dollars; absent = no cap of its own. */
  budgetUsd?: number
  /** What the book had spent when it began. */
  spentUsd: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
}

/** Pictures that wait, and the most they may cost, US dollars, as far as prices are known. */
export interface WaitingSum {
  pictures: number
  untilUsd: number
  unknownPrices: number
}

const NOTHING: WaitingSum = { pictures: 0, untilUsd: 0, unknownPrices: 0 }

export type BegunJobs = ReturnType<typeof begunJobs>

/** What the author has put to work, written down so that a kill does not lose their word. */
export function begunJobs(sqlite: Database.Database) {
  const mark = sqlite.prepare(
    'insert into begun_job (job_id, held) values (?, ?) on conflict (job_id) do update set held = excluded.held',
  )
  const keep = sqlite.prepare(
    'insert into begun_work (id, settings) values (1, ?) on conflict (id) do update set settings = excluded.settings',
  )
  const queued = sqlite.prepare(
    `select b.job_id id, b.held from begun_job b join job on job.id = b.job_id
     where job.state = 'queued' and (b.held = 0 or not (${RESTING})) order by job.rank, job.batch_id, job.position`,
  )
  const sums = sqlite.prepare(
    `select id in (select job_id from begun_job where held = 1) held, count(*) pictures,
       coalesce(sum(estimate_usd), 0) untilUsd, coalesce(sum(estimate_usd is null), 0) unknownPrices
     from job where state = 'queued' and not (${RESTING}) and substr(lane, -length(@night)) <> @night
       and batch_id not in (select id from batch where paused_at is not null)
     group by 1`,
  )
  const forgetBegun = sqlite.prepare('delete from begun_job where held = 0')
  const forgetOver = sqlite.prepare(
    "delete from begun_job where job_id in (select id from job where state not in ('queued', 'running'))",
  )
  const forgetWork = sqlite.prepare('delete from begun_work')
  const settings = sqlite.prepare('select settings from begun_work').pluck()
  const steps = sqlite.prepare('select steps from batch_gate where batch_id = ?').pluck()
  const setSteps = sqlite.prepare(
    'insert into batch_gate (batch_id, steps) values (?, ?) on conflict (batch_id) do update set steps = excluded.steps',
  )
  const dropSteps = sqlite.prepare('delete from batch_gate where batch_id = ?')
  return {
    /** @param held jobs that wait behind a gate for the author's next word */
    begin(begun: readonly string[], held: readonly string[], how: BegunSettings | null): void {
      for (const id of begun) mark.run(id, 0)
      for (const id of held) mark.run(id, 1)
      if (how !== null) keep.run(JSON.stringify(how))
    },
    /** Those that wait still, in the order they are worked. */
    waiting(): { begun: string[]; held: string[] } {
      const rows = queued.all() as { id: string; held: 0 | 1 }[]
      const those = (held: 0 | 1) => rows.filter((row) => row.held === held).map(({ id }) => id)
      return { begun: those(0), held: those(1) }
    },
    /**
     * What waits for the author's word: behind a gate, and because it was stopped or never put to work. What a run works
     * on is among the latter. Paused batches and work for the night are neither.
     *
     * @param night what the names of overnight lanes end with
     */
    sums(night: string): { held: WaitingSum; stopped: WaitingSum } {
      const rows = sums.all({ night }) as (WaitingSum & { held: 0 | 1 })[]
      const sumOf = (held: 0 | 1): WaitingSum => {
        const { held: _, ...sum } = rows.find((row) => row.held === held) ?? { held, ...NOTHING }
        return sum
      }
      return { held: sumOf(1), stopped: sumOf(0) }
    },
    settings(): BegunSettings | null {
      const text = settings.get() as string | undefined
      return text === undefined ? null : (JSON.parse(text) as BegunSettings)
    },
    /** Nothing is begun any more; what waits behind a gate still does. */
    end(): void {
      forgetBegun.run()
      forgetOver.run()
      forgetWork.run()
    },
    /** Steps that a batch's gate has still before it. */
    stepsOf: (batchId: string): number[] => {
      const text = steps.get(batchId) as string | undefined
      return text === undefined ? [] : (JSON.parse(text) as number[])
    },
    setSteps(batchId: string, left: readonly number[]): void {
      if (left.length === 0) dropSteps.run(batchId)
      else setSteps.run(batchId, JSON.stringify(left))
    },
  }
}
