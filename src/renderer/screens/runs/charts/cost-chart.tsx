import type { Dashboard } from '../../../../shared/contract/index.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import styles from './chart.module.css'
import { type Area, Chart, ChartTable } from './chart.tsx'
import { isolated } from './isolated.ts'
import { valueScale } from './scale.ts'

const HEIGHT = 210
const MARGIN = { top: 22, right: 104, bottom: 24, left: 60 }
/** Words beside each other at the end of the chart keep so much apart, px. */
const LINE_PX = 14

/** What was charged, picture by picture, against the quote and the cap, with what the rest may bring it to. */
export function CostChart({ data, asTable }: { data: Dashboard; asTable: boolean }) {
  const words = useWords('runs')
  const format = useFormat()
  const { points, range } = data.cost
  const { quotedUsd, capUsd } = data.money
  const all = data.jobs.done + data.jobs.running + data.jobs.queued
  const say = (index: number) => {
    const { pictures, usd } = points[index]!
    return `${words('cost.pictures', { count: pictures })} · ${format.money(usd)}`
  }
  const name = words('cost.name', { spent: format.money(data.money.spentUsd), quote: format.money(quotedUsd) })
  if (asTable)
    return (
      <ChartTable
        name={name}
        heads={[words('table.pictures'), words('table.charged')]}
        rows={points.map(({ pictures, usd }) => [format.number(pictures), format.money(usd)])}
      />
    )
  const most = Math.max(1, all, points.at(-1)?.pictures ?? 0)
  const highest = Math.max(data.money.spentUsd, quotedUsd ?? 0, range?.highUsd ?? 0)
  // A cap far above everything would press the rest into a line at the foot.
  const showsCap = capUsd !== null && capUsd <= Math.max(highest, 0.01) * 3
  const scaleX =
    ({ width }: Area) =>
    (pictures: number) =>
      (pictures / most) * width
  const last = points.at(-1)!
  return (
    <Chart
      name={name}
      height={HEIGHT}
      margin={MARGIN}
      places={(area) => points.map(({ pictures }) => scaleX(area)(pictures))}
      say={say}
    >
      {(area, chosen) => {
        const x = scaleX(area)
        const y = valueScale(Math.max(highest, showsCap ? capUsd : 0), area.height, 4)
        const path = points
          .map(
            ({ pictures, usd }, index) => `${index === 0 ? 'M' : 'L'}${x(pictures).toFixed(1)} ${y.at(usd).toFixed(1)}`,
          )
          .join('')
        const dot = points[chosen ?? points.length - 1]!
        const ends = apart([
          ...(showsCap
            ? [{ y: y.at(capUsd), words: words('cost.cap', { usd: format.money(capUsd) }), kind: 'cap' as const }]
            : []),
          ...(quotedUsd === null
            ? []
            : [
                {
                  y: y.at(quotedUsd),
                  words: words('cost.quote', { usd: format.money(quotedUsd) }),
                  kind: 'quote' as const,
                },
              ]),
        ])
        return (
          <>
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
                  {format.money(tick)}
                </text>
              </g>
            ))}
            {[0, Math.round(most / 2), most].map((tick) => (
              <text key={tick} x={x(tick)} y={area.height + 18} textAnchor="middle">
                {format.number(tick)}
              </text>
            ))}
            <text x={area.width / 4} y={area.height + 18} textAnchor="middle">
              {isolated(words('cost.axis'))}
            </text>
            {range && (
              <path
                className={styles.fan}
                d={`M${x(last.pictures)} ${y.at(last.usd)}L${x(range.pictures)} ${y.at(range.highUsd)}L${x(range.pictures)} ${y.at(range.lowUsd)}Z`}
              />
            )}
            {quotedUsd !== null && (
              <line className={styles.quote} x1={0} y1={y.at(0)} x2={x(most)} y2={y.at(quotedUsd)} />
            )}
            {showsCap && <line className={styles.cap} x1={0} x2={area.width} y1={y.at(capUsd)} y2={y.at(capUsd)} />}
            {ends.map((end) => (
              <text
                key={end.kind}
                x={area.width + 8}
                y={end.y + 4}
                className={end.kind === 'cap' ? styles.capWords : undefined}
              >
                {isolated(end.words)}
              </text>
            ))}
            <path className={styles.cost} d={path} />
            <circle className={styles.dot} cx={x(dot.pictures)} cy={y.at(dot.usd)} r={3.5} />
          </>
        )
      }}
    </Chart>
  )
}

/** Words at the end of the chart, moved apart where they would lie on each other. */
function apart<End extends { y: number }>(ends: readonly End[]): End[] {
  const sorted = ends.toSorted((a, b) => a.y - b.y)
  const placed: End[] = []
  for (const end of sorted) {
    const before = placed.at(-1)
    placed.push({ ...end, y: before === undefined ? end.y : Math.max(end.y, before.y + LINE_PX) })
  }
  return placed
}
