import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RouteInput, RouteOutput } from '../../../../shared/contract/index.ts'
import { useClient } from '../../../api/react.ts'
import { useWords } from '../../../i18n/words.ts'
import { StateMark } from '../../../parts/state-mark.tsx'
import { Thumbnail } from '../../../parts/thumbnail.tsx'
import { usePlace } from '../../../place/use-place.ts'
import styles from './used-in.module.css'

type Of = RouteInput<'cast.used-in'>['of']
type Used = RouteOutput<'cast.used-in'>
type Row = Used['rows'][number]

const ROW_PX = 48
const PAGE = 60
const THUMBNAIL_PX = 60

/** Panels with somebody, a place, or pictures made with a reference: one leads to its panel. */
export function UsedIn({ panels, none }: { panels: UsedPanels; none: string }) {
  const words = useWords('cast')
  const { open } = usePlace()
  const scroll = useRef<HTMLDivElement>(null)
  const { total, rows, want } = panels
  const list = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  const items = list.getVirtualItems()
  const pages = [...new Set(items.map(({ index }) => Math.floor(index / PAGE)))].join(' ')
  useEffect(() => {
    for (const page of pages === '' ? [] : pages.split(' ')) want(Number(page))
  }, [pages, want])
  if (total === 0) return <p className={styles.none}>{none}</p>
  return (
    <div ref={scroll} className={styles.scroll}>
      <ul className={styles.rows} style={{ blockSize: list.getTotalSize() }} aria-label={words('used.title')}>
        {items.map(({ index, start }) => {
          const row = rows.get(index)
          return (
            <li key={index} className={styles.place} style={{ insetBlockStart: start }}>
              <button
                type="button"
                className={styles.row}
                disabled={row === undefined}
                onClick={() => row && open('gallery', { panel: row.id, scene: row.sceneId, chapter: row.chapterId })}
              >
                <span className={styles.picture}>
                  <Thumbnail takeId={row?.takeId ?? null} widthPx={THUMBNAIL_PX} />
                </span>
                <span className={styles.words} dir="auto">
                  {row?.words ?? '…'}
                </span>
                {row && <StateMark state={row.state} />}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

export interface UsedPanels {
  /** Null = not known yet. */
  total: number | null
  /** Of all of them, how many are out of date. */
  stale: number
  rows: ReadonlyMap<number, Row>
  want(page: number): void
}

/** Asked page by page as they come into sight, and again when the book changes. @param of null = of nobody */
export function useUsedPanels(of: Of | null): UsedPanels {
  const client = useClient()
  const key = JSON.stringify(of)
  const [found, setFound] = useState<{ key: string; total: number; stale: number; rows: Map<number, Row> } | null>(null)
  const asked = useRef(new Set<number>([0]))
  const ask = useMemo(() => {
    const wanted = JSON.parse(key) as Of | null
    return (page: number) => {
      if (wanted === null) return
      client
        .request('cast.used-in', { of: wanted, offset: page * PAGE, limit: PAGE })
        .then(({ total, stale, rows }) =>
          setFound((before) => {
            const known = before?.key === key ? before.rows : new Map<number, Row>()
            return {
              ...{ key, total, stale },
              rows: new Map([...known, ...rows.map((row, at) => [page * PAGE + at, row] as const)]),
            }
          }),
        )
        // What cannot be had now is asked for with the next change.
        .catch(() => {})
    }
  }, [client, key])
  useEffect(() => {
    asked.current = new Set([0])
    ask(0)
    return client.onChange(['tree', 'cast', 'takes'], () => {
      for (const page of asked.current) ask(page)
    })
  }, [client, ask])
  const want = useMemo(
    () => (page: number) => {
      if (asked.current.has(page)) return
      asked.current.add(page)
      ask(page)
    },
    [ask],
  )
  const now = found?.key === key ? found : null
  return { total: now?.total ?? null, stale: now?.stale ?? 0, rows: now?.rows ?? NO_ROWS, want }
}

const NO_ROWS: ReadonlyMap<number, Row> = new Map()
