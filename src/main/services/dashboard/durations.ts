/** How long pictures took, in columns of one width. */
export interface Durations {
  widthMs: number
  /** From `fromMs`, empty ones between others included. The last may stand for all that took longer. */
  columns: { fromMs: number; count: number }[]
  /** From here on in one column, whatever it took; null = all have their own. */
  beyondMs: number | null
}

const MOST_COLUMNS = 18
const STEPS = [1, 2, 5]
/** Columns reach so far behind the usual: one slow picture must not press all others into one. */
const FAR = 3

/** @param ascending ms */
export function durationsOf(ascending: readonly number[]): Durations {
  const count = ascending.length
  if (count === 0) return { widthMs: 1_000, columns: [], beyondMs: null }
  const first = ascending[0]!
  const last = ascending.at(-1)!
  const middle = ascending[Math.floor((count - 1) / 2)]!
  const far = Math.min(last, Math.max(middle * FAR, first + 1))
  const widthMs = niceWidth((far - first) / (MOST_COLUMNS - 2))
  const start = Math.floor(first / widthMs)
  const end = Math.floor(far / widthMs)
  const columns = Array.from({ length: end - start + 1 }, (_, at) => ({ fromMs: (start + at) * widthMs, count: 0 }))
  const beyondMs = (end + 1) * widthMs
  let beyond = 0
  for (const ms of ascending) {
    if (ms >= beyondMs) beyond++
    else columns[Math.floor(ms / widthMs) - start]!.count++
  }
  if (beyond === 0) return { widthMs, columns, beyondMs: null }
  return { widthMs, columns: [...columns, { fromMs: beyondMs, count: beyond }], beyondMs }
}

/** The next of 1, 2, 5, 10, 20, 50 … ms. */
function niceWidth(least: number): number {
  for (let power = 1; ; power *= 10) for (const step of STEPS) if (step * power >= least) return step * power
}
