import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useNewest } from '../api/use-newest.ts'
import { type Drop, dropAt, isMoved } from './drop.ts'
import type { TreeRow } from './rows.ts'

/** What is on its way somewhere else in the tree, by pointer or by keys. */
export interface Lifted {
  by: 'pointer' | 'keys'
  rows: readonly TreeRow[]
  /** Where it would go if it were let go now; null = nowhere. */
  drop: Drop | null
  /** Of the pointer, CSS pixels of the window. */
  at: { x: number; y: number } | null
}

/** From here on a press is a drag, CSS pixels. */
const THRESHOLD_PX = 5
/** Near the edge of the tree it goes on by itself, CSS pixels, and per frame. */
const EDGE_PX = 28
const SPEED_PX = 12

/**
 * Lines are dragged by the pointer: over a half of another one beside it, over what holds them into it. Escape and the
 * loss of the pointer put everything back.
 */
export function useDrag(
  scroll: RefObject<HTMLElement | null>,
  rows: readonly TreeRow[],
  /** What moves when a line is dragged. */
  lift: (row: TreeRow) => readonly TreeRow[],
  onDrop: (rows: readonly TreeRow[], drop: Drop) => void,
) {
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const newest = useNewest({ rows, lift, onDrop })
  /** The click that ends a drag is none. */
  const wasDragged = useRef(false)
  const cancel = useRef<(() => void) | null>(null)
  useEffect(() => () => cancel.current?.(), [])

  const onPointerDown = useCallback(
    (event: PointerEvent, row: TreeRow) => {
      wasDragged.current = false
      if (event.button !== 0 || event.pointerType === 'touch' || event.shiftKey || event.ctrlKey || event.metaKey)
        return
      const start = { x: event.clientX, y: event.clientY }
      let moving: readonly TreeRow[] | null = null
      let drop: Drop | null = null
      let frame = 0
      let last = start

      const look = () => {
        if (moving === null) return
        drop = dropUnder(last, newest.current.rows, moving)
        setLifted({ by: 'pointer', rows: moving, drop, at: last })
      }
      const glide = () => {
        frame = 0
        const box = scroll.current?.getBoundingClientRect()
        if (moving === null || !box) return
        const step = last.y < box.top + EDGE_PX ? -SPEED_PX : last.y > box.bottom - EDGE_PX ? SPEED_PX : 0
        if (step !== 0 && scroll.current) {
          scroll.current.scrollTop += step
          look()
        }
        frame = requestAnimationFrame(glide)
      }
      const onMove = (move: globalThis.PointerEvent) => {
        last = { x: move.clientX, y: move.clientY }
        if (moving === null) {
          if (Math.hypot(last.x - start.x, last.y - start.y) < THRESHOLD_PX) return
          moving = newest.current.lift(row)
          wasDragged.current = true
          frame = requestAnimationFrame(glide)
        }
        look()
      }
      const end = () => {
        removeEventListener('pointermove', onMove)
        removeEventListener('pointerup', onUp)
        removeEventListener('pointercancel', end)
        removeEventListener('keydown', onKey, true)
        cancelAnimationFrame(frame)
        cancel.current = null
        setLifted(null)
      }
      const onUp = () => {
        const done = moving !== null && drop !== null ? { moving, drop } : null
        end()
        if (done) newest.current.onDrop(done.moving, done.drop)
      }
      const onKey = (key: KeyboardEvent) => {
        if (key.key !== 'Escape' || moving === null) return
        key.preventDefault()
        key.stopPropagation()
        end()
      }
      addEventListener('pointermove', onMove)
      addEventListener('pointerup', onUp)
      addEventListener('pointercancel', end)
      addEventListener('keydown', onKey, true)
      cancel.current = end
    },
    [scroll],
  )
  return { lifted, setLifted, onPointerDown, wasDragged: () => wasDragged.current }
}

function dropUnder(
  { x, y }: { x: number; y: number },
  rows: readonly TreeRow[],
  moving: readonly TreeRow[],
): Drop | null {
  const line = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]')
  if (!line || moving[0] === undefined) return null
  const at = Number(line.dataset.row)
  const moved = new Set(moving.map(({ id }) => id))
  if (isMoved(rows, at, moved)) return null
  const box = line.getBoundingClientRect()
  const drop = dropAt(rows, at, (y - box.top) / box.height, moving[0].kind)
  return drop !== null && isMoved(rows, drop.row, moved) ? null : drop
}
