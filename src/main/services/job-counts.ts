import { JOB_STATES, type JobState } from '../../shared/domain/job.ts'

/** How many jobs are in each state. */
export type JobCounts = Record<JobState, number>

export function sumCounts(each: readonly JobCounts[]): JobCounts {
  return byState((state) => each.reduce((sum, counts) => sum + counts[state], 0))
}

export function difference(after: JobCounts, before: JobCounts): JobCounts {
  return byState((state) => after[state] - before[state])
}

function byState(count: (state: JobState) => number): JobCounts {
  return Object.fromEntries(JOB_STATES.map((state) => [state, count(state)])) as JobCounts
}
