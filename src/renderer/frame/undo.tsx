import { Undo2 } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useWords } from '../i18n/words.ts'
import { useKeys } from '../keys/use-keys.ts'
import styles from './frame.module.css'

/** How long the line stays, ms. The act can be undone by its key for as long as nothing else was done. */
const STAYS_MS = 8_000

interface Offer {
  /** What was done: “Delete 3 panels”. */
  label: string
  undo(): void
  at: number
}

let offer: Offer | null = null
const listeners = new Set<() => void>()

function set(next: Offer | null): void {
  offer = next
  for (const listener of listeners) listener()
}

/** Offers to take back what the author has just done, at the start of the queue's bar. */
export function offerUndo(label: string, undo: () => void): void {
  set({ label, undo, at: Date.now() })
}

/** The line that takes the last act back. */
export function Undo() {
  const words = useWords('frame')
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offer,
  )
  useEffect(() => {
    if (now === null) return
    const timer = setTimeout(() => set(null), STAYS_MS)
    return () => clearTimeout(timer)
  }, [now])
  const take =
    now === null
      ? null
      : () => {
          set(null)
          now.undo()
        }
  useKeys('frame', { undo: take })
  if (now === null) return null
  return (
    <button type="button" className={styles.undo} onClick={take!}>
      <Undo2 size={14} strokeWidth={1.5} aria-hidden="true" />
      {words('undo', { what: now.label })}
    </button>
  )
}
