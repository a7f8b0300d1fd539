import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { Problem as ProblemData } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { type Edition, useBook, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Section } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import styles from './cast-inspector.module.css'
import { type Difference, differences } from './entry/differences.ts'
import {
  type Editing,
  type Person,
  type PersonChange,
  type Place,
  type PlaceChange,
  usePersonEditing,
  usePlaceEditing,
} from './entry/use-entry.ts'
import { useChosen } from './use-chosen.ts'
import { UsedIn, useUsedPanels } from './used/used-in.tsx'

/** Facts of the one that is chosen, what its file says otherwise, what is out of date, and where it is used. */
export function CastInspector() {
  const words = useWords('cast')
  const { params, choose } = usePlace()
  const { cast, chosen } = useChosen()
  const readOnly = useBook()?.readOnly != null
  const person = useRequest('cast.person', chosen?.kind === 'person' ? { personId: chosen.id } : null, ['cast'])
  const place = useRequest('cast.place', chosen?.kind === 'place' ? { placeId: chosen.id } : null, ['cast'])
  const referenceId = params.reference ?? null
  const of =
    referenceId !== null
      ? { referenceId }
      : chosen === null
        ? null
        : chosen.kind === 'place'
          ? { placeId: chosen.id }
          : { personId: chosen.id }
  const panels = useUsedPanels(of)
  const isPerson = chosen?.kind === 'person' && person.data?.id === chosen.id
  const isPlace = chosen?.kind === 'place' && place.data?.id === chosen.id
  return (
    <>
      <PaneHead title={words('inspector.title')} />
      {cast !== null && chosen === null && <p className={styles.empty}>{words('inspector.empty')}</p>}
      {isPerson && <PersonFacts key={chosen.id} person={person.data!} readOnly={readOnly} />}
      {isPlace && <PlaceFacts key={chosen.id} place={place.data!} readOnly={readOnly} />}
      {panels.stale > 0 && of !== null && !('referenceId' in of) && !readOnly && (
        <OutOfDate stale={panels.stale} of={of} />
      )}
      {of !== null && (
        <>
          <div className={styles.usedHead}>
            <h3 className={styles.title}>{referenceId === null ? words('used.title') : words('used.ofReference')}</h3>
            <span className={styles.aside}>
              {panels.total === null ? '' : words('panels', { count: panels.total })}
            </span>
            {referenceId !== null && (
              <IconButton icon={X} name={words('used.all')} onClick={() => choose({ reference: null })} />
            )}
          </div>
          <UsedIn panels={panels} none={referenceId === null ? words('used.none') : words('used.noneOfReference')} />
        </>
      )}
    </>
  )
}

/** Panels of somebody, or of a place, that are out of date in this edition, and what making only those anew costs. */
function OutOfDate({ stale, of }: { stale: number; of: { personId: string } | { placeId: string } }) {
  const words = useWords('cast')
  const { money } = useFormat()
  const { open } = usePlace()
  const { edition } = useEdition()
  const outline = useRequest(
    'tree.outline',
    edition === null ? null : { filter: { ...of, states: ['stale'], edition }, withPanels: true },
    ['tree', 'takes', 'cast'],
  )
  const panelIds = outline.data?.panelIds ?? []
  const plan = edition === null || panelIds.length === 0 ? null : { ...editionOptions(edition), panelIds }
  const quote = useRequest('plan.quote', plan, ['prompts', 'queue', 'providers']).data?.quote ?? null
  const generate = useAction('batch.generate')
  const accept = useAction('panel.accept')
  const isPriced = quote !== null && quote.jobs > 0 && quote.unknownPrices === 0
  const refresh = async () => {
    if (plan === null || quote === null) return
    const begun = await generate.run({ ...plan, agreedUsd: quote.untilUsd })
    if (begun !== null) announce(words('stale.begun', { count: quote.jobs }))
  }
  return (
    <Section>
      <p className={styles.stale}>
        <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
        <span>{words('stale.words', { count: stale })}</span>
      </p>
      <div className={styles.staleActs}>
        {isPriced ? (
          <Button loading={generate.pending} onClick={() => void refresh()}>
            {words('stale.refresh', { count: quote.jobs, price: money(quote.untilUsd) })}
          </Button>
        ) : (
          <Button variant="default" onClick={() => open('generate')}>
            {words('stale.open')}
          </Button>
        )}
        {panelIds.length > 0 && (
          <Button variant="subtle" loading={accept.pending} onClick={() => void accept.run({ panelIds })}>
            {words('stale.keep')}
          </Button>
        )}
      </div>
      <Problem problem={generate.problem ?? accept.problem} />
    </Section>
  )
}

const editionOptions = ({ style, lang }: Edition) => ({ styles: [style], languages: [lang] })

