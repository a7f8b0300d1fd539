import type { CDPSession, Page } from 'playwright-core'

/** What frames of a scroll took. */
export interface Frames {
  /** From frame to frame, ms. */
  p50: number
  p95: number
  most: number
  /** Work of the page's main thread for one frame, ms: what the computer's other business does not change much. */
  script: number
  layout: number
  paint: number
}

interface TraceEvent {
  ph: string
  name: string
  dur?: number
  pid: number
  tid: number
  args: { name?: string }
}

const SCRIPT = ['FunctionCall', 'EvaluateScript', 'MinorGC', 'MajorGC']
const LAYOUT = ['UpdateLayoutTree', 'Layout']
const PAINT = ['PrePaint', 'Paint', 'Layerize', 'Commit']

/**
 * Scrolls a box frame by frame and tells what frames took; at its end it turns round.
 *
 * @param stepPx CSS pixels a frame
 */
export async function scrollThrough(
  page: Page,
  box: string,
  { ms, stepPx }: { ms: number; stepPx: number },
): Promise<Frames> {
  const session = await page.context().newCDPSession(page)
  const traced = await startTrace(session)
  const times = (await page.evaluate(`new Promise((resolve) => {
    const box = document.querySelector('${box}')
    const times = []
    let step = ${stepPx}
    let last = performance.now()
    const begun = last
    const frame = (now) => {
      times.push(now - last)
      last = now
      const before = box.scrollTop
      box.scrollTop += step
      if (box.scrollTop === before) step = -step
      if (now - begun < ${ms}) requestAnimationFrame(frame)
      else resolve(times.slice(1))
    }
    requestAnimationFrame(frame)
  })`)) as number[]
  const events = await traced()
  await session.detach()
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  )
  const sum = (names: readonly string[]) =>
    events
      .filter((event) => event.ph === 'X' && names.includes(event.name) && main.has(threadOf(event)))
      .reduce((total, { dur = 0 }) => total + dur / 1_000, 0) / times.length
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!
  return {
    ...{ p50: at(0.5), p95: at(0.95), most: sorted.at(-1)! },
    ...{ script: sum(SCRIPT), layout: sum(LAYOUT), paint: sum(PAINT) },
  }
}

async function startTrace(session: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const traceConfig = { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] }
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
    await session.send('Tracing.end')
    await complete
    return events
  }
}

function threadOf({ pid, tid }: Pick<TraceEvent, 'pid' | 'tid'>): string {
  return `${pid}/${tid}`
}

export function inWords({ p50, p95, most, script, layout, paint }: Frames): string {
  return [
    `frames p50 ${p50.toFixed(0)} p95 ${p95.toFixed(0)} most ${most.toFixed(0)} ms`,
    `work a frame: script ${script.toFixed(1)}, layout ${layout.toFixed(1)}, paint ${paint.toFixed(1)} ms`,
  ].join(' · ')
}
