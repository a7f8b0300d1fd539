import type { QueueSummary } from '../../shared/contract/index.ts'

const NONE: QueueSummary['jobs'] = { queued: 0, running: 0, done: 0, failed: 0, refused: 0, unknown: 0, cancelled: 0 }

/** A summary of nothing, with what a test needs otherwise. */
export function summary(
  given: Partial<Omit<QueueSummary, 'jobs' | 'run'>> & {
    jobs?: Partial<QueueSummary['jobs']>
    run?: Partial<Omit<NonNullable<QueueSummary['run']>, 'jobs'>> & { jobs?: Partial<QueueSummary['jobs']> }
  } = {},
): QueueSummary {
  const { jobs, run, ...rest } = given
  return {
    now: 1_000_000,
    phase: 'idle',
    ended: null,
    trouble: null,
    behindGate: 0,
    stopped: 0,
    slots: [],
    waits: [],
    failures: [],
    money: { spentUsd: 0, unpricedCalls: 0, maybeUsd: 0, maybeCalls: 0, estimateUsd: null, budgetUsd: null },
    ...rest,
    jobs: { ...NONE, ...jobs },
    run: run
      ? {
          startedAt: 0,
          titles: [],
          spentUsd: 0,
          perMinute: null,
          timeLeftMs: null,
          ...run,
          jobs: { ...NONE, ...run.jobs },
        }
      : null,
  }
}

export const slot = (startedAt: number, fraction: number | null = null): QueueSummary['slots'][number] => ({
  jobId: `job-${startedAt}`,
  panelId: 'panel',
  style: 'noir',
  lang: 'en',
  lane: 'openai',
  startedAt,
  fraction,
  preview: 0,
})

export const BILLING: QueueSummary['waits'][number] = {
  lane: 'openai',
  failure: 'billing',
  until: null,
  message: 'The provider stopped the account over billing.',
  action: 'Settle billing, then resume the lane.',
}
