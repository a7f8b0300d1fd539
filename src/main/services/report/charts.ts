import { counted, formatDuration, grouped } from '../../../shared/quantities.ts'
import { type Html, html, NOTHING } from './html.ts'
import type { TimelineBucket } from './measures.ts'
import { formatTick } from './moments.ts'

/** Drawing area of the timeline, in the units of its view box. */
const WIDTH = 960
const HEIGHT = 240
const LEFT = 44
const BOTTOM = 24
const TOP = 8
const PLOT = { width: WIDTH - LEFT, height: HEIGHT - TOP - BOTTOM }
/** Least distance between two labels of the time axis. */
const LABEL_SPACE = 90

/** Columns over time: pictures from the ground up, failures and waits on top of them. */
export function timelineChart({ widthMs, buckets }: { widthMs: number; buckets: readonly TimelineBucket[] }): Html {
  if (buckets.length === 0) return NOTHING
  const highest = Math.max(...buckets.map(({ done, failed, waited }) => done + failed + waited))
  const top = niceCeiling(highest)
  const x = (index: number) => LEFT + (index / buckets.length) * PLOT.width
  const height = (count: number) => (count / top) * PLOT.height
  const columnWidth = PLOT.width / buckets.length
  const gap = Math.min(4, columnWidth * 0.2)

  const columns = buckets.flatMap(({ at, done, failed, waited }, index) => {
    let ground = TOP + PLOT.height
    const title = `${formatTick(at, widthMs * buckets.length)}: ${grouped(done)} done, ${grouped(failed)} failed, ${grouped(waited)} waits`
    const parts = [
      { name: 'done', count: done },
      { name: 'failed', count: failed },
      { name: 'waited', count: waited },
    ]
    return parts
      .filter(({ count }) => count > 0)
      .map(({ name, count }) => {
        ground -= height(count)
        return html`<rect class="${name}" x="${round(x(index) + gap / 2)}" y="${round(ground)}" width="${round(columnWidth - gap)}" height="${round(height(count))}"><title>${title}</title></rect>`
      })
  })
  const levels = [0, 0.5, 1].map((share) => share * top).filter(Number.isInteger)
  const grid = levels.map((level) => {
    const y = round(TOP + PLOT.height - height(level))
    return html`<line x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${grouped(level)}</text>`
  })
  const every = Math.ceil((LABEL_SPACE * buckets.length) / PLOT.width)
  const ticks = buckets
    .filter((_, index) => index % every === 0)
    .map(({ at }, nth) => {
      const label = formatTick(at, widthMs * buckets.length)
      return html`<text x="${round(x(nth * every))}" y="${HEIGHT - 6}">${label}</text>`
    })
  return html`<figure>
<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Ends of attempts over time, ${formatDuration(widthMs)} to a column">
<g class="grid">${grid}</g>${columns}<g class="ticks">${ticks}</g></svg>
<figcaption>${counted(buckets.length, 'column')} of ${formatDuration(widthMs)} each</figcaption>
</figure>`
}

/** One bar of all jobs, by what became of them. */
export function stateBar(parts: readonly { name: string; count: number }[]): Html {
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return NOTHING
  let x = 0
  const pieces = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => {
      const width = (count / total) * WIDTH
      const piece = html`<rect class="${name}" x="${round(x)}" y="0" width="${round(Math.max(1, width - 2))}" height="10"><title>${grouped(count)} ${name}</title></rect>`
      x += width
      return piece
    })
  return html`<svg class="states" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${parts.map(({ name, count }) => `${count} ${name}`).join(', ')}">${pieces}</svg>`
}

/** A thin bar for a table's cell: done, then failed, of all. */
export function shareBar(done: number, failed: number, total: number): Html {
  const scale = total === 0 ? 0 : 100 / total
  return html`<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="6"/><rect class="done" width="${round(done * scale)}" height="6"/><rect class="failed" x="${round(done * scale)}" width="${round(failed * scale)}" height="6"/></svg>`
}

/** The next of 1, 2, 4, 6, 10, 20, 40, 60, 100 …: halves of these are whole numbers, save of 1. */
function niceCeiling(value: number): number {
  for (let power = 1; ; power *= 10) for (const step of [1, 2, 4, 6]) if (step * power >= value) return step * power
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
