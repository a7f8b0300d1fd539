import type { ReactNode } from 'react'
import styles from './empty.module.css'

/** A place with nothing in it yet: a small rough of what will be here, one sentence, one button. */
export function Empty({
  rough,
  title,
  children,
  actions,
}: {
  rough?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      {rough && <div className={styles.rough}>{rough}</div>}
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.words}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
