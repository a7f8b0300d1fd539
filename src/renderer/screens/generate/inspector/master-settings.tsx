import { NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import type { SheetSettings } from '../../../../shared/contract/index.ts'
import { SHEET_LIMITS } from '../../../../shared/sheet/limits.ts'
import { useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useBook } from '../../../frame/book.tsx'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import { PaneHead, Section, Spring } from '../../../parts/pane.tsx'
import { ReuseButton } from '../../../reuse/reuse-button.tsx'
import { useDraft, useDraftPart } from '../draft/use-draft.ts'
import { ReferenceDrop } from '../reference/reference-drop.tsx'
import { useModelFacts } from '../use-model-facts.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import { ChoiceField } from './choice-field.tsx'
import { GatePart } from './gate-part.tsx'
import { HardStop } from './hard-stop.tsx'
import styles from './inspector.module.css'
import { ModelField } from './model-field.tsx'
import { QualityField } from './quality-field.tsx'
import { ReferenceField } from './reference-field.tsx'
import { ShapeField } from './shape-field.tsx'
import { Sums } from './sums.tsx'

/** Settings of everything that has none of its own, what it comes to, and the button that begins it. */
export function MasterSettings() {
  const words = useWords('generate')
  const settings = useDraftPart(({ sheet }) => sheet?.settings ?? null)
  const mode = useDraftPart(({ sheet }) => sheet?.mode ?? null)
  const { quote } = useSheetFacts()
  if (settings === null) return <PaneHead title={words('master.title')} />
  const count = quote?.prompts ?? 0
  const left = count - (quote?.left ?? 0)
  return (
    <>
      <PaneHead title={words('master.title')}>
        <Spring />
        {mode !== 'book' && count > 0 && (
          <span className={styles.headCount}>{words('master.of', { count, left })}</span>
        )}
      </PaneHead>
      <ReferenceDrop className={styles.scroll!}>
        <Controls settings={settings} />
        <Sums settings={settings} />
        {mode === 'book' && (
          <Section>
            <ReuseButton settings={settings} />
          </Section>
        )}
        <HardStop capUsd={settings.capUsd} />
        <More settings={settings} />
      </ReferenceDrop>
      <GatePart gates={settings.gates} isNight={settings.overnight} />
    </>
  )
}

function Controls({ settings }: { settings: SheetSettings }) {
  const words = useWords('generate')
  const format = useFormat()
  const draft = useDraft()
  const book = useBook()
  const facts = useModelFacts(settings)
  const named = useRequest('style.list', {}, ['styles']).data?.styles ?? []
  const editions = useRequest('takes.editions', {}, ['book', 'takes']).data?.editions ?? []
  const set = (change: Partial<SheetSettings>) => draft.edit({ do: 'settings', settings: change })
  const languages = [...new Set([book?.language ?? 'en', ...editions.map(({ lang }) => lang), ...settings.languages])]
  const why = (control: string) => told(facts?.controls.find((each) => each.control === control && !each.works)?.why)
  const over = settings.description.length > SHEET_LIMITS.description
  return (
    <Section>
      <ModelField settings={settings} facts={facts} />
      <QualityField settings={settings} facts={facts} why={why('quality')} />
      <ShapeField settings={settings} facts={facts} why={why('size')} />
      <div className={styles.pair}>
        <div>
          <span className={styles.label} id="images-label">
            {words('master.images')}
          </span>
          <SegmentedControl
            fullWidth
            aria-labelledby="images-label"
            value={String(settings.images)}
            data={Array.from({ length: SHEET_LIMITS.images }, (_, at) => ({
              value: String(at + 1),
              label: format.number(at + 1),
            }))}
            onChange={(value) => set({ images: Number(value) })}
          />
        </div>
        <ChoiceField
          label={settings.styles.length > 1 ? words('master.styles') : words('master.style')}
          none={words('master.noStyle')}
          chosen={settings.styles}
          options={named.map(({ style }) => ({ value: style.id, label: style.name }))}
          onChange={(chosen) => set({ styles: chosen })}
        />
      </div>
      <ChoiceField
        inRow
        label={words('master.languages')}
        none={`${words('master.ownLanguage')} · ${format.language(book?.language ?? 'en')}`}
        chosen={settings.languages}
        options={languages.map((lang) => ({ value: lang, label: format.language(lang) }))}
        onChange={(chosen) => set({ languages: chosen })}
      />
      <ReferenceField
        referenceId={settings.referenceId}
        why={why('references')}
        onChange={(referenceId) => set({ referenceId })}
      />
      <Textarea
        label={
          <span className={styles.labelRow}>
            {words('master.description')}{' '}
            <span className={styles.counter} data-over={over || undefined}>
              {words('master.count', {
                count: settings.description.length,
                most: SHEET_LIMITS.description,
              })}
            </span>
          </span>
        }
        placeholder={words('master.descriptionHelp')}
        autosize
        minRows={1}
        maxRows={5}
        dir="auto"
        error={over}
        value={settings.description}
        onChange={({ target }) => set({ description: target.value })}
      />
    </Section>
  )
}

/** What is set seldom. */
function More({ settings }: { settings: SheetSettings }) {
  const words = useWords('generate')
  const draft = useDraft()
  const set = (change: Partial<SheetSettings>) => draft.edit({ do: 'settings', settings: change })
  return (
    <Section title={words('master.more')}>
      <TextInput
        label={words('master.tag')}
        description={words('master.tagHelp')}
        maxLength={60}
        dir="auto"
        value={settings.tag}
        onChange={({ target }) => set({ tag: target.value })}
      />
      <NativeSelect
        label={words('master.pacing')}
        value={settings.pacing}
        data={[
          { value: 'default', label: words('master.pacingUsual') },
          { value: 'gentle', label: words('master.pacingGentle') },
        ]}
        onChange={({ target }) => set({ pacing: target.value as SheetSettings['pacing'] })}
      />
    </Section>
  )
}
