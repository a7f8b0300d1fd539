import { NativeSelect } from '@mantine/core'
import type { ModelFacts, SheetSettings } from '../../../../shared/contract/index.ts'
import { useClient, useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { offerUndo } from '../../../frame/undo.tsx'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import type { ModelHas } from '../draft/sheet-edit.ts'
import { useDraft } from '../draft/use-draft.ts'

/** Provider and model. What the new one does not have goes back to its usual, everywhere, and can be taken back. */
export function ModelField({ settings, facts }: { settings: SheetSettings; facts: ModelFacts | null }) {
  const words = useWords('generate')
  const format = useFormat()
  const client = useClient()
  const draft = useDraft()
  const providers = useRequest('provider.list', {}, ['providers']).data?.providers ?? []
  const value = facts ? JSON.stringify([facts.provider, facts.model]) : ''
  const choose = async (chosen: string) => {
    const [provider, model] = JSON.parse(chosen) as [string, string]
    const has = await client.request('provider.model', { provider, model }).catch(() => null)
    const undo = draft.editUndoably({
      do: 'model',
      provider,
      model,
      has: (it: ModelHas) =>
        has !== null &&
        ('quality' in it
          ? has.qualities.some(({ id }) => id === it.quality)
          : has.shapes.some(({ width, height }) => width === it.size.width && height === it.size.height)),
    })
    offerUndo(words('master.model'), undo)
  }
  const known = providers.some(
    ({ id, models }) => id === facts?.provider && models.some(({ id }) => id === facts.model),
  )
  return (
    <NativeSelect
      label={words('master.model')}
      description={
        facts?.shutdownOn ? words('master.shutdown', { date: format.date(Date.parse(facts.shutdownOn)) }) : undefined
      }
      value={value}
      onChange={({ target }) => void choose(target.value)}
    >
      {facts && !known && (
        <option value={value}>
          {facts.model} · {told(facts.name)}
        </option>
      )}
      {!facts && settings.model && <option value="">{settings.model}</option>}
      {providers.map(({ id, name, free, models, problems }) => (
        <optgroup
          key={id}
          label={[told(name), free ? words('master.free') : null, problems.length > 0 ? words('master.needsKey') : null]
            .filter((part) => part !== null)
            .join(' · ')}
        >
          {models.map((model) => (
            <option key={model.id} value={JSON.stringify([id, model.id])}>
              {model.id}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  )
}
