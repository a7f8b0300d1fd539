import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { firstPlaces, gridLines, gridPerLine, type Lines, lastNotAbove, rowLines } from './layout.ts'
import type { Outline } from './source.ts'

export type GalleryView = 'rows' | 'grid'

/** Lines kept ready beyond what is in sight. */
const OVERSCAN = 3

export interface ShownLines {
  lines: Lines
  /** In the grid: places beside each other. */
  perLine: number
  /** First place of each panel, counted through the book. */
  firsts: Int32Array
  /** Numbers of the lines in sight, and a few beyond. */
  shown: readonly number[]
  width: number
  /** Brings a line into sight, as little as that takes. */
  reveal(line: number): void
  scrollTo(top: number): void
}

const NOTHING: Pick<Outline, 'panelIds' | 'slots' | 'aspects'> = { panelIds: [], slots: [], aspects: [] }

/** Where every line stands, and which are in sight. What is in sight stays where it is when others come or go. */
export function useLines(
  outline: Outline | null,
  view: GalleryView,
  size: number,
  scroll: RefObject<HTMLDivElement | null>,
): ShownLines {
  const width = useWidth(scroll)
  const { panelIds, slots, aspects } = outline ?? NOTHING
  const firsts = useMemo(() => firstPlaces(slots), [slots])
  const perLine = gridPerLine(size, width)
  const lines = useMemo(
    () => (view === 'rows' ? rowLines({ slots, aspects }, size, width) : gridLines({ slots }, size, width)),
    [view, slots, aspects, size, width],
  )
  const list = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroll.current,
    estimateSize: (line) => (lines.starts[line + 1] ?? 0) - (lines.starts[line] ?? 0),
    overscan: OVERSCAN,
  })
  const before = useRef({ lines, panelIds, perLine, firsts, view })
  useLayoutEffect(() => {
    const old = before.current
    before.current = { lines, panelIds, perLine, firsts, view }
    list.measure()
    const element = scroll.current
    if (element === null || old.lines === lines || old.lines.count === 0 || element.scrollTop === 0) return
    // The panel at the top of what is seen stays there.
    const line = lastNotAbove(old.lines.starts, element.scrollTop)
    const row = old.view === 'rows' ? line : lastNotAbove(old.firsts, line * old.perLine)
    const panelId = old.panelIds[Math.min(row, old.panelIds.length - 1)]
    const now = panelId === undefined ? -1 : panelIds.indexOf(panelId)
    if (now < 0) return
    const newLine = view === 'rows' ? now : Math.floor((firsts[now] ?? 0) / perLine)
    const within = element.scrollTop - (old.lines.starts[line] ?? 0)
    const wasHeight = (old.lines.starts[line + 1] ?? 0) - (old.lines.starts[line] ?? 0)
    const isHeight = (lines.starts[newLine + 1] ?? 0) - (lines.starts[newLine] ?? 0)
    const top = (lines.starts[newLine] ?? 0) + (wasHeight > 0 ? (within / wasHeight) * isHeight : 0)
    if (Math.abs(top - element.scrollTop) >= 1) element.scrollTop = top
  }, [lines, panelIds, perLine, firsts, view, list, scroll])
  const shown = list.getVirtualItems().map(({ index }) => index)
  return {
    lines,
    perLine,
    firsts,
    shown,
    width,
    reveal(line) {
      const element = scroll.current
      if (element === null) return
      const [start, end] = [lines.starts[line] ?? 0, lines.starts[line + 1] ?? 0]
      if (start < element.scrollTop) element.scrollTop = start
      else if (end > element.scrollTop + element.clientHeight)
        element.scrollTop = Math.min(start, end - element.clientHeight)
    },
    scrollTo(top) {
      if (scroll.current) scroll.current.scrollTop = top
    },
  }
}

/** Width of what a ref points at, also when that becomes another element. */
function useWidth(element: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(800)
  const watched = useRef<{ element: HTMLDivElement; observer: ResizeObserver } | null>(null)
  useLayoutEffect(() => {
    const observed = element.current
    if (watched.current?.element === observed) return
    watched.current?.observer.disconnect()
    watched.current = null
    if (observed === null) return
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth))
    observer.observe(observed)
    watched.current = { element: observed, observer }
    setWidth(observed.clientWidth)
  })
  useEffect(() => () => watched.current?.observer.disconnect(), [])
  return width
}
