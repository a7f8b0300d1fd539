import { JOB_STATES, type JobState } from '../../shared/domain/job.ts'

/** How many jobs are in each state. */
export type JobCounts = Record<JobState, number>

export function difference(after: JobCounts, before: JobCounts): JobCounts {
  return Object.fromEntries(JOB_STATES.map((state) => [state, after[state] - before[state]])) as JobCounts
}
