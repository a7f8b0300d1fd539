import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RouteOutput } from '../../shared/contract/index.ts'
import { takeAddress } from '../api/address.ts'
import { useClient, useRequest } from '../api/react.ts'
import { StateMark } from '../parts/state-mark.tsx'
import { usePlace } from '../place/use-place.ts'
import styles from './book-tree.module.css'

type PanelRow = RouteOutput<'tree.panels'>['rows'][number]

const ROW_PX = 28
const PAGE = 100
const THUMBNAIL_PX = 27

/** The book's panels, row by row: only those in sight are asked for and drawn. */
export function BookTree({ isRail }: { isRail: boolean; onToggle: () => void }) {
  const { params, choose } = usePlace()
  const selected = params.panel
  const outline = useRequest('tree.outline', {}, ['tree', 'book'])
  const total = outline.data?.panels ?? 0
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  const pages = useMemo(
    () => [...new Set(shown.map(({ index }) => Math.floor(index / PAGE)))],
    // The items are new at every scroll; the pages are not.
    [shown],
  )
  const panels = usePages(pages, total)
  if (isRail) return null
  return (
    <div className={styles.scroll} ref={scroll}>
      <div className={styles.rows} role="tree" aria-label="Panels" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const panel = panels.get(index)
          return (
            <button
              key={index}
              type="button"
              role="treeitem"
              aria-selected={panel?.id === selected}
              aria-setsize={total}
              aria-posinset={index + 1}
              className={styles.row}
              style={{ top: start }}
              disabled={!panel}
              onClick={() => panel && choose({ panel: panel.id, scene: panel.sceneId, chapter: panel.chapterId })}
            >
              {panel?.takeId ? (
                <img className={styles.thumbnail} alt="" src={takeAddress(panel.takeId, THUMBNAIL_PX)} />
              ) : (
                <span className={styles.thumbnail} />
              )}
              <span className={styles.words}>{panel?.words ?? '…'}</span>
              {panel && <StateMark state={panel.state} />}
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** Pages of rows by their number; what is here stays while it is asked for again. */
function usePages(pages: readonly number[], total: number): Map<number, PanelRow> {
  const client = useClient()
  const [rows, setRows] = useState(new Map<number, PanelRow>())
  const wanted = pages.join(' ')
  useEffect(() => {
    let isOver = false
    const load = () => {
      for (const page of wanted === '' ? [] : wanted.split(' ').map(Number))
        client
          .request('tree.panels', { offset: page * PAGE, limit: PAGE })
          .then(({ rows: found }) => {
            if (isOver) return
            setRows((before) => new Map([...before, ...found.map((row, at) => [page * PAGE + at, row] as const)]))
          })
          // What cannot be had now is asked for with the next change.
          .catch(() => {})
    }
    if (total > 0) load()
    const unsubscribe = client.onChange(['tree'], load)
    return () => {
      isOver = true
      unsubscribe()
    }
  }, [client, wanted, total])
  return rows
}
