import { Check, Star, TriangleAlert, X } from 'lucide-react'
import { memo, type PointerEvent } from 'react'
import type { Take } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { TakePicture } from '../../parts/take-picture.tsx'
import styles from './card.module.css'
import { isSelected } from './selection.ts'
import { cardState } from './slots.ts'
import { useGallery } from './state.ts'

/** How cards tell what was done to them; the same object as long as the gallery stands. */
export interface CardActs {
  /** The card was clicked: it is chosen or not, and the author is there. */
  choose(panelId: string, at: number, how: { extend: boolean }): void
  keep(panelId: string, at: number): void
  zoom(panelId: string, at: number): void
  retry(panelId: string, at: number): void
  rephrase(panelId: string, at: number): void
}

/** One picture. The whole card chooses it; the tick keeps it. */
export const TakeCard = memo(function TakeCard({
  take,
  panelId,
  at,
  widthPx,
  edition,
  acts,
}: {
  take: Take
  panelId: string
  at: number
  widthPx: number
  /** Style and language, where pictures of several stand beside each other. */
  edition: string | null
  acts: CardActs
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const selected = useGallery((state) => isSelected(state.selection, take.id))
  const partly = useGallery((state) => state.selection.base === 'none' || state.selection.except.size > 0)
  const current = useGallery((state) => state.spot?.panelId === panelId && state.spot.at === at)
  const state = cardState(take)
  const seconds = take.ms === null ? null : words('seconds', { value: format.number(take.ms / 1_000, 1) })
  const kept = take.state === 'kept'
  const name = [
    words('take', { number: take.number }),
    words(`states.${state}`),
    take.rating === null ? '' : words('stars', { count: take.rating }),
    take.flags > 0 ? words('flags', { count: take.flags }) : '',
    seconds ?? '',
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the focus and the keys
    <div
      role="gridcell"
      tabIndex={-1}
      id={placeId(panelId, at)}
      className={styles.card}
      data-verdict={state}
      data-selected={(partly && selected) || undefined}
      data-current={current || undefined}
      aria-selected={selected}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => acts.choose(panelId, at, { extend: event.shiftKey })}
      onDoubleClick={() => acts.zoom(panelId, at)}
    >
      <span className={styles.said}>{name.filter((part) => part !== '').join(', ')}</span>
      <span className={styles.picture}>
        <TakePicture takeId={take.file === 'missing' ? null : take.id} widthPx={widthPx} fit="contain" />
      </span>
      <span className={styles.ramp} aria-hidden="true">
        <span className={styles.number}>{take.number}</span>
        {take.picked && <span className={styles.picked}>{words('states.picked')}</span>}
        {state === 'lost' && <span className={styles.flag}>{words(`files.${take.file}`)}</span>}
        {edition !== null && <bdi className={styles.edition}>{edition}</bdi>}
        {take.rating !== null && (
          <span className={styles.stars}>
            <Star size={10} strokeWidth={2} aria-hidden="true" />
            {take.rating}
          </span>
        )}
        {take.flags > 0 && (
          <span className={styles.flag}>
            <TriangleAlert size={11} strokeWidth={2} aria-hidden="true" />
            {take.flags}
          </span>
        )}
        <span className={styles.time}>{seconds}</span>
      </span>
      {partly && <span className={styles.chosen} aria-hidden="true" />}
      {take.state === 'rejected' ? (
        <span className={styles.corner} aria-hidden="true">
          <X size={14} strokeWidth={2.2} />
        </span>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={styles.tick}
          data-on={kept || undefined}
          aria-label={kept ? words('keptTick', { number: take.number }) : words('keepTick', { number: take.number })}
          aria-pressed={kept}
          onPointerDown={(event: PointerEvent) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation()
            acts.keep(panelId, at)
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Check size={14} strokeWidth={2.4} aria-hidden="true" />
        </button>
      )}
    </div>
  )
})

export function placeId(panelId: string, at: number): string {
  return `place-${panelId}-${at}`
}
