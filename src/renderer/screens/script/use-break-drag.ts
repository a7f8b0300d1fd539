import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useNewest } from '../../api/use-newest.ts'
import { type BreakDrop, breakDrop, type Spot } from './breaks.ts'
import type { ScriptPage } from './rows.ts'

/** A break on its way. */
export interface DraggedBreak {
  panelId: string
  /** Where it would go if it were let go now; null = nowhere. */
  drop: BreakDrop | null
  /** Of the pointer, CSS pixels of the window. */
  at: { x: number; y: number }
}

/** From here on a press is a drag, CSS pixels. */
const THRESHOLD_PX = 5

/** The chip where a panel begins is dragged to where it shall begin. Escape and the loss of the pointer put it back. */
export function useBreakDrag(
  pagesOf: (sceneId: string) => { own: ScriptPage; before: ScriptPage | null } | null,
  onDrop: (panelId: string, to: BreakDrop['to']) => void,
) {
  const [dragged, setDragged] = useState<DraggedBreak | null>(null)
  const newest = useNewest({ pagesOf, onDrop })
  /** The click that ends a drag is none. */
  const wasDragged = useRef(false)
  const cancel = useRef<(() => void) | null>(null)
  useEffect(() => () => cancel.current?.(), [])

  const onPointerDown = useCallback((event: PointerEvent, panelId: string, sceneId: string) => {
    wasDragged.current = false
    if (event.button !== 0 || event.pointerType === 'touch') return
    const start = { x: event.clientX, y: event.clientY }
    let drop: BreakDrop | null = null
    const onMove = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
      if (!wasDragged.current && Math.hypot(x - start.x, y - start.y) < THRESHOLD_PX) return
      wasDragged.current = true
      const under = spotUnder(x, y)
      const pages = newest.current.pagesOf(sceneId)
      drop = under && pages && breakDrop(panelId, under.spot, under.panelId, pages)
      setDragged({ panelId, drop, at: { x, y } })
    }
    const end = () => {
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', end)
      removeEventListener('keydown', onKey, true)
      cancel.current = null
      setDragged(null)
    }
    const onUp = () => {
      const to = wasDragged.current ? (drop?.to ?? null) : null
      end()
      if (to) newest.current.onDrop(panelId, to)
    }
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !wasDragged.current) return
      key.preventDefault()
      key.stopPropagation()
      end()
    }
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', end)
    addEventListener('keydown', onKey, true)
    cancel.current = end
  }, [])
  return { dragged, onPointerDown, wasDragged: () => wasDragged.current }
}

/** The place in the words under the pointer, and whose words they are. */
function spotUnder(x: number, y: number): { spot: Spot; panelId: string } | null {
  const caret = document.caretPositionFromPoint(x, y)
  const node = caret?.offsetNode
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  const piece = element?.closest<HTMLElement>('[data-piece]')
  const block = piece?.closest<HTMLElement>('[data-block]')
  const { panel: panelId, piece: from } = piece?.dataset ?? {}
  if (!caret || !block || !panelId || from === undefined) return null
  const offset = node?.nodeType === Node.TEXT_NODE ? caret.offset : 0
  return {
    spot: { sceneId: block.dataset.scene!, block: Number(block.dataset.block), at: Number(from) + offset },
    panelId,
  }
}
