import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { useClient, useRequest } from '../../api/react.ts'
import { useNewest } from '../../api/use-newest.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { usePlace } from '../../place/use-place.ts'
import styles from './runs.module.css'

type Line = RouteOutput<'runs.ledger'>['lines'][number]

const PAGE = 200
const ROW_PX = 28

/** Money line by line, newest first: every call that may have cost some. */
export function Ledger({ batchId }: { batchId: string | undefined }) {
  const words = useWords('runs')
  const { open } = usePlace()
  const scroll = useRef<HTMLDivElement>(null)
  const { total, lines, want } = usePages(batchId)
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const shown = rows.getVirtualItems()
  const [first, last] = [shown[0], shown.at(-1)]
  const [from, until] = [first?.index, last?.index]
  useEffect(() => {
    if (from !== undefined && until !== undefined) want(from, until)
  }, [from, until, want])
  if (total === 0) return <p className={styles.saved}>{words('ledger.none')}</p>
  return (
    <section ref={scroll} className={styles.ledger} aria-label={words('view.ledger')} tabIndex={-1}>
      <table className={styles.table} aria-rowcount={total + 1}>
        <thead>
          <tr>
            <th scope="col">{words('ledger.when')}</th>
            <th scope="col">{words('ledger.what')}</th>
            <th scope="col">{words('ledger.model')}</th>
            <th scope="col" className={styles.end}>
              {words('ledger.quoted')}
            </th>
            <th scope="col" className={styles.end}>
              {words('ledger.charged')}
            </th>
            <th scope="col">{words('ledger.certainty')}</th>
          </tr>
        </thead>
        <tbody>
          <Room px={first?.start ?? 0} />
          {shown.map(({ index }) => (
            <tr key={index} className={styles.ledgerRow} aria-rowindex={index + 2}>
              <Cells line={lines.get(index) ?? null} onLook={(panel) => open('gallery', { panel })} />
            </tr>
          ))}
          <Room px={rows.getTotalSize() - (last?.end ?? 0)} />
        </tbody>
      </table>
    </section>
  )
}

/** In place of the rows that are out of sight. */
function Room({ px }: { px: number }) {
  if (px <= 0) return null
  return (
    <tr>
      <td colSpan={6} className={styles.room} style={{ height: px }} />
    </tr>
  )
}

function Cells({ line, onLook }: { line: Line | null; onLook: (panelId: string) => void }) {
  const words = useWords('runs')
  const format = useFormat()
  if (line === null) return <td colSpan={6} />
  const { panelId, place } = line
  return (
    <>
      <td>{format.dateTime(line.at)}</td>
      <td>
        {panelId !== null && place !== null ? (
          <button type="button" className={styles.link} onClick={() => onLook(panelId)}>
            {words('place', place)}
          </button>
        ) : (
          words('ledger.check')
        )}
      </td>
      <td>
        <bdi>
          {line.lane} {line.model}
        </bdi>
      </td>
      <td className={styles.end}>{format.money(line.estimateUsd)}</td>
      <td className={styles.end}>{line.certainty === 'unknown' ? '—' : format.money(line.usd)}</td>
      <td>{line.certainty === 'unknown' ? words('ledger.unknown') : words('ledger.certain')}</td>
    </>
  )
}

/** Lines in pages, as far as they were looked at; all anew when money changes. */
function usePages(batchId: string | undefined) {
  const client = useClient()
  const of = batchId === undefined ? {} : { batchId }
  const newest = useRequest('runs.ledger', { ...of, offset: 0, limit: PAGE }, ['money']).data
  const [pages, setPages] = useState<{ of: typeof newest; lines: ReadonlyMap<number, Line> }>({
    of: null,
    lines: new Map(),
  })
  const asked = useRef(new Set<number>())
  const known = pages.of === newest ? pages.lines : firstPage(newest)
  useEffect(() => {
    asked.current = new Set([0])
    setPages({ of: newest, lines: firstPage(newest) })
  }, [newest])
  const want = useNewest((first: number, last: number) => {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      if (asked.current.has(page)) continue
      asked.current.add(page)
      void client
        .request('runs.ledger', { ...of, offset: page * PAGE, limit: PAGE })
        .then(({ lines }) => {
          setPages((before) =>
            before.of === newest
              ? {
                  of: newest,
                  lines: new Map([
                    ...before.lines,
                    ...lines.map((line, at): [number, Line] => [page * PAGE + at, line]),
                  ]),
                }
              : before,
          )
        })
        .catch(() => asked.current.delete(page))
    }
  })
  const [stable] = useState(() => (first: number, last: number) => want.current(first, last))
  return { total: newest?.total ?? 0, lines: known, want: stable }
}

function firstPage(newest: RouteOutput<'runs.ledger'> | null): ReadonlyMap<number, Line> {
  return new Map(newest?.lines.map((line, at) => [at, line]))
}
