import type { ReactNode } from 'react'
import type { Dashboard } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import styles from './runs.module.css'

const NOTHING = '—'

/** Six figures, each with where it comes from. */
export function Figures({ data, endsAt }: { data: Dashboard; endsAt: number | null }) {
  const words = useWords('runs')
  const format = useFormat()
  const { jobs, pace, money } = data
  const ended = jobs.done + jobs.failed + jobs.refused + jobs.unknown
  const seconds = (ms: number | null) => (ms === null ? NOTHING : format.number(ms / 1_000, ms < 10_000 ? 2 : 1))
  const others = [
    ...(jobs.failed > 0 ? [words('figures.failed', { count: jobs.failed })] : []),
    ...(jobs.refused > 0 ? [words('figures.refused', { count: jobs.refused })] : []),
    ...(jobs.unknown > 0 ? [words('figures.unknown', { count: jobs.unknown })] : []),
  ]
  return (
    <dl className={styles.figures}>
      <Figure
        value={ended === 0 ? NOTHING : format.percent(jobs.done / ended, 1)}
        name={words('figures.taken', { count: ended, settled: format.number(ended) })}
        source={others.length === 0 ? words('figures.noneFailed') : format.list(others)}
      />
      <Figure
        value={pace.perMinute === null ? NOTHING : format.number(pace.perMinute, pace.perMinute < 100 ? 1 : 0)}
        unit={words('figures.aMinute')}
        name={words('figures.pace')}
        source={
          pace.imagesPerHour === null
            ? words('figures.notMeasured')
            : words('figures.anHour', { rate: format.number(pace.imagesPerHour) })
        }
      />
      <Figure
        value={seconds(pace.averageMs)}
        unit={words('figures.seconds')}
        name={words('figures.average')}
        source={
          pace.medianMs === null
            ? words('figures.notMeasured')
            : words('figures.half', { median: seconds(pace.medianMs), slowest: seconds(pace.slowestMs) })
        }
      />
      <Figure
        value={format.money(money.spentUsd)}
        name={words('figures.spent', { quote: format.money(money.quotedUsd) })}
        source={[
          words('figures.replies', { count: money.replies }),
          ...(money.unpricedCalls > 0 ? [words('figures.unpriced', { count: money.unpricedCalls })] : []),
          ...(money.maybeCalls > 0
            ? [words('figures.maybe', { count: money.maybeCalls, usd: format.money(money.maybeUsd) })]
            : []),
        ].join(' · ')}
      />
      <Figure
        value={money.perPickedUsd === null ? NOTHING : format.money(money.perPickedUsd)}
        name={words('figures.perPicked')}
        source={words('figures.picked', { count: money.picked })}
      />
      <Figure
        value={endsAt === null ? NOTHING : format.time(endsAt)}
        name={words('figures.end')}
        source={
          endsAt !== null
            ? words('figures.left', { time: format.duration(Math.max(0, endsAt - data.now)) })
            : jobs.queued > 0
              ? words('figures.waiting', { count: jobs.queued })
              : words('figures.over')
        }
      />
    </dl>
  )
}

function Figure({ value, unit, name, source }: { value: ReactNode; unit?: string; name: string; source: string }) {
  return (
    <div className={styles.figure}>
      <dd className={styles.value}>
        <bdi>{value}</bdi> {unit !== undefined && value !== NOTHING && <span className={styles.unit}>{unit}</span>}
      </dd>
      <dt className={styles.figureName}>{name}</dt>
      <dd className={styles.source}>{source}</dd>
    </div>
  )
}
