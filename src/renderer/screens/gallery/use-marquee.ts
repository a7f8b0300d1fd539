import { type PointerEvent, type RefObject, useState } from 'react'
import { type Box, linesWithin, overlap, placeInGrid, placeInRow } from './layout.ts'
import { rowsOfPlaces } from './moves.ts'
import { type Named, NONE, withThese } from './selection.ts'
import { slotsOf } from './slots.ts'
import type { Outline, Source } from './source.ts'
import { change, gallery } from './state.ts'
import type { GalleryLines } from './use-lines.ts'

/** A drag shorter than this is a click, CSS pixels. */
const CLICK_PX = 6

/** A rectangle drawn over rows or grid chooses what it touches; with Shift or Ctrl, beside what is chosen already. */
export function useMarquee({
  canvas,
  source,
  outline,
  shown,
  view,
  size,
}: {
  canvas: RefObject<HTMLDivElement | null>
  source: Source
  outline: Outline
  shown: GalleryLines
  view: 'rows' | 'grid'
  size: number
}): { box: Box | null; begin(event: PointerEvent<HTMLElement>): void } {
  const [box, setBox] = useState<Box | null>(null)

  function begin(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || event.pointerType === 'touch') return
    if (event.target instanceof HTMLElement && event.target.closest('button')) return
    const from = pointIn(canvas.current, event)
    const before = event.shiftKey || event.ctrlKey || event.metaKey ? gallery().selection : NONE
    let isDrag = false
    const move = (moved: globalThis.PointerEvent) => {
      const to = pointIn(canvas.current, moved)
      if (!isDrag && Math.hypot(to.x - from.x, to.y - from.y) < CLICK_PX) return
      isDrag = true
      const drawn = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      }
      setBox(drawn)
      change({ selection: withThese(before, touched(drawn), true) })
    }
    const end = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
      setBox(null)
      // The click that ends a drag chooses nothing.
      if (isDrag) addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0)
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
  }

  function touched(drawn: Box): Named[] {
    const [first, until] = linesWithin(shown.lines, drawn.y, drawn.y + drawn.height)
    const [firstRow, lastRow] =
      view === 'rows' ? [first, until - 1] : rowsOfPlaces(first * shown.perLine, until * shown.perLine, shown.firsts)
    const found: Named[] = []
    for (let row = firstRow; row <= lastRow; row++) {
      const panelId = outline.panelIds[row]!
      const panel = source.panel(panelId)
      for (const [at, slot] of (panel ? slotsOf(panel) : []).entries())
        if (slot.kind === 'take' && overlap(drawn, boxOf(row, at))) found.push({ takeId: slot.take.id, panelId })
    }
    return found
  }

  function boxOf(row: number, at: number): Box {
    return view === 'rows'
      ? placeInRow({ row, at }, outline, shown.lines, size, shown.width)
      : placeInGrid((shown.firsts[row] ?? 0) + at, size, shown.width)
  }

  return { box, begin }
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}

/** From the corner where reading begins. */
function pointIn(element: HTMLElement | null, { clientX, clientY }: { clientX: number; clientY: number }) {
  const box = element?.getBoundingClientRect()
  if (!element || !box) return { x: 0, y: 0 }
  const isMirrored = getComputedStyle(element).direction === 'rtl'
  // The window may be zoomed for larger text.
  const zoom = element.offsetWidth > 0 ? box.width / element.offsetWidth : 1
  return { x: (isMirrored ? box.right - clientX : clientX - box.left) / zoom, y: (clientY - box.top) / zoom }
}
