import { useSyncExternalStore } from 'react'
import styles from './announce.module.css'

type Politeness = 'polite' | 'assertive'

/** Two of each kind, written in turn: the same words said twice are two changes. */
let said: Readonly<Record<Politeness, readonly [string, string]>> = { polite: ['', ''], assertive: ['', ''] }
const listeners = new Set<() => void>()

/** Says something to those who hear the window. `assertive` only for what must interrupt. */
export function announce(words: string, how: Politeness = 'polite'): void {
  const [first] = said[how]
  said = { ...said, [how]: first === '' ? [words, ''] : ['', words] }
  for (const listener of listeners) listener()
}

/** What has been said; there from the start, otherwise nobody listens to it. */
export function Announcer() {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
  )
  return (
    <div className={styles.heard}>
      <div role="status">{now.polite[0]}</div>
      <div role="status">{now.polite[1]}</div>
      <div role="alert">{now.assertive[0]}</div>
      <div role="alert">{now.assertive[1]}</div>
    </div>
  )
}
