import type { Split, SplitTree } from '../../shared/domain/layout-lock.ts'
import type { SplitPath } from './edits.ts'
import type { LaidOutPage } from './laid-out-page.ts'
import type { PageRoom } from './sizing.ts'
import { leavesOf } from './split-tree.ts'

/** A gutter of a page, as an author would take hold of it. Slots count from 0 in reading order, insets left out. */
export interface PageGutter {
  /** The cut it belongs to, and which of its gutters, as `moveSplit` has them. */
  path: SplitPath
  gutter: number
  /** `level` lies between tiers and moves up and down, `upright` between columns and moves along the line of reading. */
  runs: 'level' | 'upright'
  /** What the parts of its cut share out, in mm. */
  lengthMm: number
  /** Slots on its two sides: first and last of each. */
  before: [number, number]
  after: [number, number]
}

/**
 * Every gutter of a page, those of the page itself first, then those within its parts in reading order.
 * @param room of a page without a heading
 */
export function guttersOf(page: LaidOutPage, room: PageRoom): PageGutter[] {
  const { width, height } = room
  return guttersWithin(page.tree ?? 'panel', [], 0, { width, height: height - (page.headingFrame?.height ?? 0) }, room)
}

function guttersWithin(
  tree: SplitTree,
  path: SplitPath,
  slot: number,
  size: { width: number; height: number },
  room: PageRoom,
): PageGutter[] {
  if (tree === 'panel') return []
  const tiers = tree.cut === 'tiers'
  const lengthMm = (tiers ? size.height : size.width) - (tree.parts.length - 1) * (tiers ? room.gutterY : room.gutterX)
  const slots = slotsOf(tree, slot)
  const own = slots.slice(1).map(
    (after, gutter): PageGutter => ({
      path,
      gutter,
      runs: tiers ? 'level' : 'upright',
      lengthMm,
      before: slots[gutter]!,
      after,
    }),
  )
  const within = tree.parts.flatMap((part, index) => {
    const length = lengthMm * (tree.shares?.[index] ?? 1 / tree.parts.length)
    const inner = tiers ? { ...size, height: length } : { ...size, width: length }
    return guttersWithin(part, [...path, index], slots[index]![0], inner, room)
  })
  return [...own, ...within]
}

/** First and last slot of each part. */
function slotsOf({ parts }: Split, first: number): [number, number][] {
  let next = first
  return parts.map((part) => {
    const from = next
    next += leavesOf(part)
    return [from, next - 1]
  })
}
