import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import { Section } from '../../../parts/pane.tsx'
import { UsdInput } from '../../../parts/usd-input.tsx'
import { useDraft } from '../draft/use-draft.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import styles from './inspector.module.css'

/** The most this batch may cost, and what room the book's own budget has: spent, this batch, left. */
export function HardStop({ capUsd }: { capUsd: number | null }) {
  const words = useWords('generate')
  const format = useFormat()
  const draft = useDraft()
  const { quote } = useSheetFacts()
  const money = quote?.money
  const cap = money?.bookUsd ?? null
  const share = (usd: number) => (cap === null || cap === 0 ? 0 : Math.min(1, usd / cap))
  return (
    <Section>
      <div className={styles.stop}>
        <span aria-hidden="true">{words('stop.label')}</span>
        <UsdInput
          aria-label={words('stop.label')}
          className={styles.stopInput!}
          value={capUsd}
          placeholder={words('stop.none')}
          hideControls
          onChange={(usd) => draft.edit({ do: 'settings', settings: { capUsd: usd } })}
        />
      </div>
      {money && quote && cap !== null && (
        <span className={styles.budget} role="img" aria-label={words('stop.bar')}>
          <span className={styles.spent} style={{ flexBasis: `${share(money.spentUsd) * 100}%` }} />
          <span className={styles.adds} style={{ flexBasis: `${share(quote.untilUsd) * 100}%` }} />
        </span>
      )}
      {money && quote && (
        <p className={styles.why}>
          {cap === null
            ? words('stop.bookOpen', { spent: format.money(money.spentUsd) })
            : words('stop.book', {
                spent: format.money(money.spentUsd),
                cap: format.money(cap),
                share: format.percent(cap === 0 ? 0 : quote.untilUsd / cap, quote.untilUsd / (cap || 1) < 0.01 ? 1 : 0),
              })}
        </p>
      )}
    </Section>
  )
}
