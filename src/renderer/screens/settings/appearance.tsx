import { SegmentedControl, Select, Slider } from '@mantine/core'
import { useState } from 'react'
import type { WindowSettings } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords, WINDOW_LANGUAGES } from '../../i18n/words.ts'
import { useChangeSettings, useSettings } from '../../settings/settings.tsx'
import styles from './settings.module.css'

const SYSTEM = 'system'
const SIZES = [80, 100, 120, 150, 200]

/** Language, theme and size of the window. */
export function Appearance() {
  const words = useWords('settings')
  const format = useFormat()
  const settings = useSettings()
  const change = useChangeSettings()
  const [size, setSize] = useState<number | null>(null)
  return (
    <section className={styles.card}>
      <Select
        label={words('appearance.language')}
        description={words('appearance.languageIs')}
        value={settings.language ?? SYSTEM}
        onChange={(value) => change({ language: value === SYSTEM ? null : value })}
        data={[
          { value: SYSTEM, label: words('appearance.system') },
          ...WINDOW_LANGUAGES.map((code) => ({ value: code, label: ownName(code) })),
        ]}
      />
      <div>
        <span className={styles.label} id="theme-label">
          {words('appearance.theme')}
        </span>
        <SegmentedControl
          aria-labelledby="theme-label"
          value={settings.theme}
          onChange={(theme) => change({ theme: theme as WindowSettings['theme'] })}
          data={[
            { value: 'dark', label: words('appearance.dark') },
            { value: 'light', label: words('appearance.light') },
            { value: 'system', label: words('appearance.system') },
          ]}
        />
      </div>
      <div>
        <span className={styles.label} id="size-label">
          {words('appearance.size', { size: format.percent((size ?? settings.textSize) / 100) })}
        </span>
        <Slider
          className={styles.slider!}
          aria-labelledby="size-label"
          thumbLabel={words('appearance.sizeName')}
          min={80}
          max={200}
          step={5}
          value={size ?? settings.textSize}
          label={(value) => format.percent(value / 100)}
          marks={SIZES.map((value) => ({ value, label: format.percent(value / 100) }))}
          onChange={setSize}
          onChangeEnd={(textSize) => {
            change({ textSize })
            setSize(null)
          }}
          mb="xl"
        />
      </div>
    </section>
  )
}

/** A language as those who speak it write it. */
function ownName(code: string): string {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code
  return name[0]!.toLocaleUpperCase(code) + name.slice(1)
}
