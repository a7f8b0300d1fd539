const DAY_MS = 24 * 60 * 60 * 1000

/** `20 Nov 2026, 22:45` */
export function formatMoment(at: number): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

/** A moment on an axis: as exact as the steps of the axis need. */
export function formatTick(at: number, spanMs: number): string {
  const date = new Date(at)
  if (spanMs > 2 * DAY_MS) return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
  const seconds = spanMs < 5 * 60_000 ? ({ second: '2-digit' } as const) : {}
  return date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...seconds })
}
