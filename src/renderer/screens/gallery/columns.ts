import type { Take } from '../../../shared/contract/index.ts'

const MOST = 4

/**
 * The pictures that stand beside each other: those that were named; else, by takes, the one the author is at and those
 * after it; by styles, the best of each style, the window's own first.
 *
 * @param takes of one panel, oldest first
 */
export function columnsOf(
  takes: readonly Take[],
  { by, at, named, style }: { by: 'takes' | 'styles'; at: number; named: readonly string[]; style: string },
): Take[] {
  const whole = takes.filter(({ file }) => file !== 'missing')
  const asked = whole.filter(({ id }) => named.includes(id))
  if (asked.length >= 2) return asked.slice(0, MOST)
  if (by === 'styles') {
    const best = [...Map.groupBy(whole, (take) => take.style).values()].map((own) => own.toSorted(better)[0]!)
    return best.toSorted((a, b) => Number(b.style === style) - Number(a.style === style)).slice(0, MOST)
  }
  const ordered = whole.toSorted((a, b) => a.index - b.index)
  const start = Math.max(0, Math.min(at, ordered.length - Math.min(MOST, ordered.length)))
  return ordered.slice(start, start + MOST)
}

/** Picked, kept, not looked at, rejected; the newer first. */
function better(a: Take, b: Take): number {
  const worth = ({ picked, state }: Take) => (picked ? 3 : state === 'kept' ? 2 : state === 'candidate' ? 1 : 0)
  return worth(b) - worth(a) || b.createdAt - a.createdAt
}
