import { Star, TriangleAlert } from 'lucide-react'
import { memo, type PointerEvent, useState } from 'react'
import type { Take } from '../../../shared/contract/index.ts'
import { takeAddress } from '../../api/address.ts'
import { TakePicture } from '../../parts/take-picture.tsx'
import styles from './card.module.css'
import type { Say } from './say.ts'
import { isSelected } from './selection.ts'
import { cardState } from './slots.ts'
import { type GalleryState, useGallery } from './state.ts'

/** How cards tell what was done to them; the same object as long as the gallery stands. */
export interface CardActs {
  /** The card was clicked: it is chosen or not, and the author is there. */
  choose(panelId: string, at: number, how: { extend: boolean }): void
  keep(panelId: string, at: number): void
  zoom(panelId: string, at: number): void
  retry(panelId: string, at: number): void
  rephrase(panelId: string, at: number): void
  /** To another panel. */
  goTo(panelId: string): void
}

/** A picture that came just now fades in where its wish stood; one that is scrolled to is simply there. */
const NEW_MS = 8_000

/** One picture. The whole card chooses it; the tick keeps it. Drawn by the thousand: it has no part it can do without. */
export const TakeCard = memo(function TakeCard({
  take,
  panelId,
  at,
  widthPx,
  edition,
  acts,
  say: { words, format },
}: {
  take: Take
  panelId: string
  at: number
  widthPx: number
  /** Style and language, where pictures of several stand beside each other. */
  edition: string | null
  acts: CardActs
  say: Say
}) {
  const standing = useGallery((state) => standingOf(state, take.id, panelId, at))
  const [selected, partly, current] = [(standing & 1) !== 0, (standing & 2) !== 0, (standing & 4) !== 0]
  const [isNew] = useState(() => Date.now() - take.createdAt < NEW_MS)
  const state = cardState(take)
  const seconds = take.ms === null ? null : words('seconds', { value: format.number(take.ms / 1_000, 1) })
  const kept = take.state === 'kept'
  const name = [
    words('take', { number: take.number }),
    words(`states.${state}`),
    take.rating === null ? '' : words('stars', { count: take.rating }),
    take.flags > 0 ? words('flags', { count: take.flags }) : '',
    edition ?? '',
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
      aria-label={name.filter((part) => part !== '').join(', ')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => acts.choose(panelId, at, { extend: event.shiftKey })}
      onDoubleClick={() => acts.zoom(panelId, at)}
    >
      {take.file === 'missing' ? null : isNew ? (
        <span className={styles.picture}>
          <TakePicture takeId={take.id} widthPx={widthPx} fit="contain" />
        </span>
      ) : (
        <img className={styles.picture} src={takeAddress(take.id, widthPx)} alt="" decoding="async" draggable={false} />
      )}
      <span className={styles.ramp} aria-hidden="true">
        {/* Numbers are drawn by the style sheet: the card's name says them in words. */}
        <span className={styles.number} data-says={take.number} />
        {take.picked && <span className={styles.picked}>{words('states.picked')}</span>}
        {state === 'lost' && <span className={styles.flag}>{words(`files.${take.file}`)}</span>}
        {edition !== null && <bdi className={styles.edition}>{edition}</bdi>}
        {take.rating !== null && (
          <span className={styles.stars} data-says={take.rating}>
            <Star size={10} strokeWidth={2} aria-hidden="true" />
          </span>
        )}
        {take.flags > 0 && (
          <span className={styles.flag} data-says={take.flags}>
            <TriangleAlert size={11} strokeWidth={2} aria-hidden="true" />
          </span>
        )}
        <span className={styles.time} data-says={seconds} />
      </span>
      {partly && <span className={styles.chosen} aria-hidden="true" />}
      {take.state === 'rejected' ? (
        <span className={styles.corner}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M18 6 6 18M6 6l12 12" />
          </svg>
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
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M20 6 9 17l-5-5" />
          </svg>
        </button>
      )}
    </div>
  )
})

/** Chosen (1), while not everything is (2), and where the author is (4): one number, so that a card follows one thing. */
function standingOf({ selection, spot }: GalleryState, takeId: string, panelId: string, at: number): number {
  const partly = selection.base === 'none' || selection.except.size > 0
  const current = spot !== null && spot.at === at && spot.panelId === panelId
  return (isSelected(selection, takeId) ? 1 : 0) + (partly ? 2 : 0) + (current ? 4 : 0)
}

export function placeId(panelId: string, at: number): string {
  return `place-${panelId}-${at}`
}
