import type { Dashboard } from '../../../../shared/contract/index.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import styles from './chart.module.css'
import { type Area, Chart, ChartTable } from './chart.tsx'
import { valueScale } from './scale.ts'

const HEIGHT = 150
const MARGIN = { top: 18, right: 16, bottom: 24, left: 40 }
const GAP = 2
const COUNT_PX = 22
const TICK_PX = 46

/** How long pictures took, in columns. */
export function DurationsChart({ data, asTable }: { data: Dashboard; asTable: boolean }) {
  const words = useWords('runs')
  const format = useFormat()
  const { columns, widthMs, beyondMs } = data.durations
  const { medianMs } = data.pace
  const isSlow = (columns.at(-1)?.fromMs ?? 0) >= 10_000
  const seconds = (ms: number) => format.number(ms / 1_000, isSlow ? 0 : widthMs < 100 ? 2 : 1)
  const span = ({ fromMs }: { fromMs: number }) =>
    fromMs === beyondMs
      ? words('durations.beyond', { from: seconds(fromMs) })
      : words('durations.between', { from: seconds(fromMs), until: seconds(fromMs + widthMs) })
  if (columns.length === 0) return <p className={styles.nothing}>{words('durations.nothing')}</p>
  const name = words('durations.name', { median: medianMs === null ? '—' : format.duration(medianMs) })
  if (asTable)
    return (
      <ChartTable
        name={name}
        heads={[words('durations.title'), words('table.pictures')]}
        rows={columns.map((column) => [span(column), format.number(column.count)])}
      />
    )
  const column = ({ width }: Area) => width / columns.length
  return (
    <Chart
      name={name}
      height={HEIGHT}
      margin={MARGIN}
      places={(area) => columns.map((_, index) => (index + 0.5) * column(area))}
      say={(index) => `${span(columns[index]!)} · ${words('cost.pictures', { count: columns[index]!.count })}`}
    >
      {(area) => {
        const width = column(area)
        const y = valueScale(Math.max(...columns.map(({ count }) => count)), area.height, 3)
        const first = columns[0]!.fromMs
        const every = Math.max(1, Math.ceil(TICK_PX / width))
        return (
          <>
            {columns.map(({ fromMs, count }, index) => (
              <g key={fromMs}>
                <rect
                  className={styles.column}
                  data-beyond={fromMs === beyondMs || undefined}
                  x={index * width + GAP / 2}
                  width={Math.max(1, width - GAP)}
                  y={y.at(count)}
                  height={area.height - y.at(count)}
                />
                {count > 0 && width > COUNT_PX && (
                  <text className={styles.strong} x={(index + 0.5) * width} y={y.at(count) - 4} textAnchor="middle">
                    {format.number(count)}
                  </text>
                )}
                {(index % every === 0 || fromMs === beyondMs) && (
                  <text
                    x={index * width + (fromMs === beyondMs ? width / 2 : 0)}
                    y={area.height + 18}
                    textAnchor="middle"
                  >
                    {fromMs === beyondMs ? `${seconds(fromMs)}+` : seconds(fromMs)}
                  </text>
                )}
              </g>
            ))}
            <line className={styles.axis} x1={0} x2={area.width} y1={area.height} y2={area.height} />
            {medianMs !== null && medianMs < (beyondMs ?? Number.POSITIVE_INFINITY) && (
              <line
                className={styles.median}
                x1={((medianMs - first) / widthMs) * width}
                x2={((medianMs - first) / widthMs) * width}
                y1={-6}
                y2={area.height}
              />
            )}
          </>
        )
      }}
    </Chart>
  )
}
