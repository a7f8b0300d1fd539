import { useEffect, useRef, useState } from 'react'
import type { TreeRow } from './rows.ts'

/** At the latest then the list shows what an edit did, ms. */
const SHOWN_AFTER_MS = 500

/** Commands that change which lines there are: each waits until the list shows what the one before it did. */
export interface Turns<Command> {
  /** Runs at once, or as soon as the list shows the outcome of what is under way; only the last one asked for waits. */
  ask(command: Command): void
  /** What is chosen is not what it will be until this is done. */
  begin(edit: Promise<unknown>): void
}

/** @param run with the lines and the choice as they are by then */
export function useTurns<Command>(rows: readonly TreeRow[], run: (command: Command) => void): Turns<Command> {
  const underWay = useRef<{ from: readonly TreeRow[]; answered: boolean } | null>(null)
  const [waiting, setWaiting] = useState<{ command: Command } | null>(null)
  const [, setLooks] = useState(0)
  const lookAgain = () => setLooks((before) => before + 1)
  useEffect(() => {
    if (underWay.current !== null) {
      if (!underWay.current.answered || underWay.current.from === rows) return
      underWay.current = null
      // The choice follows the lines first.
      return lookAgain()
    }
    if (waiting === null) return
    setWaiting(null)
    run(waiting.command)
  })
  return {
    ask(command) {
      if (underWay.current === null) run(command)
      else setWaiting({ command })
    },
    begin(edit) {
      const own = { from: rows, answered: false }
      underWay.current = own
      void edit.finally(() => {
        own.answered = true
        lookAgain()
        setTimeout(() => {
          if (underWay.current === own) underWay.current = null
          lookAgain()
        }, SHOWN_AFTER_MS)
      })
    },
  }
}
