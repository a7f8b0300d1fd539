import { useEffect, useRef } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import type { Names, PanelsShown } from './panel-column.tsx'
import { PanelLines } from './panel-lines.tsx'
import { PanelPeople } from './panel-people.tsx'
import { PanelPicture } from './panel-picture.tsx'
import styles from './panels.module.css'
import type { PanelOfPage, SceneMeasure, ScriptPage } from './rows.ts'
import { ShotMenu } from './shot-menu.tsx'
import { WhatIsSeen } from './what-is-seen.tsx'

const PICTURE_PX = 112

interface Card extends PanelsShown {
  page: ScriptPage
  panel: PanelOfPage
  scene: SceneMeasure
  names: Names
  isSelected: boolean
}

/** A panel beside its words: its picture, what is seen, who is there and why, what is said. */
export function PanelCard({ page, panel, scene, names, isSelected, ...shown }: Card) {
  const words = useWords('script')
  const { number } = useFormat()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    // The keys moved on from one card to the next: the focus goes along, and nowhere else.
    if (isSelected && document.activeElement?.closest('[data-panels]') && document.activeElement !== card.current)
      if (!card.current?.contains(document.activeElement)) card.current?.focus({ preventScroll: true })
  }, [isSelected])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the screen move the selection
    <article
      ref={card}
      className={styles.card}
      data-selected={isSelected || undefined}
      aria-current={isSelected || undefined}
      aria-label={words('panelNamed', {
        number: number(panel.panel),
        chapter: page.chapter,
        scene: number(page.scene),
      })}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => shown.onSelect(panel.id, scene)}
    >
      <span className={styles.number} dir="ltr">
        {panel.panel}
      </span>
      <span className={styles.picture}>
        <PanelPicture takeId={panel.takeId} rough={shown.roughs.get(panel.id) ?? null} widthPx={PICTURE_PX} />
      </span>
      <div className={styles.body}>
        <div className={styles.facts}>
          <ShotMenu panel={panel} canEdit={shown.canEdit} />
          <Importance value={panel.importance} />
          {panel.state !== 'empty' && <StateMark state={panel.state} />}
        </div>
        <WhatIsSeen panelId={panel.id} what={panel.what} canEdit={shown.canEdit} className={styles.what!} />
        <PanelPeople page={page} panel={panel} names={names} {...shown} />
        <PanelLines page={page} panel={panel} names={names} isSelected={isSelected} {...shown} />
      </div>
    </article>
  )
}

/** How much a panel weighs, 1 to 5, as bars that rise. */
function Importance({ value }: { value: number }) {
  const words = useWords('script')
  return (
    <span className={styles.importance} role="img" aria-label={words('importanceOf', { value })}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} data-on={step <= value || undefined} />
      ))}
    </span>
  )
}
