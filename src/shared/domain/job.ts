/**
 * States of a job.
 *
 *   queued → running → done | failed | refused | unknown | cancelled
 *   running → queued (a wait that costs no attempt, or a retry with `notBefore`)
 *   failed, refused, unknown, cancelled → queued (only when the author says so)
 */
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'refused', 'unknown', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

/** Closed set; retry goes by kind, never by reading a message. */
export const FAILURE_KINDS = [
  'rate-limited',
  'overloaded',
  'network',
  'timeout',
  'refused',
  'invalid',
  'no-image',
  'corrupt',
  'unauthorized',
  'quota',
  'billing',
  'unsupported',
  'local',
  'cancelled',
  'unexpected',
] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

export const PRIORITIES = ['high', 'normal', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]
