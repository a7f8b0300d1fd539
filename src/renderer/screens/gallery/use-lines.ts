import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import {
  firstPlaces,
  gridLines,
  gridPerLine,
  type Lines,
  lastNotAbove,
  placeInGrid,
  placeInRow,
  rowLines,
} from './layout.ts'
import type { Outline } from './source.ts'

export type GalleryView = 'rows' | 'grid'

export interface GalleryLines {
  lines: Lines
  /** In the grid: places beside each other. */
  perLine: number
  /** First place of each panel, counted through the book. */
  firsts: Int32Array
  width: number
  /** Brings a place into sight, as little as that takes. */
  reveal(row: number, at: number): void
  scrollTo(top: number): void
}

const NOTHING: Pick<Outline, 'panelIds' | 'slots' | 'aspects'> = { panelIds: [], slots: [], aspects: [] }
/** Left free above and below a place that is brought into sight, CSS pixels. */
const AROUND_PX = 9

/** Where every line stands. What is in sight stays where it is when others come or go. */
export function useLines(
  outline: Outline | null,
  view: GalleryView,
  size: number,
  scroll: RefObject<HTMLDivElement | null>,
): GalleryLines {
  const width = useWidth(scroll)
  const contents = outline ?? NOTHING
  const { panelIds, slots, aspects } = contents
  const firsts = useMemo(() => firstPlaces(slots), [slots])
  const perLine = gridPerLine(size, width)
  const lines = useMemo(
    () => (view === 'rows' ? rowLines({ slots, aspects }, size, width) : gridLines({ slots }, size, width)),
    [view, slots, aspects, size, width],
  )
  const before = useRef({ lines, panelIds, perLine, firsts, view })
  useLayoutEffect(() => {
    const old = before.current
    before.current = { lines, panelIds, perLine, firsts, view }
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
  }, [lines, panelIds, perLine, firsts, view, scroll])
  return {
    lines,
    perLine,
    firsts,
    width,
    reveal(row, at) {
      const element = scroll.current
      if (element === null) return
      const place =
        view === 'rows'
          ? placeInRow({ row, at }, contents, lines, size, width)
          : placeInGrid((firsts[row] ?? 0) + at, size, width)
      const [start, end] = [place.y - AROUND_PX, place.y + place.height + AROUND_PX]
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
