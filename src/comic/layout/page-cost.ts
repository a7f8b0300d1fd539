import type { HouseStyle } from './house-styles.ts'
import type { LayoutUnit } from './layout-units.ts'
import type { NodeSizes } from './sizing.ts'
import { LEAF, type Shape, TIERS } from './split-tree.ts'

/** Gained when a page opens a scene. */
const OPENS_SCENE = -0.35
/** A scene's first panel last on a page, or its last panel first on one. */
const STRAY_PANEL = 0.8
/** A panel alone on its page that did not ask for it: more, the less it weighs. */
const ALONE = 0.3
const ALONE_UNIMPORTANT = 1.2
/** A panel that should surprise stands where it can be seen before the page is turned. */
export const MISSED_TURN = 3
/** The same tree as on the page before. */
export const REPEATED_TREE = 0.35
/** A spread that found no even page. */
export const MISPLACED_SPREAD = 30
/** Tiers all alike, although what they show is not. */
const DULL = 0.3
const DULL_HEIGHTS = 1.08
/** A page of fixed tiers that stays blank below, for each tier. */
const BLANK_TIER = 10

/** What a run of panels costs as a page, whatever its tree. Does not depend on where in the book it stands. */
export function runCost(units: readonly LayoutUnit[], start: number, length: number, style: HouseStyle): number {
  const { usual, strictness } = style.panels
  const first = units[start]!.panel
  let cost = strictness * (length - usual) ** 2
  if (first.sceneStart) cost += OPENS_SCENE
  if (length === 1)
    return cost + (style.sizing === 'free' ? ALONE + (ALONE_UNIMPORTANT * (5 - first.importance)) / 4 : 0)
  if (units[start + length - 1]!.panel.sceneStart) cost += STRAY_PANEL
  if (!first.sceneStart && units[start + 1]!.panel.sceneStart) cost += STRAY_PANEL
  for (let index = start + 1; index < start + length; index++) {
    if (units[index]!.turn) cost += MISSED_TURN
  }
  return cost
}

/** What a page's looks cost, beside what its panels miss. */
export function looksCost(
  shape: Shape,
  { heights }: NodeSizes,
  units: readonly LayoutUnit[],
  start: number,
  style: HouseStyle,
): number {
  let tiers = 0
  let lowest = Infinity
  let highest = 0
  let alike = shape.cuts[0] === TIERS
  if (shape.cuts[0] === TIERS) {
    const inFirst = leavesWithin(shape, 1)
    for (let tier = 1; tier < shape.ends[0]!; tier = shape.ends[tier]!) {
      tiers++
      lowest = Math.min(lowest, heights[tier]!)
      highest = Math.max(highest, heights[tier]!)
      alike &&= leavesWithin(shape, tier) === inFirst
    }
  }
  const blank = style.fixedTiers === null ? 0 : BLANK_TIER * (style.fixedTiers - tiers)
  if (style.sizing !== 'free') return shape.strain + blank
  const dull = alike && highest / lowest < DULL_HEIGHTS && importancesDiffer(units, start, shape.leaves)
  return shape.strain + (dull ? DULL : 0)
}

function leavesWithin({ cuts, ends }: Shape, node: number): number {
  let leaves = 0
  for (let inner = node; inner < ends[node]!; inner++) if (cuts[inner] === LEAF) leaves++
  return leaves
}

function importancesDiffer(units: readonly LayoutUnit[], start: number, length: number): boolean {
  const { importance } = units[start]!.panel
  for (let index = start + 1; index < start + length; index++) {
    if (units[index]!.panel.importance !== importance) return true
  }
  return false
}
