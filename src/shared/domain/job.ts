/**
 * States of a job.
 *
 *   queued → running → done | failed | refused | unknown | cancelled
 *   running → queued (a wait that costs no attempt, or a retry with `notBefore`)
 *   failed, refused, unknown, cancelled → queued (only when the author says so)
 */
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'refused', 'unknown', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

/**
 * Closed set; retry goes by kind, never by reading a message.
 *
 * - no-key, unauthorized, forbidden: none is set, it is not accepted, it may not do this
 * - unreachable, insecure, proxy: nothing was sent; the name is not found or nobody answers, the certificate is not
 *   trusted, the proxy does not let us through
 * - wrong-address: something answers there, but not this API
 * - missing-part: the server lacks a checkpoint, a node, an extension
 */
export const FAILURE_KINDS = [
  'rate-limited',
  'overloaded',
  'network',
  'timeout',
  'refused',
  'invalid',
  'no-image',
  'corrupt',
  'no-key',
  'unauthorized',
  'forbidden',
  'unreachable',
  'insecure',
  'proxy',
  'wrong-address',
  'missing-part',
  'out-of-memory',
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
