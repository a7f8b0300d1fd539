import { Button, Popover } from '@mantine/core'
import { useState } from 'react'
import type { RouteOutput } from '../../shared/contract/index.ts'
import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { Problem } from '../parts/problem.tsx'
import { UsdInput } from '../parts/usd-input.tsx'
import styles from './queue-bar.module.css'

/** Raises the caps that hold pictures back, and goes on. Caps of batches come first: they are the tightest. */
export function CapButton({ primary = false }: { primary?: boolean }) {
  const words = useWords('queue')
  const [opened, setOpened] = useState(false)
  // Asked for before it is opened, so that the form does not grow under the pointer.
  const stakes = useRequest('batch.stakes', {}, ['money', 'queue', 'book']).data
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant={primary ? 'filled' : 'default'} disabled={stakes === null} onClick={() => setOpened(!opened)}>
          {words('do.raise')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && stakes && <CapForm stakes={stakes} onDone={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function CapForm({ stakes, onDone }: { stakes: RouteOutput<'batch.stakes'>; onDone: () => void }) {
  const words = useWords('queue')
  const format = useFormat()
  const setCaps = useAction('book.budget')
  const setCap = useAction('batch.cap')
  const goOn = useAction('batch.go-on')
  const [changed, setChanged] = useState<Record<string, number | null>>({})
  const of = (name: string, now: number | null) => (name in changed ? changed[name]! : now)
  const field = (name: string, label: string, now: number | null, spent: number | null) => (
    <div key={name} className={styles.capRow}>
      <bdi aria-hidden="true">{label}</bdi>
      <UsdInput
        aria-label={label}
        value={of(name, now)}
        placeholder={words('caps.none')}
        hideControls
        onChange={(usd) => setChanged({ ...changed, [name]: usd })}
      />
      {spent !== null && <small>{words('caps.spent', { spent: format.money(spent) })}</small>}
    </div>
  )
  const goOnWords = () => {
    const { pictures: count, untilUsd, unknownPrices } = stakes.waiting
    if (count === 0) return words('caps.apply')
    if (unknownPrices > 0 || untilUsd === 0) return words('do.goOn', { count })
    return words('do.goOnWith', { count, money: format.money(untilUsd) })
  }
  const apply = async () => {
    for (const { id, capUsd } of stakes.batches)
      if (id in changed && changed[id] !== capUsd)
        if ((await setCap.run({ batchId: id, capUsd: changed[id] ?? null })) === null) return
    if ('book' in changed || 'day' in changed) {
      const caps = {
        ...('book' in changed ? { bookUsd: changed.book ?? null } : {}),
        ...('day' in changed ? { dayUsd: changed.day ?? null } : {}),
      }
      if ((await setCaps.run(caps)) === null) return
    }
    if ((await goOn.run({})) !== null) onDone()
  }
  return (
    <form
      className={styles.capForm}
      onSubmit={(event) => {
        event.preventDefault()
        void apply()
      }}
    >
      <strong>{words('caps.title')}</strong>
      {stakes.batches.map(({ id, title, capUsd }) => field(id, told(title) || words('caps.batch'), capUsd, null))}
      {field('book', words('caps.book'), stakes.book.capUsd, stakes.book.spentUsd)}
      {field('day', words('caps.day'), stakes.day.capUsd, stakes.day.spentUsd)}
      <Problem problem={setCap.problem ?? setCaps.problem ?? goOn.problem} />
      <Button type="submit" loading={setCap.pending || setCaps.pending || goOn.pending}>
        {goOnWords()}
      </Button>
    </form>
  )
}
