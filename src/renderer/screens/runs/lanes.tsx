import type { RouteOutput } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Part } from './part.tsx'
import styles from './runs.module.css'

const NOTHING = '—'

/** What each provider and model brought, and what a picture really cost there. */
export function Lanes({ lanes }: { lanes: RouteOutput<'runs.batches'>['lanes'] }) {
  const words = useWords('runs')
  const format = useFormat()
  return (
    <Part title={words('lanes.title')} aside={words('lanes.aside')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words('lanes.lane')}</th>
            <th scope="col" className={styles.end}>
              {words('lanes.taken')}
            </th>
            <th scope="col" className={styles.end}>
              {words('lanes.success')}
            </th>
            <th scope="col" className={styles.end}>
              {words('lanes.real')}
            </th>
            <th scope="col" className={styles.end}>
              {words('lanes.quoted')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ name, done, failed, perTakeUsd, quotedUsd }) => {
            const ended = done + failed
            const price = (usd: number | null) =>
              done === 0 ? NOTHING : usd === 0 ? words('batches.free') : format.money(usd)
            return (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className={styles.end}>{format.number(done)}</td>
                <td className={styles.end}>{ended === 0 ? NOTHING : format.percent(done / ended, 1)}</td>
                <td className={styles.end}>{price(perTakeUsd)}</td>
                <td className={styles.end}>{price(quotedUsd === null ? null : quotedUsd / Math.max(1, done))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Part>
  )
}
