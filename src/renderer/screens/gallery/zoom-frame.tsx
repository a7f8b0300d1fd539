import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Take } from '../../../shared/contract/index.ts'
import { takeAddress } from '../../api/address.ts'
import { FITTED, fitted, held, panned, type Size, type View, zoomed } from './pan-zoom.ts'
import styles from './zoom.module.css'

/** A picture in a frame: the wheel zooms around the pointer, a drag moves it. */
export function ZoomFrame({
  take,
  view,
  onView,
  alt,
  onSize,
}: {
  take: Take
  view: View
  onView: (change: (view: View) => View, free: boolean) => void
  alt: string
  /** How large the frame is. */
  onSize?: (frame: Size) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ width: 1, height: 1 })
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const measure = () => {
      const next = { width: element.clientWidth, height: element.clientHeight }
      setSize(next)
      onSize?.(next)
    }
    const watch = new ResizeObserver(measure)
    measure()
    watch.observe(element)
    return () => watch.disconnect()
  }, [onSize])
  const change = useCallback(
    (next: (view: View) => View, free: boolean) => onView((before) => held(next(before), take, size), free),
    [onView, take, size],
  )
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const around = { x: event.clientX - box.x - box.width / 2, y: event.clientY - box.y - box.height / 2 }
      change((before) => zoomed(before, Math.exp(-event.deltaY / 400), around), event.altKey)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [change])
  const shown = fitted(take, size)
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    change((before) => panned(before, event.movementX, event.movementY), event.altKey)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys do the same: Z, and the buttons beside it
    <div
      ref={frame}
      className={styles.frame}
      dir="ltr"
      data-zoomed={view.scale > 1 || undefined}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => change((before) => (before.scale > 1 ? FITTED : zoomed(before, 2, { x: 0, y: 0 })), false)}
    >
      <img
        key={take.id}
        className={styles.image}
        src={view.scale > 1 ? takeAddress(take.id) : takeAddress(take.id, shown.width)}
        alt={alt}
        decoding="async"
        draggable={false}
        style={{
          width: shown.width,
          height: shown.height,
          transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
        }}
      />
    </div>
  )
}
