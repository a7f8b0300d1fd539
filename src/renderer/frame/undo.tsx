import { Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { announce } from '../announce/announce.tsx'
import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useBook } from './book.tsx'
import styles from './frame.module.css'
import { tellNotice } from './notices.tsx'

/** How long the line stays, ms. What it offers can be undone by its key for much longer. */
const STAYS_MS = 8_000

/** An act that the book's journal does not keep. */
interface Offer {
  /** What was done: “Clear all boxes”. */
  label: string
  /** When, by the clock of the page, ms. */
  at: number
  undo(): void
}

let offer: Offer | null = null
const listeners = new Set<() => void>()

function setOffer(next: Offer | null): void {
  offer = next
  for (const listener of listeners) listener()
}

/** Offers to take back what the author has just done, where the book's own journal does not know of it. */
export function offerUndo(label: string, undo: () => void): void {
  setOffer({ label, at: Date.now(), undo })
}

/** What was offered last has been taken back in another way. */
export function withdrawUndo(): void {
  setOffer(null)
}

/** The line at the start of the queue's bar that takes the last act back; undo and redo by their keys. */
export function Undo({ isOpen }: { isOpen: boolean }) {
  const words = useWords('frame')
  const kept = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offer,
  )
  const next = useRequest('edit.next', isOpen ? {} : null, ['edits', 'book']).data
  // What was done in the book since then is taken back first, wherever the author did it.
  const offered = kept !== null && (next?.undo?.madeAt ?? 0) <= kept.at ? kept : null
  const undoEdit = useAction('edit.undo')
  const redoEdit = useAction('edit.redo')
  const problem = undoEdit.problem ?? redoEdit.problem
  // A key that does nothing says why.
  useEffect(() => {
    if (problem !== null) tellNotice({ ...problem, severity: 'info' })
  }, [problem])
  const fresh = useFreshEdit(next?.undo)
  const [hidden, setHidden] = useState<Offer | null>(null)
  useEffect(() => {
    if (kept === null) return
    const timer = setTimeout(() => setHidden(kept), STAYS_MS)
    return () => clearTimeout(timer)
  }, [kept])
  const folder = useBook()?.folder ?? null
  // An act in one book is nothing to take back in another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the book that counts
  useEffect(() => () => setOffer(null), [folder])

  // Pressed several times, each press is one step: the next waits until the one before is done.
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const inTurn = (work: () => Promise<unknown>) => {
    turn.current = turn.current.then(work)
  }

  const take = () => {
    if (offered !== null) {
      setOffer(null)
      offered.undo()
      announce(words('undone', { what: offered.label }))
      return
    }
    inTurn(async () => {
      const answer = await undoEdit.run({})
      if (answer?.label) announce(words('undone', { what: told(answer.label) }))
    })
  }
  const redo = () =>
    inTurn(async () => {
      const answer = await redoEdit.run({})
      if (answer?.label) announce(words('redone', { what: told(answer.label) }))
    })
  useKeys('frame', {
    // Main knows what there is: what was done a moment ago may not have been told here yet.
    undo: offered !== null || isOpen ? take : null,
    redo: isOpen ? redo : null,
  })
  const label = offered !== null && offered !== hidden ? offered.label : fresh
  if (label === null) return null
  return (
    <button type="button" className={styles.undo} onClick={take}>
      <Undo2 size={14} strokeWidth={1.5} aria-hidden="true" />
      {words('undo', { what: label })}
    </button>
  )
}

/**
 * The label of an edit that was made while the window looked on, for a while; null = none.
 *
 * @param edit the last one; undefined = not known yet
 */
function useFreshEdit(edit: { number: number; label: string } | null | undefined): string | null {
  const known = useRef<number | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const number = edit === undefined ? null : (edit?.number ?? 0)
  const label = told(edit?.label) ?? ''
  useEffect(() => {
    if (number === null) return
    const before = known.current
    known.current = number
    // What was there when the window opened is no news; after an undo the number is a smaller one.
    if (before === null || number <= before) return setShown(null)
    setShown(label)
    const timer = setTimeout(() => setShown(null), STAYS_MS)
    return () => clearTimeout(timer)
  }, [number, label])
  return shown
}
