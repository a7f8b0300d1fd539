import { TextInput } from '@mantine/core'
import { Plus, Trash2 } from 'lucide-react'
import { type FormEvent, type Ref, useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { IconButton } from '../../../parts/icon-button.tsx'
import { Pictures, type PicturesHandle } from '../pictures/pictures.tsx'
import { Portrait } from '../portrait.tsx'
import { EditedText } from './edited-text.tsx'
import styles from './entry.module.css'
import { Names } from './names.tsx'
import { nameOrProblem } from './person-entry.tsx'
import { type Editing, type Place, type PlaceChange, usePlaceEditing } from './use-entry.ts'

/** Everything the book says of a place, edited in its place. */
export function PlaceEntry({
  place,
  referenceId,
  readOnly,
  nameRef,
  picturesRef,
}: {
  place: Place
  referenceId: string | null
  readOnly: boolean
  nameRef: Ref<HTMLInputElement>
  picturesRef: Ref<PicturesHandle>
}) {
  const words = useWords('cast')
  const editing = usePlaceEditing(place)
  const { id, name, signature, light, aliases } = place
  return (
    <div className={styles.page}>
      <div className={styles.hero}>
        <Portrait referenceId={referenceId} name={name} sizePx={168} />
        <div className={styles.heroWords}>
          <EditedText
            ref={nameRef}
            label={words('fields.name')}
            labelled={false}
            size="title"
            value={name}
            maxLength={200}
            disabled={readOnly}
            onSave={(text) => nameOrProblem(text, words('fields.noName'), (next) => editing.save({ name: next }))}
          />
          <EditedText
            label={words('fields.signature')}
            hint={words('fields.signatureHint')}
            value={signature}
            multiline
            disabled={readOnly}
            onSave={(next) => editing.save({ signature: next })}
          />
          <EditedText
            label={words('fields.light')}
            hint={words('fields.lightHint')}
            value={light}
            multiline
            disabled={readOnly}
            onSave={(next) => editing.save({ light: next })}
          />
        </div>
      </div>
      <Pictures ref={picturesRef} kind="place" id={id} looks={[]} readOnly={readOnly} />
      <Zones place={place} editing={editing} readOnly={readOnly} />
      <Names
        title={words('names.placeTitle')}
        hint={words('names.placeHint')}
        names={aliases.map((text) => ({ text, fromYear: null, untilYear: null, chapter: null }))}
        dated={false}
        readOnly={readOnly}
        onChange={(change) =>
          editing.saveFrom(({ aliases: now }) => ({
            aliases: change(now.map((text) => ({ text, fromYear: null, untilYear: null, chapter: null }))).map(
              ({ text }) => text,
            ),
          }))
        }
      />
    </div>
  )
}

/** Rooms and corners of a place. */
function Zones({
  place: { zones },
  editing,
  readOnly,
}: {
  place: Place
  editing: Editing<Place, PlaceChange>
  readOnly: boolean
}) {
  const words = useWords('cast')
  const [typed, setTyped] = useState('')
  const change = (at: number, part: { name?: string; aliases?: string[] }) =>
    editing.saveFrom(({ zones: now }) => ({
      zones: now.map((zone, index) => (index === at ? { ...zone, ...part } : zone)),
    }))
  const add = (event: FormEvent) => {
    event.preventDefault()
    const name = typed.trim()
    if (name === '') return
    setTyped('')
    void editing.saveFrom(({ zones: now }) => ({ zones: [...now, { name, aliases: [] }] }))
  }
  return (
    <section className={styles.section}>
      <div>
        <h3 className={styles.title}>{words('zone.title')}</h3>
        <p className={styles.hint}>{words('zone.hint')}</p>
      </div>
      <ul className={styles.zones} aria-label={words('zone.title')}>
        {zones.map(({ id, name, aliases }, at) => (
          <li key={id ?? name} className={styles.zone}>
            <EditedText
              label={words('zone.name')}
              labelled={false}
              value={name}
              maxLength={200}
              disabled={readOnly}
              onSave={(text) => nameOrProblem(text, words('fields.noName'), (next) => change(at, { name: next }))}
            />
            <EditedText
              label={words('zone.aliases', { name })}
              labelled={false}
              hint={words('zone.aliasesHint')}
              value={aliases.join(', ')}
              disabled={readOnly}
              onSave={(text) =>
                change(at, {
                  aliases: text
                    .split(/[,;]/)
                    .map((word) => word.trim())
                    .filter(Boolean),
                })
              }
            />
            {!readOnly && (
              <IconButton
                icon={Trash2}
                name={words('zone.remove', { name })}
                onClick={() =>
                  void editing.saveFrom(({ zones: now }) => ({ zones: now.filter((_, index) => index !== at) }))
                }
              />
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <form onSubmit={add}>
          <TextInput
            className={styles.chipAdd!}
            leftSection={<Plus size={12} strokeWidth={1.5} aria-hidden="true" />}
            aria-label={words('zone.add')}
            placeholder={words('zone.add')}
            dir="auto"
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
      )}
    </section>
  )
}
