import type { RectMm } from '../geometry.ts'

/** What a reader sees of a panel. */
export interface SeenFrame {
  frame: RectMm
  /** Stands within another frame, and is read after it. */
  inset?: boolean
}

export interface ReadingHabit {
  direction: 'ltr' | 'rtl'
  /** What the eye looks for first. */
  first: 'tiers' | 'columns'
}

/** Frames may overlap by this share of the smaller one and still count as one after the other: gutters can slant. */
const TOLERANCE = 0.2

/**
 * Reads a page as a reader who looks for straight gutters: the widest parts first, then the parts of those.
 * @returns indices of the frames in the order they are read
 */
export function readByCuts(frames: readonly SeenFrame[], habit: ReadingHabit): number[] {
  return withInsets(frames, habit, (boxes) => {
    const read = (group: readonly Box[]): Box[] => {
      if (group.length < 2) return [...group]
      const order = habit.first === 'tiers' ? (['top', 'left'] as const) : (['left', 'top'] as const)
      for (const start of order) {
        const parts = cutAlong(group, start)
        if (parts.length > 1) return parts.flatMap(read)
      }
      return group.toSorted((a, b) => a.top - b.top || a.left - b.left)
    }
    return read(boxes)
  })
}

/**
 * Reads a page as a reader whose eye goes from panel to panel: to the next one beside, else to the highest that is left,
 * but to none before those it sees above it or before it in the line.
 * @returns indices of the frames in the order they are read
 */
export function readBySteps(frames: readonly SeenFrame[], habit: ReadingHabit): number[] {
  return withInsets(frames, habit, (boxes) => {
    const turned = habit.first === 'columns' ? boxes.map(transposed) : boxes
    const left = new Set(turned)
    const read: Box[] = []
    while (left.size > 0) {
      const ready = [...left].filter((box) => ![...left].some((other) => other !== box && comesBefore(other, box)))
      // Frames that wait for each other would make the reader stop: then the highest is next.
      const open = ready.length > 0 ? ready : [...left]
      const last = read.at(-1)
      const beside = last === undefined ? [] : open.filter((box) => isBeside(last, box))
      const next = (beside.length > 0 ? beside : open).toSorted((a, b) => a.top - b.top || a.left - b.left)[0]!
      left.delete(next)
      read.push(next)
    }
    return read
  })
}

interface Box {
  index: number
  left: number
  top: number
  right: number
  bottom: number
}

function withInsets(
  frames: readonly SeenFrame[],
  { direction }: ReadingHabit,
  read: (boxes: readonly Box[]) => Box[],
): number[] {
  const boxes = frames.map(({ frame }, index): Box => {
    const [left, right] = [frame.x, frame.x + frame.width]
    const across = direction === 'ltr' ? { left, right } : { left: -right, right: -left }
    return { index, ...across, top: frame.y, bottom: frame.y + frame.height }
  })
  const insets = boxes.filter(({ index }) => frames[index]!.inset === true)
  return read(boxes.filter((box) => !insets.includes(box))).flatMap((host) => [
    host.index,
    ...insets.filter((inset) => isWithin(inset, host)).map(({ index }) => index),
  ])
}

function isWithin(inner: Box, outer: Box): boolean {
  const [x, y] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2]
  return x > outer.left && x < outer.right && y > outer.top && y < outer.bottom
}

/** Groups that a straight cut parts, in order. */
function cutAlong(group: readonly Box[], start: 'top' | 'left'): Box[][] {
  const end = start === 'top' ? 'bottom' : 'right'
  const sorted = group.toSorted((a, b) => a[start] - b[start])
  const parts: Box[][] = []
  let reached = -Infinity
  for (const box of sorted) {
    const current = parts.at(-1)
    const shortest = Math.min(box[end] - box[start], ...(current ?? []).map((other) => other[end] - other[start]))
    if (current === undefined || box[start] >= reached - TOLERANCE * shortest) parts.push([box])
    else current.push(box)
    reached = Math.max(reached, box[end])
  }
  return parts
}

function comesBefore(a: Box, b: Box): boolean {
  const across = overlap(a.left, a.right, b.left, b.right)
  const down = overlap(a.top, a.bottom, b.top, b.bottom)
  if (down > TOLERANCE) return a.left < b.left && across <= TOLERANCE
  return across > TOLERANCE && a.top < b.top
}

function isBeside(a: Box, b: Box): boolean {
  return b.left > a.left && overlap(a.top, a.bottom, b.top, b.bottom) > TOLERANCE
}

/** What two lengths share, as a share of the shorter one. */
function overlap(aStart: number, aEnd: number, bStart: number, bEnd: number): number {
  const shared = Math.min(aEnd, bEnd) - Math.max(aStart, bStart)
  return Math.max(0, shared) / Math.max(Number.EPSILON, Math.min(aEnd - aStart, bEnd - bStart))
}

function transposed({ index, left, top, right, bottom }: Box): Box {
  return { index, left: top, top: left, right: bottom, bottom: right }
}
