import { ArrowDown, ArrowUp } from 'lucide-react'
import { type RefObject, useEffect, useMemo, useState } from 'react'
import { useEvent } from '../../api/react.ts'
import { useWords } from '../../i18n/words.ts'
import styles from './rows.module.css'
import type { Outline } from './source.ts'
import type { GalleryLines } from './use-lines.ts'
import { useLooksAt } from './use-looks-at.ts'
import type { Sight } from './use-sight.ts'

/** Panels whose arrivals are remembered. */
const MOST = 5_000
/** A line that shows less than this is not seen, CSS pixels. */
const SEEN_PX = 24

/** New pictures out of sight: how many, and where. They move nothing by themselves. */
export function Arrivals({
  outline,
  shown,
  sight,
  view,
  scroll,
}: {
  outline: Outline
  shown: GalleryLines
  sight: Sight
  view: 'rows' | 'grid'
  scroll: RefObject<HTMLDivElement | null>
}) {
  const words = useWords('gallery')
  const [arrived, setArrived] = useState<readonly string[]>([])
  const looksAt = useLooksAt()
  useEvent('take.arrived', ({ panelId, ...edition }) => {
    if (looksAt(edition)) setArrived((before) => [...before.slice(1 - MOST), panelId])
  })
  const { lines, perLine, firsts } = shown
  const rows = useMemo(() => new Map(outline.panelIds.map((panelId, row) => [panelId, row])), [outline.panelIds])
  const lineOf = (panelId: string) => {
    const row = rows.get(panelId)
    if (row === undefined) return null
    return view === 'rows' ? row : Math.floor((firsts[row] ?? 0) / perLine)
  }
  const [above, below]: [string[], string[]] = [[], []]
  if (arrived.length > 0) {
    const top = scroll.current?.scrollTop ?? sight.top
    const bottom = top + (scroll.current?.clientHeight ?? sight.bottom - sight.top)
    for (const panelId of arrived) {
      const line = lineOf(panelId)
      if (line === null) continue
      if ((lines.starts[line] ?? 0) > bottom - SEEN_PX) below.push(panelId)
      else if ((lines.starts[line + 1] ?? 0) < top + SEEN_PX) above.push(panelId)
    }
  }
  useEffect(() => {
    // What has come into sight was seen.
    if (above.length + below.length < arrived.length) setArrived([...above, ...below])
  })
  const go = (to: readonly string[]) => {
    const line = lineOf(to[0]!)
    if (line !== null) shown.scrollTo((lines.starts[line] ?? 0) - 40)
    setArrived((before) => before.filter((panelId) => !to.includes(panelId)))
  }
  return (
    <>
      {above.length > 0 && (
        <button type="button" className={styles.pill} data-side="above" onClick={() => go(above)}>
          <ArrowUp size={14} strokeWidth={1.5} aria-hidden="true" />
          {words('arrived.above', { count: above.length })}
        </button>
      )}
      {below.length > 0 && (
        <button type="button" className={styles.pill} onClick={() => go(below)}>
          <ArrowDown size={14} strokeWidth={1.5} aria-hidden="true" />
          {words('arrived.below', { count: below.length })}
        </button>
      )}
    </>
  )
}
