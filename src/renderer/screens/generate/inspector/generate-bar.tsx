import { Button } from '@mantine/core'
import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import styles from '../generate.module.css'
import { useGenerate } from '../use-generate.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'

/** Sum and button at the foot of the work, where the inspector is not beside it. */
export function GenerateBar() {
  const words = useWords('generate')
  const format = useFormat()
  const { quote } = useSheetFacts()
  const generate = useGenerate()
  return (
    <div className={styles.foot}>
      <span className={styles.footSum}>
        {generate.waits ??
          (quote && (
            <>
              <strong>{words('counts.images', { count: quote.pictures })}</strong>{' '}
              {quote.unknownPrices > 0
                ? words('sum.some', { count: quote.unknownPrices, money: format.money(quote.untilUsd) })
                : quote.untilUsd === 0
                  ? words('sum.free')
                  : words('sum.about', { money: format.money(quote.untilUsd) })}
            </>
          ))}
      </span>
      <Button disabled={generate.waits !== null} loading={generate.pending} onClick={generate.run}>
        {generate.label}
      </Button>
    </div>
  )
}
