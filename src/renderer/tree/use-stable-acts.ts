import { useMemo } from 'react'
import { useNewest } from '../api/use-newest.ts'
import type { RowActs } from './tree-row.tsx'

/** The same acts at every drawing, so that lines that did not change are not drawn again while the tree scrolls. */
export function useStableActs(acts: RowActs): RowActs {
  const newest = useNewest(acts)
  return useMemo(
    (): RowActs => ({
      onPointerDown: (event, row) => newest.current.onPointerDown(event, row),
      onClick: (event, row) => newest.current.onClick(event, row),
      onDoubleClick: (row) => newest.current.onDoubleClick(row),
      onMenu: (event, row) => newest.current.onMenu(event, row),
      onToggle: (row) => newest.current.onToggle(row),
      onRenamed: (row, title) => newest.current.onRenamed(row, title),
      onRenameOver: () => newest.current.onRenameOver(),
    }),
    [],
  )
}
