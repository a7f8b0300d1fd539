import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { announce } from '../../../announce/announce.tsx'
import styles from './chart.module.css'
import { nearest, nextPoint } from './scale.ts'

export interface Area {
  width: number
  height: number
}

/** Room around the drawing for the marks of its axes. */
export interface Margin {
  top: number
  right: number
  bottom: number
  left: number
}

/**
 * A drawing over an axis that arrow keys go along, point by point; each is read out and shown beside the pointer. Time
 * runs to the right in every language.
 *
 * @param name what the chart is and says, in a sentence
 * @param places of the points on the axis, px from its start, upwards
 * @param say what a point says, in words
 */
export function Chart({
  name,
  height,
  margin,
  places,
  say,
  children,
}: {
  name: string
  height: number
  margin: Margin
  places: (area: Area) => readonly number[]
  say: (index: number) => string
  children: (area: Area, at: number | null) => ReactNode
}) {
  const { ref, width } = useElementSize()
  const [at, setAt] = useState<number | null>(null)
  const area = {
    width: Math.max(1, width - margin.left - margin.right),
    height: height - margin.top - margin.bottom,
  }
  const xs = width === 0 ? [] : places(area)
  const point = at === null ? null : (xs[Math.min(at, xs.length - 1)] ?? null)
  const shown = point === null ? null : Math.min(at!, xs.length - 1)

  const move = (event: KeyboardEvent) => {
    const next = nextPoint(event.key, at, xs.length)
    if (next === null) return
    event.preventDefault()
    setAt(next)
    announce(say(next))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of HTML is a chart whose points are gone along
    <div
      ref={ref}
      className={styles.chart}
      dir="ltr"
      role="group"
      aria-roledescription="chart"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys reach each point
      tabIndex={0}
      style={{ height }}
      onKeyDown={move}
      onBlur={() => setAt(null)}
      onPointerLeave={() => setAt(null)}
      onPointerMove={({ clientX, currentTarget }) => {
        if (xs.length > 0) setAt(nearest(xs, clientX - currentTarget.getBoundingClientRect().left - margin.left))
      }}
    >
      {width > 0 && (
        <svg className={styles.svg} width={width} height={height} aria-hidden="true">
          <g transform={`translate(${margin.left} ${margin.top})`}>
            {children(area, shown)}
            {point !== null && <line className={styles.cursor} x1={point} x2={point} y1={0} y2={area.height} />}
          </g>
        </svg>
      )}
      {shown !== null && point !== null && (
        <div
          className={styles.says}
          data-end={point > area.width / 2 || undefined}
          style={
            point > area.width / 2 ? { right: width - margin.left - point + 8 } : { left: margin.left + point + 8 }
          }
          dir="auto"
          aria-hidden="true"
        >
          {say(shown)}
        </div>
      )}
    </div>
  )
}

/** A chart's own figures as a table. */
export function ChartTable({
  name,
  heads,
  rows,
}: {
  name: string
  heads: readonly string[]
  rows: readonly (readonly string[])[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys
    <section className={styles.table} tabIndex={0} aria-label={name}>
      <table>
        <caption className={styles.caption}>{name}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
