import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { ScreenId } from '../screens/screen.ts'
import { changeParams, type ParamChange, type Place, parsePlace, writePlace } from './place.ts'

/** Params every screen shares: what of the book is chosen. They are kept when the screen changes; others are not. */
const SHARED = ['chapter', 'scene', 'panel']

export interface PlaceHere extends Place {
  /** To another screen, keeping what of the book is chosen. */
  open(screen: ScreenId, change?: ParamChange): void
  /**
   * Other params on this screen.
   *
   * @param options.push true: Back comes back here. False (usual): selections are no history.
   */
  choose(change: ParamChange, options?: { push?: boolean }): void
}

export function usePlace(): PlaceHere {
  const hash = useSyncExternalStore(follow, () => location.hash)
  const place = useMemo(() => parsePlace(hash), [hash])
  const open = useCallback((screen: ScreenId, change: ParamChange = {}) => {
    const { params } = parsePlace(location.hash)
    const kept = Object.fromEntries(Object.entries(params).filter(([name]) => SHARED.includes(name)))
    move({ screen, params: changeParams(kept, change) }, true)
  }, [])
  const choose = useCallback((change: ParamChange, { push = false } = {}) => {
    const now = parsePlace(location.hash)
    move({ ...now, params: changeParams(now.params, change) }, push)
  }, [])
  return useMemo(() => ({ ...place, open, choose }), [place, open, choose])
}

/** Another book, or none: nothing that was chosen holds any longer. */
export function leavePlace(): void {
  move({ screen: null, params: {} }, false)
}

function follow(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

function move(place: Place, push: boolean): void {
  const hash = writePlace(place)
  if (hash === location.hash) return
  if (push) history.pushState(null, '', hash)
  else history.replaceState(null, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
