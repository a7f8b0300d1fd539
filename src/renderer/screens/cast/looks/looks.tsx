import { Button } from '@mantine/core'
import { ChevronDown, ChevronRight, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useFormat } from '../../../format/use-format.ts'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import { IconButton } from '../../../parts/icon-button.tsx'
import { EditedText } from '../entry/edited-text.tsx'
import type { Editing, LookAsEdited, Person, PersonChange } from '../entry/use-entry.ts'
import styles from './looks.module.css'
import { type LookBar, readDate, type Timeline, timelineOf } from './timeline.ts'

type Look = Person['looks'][number]

/** How somebody looks in each stretch of the story: the years as an axis, each look a bar on it and a card below. */
export function Looks({
  person,
  editing,
  readOnly,
}: {
  person: Person
  editing: Editing<Person, PersonChange>
  readOnly: boolean
}) {
  const words = useWords('cast')
  const { looks } = person
  const line = useMemo(() => timelineOf(looks), [looks])
  const [open, setOpen] = useState<number | null>(looks.length === 1 ? 0 : null)
  const [trouble, setTrouble] = useState<string | null>(null)

  const change = (index: number, part: Partial<LookAsEdited>) =>
    editing.saveFrom(({ looks: now }) => ({
      looks: now.map((look, at) =>
        at === index ? { ...look, ...part, ...(part.label === undefined ? {} : { was: look.label }) } : look,
      ),
    }))
  const add = () => {
    setOpen(looks.length)
    const empty: Look = {
      label: words('look.newLabel'),
      from: null,
      until: null,
      chapters: [],
      appearance: '',
      outfit: '',
    }
    void editing
      .saveFrom(({ looks: now }) => ({ looks: [...now, empty] }))
      .then((problem) => setTrouble(told(problem?.message)))
  }
  const remove = (index: number) => {
    setOpen(null)
    void editing.saveFrom(({ looks: now }) => ({ looks: now.filter((_, at) => at !== index) }))
  }

  return (
    <section className={styles.section} aria-labelledby="cast-looks">
      <div className={styles.sectionHead}>
        <h3 id="cast-looks" className={styles.title}>
          {words('look.title')}
        </h3>
        {!readOnly && (
          <Button variant="subtle" leftSection={<Plus size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={add}>
            {words('look.add')}
          </Button>
        )}
      </div>
      {trouble !== null && <p className={styles.none}>{trouble}</p>}
      {looks.length === 0 ? (
        <p className={styles.none}>{words('look.none')}</p>
      ) : (
        <div className={styles.table}>
          {line !== null && <Axis line={line} />}
          {looks.map((look, index) => (
            <LookRow
              // biome-ignore lint/suspicious/noArrayIndexKey: labels change and may be the same; the place is what tells looks apart
              key={index}
              look={look}
              bar={line?.bars[index] ?? null}
              hasAxis={line !== null}
              isOpen={open === index}
              readOnly={readOnly}
              onToggle={() => setOpen(open === index ? null : index)}
              onChange={(part) => change(index, part)}
              onRemove={() => remove(index)}
            />
          ))}
        </div>
      )}
    </section>
  )
}

function Axis({ line }: { line: Timeline }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      <div className={styles.years} dir="ltr">
        {line.ticks.map(({ year, at }) => (
          <span key={year} className={styles.tick} style={{ insetInlineStart: `${at * 100}%` }}>
            {year}
          </span>
        ))}
      </div>
    </div>
  )
}

