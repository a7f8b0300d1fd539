import { TriangleAlert } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import styles from './panels.module.css'
import { familyOf, shortQuote } from './rules.ts'

export interface Guessed {
  words: string
  rule: string
  confidence: number
  unsure: boolean
}

/** Something read out of the script, with why in a word or two. A click asks whether it is right. */
export function GuessChip({
  label,
  name,
  guess,
  colour,
  isOpen,
  isFaint = false,
  isEmpty = false,
  disabled = false,
  onClick,
}: {
  /** What it is about, where the name does not say it. */
  label?: string
  name: string
  guess: Guessed
  /** Of a speaker; null = no dot. */
  colour: string | null
  isOpen: boolean
  isFaint?: boolean
  /** Nothing is known: what it is about says enough, and `name` is only heard. */
  isEmpty?: boolean
  disabled?: boolean
  onClick(): void
}) {
  const words = useWords('script')
  const { percent } = useFormat()
  const why = guess.rule === '' ? null : words(`why.${familyOf(guess.rule)}`)
  const quote = guess.rule === 'author' ? null : shortQuote(guess.words)
  const told = [
    why,
    guess.rule !== 'author' && guess.words !== '' ? `“${guess.words}”` : null,
    guess.unsure ? percent(guess.confidence) : null,
  ]
  const hint = told.filter((part) => part !== null).join(' · ')
  return (
    <button
      type="button"
      className={styles.guess}
      title={hint === '' ? undefined : hint}
      data-unsure={guess.unsure || undefined}
      data-faint={isFaint || isEmpty || undefined}
      data-author={guess.rule === 'author' || undefined}
      style={colour === null ? undefined : ({ '--voice': colour } as CSSProperties)}
      aria-expanded={isOpen}
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      {colour !== null && <span className={styles.dot} />}
      {label && <span className={styles.guessLabel}>{label}</span>}
      <bdi className={isEmpty ? 'visually-hidden' : styles.guessName}>{name}</bdi>
      {(quote ?? why) !== null && <bdi className={styles.why}>{quote === null ? why : `“${quote}”`}</bdi>}
      {guess.unsure && (
        <span className={styles.figure}>
          <TriangleAlert size={12} strokeWidth={1.75} aria-hidden="true" />
          {percent(guess.confidence)}
        </span>
      )}
    </button>
  )
}
