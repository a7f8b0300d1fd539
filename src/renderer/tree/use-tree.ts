import { useCallback, useMemo, useState } from 'react'
import type { PanelState, TreeFilter } from '../../shared/contract/index.ts'
import { useRequest } from '../api/react.ts'
import { useBook, useEdition } from '../frame/book.tsx'
import { useRemembered } from '../settings/settings.tsx'
import { isOpened, type Opened, type Outline, openedAtFirst, rowsOf, type TreeRow, withOpened } from './rows.ts'

export interface Narrowing {
  query: string
  states: readonly PanelState[]
}

export const WHOLE: Narrowing = { query: '', states: [] }

export interface BookTreeData {
  /** Null = not known yet. */
  outline: Outline | null
  rows: readonly TreeRow[]
  filter: TreeFilter
  isNarrowed: boolean
  open(ids: readonly string[], isOpen: boolean): void
  openAll(isOpen: boolean): void
}

/** The lines of the tree of the open book, and which of them are open. What a filter finds is always open. */
export function useTree(narrowing: Narrowing): BookTreeData {
  const book = useBook()
  const { edition } = useEdition()
  const isNarrowed = narrowing.query.trim() !== '' || narrowing.states.length > 0
  const filter = useMemo<TreeFilter>(() => {
    const query = narrowing.query.trim()
    return {
      ...(query === '' ? {} : { query }),
      ...(narrowing.states.length === 0 ? {} : { states: [...narrowing.states] }),
      ...(edition === null ? {} : { edition }),
    }
  }, [narrowing, edition])
  const asked = useMemo(() => ({ filter, withPanels: true }), [filter])
  const outline = useRequest('tree.outline', asked, ['tree', 'book']).data
  const [remembered, remember] = useRemembered<Opened | null>(`tree ${book?.folder ?? ''}`, null)
  // What was done just now shows at once; it is remembered behind it.
  const [own, setOwn] = useState<Opened | null>(null)
  const opened = own ?? remembered ?? (outline === null ? null : openedAtFirst(outline))
  const change = useCallback(
    (next: Opened) => {
      setOwn(next)
      remember(next)
    },
    [remember],
  )
  const rows = useMemo(() => {
    if (outline === null || opened === null) return []
    return rowsOf(outline, isNarrowed ? () => true : (id) => isOpened(opened, id))
  }, [outline, opened, isNarrowed])
  return {
    outline,
    rows,
    filter,
    isNarrowed,
    open: (ids, isOpen) => opened !== null && change(withOpened(opened, ids, isOpen)),
    openAll: (isOpen) => change({ all: isOpen, others: [] }),
  }
}
