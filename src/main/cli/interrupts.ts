/** What the author wants when they press Ctrl-C. */
export interface Interrupts {
  /** Aborted by the first Ctrl-C (or SIGTERM, or a closed terminal): start nothing new, let what runs come to its end. */
  drain: AbortSignal
  /** Aborted by the second: stop what runs. */
  abort: AbortSignal
  /** Back to the usual meaning of signals. */
  dispose(): void
}

/** One key press can arrive twice: from the terminal and from the launcher that passes it on. */
const SAME_PRESS_MS = 400

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Where signals come from: `process`, or a stand-in for tests. */
export interface SignalSource {
  on(event: (typeof SIGNALS)[number] | 'disconnect', listener: () => void): unknown
  off(event: (typeof SIGNALS)[number] | 'disconnect', listener: () => void): unknown
}

/**
 * @param onChange told when a phase begins, so that it can be said
 */
export function watchInterrupts(
  source: SignalSource,
  now: () => number,
  onChange: (phase: 'landing' | 'aborting') => void,
): Interrupts {
  const drain = new AbortController()
  const abort = new AbortController()
  let pressedAt = Number.NEGATIVE_INFINITY

  const stopAtOnce = () => {
    if (abort.signal.aborted) return
    drain.abort()
    abort.abort()
    onChange('aborting')
  }
  const press = () => {
    const isSamePress = now() - pressedAt < SAME_PRESS_MS
    pressedAt = now()
    if (isSamePress) return
    // Whoever presses on and on gets what the key does in any other program.
    if (abort.signal.aborted) return dispose()
    if (drain.signal.aborted) return stopAtOnce()
    drain.abort()
    onChange('landing')
  }

  const dispose = () => {
    for (const signal of SIGNALS) source.off(signal, press)
    source.off('disconnect', stopAtOnce)
  }
  for (const signal of SIGNALS) source.on(signal, press)
  // The launcher was killed: whoever did that wants this process gone as well.
  source.on('disconnect', stopAtOnce)
  return { drain: drain.signal, abort: abort.signal, dispose }
}
