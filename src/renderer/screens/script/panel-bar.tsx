import { type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Spring } from '../../parts/pane.tsx'
import type { SceneMeasure } from './rows.ts'
import styles from './script.module.css'

/** What the scene in the middle comes to, and what of the book wants checking. */
export function PanelBar({
  scene,
  unsure,
  onNext,
  children,
}: {
  scene: SceneMeasure
  /** Guesses of the whole book that want checking. */
  unsure: number
  onNext(): void
  children?: ReactNode
}) {
  const words = useWords('script')
  const { number } = useFormat()
  return (
    <header className={styles.panelBar}>
      <strong className={styles.strong}>
        {words('panelsCount', { count: scene.panels, number: number(scene.panels) })}
      </strong>
      <span className={styles.counts}>{words('lines', { count: scene.lines, number: number(scene.lines) })}</span>
      <Spring />
      {unsure > 0 && (
        <button type="button" className={styles.toCheck} onClick={onNext}>
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden="true" />
          {words('toCheck', { count: unsure, number: number(unsure) })}
        </button>
      )}
      {children}
    </header>
  )
}

/** A quiet button of the bar; null = nothing to do it to. */
export function BarButton({
  icon: Icon,
  words,
  onClick,
}: {
  icon: LucideIcon
  words: string
  onClick: (() => void) | null
}) {
  return (
    <button
      type="button"
      className={styles.barButton}
      title={words}
      aria-label={words}
      disabled={onClick === null}
      onClick={() => onClick?.()}
    >
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className={styles.spareWords}>{words}</span>
    </button>
  )
}
