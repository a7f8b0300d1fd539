import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useMemo, useRef } from 'react'
import { type Anchor, followed } from './follow.ts'
import { guessedHeight, panelRows, proseRows, type Row, type Rows, type SceneMeasure, type ScriptPage } from './rows.ts'

type Column = 'block' | 'panel'
type Rolling = Virtualizer<HTMLDivElement, Element>

export interface Columns {
  prose: { rows: Row[]; virtual: Rolling; ref: RefObject<HTMLDivElement | null> }
  panels: { rows: Row[]; virtual: Rolling; ref: RefObject<HTMLDivElement | null> }
  /** The author moves this column: the other one follows. */
  lead(column: Column): void
  onScroll(column: Column): void
  /** Brings a panel into sight in both columns, where it is not. */
  show(sceneId: string, panelId: string | null): void
  /** The scene in the middle of the column that leads. */
  sceneInMiddle(): SceneMeasure | null
}

/** Two columns of one book, that scroll together by panel. */
export function useColumns(
  scenes: readonly SceneMeasure[],
  pages: RefObject<ReadonlyMap<string, ScriptPage>>,
): Columns {
  const proseList = useMemo(() => proseRows(scenes), [scenes])
  const panelList = useMemo(() => panelRows(scenes), [scenes])
  const proseRef = useRef<HTMLDivElement>(null)
  const panelRef = useRef<HTMLDivElement>(null)
  const leader = useRef<Column>('panel')
  const prose = useRolling(proseList, 'block', proseRef)
  const panels = useRolling(panelList, 'panel', panelRef)

  const anchorsOf = useCallback(
    (at: number): { prose: number; panel: number }[] => {
      const scene = scenes[at]
      if (!scene) return [{ prose: prose.getTotalSize(), panel: panels.getTotalSize() }]
      const page = pages.current.get(scene.id)
      const head = {
        prose: topOf(prose, proseList.heads.get(scene.id)!),
        panel: topOf(panels, panelList.heads.get(scene.id)!),
      }
      const own = Array.from({ length: scene.panels }, (_, n) => ({
        prose: proseOf(prose, proseList, scene, page, n),
        panel: topOf(panels, panelList.heads.get(scene.id)! + 1 + n),
      }))
      return [head, ...own]
    },
    [scenes, pages, prose, panels, proseList, panelList],
  )

  const follow = useCallback(
    (column: Column) => {
      const [own, other] = column === 'panel' ? [panelRef, proseRef] : [proseRef, panelRef]
      const [list, virtual] = column === 'panel' ? [panelList, panels] : [proseList, prose]
      if (!own.current || !other.current) return
      const offset = lineOf(own.current)
      const y = own.current.scrollTop + offset
      const row = list.rows[rowUnder(virtual, y)]
      if (!row) return
      const at = scenes.indexOf(row.scene)
      const anchors = [...anchorsOf(at), anchorsOf(at + 1)[0]!]
      const target = followed(
        anchors.map(({ prose: a, panel: b }): Anchor => (column === 'panel' ? { from: b, to: a } : { from: a, to: b })),
        y,
      )
      if (target !== null) other.current.scrollTop = target - offset
    },
    [scenes, anchorsOf, panelList, proseList, panels, prose],
  )

  const show = useCallback(
    (sceneId: string, panelId: string | null) => {
      const scene = scenes.find(({ id }) => id === sceneId)
      if (!scene) return
      const page = pages.current.get(sceneId)
      const n = panelId === null ? -1 : (page?.panels.findIndex(({ id }) => id === panelId) ?? -1)
      reveal(panelRef.current, panels, panelList.heads.get(sceneId)! + 1 + n)
      const start = n < 0 ? topOf(prose, proseList.heads.get(sceneId)!) : proseOf(prose, proseList, scene, page, n)
      reveal(proseRef.current, prose, rowUnder(prose, start))
    },
    [scenes, pages, panels, prose, panelList, proseList],
  )

  const sceneInMiddle = useCallback(() => {
    const element = panelRef.current
    if (!element) return null
    return panelList.rows[rowUnder(panels, element.scrollTop + lineOf(element))]?.scene ?? null
  }, [panelList, panels])

  return {
    prose: { rows: proseList.rows, virtual: prose, ref: proseRef },
    panels: { rows: panelList.rows, virtual: panels, ref: panelRef },
    lead: useCallback((column) => {
      leader.current = column
    }, []),
    onScroll: useCallback(
      (column) => {
        if (leader.current === column) follow(column)
      },
      [follow],
    ),
    show,
    sceneInMiddle,
  }
}

function useRolling(list: Rows, column: Column, ref: RefObject<HTMLDivElement | null>): Rolling {
  return useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => ref.current,
    estimateSize: (index) => guessedHeight(list.rows[index]!, column),
    getItemKey: (index) => {
      const row = list.rows[index]!
      return `${row.scene.id} ${row.kind} ${'at' in row ? row.at : ''}`
    },
    overscan: 3,
    // Rows that come into sight may come a frame later: a scroll never waits for them.
    useFlushSync: false,
  })
}

/** The line of a column that leads: its middle, but for the ends of the book, which must be reached in both. */
function lineOf({ clientHeight, scrollHeight, scrollTop }: HTMLElement): number {
  const left = scrollHeight - clientHeight - scrollTop
  return Math.max(Math.min(clientHeight / 2, scrollTop), clientHeight - Math.max(0, left))
}

function topOf(virtual: Rolling, row: number): number {
  return virtual.measurementsCache[row]?.start ?? virtual.getTotalSize()
}

function rowUnder(virtual: Rolling, y: number): number {
  return virtual.getVirtualItemForOffset(y)?.index ?? 0
}

/** Where a panel begins in the prose; before the words are here, in proportion. */
function proseOf(
  virtual: Rolling,
  { heads }: Rows,
  scene: SceneMeasure,
  page: ScriptPage | undefined,
  n: number,
): number {
  const first = heads.get(scene.id)! + 1
  const panelId = page?.panels[n]?.id
  const block = page?.blocks.findIndex(({ starts }) => starts.some((start) => start.panelId === panelId)) ?? -1
  if (!page || block < 0) return topOf(virtual, first + Math.floor((n / Math.max(1, scene.panels)) * scene.blocks))
  const { text, starts } = page.blocks[block]!
  const item = virtual.measurementsCache[first + block]
  if (!item) return virtual.getTotalSize()
  const at = starts.find((start) => start.panelId === panelId)!.at
  return item.start + (text === '' ? 0 : (at / text.length) * item.size)
}

/** Scrolls no further than needed, and not at all where it is in sight. */
function reveal(element: HTMLElement | null, virtual: Rolling, row: number): void {
  const item = virtual.measurementsCache[row]
  if (!element || !item) return
  const { scrollTop, clientHeight } = element
  const isInSight =
    item.start >= scrollTop && Math.min(item.end, item.start + clientHeight / 2) <= scrollTop + clientHeight
  if (isInSight) return
  // What is cut off by an edge stays under the pointer, for a second click.
  const isCutOff = item.end > scrollTop && item.start < scrollTop + clientHeight
  virtual.scrollToIndex(row, { align: isCutOff ? 'auto' : 'center' })
}
