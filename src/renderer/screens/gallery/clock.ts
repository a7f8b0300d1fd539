import { useEffect, useSyncExternalStore } from 'react'
import type { QueueSummary } from '../../../shared/contract/index.ts'
import { useEvent, useRequest } from '../../api/react.ts'

/** How far main's clock is ahead of the window's, ms. */
let ahead = 0
let summary: QueueSummary | null = null
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | null = null

const tell = () => {
  for (const listener of listeners) listener()
}

function hear(next: QueueSummary): void {
  ahead = next.now - Date.now()
  summary = next
  tell()
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How the queue stands; null until it has been asked. */
export function useQueue(): QueueSummary | null {
  return useSyncExternalStore(follow, () => summary)
}

/** Keeps the queue's news coming; stands once, in the work. */
export function useQueueNews(): void {
  const asked = useRequest('queue.summary', {}, ['book'])
  useEffect(() => {
    if (asked.data) hear(asked.data)
  }, [asked.data])
  useEvent('queue.summary', hear)
  useEffect(
    () => () => {
      summary = null
    },
    [],
  )
}

/** Whole seconds since a moment of main's clock; counted by one timer for all that run. */
export function useSecondsSince(startedAt: number | null): number | null {
  const seconds = useSyncExternalStore(tick, () =>
    startedAt === null ? null : Math.max(0, Math.floor((Date.now() + ahead - startedAt) / 1_000)),
  )
  return seconds
}

function tick(listener: () => void): () => void {
  listeners.add(listener)
  ticking ??= setInterval(tell, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || ticking === null) return
    clearInterval(ticking)
    ticking = null
  }
}
