import type { WireEvent } from '../../shared/contract/index.ts'

/** What main says about what was missed: the output of `events.since`. */
export interface Missed {
  life: string
  seq: number
  complete: boolean
  events: WireEvent[]
}

/** Events in their order, each once, with those that were missed. */
export interface EventFollower {
  receive(event: WireEvent): void
  /** There is contact with main, at first or again: asks for what was missed. */
  contact(): void
}

/**
 * @param ask asks main for what came after a point; null = it cannot be reached, contact will come again
 * @param onEvent each event once, in order
 * @param onReset too much was missed, or main has started anew: everything shown is to be asked for again
 */
export function followEvents(
  ask: (life: string, seq: number) => Promise<Missed | null>,
  onEvent: (event: WireEvent) => void,
  onReset: () => void,
): EventFollower {
  let life = ''
  let seq = 0
  /** Null = events are in step; otherwise they wait until what came before them is here. */
  let held: WireEvent[] | null = []
  let asking = false

  function deliver(event: WireEvent): void {
    if (event.seq <= seq) return
    seq = event.seq
    onEvent(event)
  }

  async function catchUp(): Promise<void> {
    held ??= []
    if (asking) return
    asking = true
    const missed = await ask(life, seq)
    asking = false
    if (missed === null) return
    const isFirst = life === ''
    life = missed.life
    if (missed.complete) for (const event of missed.events) deliver(event)
    else {
      seq = missed.seq
      if (!isFirst) onReset()
    }
    const later = held
    held = null
    for (const event of later) follow(event)
  }

  function follow(event: WireEvent): void {
    if (held !== null) held.push(event)
    else if (event.seq > seq + 1) {
      held = [event]
      void catchUp()
    } else deliver(event)
  }

  return { receive: follow, contact: () => void catchUp() }
}