function LookRow({
  look,
  bar,
  hasAxis,
  isOpen,
  readOnly,
  onToggle,
  onChange,
  onRemove,
}: {
  look: Look
  bar: LookBar | null
  hasAxis: boolean
  isOpen: boolean
  readOnly: boolean
  onToggle: () => void
  onChange: (part: Partial<LookAsEdited>) => ReturnType<Editing<Person, PersonChange>['save']>
  onRemove: () => void
}) {
  const words = useWords('cast')
  const { list } = useFormat()
  const Arrow = isOpen ? ChevronDown : ChevronRight
  const label = look.label || words('look.every')
  const period = periodWords(look, words)
  const bound = look.chapters.length === 0 ? '' : words('look.inChapters', { chapters: list(look.chapters) })
  return (
    <div className={styles.look} data-open={isOpen || undefined}>
      <button type="button" className={styles.row} aria-expanded={isOpen} onClick={onToggle}>
        <Arrow size={14} strokeWidth={1.5} aria-hidden="true" className={styles.arrow} />
        <span className={styles.words}>
          <span className={styles.label}>
            <bdi>{label}</bdi>
          </span>
          <span className={styles.period}>
            <bdi>{period}</bdi>
            {period !== '' && bound !== '' && ' · '}
            <bdi>{bound}</bdi>
          </span>
        </span>
        {hasAxis && bar !== null && (
          <span className={styles.track} dir="ltr" aria-hidden="true">
            <span
              className={styles.bar}
              data-open-start={bar.openStart || undefined}
              data-open-end={bar.openEnd || undefined}
              style={{
                insetInlineStart: `${bar.start * 100}%`,
                inlineSize: `${Math.max(0.012, bar.end - bar.start) * 100}%`,
              }}
            />
          </span>
        )}
        {!hasAxis && (
          <span className={styles.gist}>
            <bdi>{look.outfit || look.appearance}</bdi>
          </span>
        )}
      </button>
      {!isOpen && hasAxis && (look.outfit || look.appearance) !== '' && (
        <p className={styles.preview} dir="auto">
          {[look.appearance, look.outfit].filter(Boolean).join(' · ')}
        </p>
      )}
      {isOpen && (
        <div className={styles.fields}>
          <div className={styles.line}>
            <EditedText
              label={words('look.label')}
              value={look.label}
              maxLength={200}
              disabled={readOnly}
              onSave={(text) => onChange({ label: text.trim() })}
            />
            <EditedText
              label={words('look.from')}
              hint="1926"
              size="short"
              value={look.from ?? ''}
              maxLength={10}
              disabled={readOnly}
              onSave={(text) => saveDate(text, (from) => onChange({ from }), words)}
            />
            <EditedText
              label={words('look.until')}
              hint="1930-04"
              size="short"
              value={look.until ?? ''}
              maxLength={10}
              disabled={readOnly}
              onSave={(text) => saveDate(text, (until) => onChange({ until }), words)}
            />
            <EditedText
              label={words('look.chapters')}
              hint={words('look.chaptersHint')}
              size="short"
              value={look.chapters.join(', ')}
              maxLength={400}
              disabled={readOnly}
              onSave={(text) => onChange({ chapters: text.split(/[,;\s]+/).filter(Boolean) })}
            />
          </div>
          <EditedText
            label={words('look.appearance')}
            hint={words('look.appearanceHint')}
            multiline
            value={look.appearance}
            disabled={readOnly}
            onSave={(appearance) => onChange({ appearance })}
          />
          <EditedText
            label={words('look.outfit')}
            hint={words('look.outfitHint')}
            multiline
            value={look.outfit}
            disabled={readOnly}
            onSave={(outfit) => onChange({ outfit })}
          />
          {!readOnly && (
            <div className={styles.end}>
              <IconButton icon={Trash2} name={words('look.remove', { label })} onClick={onRemove} />
            </div>
          )}
        </div>
      )}
    </div>
  )
}

type Words = ReturnType<typeof useWords<'cast'>>

function periodWords({ from, until }: Look, words: Words): string {
  if (from !== null && until !== null) return from === until ? from : `\u2066${from} – ${until}\u2069`
  if (from !== null) return words('look.since', { from })
  return until === null ? '' : words('look.till', { until })
}

function saveDate(
  text: string,
  save: (date: string | null) => ReturnType<Editing<Person, PersonChange>['save']>,
  words: Words,
): ReturnType<Editing<Person, PersonChange>['save']> {
  if (text.trim() === '') return save(null)
  const date = readDate(text)
  if (date !== null) return save(date)
  return Promise.resolve({ code: 'WRONG_USE', message: words('look.noDate'), remedy: words('look.noDateTodo') })
}
