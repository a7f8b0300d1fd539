import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import styles from './frame.module.css'
import type { Pane } from './pane-width.ts'

const STEP_PX = 16

/** Between two panes: dragged, moved by arrow keys, back to the usual width by a double click. */
export function Divider({ pane, name, side }: { pane: Pane; name: string; side: 'start' | 'end' }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  /** Whether a move to the right makes the pane wider. */
  const grows = () => (document.dir === 'rtl') === (side === 'end')

  const widthAt = (event: PointerEvent) => {
    const moved = event.clientX - from.current!.x
    return from.current!.width + (grows() ? moved : -moved)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? STEP_PX : event.key === 'ArrowLeft' ? -STEP_PX : 0
    if (step !== 0) pane.resize(pane.width + (grows() ? step : -step), true)
    else if (event.key === 'Enter') pane.reset()
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between panes that can be moved has no element of its own.
    <div
      className={styles.divider}
      data-side={side}
      role="separator"
      aria-orientation="vertical"
      aria-label={name}
      aria-valuenow={pane.width}
      aria-valuemin={pane.least}
      aria-valuemax={pane.most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={pane.reset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, width: pane.width }
      }}
      onPointerMove={(event) => from.current && pane.resize(widthAt(event), false)}
      onPointerUp={(event) => {
        if (from.current && event.clientX !== from.current.x) pane.resize(widthAt(event), true)
        from.current = null
      }}
      onPointerCancel={() => {
        from.current = null
      }}
    />
  )
}
