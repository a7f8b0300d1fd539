import { Select } from '@mantine/core'
import { useWords } from '../../i18n/words.ts'
import { Fact } from '../../parts/pane.tsx'

/** A fact of a panel that is one of a few words, or not known. */
export function WordFact<Word extends string>({
  label,
  value,
  data,
  disabled,
  onChange,
}: {
  label: string
  value: Word | null
  data: { value: Word; label: string }[]
  disabled: boolean
  onChange(value: Word | null): void
}) {
  const words = useWords('script')
  return (
    <Fact label={label}>
      <Select
        aria-label={label}
        value={value ?? NONE}
        disabled={disabled}
        data={[{ value: NONE, label: words('notKnown') }, ...data]}
        allowDeselect={false}
        onChange={(chosen) => {
          const word = data.find((one) => one.value === chosen)?.value ?? null
          if (word !== value) onChange(word)
        }}
      />
    </Fact>
  )
}

const NONE = ''
