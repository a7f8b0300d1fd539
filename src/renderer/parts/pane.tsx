import type { ReactNode } from 'react'
import styles from './pane.module.css'

/** The bar of 40 px at the head of a pane or of the work. */
export function PaneHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </header>
  )
}

/** What pushes the rest of a bar to its end. */
export function Spring() {
  return <span className={styles.spring} />
}

/** A part of the inspector, parted by a hairline from the one before. */
export function Section({ title, aside, children }: { title?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      {title !== undefined && (
        <div className={styles.sectionHead}>
          <h3 className={styles.title}>{title}</h3>
          {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        </div>
      )}
      {children}
    </section>
  )
}

/** A label and its value in one row of the inspector. */
export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{children}</span>
    </div>
  )
}
