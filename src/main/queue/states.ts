import type { JobState } from '../../shared/domain/job.ts'

/**
 * What can happen to a job.
 *
 * - claim: a worker takes it.
 * - land: its picture is stored. Possible from every state but done: a late or found picture is never turned away.
 * - put-back: it goes back into the queue (a retry, a wait of the lane, a free call cut off by a crash).
 * - fail, refuse: over, with a reason.
 * - lose-sight: a paid call whose end nobody saw.
 * - cancel, ask-again: the author says so.
 */
export type JobEvent = 'claim' | 'land' | 'put-back' | 'fail' | 'refuse' | 'lose-sight' | 'cancel' | 'ask-again'

const TRANSITIONS: Record<JobState, Partial<Record<JobEvent, JobState>>> = {
  queued: { claim: 'running', land: 'done', cancel: 'cancelled' },
  running: {
    land: 'done',
    'put-back': 'queued',
    fail: 'failed',
    refuse: 'refused',
    'lose-sight': 'unknown',
    cancel: 'cancelled',
  },
  unknown: { land: 'done', 'put-back': 'queued', cancel: 'cancelled', 'ask-again': 'queued' },
  failed: { land: 'done', 'ask-again': 'queued' },
  refused: { land: 'done', 'ask-again': 'queued' },
  cancelled: { land: 'done', 'ask-again': 'queued' },
  done: {},
}

/** The state after `event`, or null when it cannot happen in `state`. */
export function transition(state: JobState, event: JobEvent): JobState | null {
  return TRANSITIONS[state][event] ?? null
}