function PersonFacts({ person, readOnly }: { person: Person; readOnly: boolean }) {
  const words = useWords('cast')
  const editing = usePersonEditing(person)
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const save = (change: PersonChange) => void editing.save(change).then(setProblem)
  const { gender, kind, born, died, age, count, referencedOnly, read, file } = person
  return (
    <>
      <Section title={words('facts.title')}>
        <div className={styles.facts}>
          <div className={styles.grid}>
            <Select
              label={words('facts.gender')}
              disabled={readOnly}
              value={gender}
              data={[
                { value: 'female', label: words('gender.female') },
                { value: 'male', label: words('gender.male') },
                { value: 'unknown', label: words('gender.unknown') },
              ]}
              onChange={(value) => value !== null && save({ gender: value as Person['gender'] })}
            />
            <Word
              label={words('facts.kind')}
              value={kind}
              disabled={readOnly}
              onSave={(next) => save({ kind: next })}
            />
            <Whole
              label={words('facts.born')}
              value={born}
              disabled={readOnly}
              onSave={(next) => save({ born: next })}
            />
            <Whole
              label={words('facts.died')}
              value={died}
              disabled={readOnly}
              onSave={(next) => save({ died: next })}
            />
            <Whole
              label={words('facts.age')}
              least={0}
              value={age}
              disabled={readOnly}
              onSave={(next) => save({ age: next })}
            />
            <Whole
              label={words('facts.count')}
              least={1}
              most={100}
              value={count}
              disabled={readOnly}
              onSave={(next) => save({ count: next ?? 1 })}
            />
          </div>
          <Switch
            label={words('facts.referencedOnly')}
            description={words('facts.referencedOnlyHint')}
            disabled={readOnly}
            checked={referencedOnly}
            onChange={(event) => save({ referencedOnly: event.currentTarget.checked })}
          />
          <Problem problem={problem} />
        </div>
      </Section>
      <FileSays
        file={file}
        found={read === null ? [] : differences(person, read)}
        readOnly={readOnly}
        onTake={(field) => save({ [field]: read![field as keyof typeof read] } as PersonChange)}
      />
    </>
  )
}

function PlaceFacts({ place, readOnly }: { place: Place; readOnly: boolean }) {
  const words = useWords('cast')
  const editing: Editing<Place, PlaceChange> = usePlaceEditing(place)
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const save = (change: PlaceChange) => void editing.save(change).then(setProblem)
  const { indoors, chapters = [], read, file } = place
  return (
    <>
      <Section title={words('facts.title')}>
        <div className={styles.facts}>
          <Select
            label={words('facts.indoors')}
            disabled={readOnly}
            value={indoors === null ? 'both' : indoors ? 'inside' : 'outside'}
            data={[
              { value: 'inside', label: words('indoors.inside') },
              { value: 'outside', label: words('indoors.outside') },
              { value: 'both', label: words('indoors.both') },
            ]}
            onChange={(value) => save({ indoors: value === 'both' ? null : value === 'inside' })}
          />
          <Word
            label={words('facts.chapters')}
            value={chapters.join(', ')}
            mayBeEmpty
            disabled={readOnly}
            onSave={(next) => save({ chapters: next.split(/[,;\s]+/).filter(Boolean) })}
          />
          <Problem problem={problem} />
        </div>
      </Section>
      <FileSays
        file={file}
        found={read === null ? [] : differences(place, read)}
        readOnly={readOnly}
        onTake={(field) => save({ [field]: read![field as keyof typeof read] } as PlaceChange)}
      />
    </>
  )
}

/** A word that is saved when the field is left. */
function Word({
  label,
  value,
  disabled,
  mayBeEmpty = false,
  onSave,
}: {
  label: string
  value: string
  disabled: boolean
  mayBeEmpty?: boolean
  onSave: (value: string) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const settle = () => {
    const next = typed?.trim()
    setTyped(null)
    if (next !== undefined && next !== value && (mayBeEmpty || next !== '')) onSave(next)
  }
  return (
    <TextInput
      label={label}
      dir="auto"
      maxLength={60}
      disabled={disabled}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}

/** A whole number, or nothing; saved when the field is left. */
function Whole({
  label,
  value,
  disabled,
  least = -9_999,
  most = 9_999,
  onSave,
}: {
  label: string
  value: number | null
  disabled: boolean
  least?: number
  most?: number
  onSave: (value: number | null) => void
}) {
  const [typed, setTyped] = useState<string | number | null>(null)
  const settle = () => {
    const next = typed === null ? value : typeof typed === 'number' ? typed : null
    setTyped(null)
    if (next !== value) onSave(next)
  }
  return (
    <NumberInput
      label={label}
      hideControls
      allowDecimal={false}
      min={least}
      max={most}
      disabled={disabled}
      value={typed ?? value ?? ''}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}

const FIELDS = {
  name: 'fields.name',
  aliases: 'names.title',
  gender: 'facts.gender',
  kind: 'facts.kind',
  born: 'facts.born',
  died: 'facts.died',
  age: 'facts.age',
  role: 'fields.role',
  always: 'fields.always',
  looks: 'look.title',
  referencedOnly: 'facts.referencedOnly',
  count: 'facts.count',
  zones: 'zone.title',
  signature: 'fields.signature',
  light: 'fields.light',
  indoors: 'facts.indoors',
  chapters: 'facts.chapters',
} as const

/** What the bible's file says where the author says otherwise: it can be taken, field by field. */
function FileSays({
  file,
  found,
  readOnly,
  onTake,
}: {
  file: string | null
  found: readonly Difference[]
  readOnly: boolean
  onTake: (field: string) => void
}) {
  const words = useWords('cast')
  if (found.length === 0) return null
  return (
    <Section title={words('fileSays.title', { file: file ?? '' })} aside={words('fileSays.aside')}>
      <ul className={styles.differences}>
        {found.map(({ field, theirs }) => (
          <li key={field} className={styles.difference}>
            <span className={styles.label}>{words(FIELDS[field])}</span>
            <bdi className={styles.theirs}>{theirs === '' ? words('fileSays.nothing') : theirs}</bdi>
            {!readOnly && (
              <button
                type="button"
                className={styles.take}
                aria-label={words('fileSays.takeField', { field: words(FIELDS[field]) })}
                onClick={() => onTake(field)}
              >
                {words('fileSays.take')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
