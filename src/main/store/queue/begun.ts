import type Database from 'better-sqlite3'

/** How what is begun is to be worked. */
export interface BegunSettings {
  /** What may be spent from the beginning on, US dollars; absent = no cap of its own. */
  budgetUsd?: number
  /** What the book had spent when it began. */
  spentUsd: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
}

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
    `select b.job_id id, b.held from begun_job b join job j on j.id = b.job_id
     where j.state = 'queued' order by j.rank, j.batch_id, j.position`,
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
