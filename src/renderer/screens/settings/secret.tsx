import { Button, PasswordInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { announce } from '../../announce/announce.tsx'
import { useAction } from '../../api/use-action.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { fieldWords } from './field-words.ts'
import type { Setting } from './setting.ts'
import styles from './settings.module.css'

/** A key or password: entered once, never shown again, but for its last signs. */
export function Secret({ setting, onKept }: { setting: Setting; onKept: () => void }) {
  const words = useWords('settings')
  const set = useAction('provider.secret')
  const [value, setValue] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { name, means, source, hint } = setting
  const label = fieldWords(name)
  const keep = async () => {
    const kept = await set.run({ name, value: value.trim() })
    if (kept === null) return
    // It is main's now: nothing of it stays on the page.
    setValue('')
    announce(words(kept.kept === 'keychain' ? 'keys.keptKeychain' : 'keys.keptSession'))
    onKept()
  }
  const forget = async () => {
    if ((await set.run({ name, value: null })) === null) return
    announce(words('keys.forgotten'))
    input.current?.focus()
  }
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() !== '') void keep()
      }}
    >
      <PasswordInput
        ref={input}
        label={label === null ? told(means) : words(label)}
        description={
          <>
            {label !== null && <bdi className={styles.means}>{told(means)}</bdi>}
            <KeptWhere source={source} hint={hint} />
          </>
        }
        value={value}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        disabled={source === 'environment'}
        placeholder={source === null ? '' : '••••••••'}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <div className={styles.fieldButtons}>
        <Button type="submit" disabled={value.trim() === ''} loading={set.pending}>
          {words('keys.keep')}
        </Button>
        {(source === 'keychain' || source === 'session') && (
          <Button variant="default" onClick={() => void forget()}>
            {words('keys.forget')}
          </Button>
        )}
      </div>
      <Problem problem={set.problem} />
    </form>
  )
}

function KeptWhere({ source, hint }: { source: Setting['source']; hint: string | null }) {
  const words = useWords('settings')
  if (source === null) return words('keys.none')
  const where =
    source === 'environment'
      ? words('keys.fromEnvironment')
      : source === 'keychain'
        ? words('keys.inKeychain')
        : words('keys.forSession')
  return (
    <>
      {where}
      {hint !== null && (
        <>
          {' '}
          {words('keys.ends')} <bdi dir="ltr">…{hint}</bdi>
        </>
      )}
    </>
  )
}
