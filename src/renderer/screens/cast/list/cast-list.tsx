import { TextInput } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { Fragment, type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import { Portrait } from '../portrait.tsx'
import { AddEntry, type Adding } from './add-entry.tsx'
import styles from './cast-list.module.css'
import { type CastList as Cast, type Chosen, chosenBy, isSame, type ListRow, listRows, movedBy } from './list-rows.ts'

const ROW_PX = 48
const HEADING_PX = 32
const PORTRAIT_PX = 36

export interface CastListHandle {
  focusFilter(): void
  focusList(): void
}

/** Everybody and every place, and who is drawn without an entry. */
export function CastList({
  cast,
  chosen,
  filter,
  adding,
  readOnly,
  onFilter,
  onChoose,
  onOpen,
  onAdding,
  ref,
}: {
  cast: Cast
  chosen: Chosen | null
  filter: string
  adding: Adding | null
  readOnly: boolean
  onFilter: (filter: string) => void
  onChoose: (chosen: Chosen) => void
  /** Enter: to the entry itself. */
  onOpen: () => void
  onAdding: (adding: Adding | null) => void
  ref: Ref<CastListHandle>
}) {
  const words = useWords('cast')
  const rows = useMemo(() => listRows(cast, filter), [cast, filter])
  const scroll = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 8,
  })
  // Headings and people are of different heights: other rows, other places.
  const { measure } = list
  useEffect(() => {
    if (rows.length > 0) measure()
  }, [measure, rows])
  const at = rows.findIndex((row) => isSame(chosenBy(row), chosen))
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' })
  }, [list, at])
  useImperativeHandle(ref, () => ({
    focusFilter: () => field.current?.focus(),
    focusList: () => scroll.current?.focus(),
  }))

  const move = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      onOpen()
      return
    }
    const next = movedBy(event.key, rows, chosen)
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onChoose(next)
  }

  return (
    <section className={styles.pane} aria-label={words('list.name')}>
      <div className={styles.head}>
        <TextInput
          ref={field}
          className={styles.filter!}
          type="search"
          leftSection={<Search size={14} strokeWidth={1.5} aria-hidden="true" />}
          placeholder={words('list.filter')}
          aria-label={words('list.filter')}
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') scroll.current?.focus()
            else if (event.key === 'Escape' && filter !== '') onFilter('')
            else return
            event.preventDefault()
          }}
        />
        <AddEntry adding={adding} disabled={readOnly} onAdding={onAdding} onAdded={onChoose} />
      </div>
      {rows.length === 0 ? (
        <p className={styles.none}>
          {words('list.none')}
          <button type="button" className={styles.clear} onClick={() => onFilter('')}>
            {words('list.clear')}
          </button>
        </p>
      ) : (
        <div
          ref={scroll}
          className={styles.scroll}
          role="listbox"
          tabIndex={0}
          aria-label={words('list.name')}
          aria-activedescendant={at < 0 ? undefined : `cast-${keyOf(rows[at]!)}`}
          onKeyDown={move}
        >
          <div className={styles.rows} role="presentation" style={{ blockSize: list.getTotalSize() }}>
            {list.getVirtualItems().map(({ index, key, start, size }) => (
              <div
                key={key}
                role="presentation"
                className={styles.place}
                style={{ insetBlockStart: start, blockSize: size }}
              >
                <Row row={rows[index]!} isChosen={index === at} onChoose={onChoose} />
              </div>
            ))}
          </div>
        </div>
      )}
    </section>
  )
}

function keyOf(row: ListRow): string {
  switch (row.kind) {
    case 'heading':
      return `heading-${row.group}`
    case 'person':
      return `person-${row.person.id}`
    case 'place':
      return `place-${row.place.id}`
    case 'walkOn':
      return `walk-on-${row.walkOn.id}`
  }
}

const HEADINGS = { people: 'list.people', places: 'list.places', walkOns: 'list.walkOns' } as const

function Row({ row, isChosen, onChoose }: { row: ListRow; isChosen: boolean; onChoose: (chosen: Chosen) => void }) {
  const words = useWords('cast')
  const { number } = useFormat()
  if (row.kind === 'heading') {
    return (
      <div className={styles.heading} aria-hidden="true">
        <span>{words(HEADINGS[row.group])}</span>
        <span className={styles.count}>{number(row.count)}</span>
      </div>
    )
  }
  const { name, facts, references } = factsOf(row, words)
  const referenceId = row.kind === 'walkOn' ? null : entryOf(row).referenceId
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div
      className={styles.row}
      role="option"
      aria-selected={isChosen}
      id={`cast-${keyOf(row)}`}
      onClick={() => onChoose(chosenBy(row)!)}
    >
      <Portrait referenceId={referenceId} name={name} sizePx={PORTRAIT_PX} round={row.kind === 'walkOn'} />
      <span className={styles.words}>
        <span className={styles.name} dir="auto" title={name}>
          {name}
        </span>
        <span className={styles.facts} dir="auto">
          {facts
            .filter((fact) => fact !== '')
            .map((fact, at) => (
              <Fragment key={fact}>
                {at > 0 && ' · '}
                <bdi>{fact}</bdi>
              </Fragment>
            ))}
        </span>
      </span>
      {references > 1 && (
        <span className={styles.badge} title={words('pictures.count', { count: references })}>
          {number(references)}
        </span>
      )}
    </div>
  )
}

type Listed = Exclude<ListRow, { kind: 'heading' }>

function factsOf(
  row: Listed,
  words: ReturnType<typeof useWords<'cast'>>,
): { name: string; facts: string[]; references: number } {
  if (row.kind === 'walkOn') {
    const { name, panels } = row.walkOn
    return { name, facts: [words('panels', { count: panels })], references: 0 }
  }
  const { name, panels, references } = entryOf(row)
  const drawn = words('panels', { count: panels })
  if (row.kind === 'person') return { name, facts: [row.person.role, drawn], references }
  return { name, facts: [drawn, words('zones', { count: row.place.zones })], references }
}

const entryOf = (row: Exclude<Listed, { kind: 'walkOn' }>) => (row.kind === 'person' ? row.person : row.place)
