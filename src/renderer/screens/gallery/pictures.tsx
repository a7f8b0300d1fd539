import { type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import { Arrivals } from './arrivals.tsx'
import { GridLine } from './grid-line.tsx'
import { linesWithin, placesWithin } from './layout.ts'
import { rowsOfPlaces } from './moves.ts'
import { PanelRow } from './panel-row.tsx'
import styles from './rows.module.css'
import { useSay } from './say.ts'
import type { Outline, Source } from './source.ts'
import { useGallery } from './state.ts'
import { type CardActs, placeId } from './take-card.tsx'
import type { GalleryLines } from './use-lines.ts'
import { useMarquee } from './use-marquee.ts'
import { useSight } from './use-sight.ts'

/** Panels that are asked for before they come into sight: behind, and ahead. */
const BEHIND = 12
const AHEAD = 24

/** The pictures themselves, in rows or in a grid; the keys go here. Nothing else of the screen follows the scroll. */
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
  shown: GalleryLines
  view: 'rows' | 'grid'
  size: number
  withEdition: boolean
  acts: CardActs
  scroll: RefObject<HTMLDivElement | null>
}) {
  const say = useSay()
  const spot = useGallery((state) => state.spot)
  const sight = useSight(scroll)
  const { lines, perLine, firsts, width } = shown
  const [from, until] = linesWithin(lines, sight.top, sight.bottom)
  const inSight = Array.from({ length: until - from }, (_, nth) => from + nth)
  const [first, last] = view === 'rows' ? [from, until - 1] : rowsOfPlaces(from * perLine, until * perLine, firsts)
  const { panelIds } = outline
  useEffect(() => {
    const coming = panelIds.slice(last + 1, last + 1 + AHEAD)
    source.want(panelIds.slice(first, last + 1), [...coming, ...panelIds.slice(Math.max(0, first - BEHIND), first)])
  }, [source, panelIds, first, last])
  const canvas = useRef<HTMLDivElement>(null)
  const marquee = useMarquee({ canvas, source, outline, shown, view, size })
  const rowNumbers = useMemo(() => (view === 'rows' ? panelIds.length : lines.count), [view, panelIds, lines])
  return (
    <div className={styles.holder}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual */}
      <div
        ref={scroll}
        className={styles.scroll}
        role="grid"
        tabIndex={0}
        aria-label={say.words('title')}
        aria-multiselectable="true"
        aria-rowcount={rowNumbers}
        aria-activedescendant={spot ? placeId(spot.panelId, spot.at) : undefined}
        data-gallery
        onPointerDown={(event: PointerEvent<HTMLDivElement>) => marquee.begin(event)}
      >
        <div ref={canvas} role="presentation" className={styles.canvas} style={{ height: lines.starts[lines.count] }}>
          {inSight.map((line) => {
            const top = lines.starts[line] ?? 0
            if (view === 'grid')
              return (
                <GridLine
                  key={line}
                  source={source}
                  outline={outline}
                  line={line}
                  top={top}
                  perLine={perLine}
                  firsts={firsts}
                  size={size}
                  acts={acts}
                  say={say}
                />
              )
            const panelId = panelIds[line]
            return (
              panelId !== undefined && (
                <PanelRow
                  key={panelId}
                  source={source}
                  panelId={panelId}
                  row={line}
                  top={top}
                  height={(lines.starts[line + 1] ?? 0) - top}
                  slots={outline.slots[line] ?? 0}
                  aspect={outline.aspects[line] ?? 1.5}
                  size={size}
                  {...placesWithin(line, outline, lines, size, width, sight)}
                  withEdition={withEdition}
                  acts={acts}
                  say={say}
                />
              )
            )
          })}
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
      <Arrivals outline={outline} shown={shown} sight={sight} view={view} scroll={scroll} />
    </div>
  )
}
