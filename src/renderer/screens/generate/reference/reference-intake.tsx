import { Button, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { announce } from '../../../announce/announce.tsx'
import { useClient, useRequest } from '../../../api/react.ts'
import { useAction } from '../../../api/use-action.ts'
import { offerUndo } from '../../../frame/undo.tsx'
import { useWords } from '../../../i18n/words.ts'
import { Dialog } from '../../../parts/dialog.tsx'
import { Problem } from '../../../parts/problem.tsx'
import { fetchAddress, putAside, takeAnyway, takeIn, useIntakes } from '../../cast/pictures/intake.ts'
import { IntakeTile } from '../../cast/pictures/intake-tile.tsx'
import type { Dropped } from '../../cast/pictures/read-drop.ts'
import { useDraft, useDraftPart } from '../draft/use-draft.ts'
import { type Offered, settle, useOffered } from './offered.ts'
import styles from './reference.module.css'

const NEW_PERSON = 'new person'
const NEW_PLACE = 'new place'

/** A picture that was dropped here becomes a reference of somebody or of a place, checked as in Cast, and is used at once. */
export function ReferenceIntake() {
  const offered = useOffered()
  return offered === null ? null : <Intake key={JSON.stringify(offered.into)} offered={offered} />
}

function Intake({ offered: { picture, into } }: { offered: Offered }) {
  const words = useWords('generate')
  const common = useWords('common')
  const client = useClient()
  const draft = useDraft()
  const number = useDraftPart(({ sheet }) => (sheet?.boxes.findIndex(({ id }) => id === into) ?? -1) + 1)
  const cast = useRequest('cast.list', {}, ['cast']).data
  const addPerson = useAction('cast.add-person')
  const addPlace = useAction('cast.add-place')
  const [chosen, setChosen] = useState<string | null>(null)
  /** Whose it is to be, once the author has said so. */
  const [target, setTarget] = useState<{ kind: 'person' | 'place'; id: string } | null>(null)
  const intakes = useIntakes().filter(
    ({ target: of }) => target !== null && of.kind === target.kind && of.id === target.id,
  )
  const people = cast?.people ?? []
  const places = cast?.places ?? []
  const who = chosen ?? (people[0] ? `person ${people[0].id}` : NEW_PERSON)
  const title = number > 0 ? words('reference.forBox', { number }) : words('reference.forAll')

  const use = (referenceId: string) => {
    const undo = draft.editUndoably(
      into === null ? { do: 'settings', settings: { referenceId } } : { do: 'own', id: into, own: { referenceId } },
    )
    offerUndo(title, undo)
    announce(words('reference.used'))
    settle()
  }
  const onAdded = ({ files }: { files: readonly { reference: { id: string } | null }[] }) => {
    const [added] = files
    if (added?.reference) use(added.reference.id)
  }
  const begin = async () => {
    const name = nameOf(picture) || words('reference.unnamed')
    const [kind, id] =
      who === NEW_PERSON
        ? ['person' as const, (await addPerson.run({ name }))?.id]
        : who === NEW_PLACE
          ? ['place' as const, (await addPlace.run({ name }))?.id]
          : [who.startsWith('place ') ? ('place' as const) : ('person' as const), who.replace(/^\w+ /, '')]
    if (id === undefined) return
    setTarget({ kind, id })
    takeIn(client, { kind, id }, [picture], onAdded)
  }
  const close = () => {
    for (const { id } of intakes) putAside(id)
    settle()
  }
  return (
    <Dialog onClose={close} title={title} centered size="md">
      {target === null ? (
        <>
          <NativeSelect
            data-autofocus
            label={words('reference.shows')}
            description={words('reference.why')}
            value={who}
            onChange={({ target }) => setChosen(target.value)}
          >
            {people.length > 0 && (
              <optgroup label={words('reference.people')}>
                {people.map(({ id, name }) => (
                  <option key={id} value={`person ${id}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )}
            {places.length > 0 && (
              <optgroup label={words('reference.places')}>
                {places.map(({ id, name }) => (
                  <option key={id} value={`place ${id}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )}
            <option value={NEW_PERSON}>{words('reference.newPerson')}</option>
            <option value={NEW_PLACE}>{words('reference.newPlace')}</option>
          </NativeSelect>
          <Problem problem={addPerson.problem ?? addPlace.problem} />
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button variant="default" onClick={close}>
              {common('cancel')}
            </Button>
            <Button
              disabled={cast === null}
              loading={addPerson.pending || addPlace.pending}
              onClick={() => void begin()}
            >
              {words('reference.check')}
            </Button>
          </Group>
        </>
      ) : (
        <ul className={styles.tiles}>
          {intakes.map((intake) => (
            <IntakeTile
              key={intake.id}
              intake={intake}
              onFetch={() => fetchAddress(client, intake.id, onAdded)}
              onAnyway={() => takeAnyway(client, intake.id, onAdded)}
              onAside={close}
            />
          ))}
          {intakes.map(
            ({ id, state, reference }) =>
              state === 'again' &&
              reference !== null && (
                <li key={`use ${id}`}>
                  <Button
                    onClick={() => {
                      putAside(id)
                      use(reference)
                    }}
                  >
                    {words('reference.useIt')}
                  </Button>
                </li>
              ),
          )}
        </ul>
      )}
    </Dialog>
  )
}

/** What a new entry is called: as the file is, without its ending. */
function nameOf(picture: Dropped): string {
  return picture.kind === 'file'
    ? picture.file.name
        .replace(/\.[^.]*$/, '')
        .trim()
        .slice(0, 100)
    : ''
}
