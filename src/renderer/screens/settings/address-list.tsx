import { Button, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { Problem } from '../../parts/problem.tsx'
import { addressesOf, keptAs, withAddress } from './addresses.ts'
import type { Setting } from './setting.ts'
import styles from './settings.module.css'

/** Servers that stand in for each other, one to a line. */
export function AddressList({ setting }: { setting: Setting }) {
  const words = useWords('settings')
  const set = useAction('provider.set')
  const [more, setMore] = useState('')
  const { name, value, usual, source } = setting
  const addresses = addressesOf(value)
  const isFixed = source === 'environment'
  return (
    <div className={styles.field}>
      <form
        className={styles.addresses}
        onSubmit={(event) => {
          event.preventDefault()
          if (more.trim() === '') return
          void set
            .run({ name, value: keptAs(withAddress(addresses, more)) })
            .then((kept) => kept !== null && setMore(''))
        }}
      >
        <TextInput
          label={words('fields.servers')}
          description={
            isFixed
              ? words('keys.fromEnvironment')
              : addresses.length === 0
                ? words('pool.usual', { address: usual ?? '' })
                : words('pool.several')
          }
          value={more}
          dir="ltr"
          spellCheck={false}
          disabled={isFixed}
          placeholder={usual ?? ''}
          onChange={({ currentTarget }) => setMore(currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={more.trim() === ''} loading={set.pending}>
          {words('pool.add')}
        </Button>
      </form>
      {addresses.length > 0 && (
        <ul className={styles.list}>
          {addresses.map((address) => (
            <li key={address}>
              <bdi dir="ltr">{address}</bdi>
              {!isFixed && (
                <IconButton
                  icon={X}
                  name={words('pool.remove', { address })}
                  onClick={() => void set.run({ name, value: keptAs(addresses.filter((other) => other !== address)) })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <Problem problem={set.problem} />
    </div>
  )
}
