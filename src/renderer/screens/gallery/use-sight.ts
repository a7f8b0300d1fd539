import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** What is drawn, CSS pixels of the canvas: what is seen, and some more on either side. */
export interface Sight {
  top: number
  bottom: number
}

/** What is drawn follows the scroll in steps of this, so that most frames draw nothing. */
const STEP_PX = 80
/** Drawn beyond what is seen: a picture is there before it comes into sight. */
const BEYOND_PX = 640

/** The stretch of a scrolled element that is drawn; a new one only every few frames of a scroll. */
export function useSight(scroll: RefObject<HTMLElement | null>): Sight {
  const [seen, setSeen] = useState({ step: 0, height: 900 })
  useLayoutEffect(() => {
    const element = scroll.current
    if (element === null) return
    let now = { step: Math.floor(element.scrollTop / STEP_PX), height: element.clientHeight }
    setSeen(now)
    const become = (next: typeof now) => {
      if (next.step === now.step && next.height === now.height) return
      // A jump: what is seen then is drawn before it is painted.
      const isJump = Math.abs(next.step - now.step) * STEP_PX > BEYOND_PX - 2 * STEP_PX
      now = next
      if (isJump) flushSync(() => setSeen(next))
      else setSeen(next)
    }
    const follow = () => become({ ...now, step: Math.floor(element.scrollTop / STEP_PX) })
    const watch = new ResizeObserver(() => become({ ...now, height: element.clientHeight }))
    watch.observe(element)
    element.addEventListener('scroll', follow, { passive: true })
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', follow)
    }
  }, [scroll])
  const top = seen.step * STEP_PX
  return { top: Math.max(0, top - BEYOND_PX), bottom: top + STEP_PX + seen.height + BEYOND_PX }
}
