import { z } from 'zod'
import { windowSettings } from './app.ts'
import { bookInfo } from './book.ts'
import { failureKind, id, jobState } from './common.ts'
import { exportTask } from './export.ts'
import { overnightSummary } from './overnight.ts'
import { queueSummary } from './queue.ts'
import { NOUNS, route } from './route.ts'

/** Everything main tells without being asked. Built by main, one sequence over all of them. */
const events = {
  /** Another book is open now, or none: everything shown is of the one before. */
  'book.opened': z.object({ book: bookInfo.nullable() }),
  /** What may be otherwise now; ask again for what is shown of it. */
  changed: z.object({ nouns: z.array(z.enum(NOUNS)) }),
  'settings.changed': windowSettings,
  /** At most twice a second while pictures are made, and once at the end. */
  'queue.summary': queueSummary,
  'job.changed': z.object({
    jobId: z.string(),
    batchId: z.string(),
    panelId: z.string(),
    state: jobState,
    failure: failureKind.nullable(),
    message: z.string().nullable(),
  }),
  /** A picture is there. */
  'take.arrived': z.object({
    takeId: z.string(),
    panelId: z.string(),
    jobId: z.string(),
    style: z.string(),
    lang: z.string(),
  }),
  /** A first look at a picture under way is there: `/asset/preview/<jobId>?n=<index>`. At most twice a second for each job. */
  'job.preview': z.object({
    jobId: z.string(),
    panelId: z.string(),
    /** Counts up with every look at this job, from 1. */
    index: z.number(),
    /** How many looks the provider said it sends; null = it does not say. */
    of: z.number().nullable(),
  }),
  /** How the night stands, when it has changed. */
  'overnight.summary': overnightSummary,
  'script.progress': z.object({ done: z.number(), total: z.number() }),
  /** Of pictures that are checked to be references: before the first, and after each. */
  'reference.progress': z.object({
    task: z.string(),
    done: z.number(),
    total: z.number(),
    /** The one that is looked at now; null = all are done. */
    file: z.string().nullable(),
  }),
  'export.changed': exportTask,
  /** Something to tell the author that no request of theirs is waiting for. */
  notice: z.object({
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string(),
    message: z.string(),
    remedy: z.string().optional(),
  }),
} as const

export type EventName = keyof typeof events
export type EventData<Name extends EventName> = z.infer<(typeof events)[Name]>

/** One event as it travels. */
export type WireEvent = {
  [Name in EventName]: {
    /** From 1, without a gap, within one life of the main process. */
    seq: number
    /** Epoch ms. */
    at: number
    name: Name
    data: EventData<Name>
  }
}[EventName]

const wireEvent = z.custom<WireEvent>((value) => {
  const { seq, at, name, data } = (value ?? {}) as Partial<WireEvent>
  return (
    Number.isInteger(seq) &&
    typeof at === 'number' &&
    typeof name === 'string' &&
    Object.hasOwn(events, name) &&
    events[name as EventName].safeParse(data).success
  )
}, 'must be an event')

export const eventRoutes = {
  /** What a client missed while it was away. */
  'events.since': route(
    z.strictObject({
      /** As the events' `life` was; another one = main has started anew. Empty at the first time. */
      life: id.or(z.literal('')),
      seq: z.int().min(0),
    }),
    z.object({
      life: z.string(),
      /** The newest there is. */
      seq: z.number(),
      /** False: too much was missed, or main has started anew; ask again for everything. */
      complete: z.boolean(),
      events: z.array(wireEvent),
    }),
  ),
}
