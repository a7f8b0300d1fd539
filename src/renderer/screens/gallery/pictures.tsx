import { ArrowDown, ArrowUp } from 'lucide-react'
import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useEvent } from '../../api/react.ts'
import { useWords } from '../../i18n/words.ts'
import { HeldPlace } from './held-place.tsx'
import { GAP_PX, gridHeight } from './layout.ts'
import { spotOf } from './moves.ts'
import { OpenCard } from './open-card.tsx'
import { PanelRow } from './panel-row.tsx'
import styles from './rows.module.css'
import { slotsOf } from './slots.ts'
import type { Outline, Source } from './source.ts'
import { useGallery } from './state.ts'
import { type CardActs, placeId, TakeCard } from './take-card.tsx'
import type { ShownLines } from './use-lines.ts'
import { useMarquee } from './use-marquee.ts'
import { usePanel } from './use-source.ts'

/** The pictures themselves, in rows or in a grid; the keys go here. */
export function Pictures({
  source,
  outline,
  shown,
  view,
  size,
  withEdition,
  acts,
  scroll,
}: {
  source: Source
  outline: Outline
  shown: ShownLines
  view: 'rows' | 'grid'
  size: number
  withEdition: boolean
  acts: CardActs
  scroll: RefObject<HTMLDivElement | null>
}) {
  const words = useWords('gallery')
  const spot = useGallery((state) => state.spot)
  const { lines, perLine, firsts, shown: inSight } = shown
  const panelIds = useMemo(() => {
    if (view === 'rows') return inSight.flatMap((line) => outline.panelIds[line] ?? [])
    const [first, last] = [inSight[0], inSight.at(-1)]
    if (first === undefined || last === undefined || firsts.length < 2) return []
    const from = spotOf(Math.min(first * perLine, firsts.at(-1)! - 1), firsts).row
    const until = spotOf(Math.min((last + 1) * perLine, firsts.at(-1)!) - 1, firsts).row
    return outline.panelIds.slice(from, until + 1)
  }, [view, inSight, outline.panelIds, perLine, firsts])
  const wanted = panelIds.join(' ')
  useEffect(() => source.want(wanted === '' ? [] : wanted.split(' ')), [source, wanted])
  const canvas = useRef<HTMLDivElement>(null)
  const marquee = useMarquee({ canvas, source, outline, shown, view, size })
  return (
    <div className={styles.holder}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual */}
      <div
        ref={scroll}
        className={styles.scroll}
        role="grid"
        tabIndex={0}
        aria-label={words('title')}
        aria-multiselectable="true"
        aria-rowcount={view === 'rows' ? outline.panelIds.length : lines.count}
        aria-activedescendant={spot ? placeId(spot.panelId, spot.at) : undefined}
        data-gallery
        onPointerDown={(event: PointerEvent<HTMLDivElement>) => marquee.begin(event)}
      >
        <div ref={canvas} role="presentation" className={styles.canvas} style={{ height: lines.starts[lines.count] }}>
          {view === 'rows'
            ? inSight.map((line) => {
                const panelId = outline.panelIds[line]
                return (
                  panelId !== undefined && (
                    <PanelRow
                      key={panelId}
                      source={source}
                      panelId={panelId}
                      row={line}
                      top={lines.starts[line] ?? 0}
                      height={(lines.starts[line + 1] ?? 0) - (lines.starts[line] ?? 0)}
                      slots={outline.slots[line] ?? 0}
                      aspect={outline.aspects[line] ?? 1.5}
                      size={size}
                      withEdition={withEdition}
                      acts={acts}
                    />
                  )
                )
              })
            : inSight.map((line) => (
                // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
                <div
                  key={line}
                  role="row"
                  tabIndex={-1}
                  aria-rowindex={line + 1}
                  className={styles.line}
                  style={{
                    insetBlockStart: (lines.starts[line] ?? 0) + GAP_PX,
                    ['--card-w' as string]: `${size}px`,
                    ['--card-h' as string]: `${gridHeight(size)}px`,
                  }}
                >
                  {Array.from({ length: perLine }, (_, nth) => line * perLine + nth)
                    .filter((place) => place < (firsts.at(-1) ?? 0))
                    .map((place) => {
                      const { row, at } = spotOf(place, firsts)
                      return (
                        <GridPlace
                          key={place}
                          source={source}
                          panelId={outline.panelIds[row]!}
                          at={at}
                          size={size}
                          acts={acts}
                        />
                      )
                    })}
                </div>
              ))}
          {marquee.box && (
            <span
              className={styles.marquee}
              style={{
                insetInlineStart: marquee.box.x,
                insetBlockStart: marquee.box.y,
                width: marquee.box.width,
                height: marquee.box.height,
              }}
            />
          )}
        </div>
      </div>
      <Arrivals outline={outline} shown={shown} view={view} scroll={scroll} />
    </div>
  )
}

function GridPlace({
  source,
  panelId,
  at,
  size,
  acts,
}: {
  source: Source
  panelId: string
  at: number
  size: number
  acts: CardActs
}) {
  const panel = usePanel(source, panelId)
  const slot = panel && slotsOf(panel)[at]
  if (panel === undefined || slot === undefined) return <HeldPlace id={placeId(panelId, at)} />
  const name = `${panel.chapter}.${panel.scene}.${panel.number}`
  return slot.kind === 'take' ? (
    <TakeCard take={slot.take} panelId={panelId} at={at} widthPx={size} edition={name} acts={acts} />
  ) : (
    <OpenCard open={slot.open} panelId={panelId} at={at} small={size < 190} acts={acts} />
  )
}

/** New pictures out of sight: how many, and where. They move nothing by themselves. */
function Arrivals({
  outline,
  shown,
  view,
  scroll,
}: {
  outline: Outline
  shown: ShownLines
  view: 'rows' | 'grid'
  scroll: RefObject<HTMLDivElement | null>
}) {
  const words = useWords('gallery')
  const [arrived, setArrived] = useState<readonly string[]>([])
  useEvent('take.arrived', ({ panelId }) => setArrived((before) => [...before.slice(-5_000), panelId]))
  const { lines, perLine, firsts, shown: inSight } = shown
  const rows = useMemo(() => new Map(outline.panelIds.map((panelId, row) => [panelId, row])), [outline.panelIds])
  const lineOf = (panelId: string) => {
    const row = rows.get(panelId)
    if (row === undefined) return null
    return view === 'rows' ? row : Math.floor((firsts[row] ?? 0) / perLine)
  }
  const [first = 0, last = 0] = [inSight[0], inSight.at(-1)]
  const height = scroll.current?.clientHeight ?? 0
  const top = scroll.current?.scrollTop ?? 0
  const isBelow = (line: number) => line > last || (lines.starts[line] ?? 0) > top + height - 24
  const isAbove = (line: number) => line < first || (lines.starts[line + 1] ?? 0) < top + 24
  const below = arrived.filter((panelId) => {
    const line = lineOf(panelId)
    return line !== null && isBelow(line)
  })
  const above = arrived.filter((panelId) => {
    const line = lineOf(panelId)
    return line !== null && isAbove(line)
  })
  const out = below.length + above.length
  useEffect(() => {
    // What has come into sight was seen.
    if (out < arrived.length) setArrived([...above, ...below])
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
