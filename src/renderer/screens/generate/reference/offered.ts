import { useSyncExternalStore } from 'react'
import type { Dropped } from '../../cast/pictures/read-drop.ts'

/** A picture that was dropped, pasted or chosen on this screen. */
export interface Offered {
  picture: Dropped
  /** The box it is to go along with; null = the master settings. */
  into: string | null
}

let offered: Offered | null = null
const listeners = new Set<() => void>()

/** The first picture of what was dropped: a prompt has one reference of its own. Null = it is settled. */
export function offer(dropped: readonly Dropped[], into: string | null): void {
  const picture = dropped.find(({ kind }) => kind === 'file') ?? dropped[0]
  publish(picture === undefined ? null : { picture, into })
}

export function settle(): void {
  publish(null)
}

function publish(next: Offered | null): void {
  offered = next
  for (const listener of listeners) listener()
}

export function useOffered(): Offered | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
  )
}
