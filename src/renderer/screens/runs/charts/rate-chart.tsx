import type { Dashboard } from '../../../../shared/contract/index.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useWindowLanguage, useWords } from '../../../i18n/words.ts'
import styles from './chart.module.css'
import { type Area, Chart, ChartTable } from './chart.tsx'
import { isolated } from './isolated.ts'
import { timeTicks, valueScale } from './scale.ts'

const HEIGHT = 210
const MARGIN = { top: 22, right: 16, bottom: 24, left: 40 }
/** Words under a shading need so much room, px. */
const WORDS_PX = 84
const TICK_PX = 96

/** Pictures a minute over time: waits and stops shaded and named, ends without a picture marked on the axis. */
export function RateChart({ data, asTable, endsAt }: { data: Dashboard; asTable: boolean; endsAt: number | null }) {
  const words = useWords('runs')
  const format = useFormat()
  const clock = new Intl.DateTimeFormat(`${useWindowLanguage()}-u-nu-latn`, { timeStyle: 'medium' })
  const { points } = data.rate
  const say = (index: number) => {
    const { at, perMinute, done, failed, refused, waited } = points[index]!
    const parts = [
      words('rate.perMinute', { rate: format.number(perMinute, 1) }),
      words('rate.done', { count: done }),
      ...(failed > 0 ? [words('rate.failed', { count: failed })] : []),
      ...(refused > 0 ? [words('rate.refused', { count: refused })] : []),
      ...(waited > 0 ? [words('rate.waited', { count: waited })] : []),
    ]
    return `${format.time(at)} · ${parts.join(' · ')}`
  }
  if (points.length === 0) return <p className={styles.nothing}>{words('rate.nothing')}</p>
  const name = words('rate.name', { count: points.length })
  const first = data.from ?? points[0]!.at - data.rate.widthMs
  const until = Math.max(points.at(-1)!.at, endsAt ?? 0)
  if (asTable)
    return (
      <ChartTable
        name={name}
        heads={[
          words('table.time'),
          words('rate.title'),
          words('table.taken'),
          words('table.failed'),
          words('table.refused'),
          words('table.waits'),
        ]}
        rows={points.map(({ at, perMinute, done, failed, refused, waited }) => [
          until - first > DAY_MS ? format.dateTime(at) : clock.format(at),
          format.number(perMinute, 1),
          ...[done, failed, refused, waited].map((count) => format.number(count)),
        ])}
      />
    )
  const from = first
  const last = points.at(-1)!
  const scaleX =
    ({ width }: Area) =>
    (at: number) =>
      ((at - from) / Math.max(1, until - from)) * width
  return (
    <Chart
      name={name}
      height={HEIGHT}
      margin={MARGIN}
      places={(area) => points.map(({ at }) => scaleX(area)(at))}
      say={say}
    >
      {(area, chosen) => {
        const x = scaleX(area)
        const y = valueScale(Math.max(...points.map(({ perMinute }) => perMinute)), area.height, 4)
        const line = [
          [x(from), y.at(points[0]!.perMinute)],
          ...points.map(({ at, perMinute }) => [x(at), y.at(perMinute)]),
        ]
        const path = line
          .map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px!.toFixed(1)} ${py!.toFixed(1)}`)
          .join('')
        return (
          <>
            {data.spans.map((span) => (
              <Shade
                key={`${span.kind} ${span.from}`}
                span={span}
                from={x(span.from)}
                until={x(span.until)}
                area={area}
              />
            ))}
            {y.ticks.map((tick) => (
              <g key={tick}>
                <line
                  className={tick === 0 ? styles.axis : styles.grid}
                  x1={0}
                  x2={area.width}
                  y1={y.at(tick)}
                  y2={y.at(tick)}
                />
                <text x={-8} y={y.at(tick) + 4} textAnchor="end">
                  {format.number(tick, 2)}
                </text>
              </g>
            ))}
            {timeTicks(from, until, Math.max(2, Math.floor(area.width / TICK_PX))).map((tick) => (
              <text key={tick} x={x(tick)} y={area.height + 18} textAnchor="middle">
                {until - from > 2 * DAY_MS
                  ? format.date(tick)
                  : until - from < 5 * MINUTE_MS
                    ? clock.format(tick)
                    : format.time(tick)}
              </text>
            ))}
            <path className={styles.rateArea} d={`${path}L${x(last.at)} ${area.height}L${x(from)} ${area.height}Z`} />
            <path className={styles.rate} d={path} />
            {data.marks.map(({ at, kind }, index) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: two may end at the same moment in the same way
                key={`${at} ${kind} ${index}`}
                className={styles.mark}
                data-state={kind === 'waited' ? 'stale' : kind}
                x={x(at) - 1.5}
                y={area.height - 6}
                width={3}
                height={6}
              />
            ))}
            {until > last.at && (
              <line className={styles.now} x1={x(last.at)} x2={x(last.at)} y1={-12} y2={area.height} />
            )}
            <circle
              className={styles.rateDot}
              cx={x(points[chosen ?? points.length - 1]!.at)}
              cy={y.at(points[chosen ?? points.length - 1]!.perMinute)}
              r={3.5}
            />
          </>
        )
      }}
    </Chart>
  )
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

function Shade({
  span,
  from,
  until,
  area,
}: {
  span: Dashboard['spans'][number]
  from: number
  until: number
  area: Area
}) {
  const words = useWords('runs')
  const format = useFormat()
  const { kind, pictures } = span
  const middle = (from + until) / 2
  const length = format.duration(span.until - span.from)
  const isWide = kind !== 'wait' && until - from > WORDS_PX
  const name =
    kind === 'wait'
      ? words('spans.wait')
      : kind === 'gate'
        ? words('spans.gate', { count: pictures })
        : words('spans.pause', { count: pictures })
  return (
    <g>
      <rect
        className={styles.span}
        data-kind={kind}
        x={from}
        width={Math.max(2, until - from)}
        y={0}
        height={area.height}
      />
      {isWide ? (
        <text x={middle} y={area.height * 0.42} textAnchor="middle">
          <tspan x={middle}>{isolated(name)}</tspan>
          <tspan x={middle} dy={15}>
            {isolated(length)}
          </tspan>
        </text>
      ) : (
        <text className={kind === 'wait' ? styles.waitWords : undefined} x={middle} y={-8} textAnchor="middle">
          {isolated(`${name}, ${length}`)}
        </text>
      )}
    </g>
  )
}
