import { Button, Group, MultiSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { SourceFile, WorkflowDraft } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useAction } from '../../api/use-action.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import { bindingsSaid, choicesFor, MAIN_FIELDS } from './binding-choices.ts'
import styles from './settings.module.css'

export interface Drafted {
  draft: WorkflowDraft
  /** Null = it is in the book already. */
  source: SourceFile | null
}

/** Where the parts of a request go in a workflow, each picked from what the workflow has. */
export function WorkflowDialog({ drafted, onClose }: { drafted: Drafted; onClose: () => void }) {
  const words = useWords('settings')
  const common = useWords('common')
  const { draft, source } = drafted
  const add = useAction('workflow.add')
  const bind = useAction('workflow.bind')
  const [name, setName] = useState(draft.name)
  const [all, setAll] = useState(false)
  const [places, setPlaces] = useState<Readonly<Record<string, readonly string[]>>>(() =>
    Object.fromEntries(draft.bindings.map((binding) => [binding.field, binding.places])),
  )
  const shown = useMemo(
    () =>
      draft.bindings.filter(
        (binding) => all || (MAIN_FIELDS as readonly string[]).includes(binding.field) || binding.places.length > 0,
      ),
    [draft, all],
  )
  const keep = async () => {
    const said = bindingsSaid(draft, places)
    const kept =
      source === null ? await bind.run({ name: draft.name, bind: said }) : await add.run({ source, name, bind: said })
    if (kept === null) return
    announce(words('workflow.kept', { name: kept.name }))
    onClose()
  }
  const hasPrompt = (places.prompt ?? []).length > 0
  return (
    <Dialog onClose={onClose} title={words('workflow.title')} size={760}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (hasPrompt) void keep()
        }}
      >
        <p className={styles.small}>{words('workflow.nodes', { count: draft.nodes })}</p>
        {source !== null && (
          <TextInput
            label={words('workflow.name')}
            value={name}
            maxLength={60}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        )}
        <div className={styles.bindings}>
          {shown.map(({ field, why }) => (
            <MultiSelect
              key={field}
              label={words(`workflow.fields.${field}` as never)}
              description={why === null ? undefined : <bdi>{told(why)}</bdi>}
              value={[...(places[field] ?? [])]}
              onChange={(next) => setPlaces({ ...places, [field]: next })}
              data={choicesFor(draft, field)}
              searchable
              clearable
              placeholder={(places[field] ?? []).length === 0 ? words('workflow.nowhere') : ''}
            />
          ))}
        </div>
        {!all && (
          <div>
            <Button variant="default" onClick={() => setAll(true)}>
              {words('workflow.more')}
            </Button>
          </div>
        )}
        <Problem problem={add.problem ?? bind.problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={!hasPrompt || name.trim() === ''} loading={add.pending || bind.pending}>
            {source === null ? words('value.keep') : words('workflow.take')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
