import { Button, Radio } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { WindowSettings } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useBook } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { UsdInput } from '../../parts/usd-input.tsx'
import { useChangeSettings, useSettings } from '../../settings/settings.tsx'
import styles from './settings.module.css'

/** Caps that nothing goes over, and how hard providers are worked. */
export function Money() {
  const words = useWords('settings')
  const book = useBook()
  const { pacing } = useSettings()
  const change = useChangeSettings()
  return (
    <>
      <section className={styles.card} aria-label={words('budget.title')}>
        <h2 className={styles.cardTitle}>{words('budget.title')}</h2>
        {book === null ? <p className={styles.small}>{words('budget.noBook')}</p> : <Budgets />}
      </section>
      <section className={styles.card}>
        <Radio.Group
          label={<span className={styles.cardTitle}>{words('pacing.title')}</span>}
          description={words('pacing.words')}
          value={pacing}
          onChange={(value) => change({ pacing: value as WindowSettings['pacing'] })}
        >
          <div className={styles.radios}>
            <Radio value="default" label={words('pacing.default')} description={words('pacing.defaultIs')} />
            <Radio value="gentle" label={words('pacing.gentle')} description={words('pacing.gentleIs')} />
          </div>
        </Radio.Group>
      </section>
    </>
  )
}

function Budgets() {
  const words = useWords('settings')
  const format = useFormat()
  const status = useRequest('book.status', {}, ['money', 'book']).data
  const set = useAction('book.budget')
  if (status === null) return null
  const keep = async (change: { bookUsd?: number | null; dayUsd?: number | null }) => {
    if ((await set.run(change)) !== null) announce(words('budget.kept'))
  }
  return (
    <>
      <Cap
        label={words('budget.book')}
        spent={words('budget.spent', { usd: format.money(status.spentUsd) })}
        value={status.budgetUsd}
        pending={set.pending}
        onKeep={(bookUsd) => void keep({ bookUsd })}
      />
      <Cap
        label={words('budget.day')}
        spent={words('budget.spentToday', { usd: format.money(status.spentTodayUsd) })}
        value={status.dayBudgetUsd}
        pending={set.pending}
        onKeep={(dayUsd) => void keep({ dayUsd })}
      />
      <Problem problem={set.problem} />
    </>
  )
}

function Cap({
  label,
  spent,
  value,
  pending,
  onKeep,
}: {
  label: string
  spent: string
  value: number | null
  pending: boolean
  onKeep: (usd: number | null) => void
}) {
  const words = useWords('settings')
  const [usd, setUsd] = useState(value)
  useEffect(() => setUsd(value), [value])
  const isChanged = usd !== value
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) onKeep(usd)
      }}
    >
      <UsdInput label={label} description={spent} value={usd} placeholder={words('budget.none')} onChange={setUsd} />
      <div className={styles.fieldButtons}>
        <Button type="submit" variant="default" disabled={!isChanged} loading={pending}>
          {words('value.keep')}
        </Button>
      </div>
    </form>
  )
}
