import { Button, Select, TextInput } from '@mantine/core'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Trans } from 'react-i18next'
import type { Problem as ProblemData } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import type { Guessed } from './guess-chip.tsx'
import styles from './panels.module.css'
import { familyOf } from './rules.ts'

interface Answer {
  value: string
  name: string
}

/** Whether a guess is right, asked at its place: the two likeliest answers as buttons, the first has the focus. */
export function Question({
  guess,
  name,
  subject,
  likely,
  nothing,
  others,
  isPlain = false,
  written = null,
  pending,
  problem,
  onAnswer,
  onClose,
}: {
  guess: Guessed
  /** What was taken; null = nothing. */
  name: string | null
  /** What the question is about, one sentence. */
  subject: string
  likely: readonly Answer[]
  /** The answer that there is none. */
  nothing: Answer
  others(): Promise<readonly Answer[]>
  /** The answers are no names: “acting”, not “Nell is right”. */
  isPlain?: boolean
  /** Another answer is written, not chosen: what the field is for, and an example. */
  written?: { label: string; example: string } | null
  pending: boolean
  problem: ProblemData | null
  onAnswer(value: string, name: string): void
  onClose(): void
}) {
  const words = useWords('script')
  const { percent } = useFormat()
  const first = useRef<HTMLButtonElement>(null)
  const [all, setAll] = useState<readonly Answer[] | null>(written !== null && likely.length === 0 ? [] : null)
  useEffect(() => {
    const opener = document.activeElement
    first.current?.focus({ preventScroll: true })
    first.current?.closest('fieldset')?.scrollIntoView({ block: 'nearest' })
    return () => {
      // Answered or left: the focus goes back to what asked, unless it is somewhere else already.
      if (document.activeElement === document.body && opener instanceof HTMLElement)
        opener.focus({ preventScroll: true })
    }
  }, [])
  const isTaken = (answer: Answer) => answer.name === name
  const isAuthors = guess.rule === 'author'
  const why = words(`why.${familyOf(guess.rule)}`)
  return (
    <fieldset
      className={styles.question}
      aria-label={subject}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <p className={styles.asked}>
        {subject}{' '}
        {isAuthors ? (
          words('askedAuthor')
        ) : guess.rule === '' ? (
          words(name === null ? 'askedSilent' : 'askedScript')
        ) : name === null ? (
          words('askedNothing', { why, sure: percent(guess.confidence) })
        ) : (
          <Trans
            ns="script"
            i18nKey="asked"
            values={{ name, why, sure: percent(guess.confidence) }}
            components={{ name: <strong /> }}
          />
        )}
      </p>
      {all === null ? (
        <div className={styles.answers}>
          {likely.map((answer, at) => (
            <Button
              key={answer.value}
              ref={at === 0 ? first : null}
              variant={at === 0 ? 'filled' : 'default'}
              disabled={pending}
              leftSection={isTaken(answer) ? <Check size={14} strokeWidth={2} aria-hidden="true" /> : undefined}
              onClick={() => onAnswer(answer.value, answer.name)}
            >
              {isTaken(answer) && !isAuthors && !isPlain ? words('isRight', { name: answer.name }) : answer.name}
            </Button>
          ))}
          <Button
            ref={likely.length === 0 ? first : null}
            variant="subtle"
            color="gray"
            disabled={pending}
            onClick={() => (written ? setAll([]) : void others().then((found) => setAll([...found, nothing])))}
          >
            {words('other')}
          </Button>
        </div>
      ) : written ? (
        <Written {...written} pending={pending} onAnswer={(value) => onAnswer(value, value)} />
      ) : (
        <Select
          aria-label={words('other')}
          placeholder={words('chooseOther')}
          data={all.map(({ value, name: shown }) => ({ value, label: shown }))}
          searchable
          autoFocus
          defaultDropdownOpened
          nothingFoundMessage={words('nothingFound')}
          disabled={pending}
          comboboxProps={{ withinPortal: true }}
          onChange={(value) => {
            const answer = all.find((one) => one.value === value)
            if (answer) onAnswer(answer.value, answer.name)
          }}
        />
      )}
      <Problem problem={problem} />
    </fieldset>
  )
}

/** An answer in the author's own words. */
function Written({
  label,
  example,
  pending,
  onAnswer,
}: {
  label: string
  example: string
  pending: boolean
  onAnswer(value: string): void
}) {
  const words = useWords('script')
  const [value, setValue] = useState('')
  return (
    <form
      className={styles.written}
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() !== '') onAnswer(value.trim())
      }}
    >
      <TextInput
        autoFocus
        aria-label={label}
        placeholder={example}
        value={value}
        maxLength={100}
        disabled={pending}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <Button type="submit" disabled={pending || value.trim() === ''}>
        {words('setDate')}
      </Button>
    </form>
  )
}
