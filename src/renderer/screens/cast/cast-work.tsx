import { Button } from '@mantine/core'
import { ImagePlus, Trash2 } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { useEvent, useRequest } from '../../api/react.ts'
import { useBook } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useCommandKeys, useKeys } from '../../keys/use-keys.ts'
import { Empty } from '../../parts/empty.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import styles from './cast-work.module.css'
import { EmptyRough } from './empty-rough.tsx'
import entryStyles from './entry/entry.module.css'
import { Merge } from './entry/merge.tsx'
import { PersonEntry } from './entry/person-entry.tsx'
import { PlaceEntry } from './entry/place-entry.tsx'
import { useEditOnce } from './entry/use-entry.ts'
import { WalkOn } from './entry/walk-on.tsx'
import type { Adding } from './list/add-entry.tsx'
import { AddEntry } from './list/add-entry.tsx'
import { CastList, type CastListHandle } from './list/cast-list.tsx'
import { type CastList as Cast, type Chosen, listRows, neighbour } from './list/list-rows.ts'
import { DropZone } from './pictures/drop-zone.tsx'
import { forgetIntakes } from './pictures/intake.ts'
import type { PicturesHandle } from './pictures/pictures.tsx'
import { useChosen } from './use-chosen.ts'

/** Cast and places: the list, and what the book says of the one that is chosen. */
export function CastWork() {
  const words = useWords('cast')
  const readOnly = useBook()?.readOnly != null
  const { cast, chosen, choose } = useChosen()
  const { open } = usePlace()
  const [filter, setFilter] = useState('')
  const [adding, setAdding] = useState<Adding | null>(null)
  const list = useRef<CastListHandle>(null)
  const name = useRef<HTMLInputElement>(null)
  const pictures = useRef<PicturesHandle>(null)
  const { run, problem } = useEditOnce()
  useEvent('book.opened', forgetIntakes)

  const entry = chosen?.kind === 'walkOn' ? null : chosen
  const step = (by: number) => () => {
    const next = cast && neighbour(listRows(cast, filter), chosen, by)
    if (next) choose(next)
  }
  const remove = async () => {
    if (entry === null || cast === null) return
    const next = neighbour(listRows(cast, filter), entry, 1)
    const which = entry.kind === 'person' ? { people: [entry.id] } : { places: [entry.id] }
    const removed = await run('cast.remove', which, ({ label }) => label)
    if (removed === null) return
    if (next !== null && next.id !== entry.id) choose(next)
    list.current?.focusList()
  }
  const isEmpty = cast !== null && cast.people.length + cast.places.length + cast.walkOns.length === 0
  useKeys('cast', {
    filter: isEmpty ? null : () => list.current?.focusFilter(),
    next: isEmpty ? null : step(1),
    previous: isEmpty ? null : step(-1),
    rename: entry === null ? null : () => name.current?.select(),
    addPicture: entry === null || readOnly ? null : () => pictures.current?.choose(),
    addPerson: readOnly ? null : () => setAdding('person'),
    addPlace: readOnly ? null : () => setAdding('place'),
    remove: entry === null || readOnly ? null : () => void remove(),
  })

  if (cast === null) return null
  if (isEmpty) {
    return (
      <Empty
        rough={<EmptyRough />}
        title={words('empty.title')}
        actions={
          <>
            <Button onClick={() => open('script')}>{words('empty.import')}</Button>
            <AddEntry withWords adding={adding} disabled={readOnly} onAdding={setAdding} onAdded={choose} />
          </>
        }
      >
        {words('empty.words')}
      </Empty>
    )
  }
  return (
    <div className={styles.screen}>
      <div className={styles.panes}>
        <CastList
          ref={list}
          cast={cast}
          chosen={chosen}
          filter={filter}
          adding={adding}
          readOnly={readOnly}
          onFilter={setFilter}
          onChoose={choose}
          onOpen={() => name.current?.select()}
          onAdding={setAdding}
        />
        <DropZone
          className={styles.entry!}
          disabled={entry === null || readOnly}
          words={words('pictures.drop')}
          onDrop={(dropped) => pictures.current?.take(dropped)}
        >
          {problem !== null && (
            <div className={styles.trouble}>
              <Problem problem={problem} />
            </div>
          )}
          {chosen !== null && (
            <Entry
              key={`${chosen.kind} ${chosen.id}`}
              chosen={chosen}
              cast={cast}
              readOnly={readOnly}
              nameRef={name}
              picturesRef={pictures}
              onRemove={() => void remove()}
              onChoose={choose}
            />
          )}
        </DropZone>
      </div>
      <KeyLine scope="cast" names={['filter', 'next', 'previous', 'rename', 'addPicture', 'addPerson', 'remove']} />
    </div>
  )
}

function Entry({
  chosen,
  cast,
  readOnly,
  nameRef,
  picturesRef,
  onRemove,
  onChoose,
}: {
  chosen: Chosen
  cast: Cast
  readOnly: boolean
  nameRef: RefObject<HTMLInputElement | null>
  picturesRef: RefObject<PicturesHandle | null>
  onRemove: () => void
  onChoose: (chosen: Chosen) => void
}) {
  const words = useWords('cast')
  const keysOf = useCommandKeys()
  const person = useRequest('cast.person', chosen.kind === 'person' ? { personId: chosen.id } : null, ['cast'])
  const place = useRequest('cast.place', chosen.kind === 'place' ? { placeId: chosen.id } : null, ['cast'])
  const walkOn = chosen.kind === 'walkOn' ? cast.walkOns.find(({ id }) => id === chosen.id) : undefined
  if (walkOn !== undefined) return <WalkOn walkOn={walkOn} cast={cast} readOnly={readOnly} onAdded={onChoose} />
  const detail = person.data ?? place.data
  if (detail === null) return <Problem problem={person.problem ?? place.problem} />
  const listed = (chosen.kind === 'person' ? cast.people : cast.places).find(({ id }) => id === chosen.id)
  const shared = { readOnly, nameRef, picturesRef, referenceId: listed?.referenceId ?? null }
  return (
    <>
      <PaneHead title={<bdi>{detail.name}</bdi>}>
        <span className={entryStyles.origin}>
          {[
            words('panels', { count: detail.panels }),
            detail.file === null ? words('origin.here') : words('origin.file', { file: detail.file }),
          ].join(' · ')}
        </span>
        <Spring />
        {!readOnly && (
          <>
            <IconButton
              icon={ImagePlus}
              name={words('pictures.add')}
              chord={keysOf('cast', 'addPicture')[0]}
              onClick={() => picturesRef.current?.choose()}
            />
            {person.data !== null && <Merge person={person.data} people={cast.people} onMerged={onChoose} />}
            <IconButton
              icon={Trash2}
              name={words('remove', { name: detail.name })}
              chord={keysOf('cast', 'remove')[0]}
              onClick={onRemove}
            />
          </>
        )}
      </PaneHead>
      <div className={entryStyles.scroll}>
        {person.data !== null && <PersonEntry person={person.data} {...shared} />}
        {place.data !== null && <PlaceEntry place={place.data} {...shared} />}
      </div>
    </>
  )
}
