import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RouteOutput } from '../../shared/contract/index.ts'
import { takeAddress } from '../api/address.ts'
import { useClient, useRequest } from '../api/react.ts'

type PanelRow = RouteOutput<'tree.panels'>['rows'][number]

const ROW_PX = 28
const PAGE = 100
const THUMBNAIL_PX = 27

/** The book's panels, row by row: only those in sight are asked for and drawn. */
export function PanelTree({ selected, onSelect }: { selected: string | null; onSelect: (panelId: string) => void }) {
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
  return (
    <div className="tree-scroll" ref={scroll}>
      <div className="tree-rows" role="tree" aria-label="Panels" style={{ height: rows.getTotalSize() }}>
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
              className="tree-row"
              style={{ top: start }}
              disabled={!panel}
              onClick={() => panel && onSelect(panel.id)}
            >
              {panel?.takeId ? (
                <img className="tree-thumbnail" alt="" src={takeAddress(panel.takeId, THUMBNAIL_PX)} />
              ) : (
                <span className="tree-thumbnail" />
              )}
              <span className="tree-words">{panel?.words ?? '…'}</span>
              <span data-state={panel?.state}>{panel?.state}</span>
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
