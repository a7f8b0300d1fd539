import { randomUUID } from 'node:crypto'
import type { EventData, EventName, WireEvent } from '../../shared/contract/index.ts'

/** What main has told, for whoever listens and whoever was away for a while. */
export interface EventLog {
  /** One life of this log: sequence numbers of another say nothing. */
  readonly life: string
  publish<Name extends EventName>(name: Name, data: EventData<Name>): void
  /** @returns what ends the subscription */
  subscribe(listener: (event: WireEvent) => void): () => void
  /** What was told after `seq` of `life`. */
  since(life: string, seq: number): { life: string; seq: number; complete: boolean; events: WireEvent[] }
}

/** As many are kept for who comes back. A night of pictures is more; then everything is asked for again. */
const KEPT = 2_000

export function eventLog(now: () => number, kept = KEPT): EventLog {
  const life = randomUUID()
  const events: WireEvent[] = []
  const listeners = new Set<(event: WireEvent) => void>()
  let seq = 0
  return {
    life,
    publish(name, data) {
      seq++
      // Told as it is at this moment: what is handed over may change later.
      const event = { seq, at: now(), name, data: structuredClone(data) } as WireEvent
      events.push(event)
      if (events.length > kept) events.splice(0, events.length - kept)
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since(theirs, from) {
      const complete = theirs === life && from <= seq && seq - from <= events.length
      return { life, seq, complete, events: complete ? events.slice(events.length - (seq - from)) : [] }
    },
  }
}
