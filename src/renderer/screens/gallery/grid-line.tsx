import { memo } from 'react'
import { HeldPlace } from './held-place.tsx'
import { GAP_PX, gridHeight } from './layout.ts'
import { spotOf } from './moves.ts'
import { OpenCard } from './open-card.tsx'
import styles from './rows.module.css'
import type { Say } from './say.ts'
import { SharedCard } from './shared-card.tsx'
import { slotsOf } from './slots.ts'
import type { Outline, Source } from './source.ts'
import { type CardActs, placeId, TakeCard } from './take-card.tsx'
import { usePanel } from './use-source.ts'

/** As many places as fit beside each other, whatever panel they belong to. */
export const GridLine = memo(function GridLine({
  source,
  outline,
  line,
  top,
  perLine,
  firsts,
  size,
  acts,
  say,
}: {
  source: Source
  outline: Outline
  line: number
  top: number
  perLine: number
  firsts: Int32Array
  size: number
  acts: CardActs
  say: Say
}) {
  const count = Math.min(perLine, (firsts.at(-1) ?? 0) - line * perLine)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={line + 1}
      className={styles.line}
      style={{
        insetBlockStart: top + GAP_PX,
        ['--card-w' as string]: `${size}px`,
        ['--card-h' as string]: `${gridHeight(size)}px`,
      }}
    >
      {Array.from({ length: count }, (_, nth) => line * perLine + nth).map((place) => {
        const { row, at } = spotOf(place, firsts)
        const panelId = outline.panelIds[row]!
        return (
          <GridPlace
            key={placeId(panelId, at)}
            source={source}
            panelId={panelId}
            at={at}
            size={size}
            acts={acts}
            say={say}
          />
        )
      })}
    </div>
  )
})

const GridPlace = memo(function GridPlace({
  source,
  panelId,
  at,
  size,
  acts,
  say,
}: {
  source: Source
  panelId: string
  at: number
  size: number
  acts: CardActs
  say: Say
}) {
  const panel = usePanel(source, panelId)
  const slot = panel && slotsOf(panel)[at]
  if (panel === undefined || slot === undefined)
    return <HeldPlace id={placeId(panelId, at)} name={say.words('loading')} />
  const name = `${panel.chapter}.${panel.scene}.${panel.number}`
  if (slot.kind === 'shared')
    return <SharedCard shared={slot.shared} panelId={panelId} at={at} widthPx={size} acts={acts} say={say} />
  return slot.kind === 'take' ? (
    <TakeCard take={slot.take} panelId={panelId} at={at} widthPx={size} edition={name} acts={acts} say={say} />
  ) : (
    <OpenCard open={slot.open} panelId={panelId} at={at} widthPx={size} acts={acts} say={say} />
  )
})
