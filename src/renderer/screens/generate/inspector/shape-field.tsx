import { LayoutPanelTop } from 'lucide-react'
import type { ModelFacts, SheetSettings } from '../../../../shared/contract/index.ts'
import { useWords } from '../../../i18n/words.ts'
import { useDraft } from '../draft/use-draft.ts'
import { ShapeMark } from '../shapes.tsx'
import styles from './inspector.module.css'

/** Shapes the model really makes, drawn; or for each panel the shape of its place on the page. */
export function ShapeField({
  settings,
  facts,
  why,
}: {
  settings: SheetSettings
  facts: ModelFacts | null
  why: string | null
}) {
  const words = useWords('generate')
  const draft = useDraft()
  const { size } = settings
  const set = (next: SheetSettings['size']) => draft.edit({ do: 'settings', settings: { size: next } })
  return (
    <fieldset className={styles.group} disabled={why !== null}>
      <legend className={styles.label}>{words('master.shape')}</legend>
      <div className={styles.shapes}>
        <label className={styles.shape} data-chosen={size === null || undefined} title={words('master.slotShapeWords')}>
          <input
            type="radio"
            name="shape"
            className={styles.hidden}
            checked={size === null}
            onChange={() => set(null)}
          />
          <LayoutPanelTop size={18} strokeWidth={1.25} aria-hidden="true" />
          <span>{words('master.slotShape')}</span>
        </label>
        {(facts?.shapes ?? []).map(({ ratio, width, height }) => {
          const isChosen = size !== null && size.width === width && size.height === height
          return (
            <label
              key={`${width}x${height}`}
              className={styles.shape}
              data-chosen={isChosen || undefined}
              title={`${width} × ${height}`}
            >
              <input
                type="radio"
                name="shape"
                className={styles.hidden}
                aria-label={`${ratio}, ${width} × ${height}`}
                checked={isChosen}
                onChange={() => set({ width, height })}
              />
              <ShapeMark width={width} height={height} />
              <bdi>{ratio}</bdi>
            </label>
          )
        })}
      </div>
      {why !== null && <p className={styles.why}>{why}</p>}
    </fieldset>
  )
}
