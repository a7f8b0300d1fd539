import type { HouseStyle } from './house-styles.ts'
import type { NeedWeights, PanelNeeds } from './panel-needs.ts'
import { type NodeSizes, type PageRoom, sizePage } from './sizing.ts'
import { COLUMNS, LEAF, type Shape, TIERS } from './split-tree.ts'

const STEPS = 4

/**
 * Sizes for house styles whose tiers do not follow the pictures: tiers of one height, in which widths are free, in
 * steps of a column, or all alike.
 * @param shape tiers of columns of panels, or equal parts throughout
 */
export function sizeFixedPage(
  shape: Shape,
  style: HouseStyle,
  needs: PanelNeeds,
  weights: NeedWeights,
  start: number,
  room: PageRoom,
  out: NodeSizes,
): void {
  out.widths[0] = room.width
  out.heights[0] = room.height
  let panel = start
  for (let node = 0; node < shape.cuts.length; node++) {
    if (shape.cuts[node] === LEAF) {
      panel++
      continue
    }
    const tiers = shape.cuts[node] === TIERS
    const parts = partsOf(shape, node)
    const wholeTiers = node === 0 && tiers ? style.fixedTiers : null
    const slots = Math.max(wholeTiers ?? 0, parts.length)
    if (tiers) {
      const height = (out.heights[node]! - (slots - 1) * room.gutterY) / slots
      for (const part of parts) {
        out.widths[part] = out.widths[node]!
        out.heights[part] = height
      }
    } else {
      const widths = widthsOf(parts.length, style, needs, weights, panel, {
        ...room,
        width: out.widths[node]!,
        height: out.heights[node]!,
      })
      for (const [index, part] of parts.entries()) {
        out.widths[part] = widths[index]!
        out.heights[part] = out.heights[node]!
      }
    }
  }
}

function partsOf({ ends }: Shape, node: number): number[] {
  const parts: number[] = []
  for (let part = node + 1; part < ends[node]!; part = ends[part]!) parts.push(part)
  return parts
}

function widthsOf(
  count: number,
  style: HouseStyle,
  needs: PanelNeeds,
  weights: NeedWeights,
  panel: number,
  tier: PageRoom,
): number[] {
  const free = tier.width - (count - 1) * tier.gutterX
  if (style.sizing === 'equal') return Array.from({ length: count }, () => free / count)
  const sizes: NodeSizes = { widths: new Float64Array(count + 1), heights: new Float64Array(count + 1) }
  sizePage(rowOf(count), needs, weights, panel, tier, sizes, STEPS)
  const widths = Array.from({ length: count }, (_, index) => sizes.widths[index + 1]!)
  if (style.sizing === 'strips' || typeof style.trees !== 'object' || !('columns' in style.trees)) return widths
  const { columns } = style.trees
  const column = (tier.width - (columns - 1) * tier.gutterX) / columns
  return inColumns(
    widths.map((width) => width / free),
    columns,
  ).map((taken) => taken * column + (taken - 1) * tier.gutterX)
}

/** Shares of a tier in whole columns, at least one each: what is left goes where most is missing. */
function inColumns(shares: readonly number[], columns: number): number[] {
  const taken = shares.map(() => 1)
  for (let left = columns - shares.length; left > 0; left--) {
    const missing = shares.map((share, index) => share * columns - taken[index]!)
    taken[missing.indexOf(Math.max(...missing))]!++
  }
  return taken
}

const ROWS = new Map<number, Shape>()

function rowOf(count: number): Shape {
  let row = ROWS.get(count)
  if (row === undefined) {
    const cuts = new Uint8Array(count + 1)
    cuts[0] = COLUMNS
    const ends = Uint16Array.from({ length: count + 1 }, (_, node) => (node === 0 ? count + 1 : node + 1))
    row = { signature: `(${'.'.repeat(count)})`, leaves: count, cuts, ends, strain: 0 }
    ROWS.set(count, row)
  }
  return row
}
