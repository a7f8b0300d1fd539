import { Button } from '@mantine/core'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useBook } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import styles from './settings.module.css'

const TIER = 'PANELWRIGHT_OPENAI_TIER'

/** What the account's own replies told of its limits, and the tier that goes with them. */
export function ToldTier() {
  const words = useWords('settings')
  const format = useFormat()
  const book = useBook()
  const { data } = useRequest('provider.limits', { provider: 'openai' }, ['queue', 'book'])
  const set = useAction('provider.set')
  const current = useRequest('provider.list', {}, ['providers']).data?.providers.find(({ id }) => id === 'openai')
  const named = current?.settings.find(({ name }) => name === TIER)?.value ?? '1'
  if (book === null || data === null || data.perMinute === null) return null
  const { perMinute, tier, at } = data
  return (
    <div className={styles.answer} role="status">
      <span>
        {words('tier.told', { rate: format.number(perMinute), time: format.dateTime(at ?? 0) })}{' '}
        {tier === null ? words('tier.none') : words('tier.is', { tier })}
      </span>
      {tier !== null && tier !== named && (
        <Button variant="default" loading={set.pending} onClick={() => void set.run({ name: TIER, value: tier })}>
          {words('tier.use', { tier })}
        </Button>
      )}
      <Problem problem={set.problem} />
    </div>
  )
}
