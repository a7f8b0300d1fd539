/** Bytes of pictures that calls may have in memory together, from the moment their replies are read until they are stored. */
const ROOM_BYTES = 256 * 1024 * 1024

/** The memory that all calls of a queue share. */
export interface ByteRoom {
  /** The part of one call, empty at first. */
  open(): CallRoom
  /** What all calls hold now, bytes. */
  held(): number
}

export interface CallRoom {
  /**
   * Waits until a reply of so many bytes may be read. A call holds its largest reply: one that looks a hundred times
   * whether its picture is ready holds no more than that picture.
   *
   * @throws what the signal gives as its reason, as soon as it is aborted
   */
  hold(bytes: number, signal: AbortSignal): Promise<void>
  /** Counts bytes that are in memory already, whether there is room or not. */
  count(bytes: number): void
  /** Gives everything back. What waits may go on; what comes later holds nothing any more. */
  release(): void
}

interface Waiter {
  room: Part
  bytes: number
  go: () => void
}

interface Part {
  held: number
  /** Requests of this call that wait. */
  waiting: number
  isReleased: boolean
}

/**
 * First come, first served, so that a large picture is not passed by small ones for ever. A reply that is larger than the
 * whole room passes when nothing else is held; and where all who hold something wait for more, the first of them passes,
 * because nobody else could ever make room.
 */
export function byteRoom(capacity: number = ROOM_BYTES): ByteRoom {
  const parts = new Set<Part>()
  const waiters: Waiter[] = []
  let total = 0

  function grow(part: Part, bytes: number): void {
    total += Math.max(0, bytes - part.held)
    part.held = Math.max(part.held, bytes)
    parts.add(part)
  }

  function fits({ room, bytes }: Waiter): boolean {
    const others = total - room.held
    return others === 0 || others + Math.max(room.held, bytes) <= capacity
  }

  function letIn(): void {
    for (let next = nextIn(); next; next = nextIn()) {
      waiters.splice(waiters.indexOf(next), 1)
      next.room.waiting--
      grow(next.room, next.bytes)
      next.go()
    }
  }

  function nextIn(): Waiter | undefined {
    const [first] = waiters
    if (!first || fits(first)) return first
    const holders = [...parts].filter(({ held }) => held > 0)
    if (holders.some(({ waiting }) => waiting === 0)) return undefined
    return waiters.find(({ room }) => room.held > 0)
  }

  function open(): CallRoom {
    const part: Part = { held: 0, waiting: 0, isReleased: false }
    return {
      async hold(bytes, signal) {
        signal.throwIfAborted()
        if (part.isReleased || bytes <= part.held) return
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        const waiter: Waiter = { room: part, bytes, go: resolve }
        const giveUp = () => {
          const at = waiters.indexOf(waiter)
          if (at < 0) return
          waiters.splice(at, 1)
          part.waiting--
          reject(signal.reason)
          letIn()
        }
        waiters.push(waiter)
        part.waiting++
        signal.addEventListener('abort', giveUp, { once: true })
        letIn()
        return promise.finally(() => signal.removeEventListener('abort', giveUp))
      },
      count(bytes) {
        if (!part.isReleased) grow(part, bytes)
      },
      release() {
        part.isReleased = true
        for (const waiter of waiters.filter(({ room }) => room === part)) {
          waiters.splice(waiters.indexOf(waiter), 1)
          waiter.go()
        }
        part.waiting = 0
        total -= part.held
        part.held = 0
        parts.delete(part)
        letIn()
      },
    }
  }

  return { open, held: () => total }
}
