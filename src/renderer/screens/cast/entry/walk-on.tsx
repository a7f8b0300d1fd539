import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useClient } from '../../../api/react.ts'
import { useWords } from '../../../i18n/words.ts'
import { PaneHead } from '../../../parts/pane.tsx'
import { Problem } from '../../../parts/problem.tsx'
import type { CastList, Chosen, WalkOnRow } from '../list/list-rows.ts'
import { Portrait } from '../portrait.tsx'
import styles from './entry.module.css'
import { problemOf, useEditOnce } from './use-entry.ts'

/** Somebody the script draws without an entry: they get one, or are found to be somebody of the cast. */
export function WalkOn({
  walkOn,
  cast,
  readOnly,
  onAdded,
}: {
  walkOn: WalkOnRow
  cast: CastList
  readOnly: boolean
  onAdded: (chosen: Chosen) => void
}) {
  const words = useWords('cast')
  const client = useClient()
  const { run, problem } = useEditOnce()
  const [trouble, setTrouble] = useState<ReturnType<typeof problemOf> | null>(null)
  const { id, name, panels } = walkOn

  const giveEntry = async () => {
    const added = await run('cast.add-person', { name: capitalised(name), walkOn: id }, ({ label }) => label)
    if (added !== null) onAdded({ kind: 'person', id: added.id })
  }
  const isSomebody = async (personId: string) => {
    try {
      const { aliases } = await client.request('cast.person', { personId })
      const alias = { text: name, fromYear: null, untilYear: null, chapter: null }
      const change = { aliases: [...aliases, alias] }
      const done = await run('cast.change-person', { personId, change }, ({ label }) => label)
      if (done !== null) onAdded({ kind: 'person', id: personId })
    } catch (error) {
      setTrouble(problemOf(error))
    }
  }

  return (
    <>
      <PaneHead title={<bdi>{name}</bdi>} />
      <div className={styles.walkOn}>
        <Portrait referenceId={null} name={name} sizePx={96} round />
        <h3 className={styles.walkOnTitle}>{words('walkOn.title', { name })}</h3>
        <p className={styles.walkOnWords}>{words('walkOn.words', { count: panels })}</p>
        <div className={styles.walkOnActs}>
          <Button disabled={readOnly} onClick={() => void giveEntry()}>
            {words('walkOn.giveEntry')}
          </Button>
          <Select
            aria-label={words('walkOn.isSomebody')}
            placeholder={words('walkOn.isSomebody')}
            searchable
            disabled={readOnly || cast.people.length === 0}
            value={null}
            data={cast.people.map((person) => ({ value: person.id, label: person.name }))}
            onChange={(personId) => personId !== null && void isSomebody(personId)}
          />
        </div>
        <Problem problem={problem ?? trouble} />
      </div>
    </>
  )
}

const capitalised = (name: string) => {
  const bare = name.replace(/^(?:an?|the)\s+/i, '')
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}`
}
