import { Button, Popover, SegmentedControl, TextInput } from '@mantine/core'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { useCommandKeys } from '../../../keys/use-keys.ts'
import { IconButton } from '../../../parts/icon-button.tsx'
import { Problem } from '../../../parts/problem.tsx'
import { useEditOnce } from '../entry/use-entry.ts'
import styles from './add-entry.module.css'
import type { Chosen } from './list-rows.ts'

/** What is being added. */
export type Adding = 'person' | 'place'

/** A name, and whether it is somebody's or a place's. */
export function AddEntry({
  adding,
  disabled,
  withWords = false,
  onAdding,
  onAdded,
}: {
  adding: Adding | null
  /** The button says what it does; usually its sign does. */
  withWords?: boolean
  disabled: boolean
  onAdding: (adding: Adding | null) => void
  onAdded: (chosen: Chosen) => void
}) {
  const words = useWords('cast')
  const keysOf = useCommandKeys()
  const [name, setName] = useState('')
  const { run, problem } = useEditOnce()
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (adding === null || name.trim() === '') return
    const route = adding === 'person' ? 'cast.add-person' : 'cast.add-place'
    const added = await run(route, { name }, ({ label }) => label)
    if (added === null) return
    setName('')
    onAdding(null)
    onAdded({ kind: adding, id: added.id })
  }
  const toggle = () => onAdding(adding === null ? 'person' : null)
  return (
    <Popover
      withRoles={false}
      opened={adding !== null}
      onChange={(opened) => !opened && onAdding(null)}
      position="bottom-start"
      trapFocus
      returnFocus
      width={300}
    >
      <Popover.Target>
        <div>
          {withWords ? (
            <Button variant="default" disabled={disabled} onClick={toggle}>
              {words('add.name')}
            </Button>
          ) : (
            <IconButton
              icon={Plus}
              name={words('add.name')}
              chord={keysOf('cast', 'addPerson')[0]}
              disabled={disabled}
              onClick={toggle}
            />
          )}
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words('add.name')}>
        <form className={styles.form} onSubmit={(event) => void add(event)}>
          <SegmentedControl
            fullWidth
            aria-label={words('add.what')}
            value={adding ?? 'person'}
            onChange={(value) => onAdding(value as Adding)}
            data={[
              { value: 'person', label: words('add.person') },
              { value: 'place', label: words('add.place') },
            ]}
          />
          <TextInput
            data-autofocus
            label={words('fields.name')}
            placeholder={adding === 'place' ? words('add.placeHint') : words('add.personHint')}
            dir="auto"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Problem problem={problem} />
          <Button type="submit" disabled={name.trim() === ''}>
            {adding === 'place' ? words('add.addPlace') : words('add.addPerson')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
