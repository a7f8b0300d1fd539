import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { useClient, useEvent, useRequest } from '../api/react.ts'
import { newer } from './bar-view.ts'

interface KnownQueue {
  /** Null until main has told. */
  summary: QueueSummary | null
  /** How far main's clock is before ours, ms. */
  ahead: number
}

const QueueContext = createContext<KnownQueue>({ summary: null, ahead: 0 })

/** How the queue stands, asked for once and told to everything that shows it. */
export function QueueProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const asked = useRequest('queue.summary', {}, ['queue', 'money', 'book'])
  const [known, setKnown] = useState<KnownQueue>({ summary: null, ahead: 0 })
  const learn = useCallback(
    (next: QueueSummary) =>
      setKnown(({ summary }) => ({ summary: newer(next, summary), ahead: next.now - Date.now() })),
    [],
  )
  useEvent('queue.summary', learn)
  useEffect(() => client.on('book.opened', () => setKnown({ summary: null, ahead: 0 })), [client])
  useEffect(() => {
    if (asked.data) learn(asked.data)
  }, [asked.data, learn])
  return <QueueContext value={known}>{children}</QueueContext>
}

export function useQueue(): KnownQueue {
  return useContext(QueueContext)
}

/** The time on main's clock, at most twice a second while something is under way. */
export function useMainNow(isTicking: boolean): number {
  const { ahead } = useQueue()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [isTicking])
  return now + ahead
}
