import { NativeSelect } from '@mantine/core'
import type { OwnSettings, SheetBox, SheetSettings } from '../../../../shared/contract/index.ts'
import { settingsOf } from '../../../../shared/sheet/sheet-boxes.ts'
import { useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useQualityName } from '../../../format/use-quality-name.ts'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import { useDraft } from '../draft/use-draft.ts'
import { ChoiceField } from '../inspector/choice-field.tsx'
import { useModelFacts } from '../use-model-facts.ts'
import styles from './boxes.module.css'

const MASTER = ''
const NONE = 'none'

/** What one box may do otherwise: a control the model lacks stays, disabled, with why. */
export function OwnSettingsRow({ box, settings }: { box: SheetBox; settings: SheetSettings }) {
  const words = useWords('generate')
  const format = useFormat()
  const qualityName = useQualityName()
  const draft = useDraft()
  const { model, quality, size } = settingsOf(box, settings)
  const facts = useModelFacts({ provider: settings.provider, model, quality, size })
  const references = useRequest('reference.list', {}, ['references']).data?.references ?? []
  const named = useRequest('style.list', {}, ['styles']).data?.styles ?? []
  const providers = useRequest('provider.list', {}, ['providers']).data?.providers ?? []
  const models = providers.find(({ id }) => id === (settings.provider ?? facts?.provider))?.models ?? []
  const set = (own: { [Name in keyof OwnSettings]?: OwnSettings[Name] | undefined }) =>
    draft.edit({ do: 'own', id: box.id, own: own as OwnSettings })
  const why = (control: string) => told(facts?.controls.find((each) => each.control === control && !each.works)?.why)
  const asMaster = { value: MASTER, label: words('boxes.asMaster') }
  return (
    <div className={styles.own}>
      <NativeSelect
        label={words('boxes.own.model')}
        value={box.own.model ?? MASTER}
        data={[asMaster, ...models.map(({ id }) => ({ value: id, label: id }))]}
        onChange={({ target }) =>
          set({ model: target.value || undefined, ...(target.value ? { quality: undefined, size: undefined } : {}) })
        }
      />
      <NativeSelect
        label={words('boxes.own.quality')}
        description={why('quality')}
        disabled={why('quality') !== null}
        value={box.own.quality ?? MASTER}
        data={[
          asMaster,
          ...(facts?.qualities ?? []).map(({ id, price }) => ({
            value: id,
            label:
              price && price.untilUsd === 0
                ? qualityName(id)
                : `${qualityName(id)} · ${format.money(price?.untilUsd ?? null)}`,
          })),
        ]}
        onChange={({ target }) => set({ quality: target.value || undefined })}
      />
      <NativeSelect
        label={words('boxes.own.size')}
        description={why('size')}
        disabled={why('size') !== null}
        value={box.own.size ? `${box.own.size.width}x${box.own.size.height}` : MASTER}
        data={[
          asMaster,
          ...(facts?.shapes ?? []).map(({ ratio, width, height }) => ({
            value: `${width}x${height}`,
            label: `${ratio} · ${width} × ${height}`,
          })),
        ]}
        onChange={({ target }) => {
          const [width, height] = target.value.split('x').map(Number)
          set({ size: width && height ? { width, height } : undefined })
        }}
      />
      <NativeSelect
        label={words('boxes.own.images')}
        value={box.own.images === undefined ? MASTER : String(box.own.images)}
        data={[asMaster, ...[1, 2, 3, 4].map((count) => ({ value: String(count), label: format.number(count) }))]}
        onChange={({ target }) => set({ images: target.value ? Number(target.value) : undefined })}
      />
      <ChoiceField
        label={words('boxes.own.styles')}
        none={words('boxes.asMaster')}
        chosen={box.own.styles ?? []}
        options={named.map(({ style }) => ({ value: style.id, label: style.name }))}
        onChange={(chosen) => set({ styles: chosen.length === 0 ? undefined : chosen })}
      />
      <NativeSelect
        label={words('boxes.own.referenceId')}
        description={why('references')}
        disabled={why('references') !== null}
        value={box.own.referenceId === undefined ? MASTER : (box.own.referenceId ?? NONE)}
        data={[
          asMaster,
          { value: NONE, label: words('boxes.noReference') },
          ...references.map(({ reference, subject }) => ({
            value: reference.id,
            label: `${subject.name} · ${reference.name}`,
          })),
        ]}
        onChange={({ target }) =>
          set({ referenceId: target.value === MASTER ? undefined : target.value === NONE ? null : target.value })
        }
      />
    </div>
  )
}
