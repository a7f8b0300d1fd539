import { Button } from '@mantine/core'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import type { Edition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import styles from './inspector.module.css'

/** Most images of one panel that are asked for at once. */
const MOST_IMAGES = 16

/** Pictures that show something else than the script says now: make them anew at a price, or keep them as they are. */
export function StaleNote({
  panelId,
  edition,
  takes,
  canEdit,
}: {
  panelId: string
  edition: Edition
  takes: number
  canEdit: boolean
}) {
  const words = useWords('script')
  const { number, money } = useFormat()
  const plan = {
    panelIds: [panelId],
    styles: [edition.style],
    languages: [edition.lang],
    images: Math.min(takes, MOST_IMAGES),
  }
  const quoted = useRequest('plan.quote', plan, ['prompts', 'script', 'money', 'providers', 'takes'])
  const generate = useAction('batch.generate')
  const accept = useAction('panel.accept')
  const quote = quoted.data?.quote
  const isPriced = quote !== undefined && quote.unknownPrices === 0
  return (
    <div className={styles.stale} role="note">
      <p className={styles.staleWords}>
        <StateMark state="stale" />
        <span>
          {words('staleWords', { count: takes, number: number(takes) })}{' '}
          {quote && (
            <strong>
              {isPriced && quote.untilUsd === 0
                ? words('staleFree', { count: quote.jobs, number: number(quote.jobs) })
                : words('staleCost', {
                    count: quote.jobs,
                    number: number(quote.jobs),
                    price: money(isPriced ? quote.untilUsd : null),
                  })}
            </strong>
          )}
        </span>
      </p>
      <Problem problem={quoted.problem ?? generate.problem ?? accept.problem} />
      <div className={styles.buttons}>
        <Button
          variant="default"
          loading={generate.pending}
          disabled={!canEdit || !quote || quote.jobs === 0}
          onClick={() =>
            void generate.run({ ...plan, ...(isPriced && { agreedUsd: quote.untilUsd + quote.waiting.untilUsd }) })
          }
        >
          {words('refresh', { count: quote?.jobs ?? takes, number: number(quote?.jobs ?? takes) })}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          disabled={!canEdit || accept.pending}
          onClick={() => void accept.run({ panelIds: [panelId] })}
        >
          {words('keepOld')}
        </Button>
      </div>
    </div>
  )
}
