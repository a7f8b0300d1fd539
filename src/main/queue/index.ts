export type { JobStep, QueueEvent } from './context.ts'
export type { Enqueued, Skipped, SkipReason } from './enqueue.ts'
export type { FailureGroup } from './failure-groups.ts'
export { openQueue, type Queue, type QueueParts } from './open-queue.ts'
export type { BatchOrder, JobOrder } from './order.ts'
export { PACING_PROFILES, type PacingName } from './pacing.ts'
export type { Recovery } from './recovery.ts'

export type { RunEnd, RunOptions } from './run.ts'
