import type { ModelFacts, SheetSettings } from '../../../../shared/contract/index.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useQualityName } from '../../../format/use-quality-name.ts'
import { useWords } from '../../../i18n/words.ts'
import { useDraft } from '../draft/use-draft.ts'
import styles from './inspector.module.css'

/** Qualities of the model, each with the price of one image in the shape that is chosen. */
export function QualityField({
  settings,
  facts,
  why,
}: {
  settings: SheetSettings
  facts: ModelFacts | null
  why: string | null
}) {
  const words = useWords('generate')
  const format = useFormat()
  const qualityName = useQualityName()
  const draft = useDraft()
  const qualities = facts?.qualities ?? []
  const chosen = settings.quality ?? facts?.quality ?? null
  return (
    <fieldset className={styles.group} disabled={why !== null}>
      <legend className={styles.label}>{words('master.quality')}</legend>
      {qualities.length === 0 ? (
        <p className={styles.why}>{why ?? words('master.noQuality')}</p>
      ) : (
        <div className={styles.segments}>
          {qualities.map(({ id, price }) => (
            <label key={id} className={styles.segment} data-chosen={id === chosen || undefined}>
              <input
                type="radio"
                name="quality"
                className={styles.hidden}
                checked={id === chosen}
                onChange={() => draft.edit({ do: 'settings', settings: { quality: id } })}
              />
              <bdi>{qualityName(id)}</bdi>
              <small>
                <bdi>{price?.untilUsd === 0 ? words('master.free') : format.money(price?.untilUsd ?? null)}</bdi>
              </small>
            </label>
          ))}
        </div>
      )}
      {qualities.length > 0 && why !== null && <p className={styles.why}>{why}</p>}
    </fieldset>
  )
}
