import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../../shared/contract/index.ts'
import { useConnected } from '../../../api/react.ts'

/** Time without a key after which what was typed is saved, ms. */
const IDLE_MS = 1_500

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
  // What closing the window, or leaving the field for another entry, still has to write.
  const waiting = useRef<string | null>(null)
  const latest = useRef({ saved, save })
  useEffect(() => {
    latest.current = { saved, save }
  })

  const settle = useCallback(() => {
    const text = waiting.current
    if (text === null) return
    waiting.current = null
    if (text === latest.current.saved) {
      setTyped(null)
      return
    }
    void latest.current.save(text).then((found) => {
      setProblem(found)
      // Main did not answer: it is written as soon as it does, unless more was typed.
      if (found?.code === 'NOT_REACHED') waiting.current ??= text
      // Unless more was typed, the book's own words are shown again: they are the same, or what came of them.
      if (found === null && waiting.current === null) setTyped(null)
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
    text: typed ?? saved,
    problem,
    type: useCallback((text: string) => {
      waiting.current = text
      setTyped(text)
    }, []),
    settle,
    revert: useCallback(() => {
      waiting.current = null
      setTyped(null)
      setProblem(null)
    }, []),
  }
}
