import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { fieldWords } from './field-words.ts'
import type { Setting } from './setting.ts'
import styles from './settings.module.css'

/** A setting that is no secret; empty = as usual. */
export function Value({ setting }: { setting: Setting }) {
  const words = useWords('settings')
  const set = useAction('provider.set')
  const { name, means, value, usual, source } = setting
  const [text, setText] = useState(value ?? '')
  // Another window may have changed it.
  useEffect(() => setText(value ?? ''), [value])
  const isChanged = text.trim() !== (value ?? '')
  const label = fieldWords(name)
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) void set.run({ name, value: text.trim() === '' ? null : text.trim() })
      }}
    >
      <TextInput
        label={label === null ? told(means) : words(label)}
        description={
          source === 'environment' ? (
            words('keys.fromEnvironment')
          ) : label === null ? undefined : (
            <bdi>{told(means)}</bdi>
          )
        }
        value={text}
        dir="ltr"
        spellCheck={false}
        disabled={source === 'environment'}
        placeholder={usual ?? ''}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className={styles.fieldButtons}>
        <Button type="submit" variant="default" disabled={!isChanged} loading={set.pending}>
          {words('value.keep')}
        </Button>
      </div>
      <Problem problem={set.problem} />
    </form>
  )
}
