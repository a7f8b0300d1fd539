import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../../shared/contract/index.ts'
import { useConnected } from '../../../api/react.ts'
import { useNewest } from '../../../api/use-newest.ts'

/** Time without a key after which what was typed is saved, ms. */
const IDLE_MS = 1_500
/** For so long what was written is shown before the book is seen to say so, ms. */
const HELD_MS = 15_000

/** A field that is being typed in: saved by itself, and never lost by going elsewhere. */
export interface Draft {
  /** What the field shows. */
  text: string
  problem: Problem | null
  type(text: string): void
  /** Saves now, if there is anything. */
  settle(): void
  /** Back to what is saved. */
  revert(): void
}

/**
 * @param saved what the book says
 * @param save writes it; answers what was wrong with it, null = nothing
 */
export function useDraft(saved: string, save: (text: string) => Promise<Problem | null>): Draft {
  const [typed, setTyped] = useState<string | null>(null)
  const connected = useConnected()
  const [problem, setProblem] = useState<Problem | null>(null)
  // What was written, and what the book had before: it is told a moment later.
  const [held, setHeld] = useState<{ from: string; to: string } | null>(null)
  const known = held !== null && held.from === saved ? held.to : saved
  // What closing the window, or leaving the field for another entry, still has to write.
  const waiting = useRef<string | null>(null)
  const latest = useNewest({ saved, known, save })
  useEffect(() => {
    if (held === null) return
    // The book has answered: from now on it alone is believed, also when it goes back.
    if (held.from !== saved) return setHeld(null)
    const timer = setTimeout(() => setHeld(null), HELD_MS)
    return () => clearTimeout(timer)
  }, [held, saved])

  const settle = useCallback(() => {
    const text = waiting.current
    if (text === null) return
    waiting.current = null
    if (text === latest.current.known) {
      setTyped(null)
      return
    }
    const from = latest.current.saved
    void latest.current.save(text).then((found) => {
      setProblem(found)
      // Main did not answer: it is written as soon as it does, unless more was typed.
      if (found?.code === 'NOT_REACHED') waiting.current ??= text
      if (found !== null) return
      setHeld({ from, to: text })
      // Unless more was typed, the book's own words are shown again: they are the same, or what came of them.
      if (waiting.current === null) setTyped(null)
    })
  }, [])

  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(settle, IDLE_MS)
    return () => clearTimeout(timer)
  }, [typed, settle])

  useEffect(() => {
    if (connected) settle()
  }, [connected, settle])

  useEffect(() => {
    addEventListener('pagehide', settle)
    return () => {
      removeEventListener('pagehide', settle)
      settle()
    }
  }, [settle])

  return {
    text: typed ?? known,
    problem,
    type: useCallback((text: string) => {
      waiting.current = text
      setTyped(text)
    }, []),
    settle,
    revert: useCallback(() => {
      waiting.current = null
      setTyped(null)
      setHeld(null)
      setProblem(null)
    }, []),
  }
}
