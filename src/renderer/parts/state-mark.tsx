import { useWords } from '../i18n/words.ts'
import { BAR_ORDER, SHAPES, STATE_WORDS, type State } from './state.ts'
import styles from './state-mark.module.css'

/** The mark of a state: shape and colour, and the word for those who do not see it. */
export function StateMark({ state, withWord = false }: { state: State; withWord?: boolean }) {
  const words = useWords('common')
  const { path, filled } = SHAPES[state]
  const word = words(STATE_WORDS[state])
  return (
    <span className={styles.state} data-state={state}>
      <svg
        className={styles.mark}
        viewBox="0 0 10 10"
        role={withWord ? undefined : 'img'}
        aria-label={withWord ? undefined : word}
        aria-hidden={withWord || undefined}
      >
        <path d={path} className={filled ? styles.filled : styles.drawn} />
      </svg>
      {withWord && <span>{word}</span>}
    </span>
  )
}

/** How many are in which state, as one thin bar; the words are in its name. */
export function StateBar({ counts }: { counts: { readonly [S in State]?: number | undefined } }) {
  const words = useWords('common')
  const shown = BAR_ORDER.filter((state) => (counts[state] ?? 0) > 0)
  const name = shown.map((state) => `${counts[state]} ${words(STATE_WORDS[state])}`).join(', ')
  return (
    <span className={styles.bar} role="img" aria-label={name}>
      {shown.map((state) => (
        <span key={state} data-state={state} className={styles.part} style={{ flexGrow: counts[state] }} />
      ))}
    </span>
  )
}
