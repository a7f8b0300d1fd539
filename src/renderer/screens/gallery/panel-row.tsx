import { memo, useMemo } from 'react'
import type { PanelTakes } from '../../../shared/contract/index.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { HeldPlace } from './held-place.tsx'
import { cardSize } from './layout.ts'
import { OpenCard } from './open-card.tsx'
import styles from './rows.module.css'
import type { Say } from './say.ts'
import { placeOf, SharedCard } from './shared-card.tsx'
import { slotsOf, tally } from './slots.ts'
import type { Source } from './source.ts'
import { useGallery } from './state.ts'
import { type CardActs, placeId, TakeCard } from './take-card.tsx'
import { usePanel } from './use-source.ts'

/**
 * A panel with its words and its pictures, of these only the lines in sight. Its height is known before anything of it
 * is here.
 */
export const PanelRow = memo(function PanelRow({
  source,
  panelId,
  row,
  top,
  height,
  slots,
  aspect,
  size,
  from,
  until,
  above,
  withEdition,
  acts,
  say,
}: {
  source: Source
  panelId: string
  row: number
  top: number
  height: number
  slots: number
  aspect: number
  size: number
  /** Places that are drawn: from the first, until before the second; and the height of those above them. */
  from: number
  until: number
  above: number
  withEdition: boolean
  acts: CardActs
  say: Say
}) {
  const panel = usePanel(source, panelId)
  const here = useGallery((state) => state.spot?.panelId === panelId)
  const { width, height: cardHeight } = cardSize(aspect, size)
  const places = useMemo(() => (panel === undefined ? null : slotsOf(panel)), [panel])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={row + 1}
      aria-busy={panel === undefined || undefined}
      className={styles.row}
      data-here={here || undefined}
      style={{
        insetBlockStart: top,
        height,
        ['--card-w' as string]: `${width}px`,
        ['--card-h' as string]: `${cardHeight}px`,
      }}
    >
      <RowWords panel={panel} say={say} />
      <div role="presentation" className={styles.cards} style={{ paddingBlockStart: above }}>
        {places === null
          ? Array.from({ length: Math.max(0, Math.min(slots, until) - from) }, (_, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places are told apart by their number
              <HeldPlace key={from + nth} id={placeId(panelId, from + nth)} name={say.words('loading')} />
            ))
          : places
              .slice(from, until)
              .map((slot, nth) =>
                slot.kind === 'shared' ? (
                  <SharedCard
                    key={slot.key}
                    shared={slot.shared}
                    panelId={panelId}
                    at={from + nth}
                    widthPx={width}
                    acts={acts}
                    say={say}
                  />
                ) : slot.kind === 'take' ? (
                  <TakeCard
                    key={slot.key}
                    take={slot.take}
                    panelId={panelId}
                    at={from + nth}
                    widthPx={width}
                    edition={withEdition ? `${slot.take.style} · ${slot.take.lang}` : null}
                    acts={acts}
                    say={say}
                  />
                ) : (
                  <OpenCard
                    key={slot.key}
                    open={slot.open}
                    panelId={panelId}
                    at={from + nth}
                    widthPx={width}
                    acts={acts}
                    say={say}
                  />
                ),
              )}
      </div>
    </div>
  )
})

const RowWords = memo(function RowWords({
  panel,
  say: { words, format },
}: {
  panel: PanelTakes | undefined
  say: Say
}) {
  if (panel === undefined)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
      <div role="rowheader" tabIndex={-1} aria-label={words('loading')} className={styles.words} />
    )
  const counts = tally(panel)
  const said = [
    counts.kept > 0 && counts.picked > 0
      ? words('row.keptPicked', { count: counts.kept })
      : counts.kept > 0
        ? words('row.kept', { count: counts.kept })
        : null,
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div role="rowheader" tabIndex={-1} className={styles.words}>
      <span className={styles.place}>
        <bdi>{`${panel.chapter}.${panel.scene}.${panel.number}`}</bdi>
        <span>{words(`shots.${panel.shot as 'medium'}`)}</span>
      </span>
      <span className={styles.seen}>{panel.words}</span>
      {said[0] && (
        <span className={styles.tally} data-state="picked">
          <StateMark state="picked" />
          {said[0]}
        </span>
      )}
      {counts.candidate > 0 && (
        <span className={styles.tally} data-state="taken">
          <StateMark state="taken" />
          {words('row.unseen', { count: counts.candidate })}
        </span>
      )}
      {counts.running > 0 && (
        <span className={styles.tally} data-state="running">
          <StateMark state="running" />
          {words('row.running', { count: counts.running })}
        </span>
      )}
      {counts.failed > 0 && (
        <span className={styles.tally} data-state="failed">
          <StateMark state="failed" />
          {words('row.failed', { count: counts.failed })}
        </span>
      )}
      {counts.refused > 0 && (
        <span className={styles.tally} data-state="refused">
          <StateMark state="refused" />
          {words('row.refused', { count: counts.refused })}
        </span>
      )}
      {counts.unknown > 0 && (
        <span className={styles.tally} data-state="unknown">
          <StateMark state="unknown" />
          {words('row.unknown', { count: counts.unknown })}
        </span>
      )}
      {counts.queued > 0 && (
        <span className={styles.tally} data-state="queued">
          <StateMark state="queued" />
          {words('row.queued', { count: counts.queued })}
        </span>
      )}
      {panel.sharedBy.length > 0 && (
        <span className={styles.place}>
          {words('shared.also', { places: format.list(panel.sharedBy.map(placeOf)) })}
        </span>
      )}
      {panel.stale && (
        <span className={styles.tally} data-state="stale">
          <StateMark state="stale" withWord />
        </span>
      )}
    </div>
  )
})
