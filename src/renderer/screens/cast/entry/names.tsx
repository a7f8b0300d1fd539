import { Button, NumberInput, Popover, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Problem as ProblemData } from '../../../../shared/contract/index.ts'
import { useWords } from '../../../i18n/words.ts'
import { Problem } from '../../../parts/problem.tsx'
import styles from './entry.module.css'

/** A name the script may use, and when it means them. */
export interface Alias {
  text: string
  fromYear: number | null
  untilYear: number | null
  chapter: string | null
}

/** Everything the script may call somebody: a chip each, opened to be bound to years or a chapter. */
export function Names({
  title,
  hint,
  names,
  dated,
  readOnly,
  onChange,
}: {
  title: string
  hint: string
  names: readonly Alias[]
  /** Years and chapters can be told apart. */
  dated: boolean
  readOnly: boolean
  onChange: (change: (names: readonly Alias[]) => Alias[]) => Promise<ProblemData | null>
}) {
  const words = useWords('cast')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const save = (change: (now: readonly Alias[]) => Alias[]) => void onChange(change).then(setProblem)
  const add = (event: FormEvent) => {
    event.preventDefault()
    const text = typed.trim()
    if (text === '') return
    setTyped('')
    save((now) =>
      now.some((each) => each.text === text)
        ? [...now]
        : [...now, { text, fromYear: null, untilYear: null, chapter: null }],
    )
  }
  return (
    <section className={styles.section}>
      <div>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.hint}>{hint}</p>
      </div>
      <ul className={styles.chips} aria-label={title}>
        {names.map((alias, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one name may stand twice, bound to other years
          <li key={at} className={styles.chip}>
            {dated ? (
              <Bounds
                alias={alias}
                readOnly={readOnly}
                onSave={(bound) => save((now) => now.map((each, index) => (index === at ? bound : each)))}
              />
            ) : (
              <bdi className={styles.chipWords}>{alias.text}</bdi>
            )}
            {!readOnly && (
              <button
                type="button"
                className={styles.chipAct}
                aria-label={words('names.remove', { name: alias.text })}
                onClick={() => save((now) => now.filter((_, index) => index !== at))}
              >
                <X size={12} strokeWidth={1.5} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
        {!readOnly && (
          <li>
            <form onSubmit={add}>
              <TextInput
                className={styles.chipAdd!}
                leftSection={<Plus size={12} strokeWidth={1.5} aria-hidden="true" />}
                aria-label={words('names.add')}
                placeholder={words('names.add')}
                dir="auto"
                maxLength={200}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </form>
          </li>
        )}
      </ul>
      <Problem problem={problem} />
    </section>
  )
}

/** A name that opens to say when it means them. */
function Bounds({ alias, readOnly, onSave }: { alias: Alias; readOnly: boolean; onSave: (alias: Alias) => void }) {
  const words = useWords('cast')
  const [opened, setOpened] = useState(false)
  const [bound, setBound] = useState(alias)
  const when = [
    alias.fromYear === null && alias.untilYear === null ? '' : `${alias.fromYear ?? ''}–${alias.untilYear ?? ''}`,
    alias.chapter === null ? '' : words('names.inChapter', { chapter: alias.chapter }),
  ].filter(Boolean)
  const settle = (event: FormEvent) => {
    event.preventDefault()
    setOpened(false)
    if (JSON.stringify(bound) !== JSON.stringify(alias) && bound.text.trim() !== '')
      onSave({ ...bound, text: bound.text.trim() })
  }
  const year = (value: string | number) => (typeof value === 'number' ? value : null)
  return (
    <Popover
      withRoles={false}
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
      width={280}
      position="bottom-start"
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.chipWords}
          disabled={readOnly}
          aria-label={words('names.edit', { name: alias.text })}
          onClick={() => {
            setBound(alias)
            setOpened(!opened)
          }}
        >
          <bdi>{alias.text}</bdi>
          {when.length > 0 && <span className={styles.chipWhen}>{when.join(' · ')}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words('names.edit', { name: alias.text })}>
        <form className={styles.bounds} onSubmit={settle}>
          <TextInput
            label={words('fields.name')}
            dir="auto"
            maxLength={200}
            value={bound.text}
            onChange={(event) => setBound({ ...bound, text: event.currentTarget.value })}
          />
          <div className={styles.pair}>
            <NumberInput
              label={words('names.fromYear')}
              hideControls
              allowDecimal={false}
              min={-9_999}
              max={9_999}
              value={bound.fromYear ?? ''}
              onChange={(value) => setBound({ ...bound, fromYear: year(value) })}
            />
            <NumberInput
              label={words('names.untilYear')}
              hideControls
              allowDecimal={false}
              min={-9_999}
              max={9_999}
              value={bound.untilYear ?? ''}
              onChange={(value) => setBound({ ...bound, untilYear: year(value) })}
            />
            <TextInput
              label={words('names.chapter')}
              maxLength={20}
              value={bound.chapter ?? ''}
              onChange={(event) => setBound({ ...bound, chapter: event.currentTarget.value.trim() || null })}
            />
          </div>
          <Button type="submit">{words('names.save')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
