import type { BatchLine } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { StateBar } from '../../parts/state-mark.tsx'
import { Part } from './part.tsx'
import styles from './runs.module.css'

/** Every batch of the book, newest first; one is looked at. */
export function Batches({
  batches,
  chosen,
  onChoose,
}: {
  batches: readonly BatchLine[]
  chosen: string | undefined
  onChoose: (id: string) => void
}) {
  const words = useWords('runs')
  return (
    <Part title={words('batches.title')}>
      <div className={styles.long}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words('batches.batch')}</th>
              <th scope="col">{words('batches.state')}</th>
              <th scope="col" className={styles.end}>
                {words('batches.real')}
              </th>
              <th scope="col" className={styles.end}>
                {words('batches.quote')}
              </th>
              <th scope="col" className={styles.end}>
                {words('batches.rate')}
              </th>
              <th scope="col" className={styles.end}>
                {words('batches.average')}
              </th>
              <th scope="col" className={styles.end}>
                {words('batches.when')}
              </th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <Row key={batch.id} batch={batch} isChosen={batch.id === chosen} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

const NOTHING = '—'

function Row({ batch, isChosen, onChoose }: { batch: BatchLine; isChosen: boolean; onChoose: (id: string) => void }) {
  const words = useWords('runs')
  const format = useFormat()
  const { id, number, title, done, running, failed, refused, unknown, queued, averageMs, imagesPerHour } = batch
  const perMinute = imagesPerHour === null ? null : imagesPerHour / 60
  return (
    <tr className={styles.row} data-chosen={isChosen || undefined} onClick={() => onChoose(id)}>
      <th scope="row">
        <button type="button" className={styles.rowButton} aria-pressed={isChosen} onClick={() => onChoose(id)}>
          <strong>{number}</strong> <bdi>{told(title)}</bdi>
        </button>
      </th>
      <td className={styles.bar}>
        <StateBar counts={{ taken: done, running, failed, refused, unknown, queued }} />
      </td>
      <td className={styles.end}>{done === 0 && batch.spentUsd === 0 ? NOTHING : format.money(batch.spentUsd)}</td>
      <td className={styles.end}>{batch.quotedUsd === 0 ? words('batches.free') : format.money(batch.quotedUsd)}</td>
      <td className={styles.end}>{perMinute === null ? NOTHING : format.number(perMinute, perMinute < 100 ? 1 : 0)}</td>
      <td className={styles.end}>{averageMs === null ? NOTHING : format.duration(averageMs)}</td>
      <td className={styles.end}>
        {running > 0
          ? words('batches.now')
          : batch.paused
            ? words('batches.paused')
            : format.ago(batch.lastAt ?? batch.createdAt)}
      </td>
    </tr>
  )
}
