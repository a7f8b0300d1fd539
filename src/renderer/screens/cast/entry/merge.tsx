import { Button, Popover, Select } from '@mantine/core'
import { Merge as MergeIcon } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { IconButton } from '../../../parts/icon-button.tsx'
import { Problem } from '../../../parts/problem.tsx'
import type { Chosen, PersonRow } from '../list/list-rows.ts'
import styles from './entry.module.css'
import { type Person, useEditOnce } from './use-entry.ts'

/** Makes one of two entries that mean the same person. */
export function Merge({
  person,
  people,
  onMerged,
}: {
  person: Person
  people: readonly PersonRow[]
  onMerged: (chosen: Chosen) => void
}) {
  const words = useWords('cast')
  const [opened, setOpened] = useState(false)
  const [into, setInto] = useState<string | null>(null)
  const { run, problem } = useEditOnce()
  const others = people.filter(({ id }) => id !== person.id)
  const target = others.find(({ id }) => id === into)
  const merge = async () => {
    if (target === undefined) return
    const done = await run('cast.merge', { from: person.id, into: target.id }, ({ label }) => label)
    if (done === null) return
    setOpened(false)
    onMerged({ kind: 'person', id: target.id })
  }
  return (
    <Popover
      withRoles={false}
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
      width={320}
      position="bottom-end"
    >
      <Popover.Target>
        <div>
          <IconButton
            icon={MergeIcon}
            name={words('merge.name', { name: person.name })}
            disabled={others.length === 0}
            onClick={() => setOpened(!opened)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words('merge.name', { name: person.name })}>
        <div className={styles.bounds}>
          <Select
            data-autofocus
            label={words('merge.into')}
            searchable
            comboboxProps={{ withinPortal: false }}
            value={into}
            onChange={setInto}
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <p className={styles.hint}>{words('merge.words', { name: person.name })}</p>
          <Problem problem={problem} />
          <Button disabled={target === undefined} onClick={() => void merge()}>
            {target === undefined ? words('merge.verb') : words('merge.verbInto', { name: target.name })}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
