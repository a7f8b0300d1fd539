import type { Ref } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { Looks } from '../looks/looks.tsx'
import { Pictures, type PicturesHandle } from '../pictures/pictures.tsx'
import { Portrait } from '../portrait.tsx'
import { EditedText } from './edited-text.tsx'
import styles from './entry.module.css'
import { Names } from './names.tsx'
import { type Person, usePersonEditing } from './use-entry.ts'

/** Everything the book says of somebody, edited in its place. */
export function PersonEntry({
  person,
  referenceId,
  readOnly,
  nameRef,
  picturesRef,
}: {
  person: Person
  referenceId: string | null
  readOnly: boolean
  nameRef: Ref<HTMLInputElement>
  picturesRef: Ref<PicturesHandle>
}) {
  const words = useWords('cast')
  const editing = usePersonEditing(person)
  const { id, name, role, always, looks, aliases } = person
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
            label={words('fields.role')}
            hint={words('fields.roleHint')}
            value={role}
            disabled={readOnly}
            multiline
            onSave={(next) => editing.save({ role: next })}
          />
          <EditedText
            label={words('fields.always')}
            hint={words('fields.alwaysHint')}
            value={always}
            multiline
            disabled={readOnly}
            onSave={(next) => editing.save({ always: next })}
          />
        </div>
      </div>
      <Pictures
        ref={picturesRef}
        kind="person"
        id={id}
        looks={[...new Set(looks.map(({ label }) => label).filter(Boolean))]}
        readOnly={readOnly}
      />
      <Looks person={person} editing={editing} readOnly={readOnly} />
      <Names
        title={words('names.title')}
        hint={words('names.hint')}
        names={aliases}
        dated
        readOnly={readOnly}
        onChange={(change) => editing.saveFrom(({ aliases: now }) => ({ aliases: change(now) }))}
      />
    </div>
  )
}

/** A name cannot be empty: what was there stays. */
export function nameOrProblem(
  text: string,
  message: string,
  save: (name: string) => ReturnType<ReturnType<typeof usePersonEditing>['save']>,
): ReturnType<ReturnType<typeof usePersonEditing>['save']> {
  return text.trim() === '' ? Promise.resolve({ code: 'WRONG_USE', message }) : save(text.trim())
}
