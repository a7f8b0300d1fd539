import type { OwnSettings } from '../../../../shared/contract/index.ts'
import { useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useQualityName } from '../../../format/use-quality-name.ts'
import { useWords } from '../../../i18n/words.ts'
import { ratioOf } from '../shapes.tsx'
import type { OwnSum } from './box-card.tsx'
import styles from './boxes.module.css'

/** What a box does otherwise than the master, and what it comes to by itself. */
export function OwnChips({ own, sum }: { own: OwnSettings; sum: OwnSum | null }) {
  const words = useWords('generate')
  const format = useFormat()
  const qualityName = useQualityName()
  const named = useRequest('style.list', own.styles ? {} : null, ['styles']).data?.styles ?? []
  const styleName = (id: string) => named.find(({ style }) => style.id === id)?.style.name ?? id
  const chips: [keyof OwnSettings, string][] = []
  if (own.model !== undefined) chips.push(['model', own.model])
  if (own.quality !== undefined) chips.push(['quality', qualityName(own.quality)])
  if (own.size !== undefined) chips.push(['size', ratioOf(own.size)])
  if (own.images !== undefined) chips.push(['images', format.number(own.images)])
  if (own.styles !== undefined) chips.push(['styles', own.styles.map(styleName).join(', ')])
  if (own.referenceId === null) chips.push(['referenceId', words('boxes.noReference')])
  else if (own.referenceId !== undefined) chips.push(['referenceId', '✓'])
  return (
    <>
      {chips.map(([name, value]) => (
        <span key={name} className={styles.chip}>
          {words(`boxes.own.${name}`)} <bdi>{value}</bdi>
        </span>
      ))}
      {sum && sum.unknownPrices === 0 && sum.each && sum.pictures > 0 && sum.untilUsd > 0 && (
        <bdi className={styles.quiet}>
          {words('boxes.sum', {
            count: sum.pictures,
            each: format.money(sum.each.untilUsd),
            sum: format.money(sum.untilUsd),
          })}
        </bdi>
      )}
      {sum && sum.unknownPrices > 0 && <span className={styles.quiet}>{format.money(null)}</span>}
    </>
  )
}
