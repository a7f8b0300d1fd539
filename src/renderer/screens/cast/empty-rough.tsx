import styles from './empty-rough.module.css'

/** Three people and a place, as one would sketch them on the edge of a page. */
export function EmptyRough() {
  return (
    <svg className={styles.rough} viewBox="0 0 240 120" width={240} height={120} aria-hidden="true">
      <path
        className={styles.faint}
        d="M4 104h232M150 104V44l26-18 26 18v60M166 104V78h20v26M160 56h10v10h-10zM184 56h10v10h-10z"
      />
      <path className={styles.line} d="M34 42a11 11 0 1 1 .1 0M23 38q10-16 23 0M34 42v6M18 104l4-42q12-14 24 0l4 42" />
      <path className={styles.line} d="M76 30a13 13 0 1 1 .1 0M76 30v7M56 104l6-54q14-15 29 0l5 54M63 16q13-12 27-1" />
      <path
        className={styles.line}
        d="M118 56a9 9 0 1 1 .1 0M118 56v5M106 104l3-34q9-10 18 0l3 34M108 44l-6 16M128 44l6 16"
      />
    </svg>
  )
}
