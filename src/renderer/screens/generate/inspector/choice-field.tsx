import { Checkbox, Popover } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import { useFormat } from '../../../format/use-format.ts'
import styles from './inspector.module.css'

/** Some of a few: what is chosen in words, all of them with a tick each when it is opened. */
export function ChoiceField({
  label,
  none,
  chosen,
  options,
  inRow = false,
  onChange,
}: {
  label: string
  /** What stands there when nothing is chosen. */
  none: string
  chosen: readonly string[]
  options: readonly { value: string; label: string }[]
  /** The label stands beside it. */
  inRow?: boolean
  onChange: (chosen: string[]) => void
}) {
  const format = useFormat()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const shown = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value)
  return (
    <div className={styles.field} data-row={inRow || undefined}>
      <span className={styles.label} id={id}>
        {label}
      </span>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={styles.choice}
            aria-labelledby={`${id} ${id}-value`}
            data-none={chosen.length === 0 || undefined}
            onClick={() => setOpened(!opened)}
          >
            <bdi id={`${id}-value`}>{shown.length === 0 ? none : format.list(shown)}</bdi>
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.options!}>
          <fieldset className={styles.group} aria-labelledby={id}>
            {options.map(({ value, label }) => (
              <Checkbox
                key={value}
                className={styles.option!}
                label={<bdi>{label}</bdi>}
                checked={chosen.includes(value)}
                onChange={({ currentTarget }) =>
                  onChange(currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
                }
              />
            ))}
          </fieldset>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
