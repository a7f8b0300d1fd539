import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * What a listener that outlives a drawing needs of the newest one. It is there as soon as the drawing is: a key pressed
 * right after something was shown must not meet the closure of what was shown before.
 */
export function useNewest<Value>(value: Value): Readonly<RefObject<Value>> {
  const newest = useRef(value)
  useLayoutEffect(() => {
    newest.current = value
  })
  return newest
}
