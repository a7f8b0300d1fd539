import { useEffect, useRef, useState } from 'react'
import type { RouteOutput, TreeFilter } from '../../shared/contract/index.ts'
import { useClient } from '../api/react.ts'

export type PanelLine = RouteOutput<'tree.panels'>['rows'][number]

const PAGE = 100

/**
 * What there is to say of the panels in some rows, by id. What is here stays while it is asked for again.
 *
 * @param first row of `tree.panels`, and `last` one; null = none
 */
export function usePanels(filter: TreeFilter, first: number | null, last: number): ReadonlyMap<string, PanelLine> {
  const client = useClient()
  const [lines, setLines] = useState<ReadonlyMap<string, PanelLine>>(new Map())
  const question = JSON.stringify(filter)
  const from = first === null ? null : Math.floor(first / PAGE)
  const to = Math.floor(last / PAGE)
  const asked = useRef(new Set<string>())
  /** Answers may overtake each other: of each page only newer ones count. */
  const turn = useRef({ last: 0, shown: new Map<string, number>() })
  useEffect(() => {
    if (from === null) return
    let isOver = false
    const ask = (page: number) => {
      const key = `${page} ${question}`
      const own = ++turn.current.last
      asked.current.add(key)
      client
        .request('tree.panels', { filter: JSON.parse(question), offset: page * PAGE, limit: PAGE })
        .then(({ rows }) => {
          if (isOver || own < (turn.current.shown.get(key) ?? 0)) return
          turn.current.shown.set(key, own)
          setLines((before) => new Map([...before, ...rows.map((row) => [row.id, row] as const)]))
        })
        // What cannot be had now is asked for with the next change.
        .catch(() => asked.current.delete(key))
    }
    const pages = Array.from({ length: to - from + 1 }, (_, n) => from + n)
    for (const page of pages) if (!asked.current.has(`${page} ${question}`)) ask(page)
    const unsubscribe = client.onChange(['tree', 'book'], () => {
      asked.current.clear()
      for (const page of pages) ask(page)
    })
    return () => {
      isOver = true
      unsubscribe()
      // An answer that nobody waits for any more has to be asked for again.
      for (const page of pages) asked.current.delete(`${page} ${question}`)
    }
  }, [client, question, from, to])
  return lines
}
