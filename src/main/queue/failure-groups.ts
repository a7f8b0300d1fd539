import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import { REMEDIES } from './remedies.ts'

/** Jobs that share a kind of failure and a state, with what to do about them. */
export interface FailureGroup {
  failure: FailureKind
  /** `queued`: they wait for a retry or for their lane. */
  state: JobState
  jobs: number
  message: string
  action: string
}

export function failureGroups(rows: { failure: FailureKind; state: JobState; n: number }[]): FailureGroup[] {
  return rows.map(({ failure, state, n }) => {
    const { message, action } = REMEDIES[failure]
    return { failure, state, jobs: n, message, action }
  })
}
