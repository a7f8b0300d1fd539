import { Link2 } from 'lucide-react'
import { memo } from 'react'
import type { PanelTakes } from '../../../shared/contract/index.ts'
import { takeAddress } from '../../api/address.ts'
import styles from './card.module.css'
import type { Say } from './say.ts'
import { useGallery } from './state.ts'
import { type CardActs, placeId } from './take-card.tsx'

export type Shared = NonNullable<PanelTakes['shares']>

/** The picture of another panel, which this one shows by the author's word. */
export const SharedCard = memo(function SharedCard({
  shared,
  panelId,
  at,
  widthPx,
  acts,
  say: { words },
}: {
  shared: Shared
  panelId: string
  at: number
  widthPx: number
  acts: CardActs
  say: Say
}) {
  const current = useGallery((state) => state.spot?.panelId === panelId && state.spot.at === at)
  const place = placeOf(shared)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the focus and the keys
    <div
      role="gridcell"
      tabIndex={-1}
      id={placeId(panelId, at)}
      className={styles.card}
      data-shared
      data-current={current || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => acts.choose(panelId, at, { extend: false })}
    >
      {shared.takeId !== null && (
        <img
          className={styles.picture}
          src={takeAddress(shared.takeId, widthPx)}
          alt=""
          decoding="async"
          draggable={false}
        />
      )}
      <span className={styles.ramp}>
        <Link2 size={12} strokeWidth={2} aria-hidden="true" />
        <span className={styles.edition}>{words('shared.shows', { place })}</span>
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.tick}
        aria-label={words('shared.goTo', { place })}
        title={words('shared.goTo', { place })}
        onClick={(event) => {
          event.stopPropagation()
          acts.goTo(shared.panelId)
        }}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M7 17 17 7M9 7h8v8" />
        </svg>
      </button>
    </div>
  )
})

export function placeOf({ chapter, scene, number }: Pick<Shared, 'chapter' | 'scene' | 'number'>): string {
  return `${chapter}.${scene}.${number}`
}
