import { aspectOf, type PointMm, type RectMm } from '../geometry.ts'
import type { PageBoxes, PageSide, ReadingDirection } from '../page-format.ts'
import type { ChosenPage } from './choose-pages.ts'
import type { HouseStyle } from './house-styles.ts'
import type { Edge, LaidOutPanel } from './laid-out-page.ts'
import type { LayoutUnit } from './layout-units.ts'
import { panelArea } from './page-room.ts'
import { MOST_NODES, type PageRuns } from './page-runs.ts'
import type { PanelNeeds } from './panel-needs.ts'
import { type NodeSizes, type PageRoom, sizePage } from './sizing.ts'
import { boundsOf, type PanelCorners, slantColumns } from './slants.ts'
import { LEAF, type Shape, type SplitTree, TIERS } from './split-tree.ts'

/** Passes of the solver on pages that were chosen; it stops by itself when sizes stand still. */
const STEPS = 16
/** From this importance on a panel at the page's edge runs out to the bleed, where the house style has it. */
const BLEED_IMPORTANCE = 4
/** An inset's share of its host's area, and of the host's sides at most. */
const INSET_AREA = 0.13
const INSET_WIDEST = 0.42
const INSET_HIGHEST = 0.4
/** Frames end at the safe box to within this, in mm. */
const EPSILON = 1e-6
const EDGES: readonly Edge[] = ['top', 'right', 'bottom', 'left']

interface PageToPlace {
  units: readonly LayoutUnit[]
  page: ChosenPage
  runs: PageRuns
  style: HouseStyle
  boxes: PageBoxes
  side: PageSide
  /** Top left corner of the room for panels. */
  corner: PointMm
  direction: Exclude<ReadingDirection, 'vertical'>
}

/** Panels of one page with their frames in mm, and the tree they stand in with all its shares. */
export function placePage(to: PageToPlace): { panels: LaidOutPanel[]; tree: SplitTree } {
  const { page, runs, boxes } = to
  const room = runs.roomAt(page.start)
  const sizes = sizesOf(to, room)
  const units = to.units.slice(page.start, page.start + page.length)
  const slots = slotsOf(page.shape, sizes, room, to.corner).map(
    (slot): Slot => ({ ...slot, frame: inReadingDirection(slot.frame, to) }),
  )
  const bleeds = slots.map(({ frame }, index) => bleedsOf(units[index]!, frame, to))
  const corners = slantedCorners(to, units, sizes, room, bleeds)

  const panels: LaidOutPanel[] = []
  for (const [index, { panel, inset }] of units.entries()) {
    const { frame, tier } = slots[index]!
    const own = corners[index] ?? null
    const edges = bleeds[index]!
    const placed: LaidOutPanel = { id: panel.id, tier, frame: own === null ? bled(frame, edges, boxes) : boundsOf(own) }
    if (own !== null) placed.corners = own
    if (edges.length > 0) placed.bleedsTo = edges
    panels.push(placed)
    if (inset !== null) {
      panels.push({ id: inset.id, tier, frame: insetFrame(frame, inset.aspect, room, to.direction), inset: true })
    }
  }
  return { panels, tree: treeOfSizes(page.shape, sizes, room) }
}

interface Slot {
  frame: RectMm
  tier: number
}

/** Pages are worked out as read from the left; those read from the right are their mirror image. */
function inReadingDirection(frame: RectMm, { direction, boxes }: PageToPlace): RectMm {
  return direction === 'ltr' ? frame : { ...frame, x: mirrorAxis(boxes) - frame.x - frame.width }
}

/** Twice the middle of the room for panels: what a place and its mirror image add up to. */
function mirrorAxis(boxes: PageBoxes): number {
  const { x, width } = panelArea(boxes)
  return 2 * x + width
}

function sizesOf({ page, runs }: PageToPlace, room: PageRoom): NodeSizes {
  const nodes = Math.max(MOST_NODES, page.shape.cuts.length)
  const sizes: NodeSizes = { widths: new Float64Array(nodes), heights: new Float64Array(nodes) }
  if (page.fixed === null) runs.size(page.shape, page.start, sizes, STEPS)
  else sizePage(page.shape, runs.needs, runs.weights, page.start, room, sizes, STEPS)
  if (page.fixed !== null) applyShares(page.fixed.tree, page.shape, room, sizes)
  return sizes
}

/** Sizes by the shares the author set; parts without any keep the proportions they have. */
function applyShares(tree: SplitTree, { ends }: Shape, room: PageRoom, { widths, heights }: NodeSizes): void {
  const apply = (part: SplitTree, node: number): void => {
    if (part === 'panel') return
    const tiers = part.cut === 'tiers'
    const lengths = tiers ? heights : widths
    const free = lengths[node]! - (part.parts.length - 1) * (tiers ? room.gutterY : room.gutterX)
    const inner: number[] = []
    for (let child = node + 1; child < ends[node]!; child = ends[child]!) inner.push(child)
    const total = inner.reduce((sum, child) => sum + lengths[child]!, 0)
    for (const [index, child] of inner.entries()) {
      lengths[child] = free * (part.shares?.[index] ?? lengths[child]! / total)
      if (tiers) widths[child] = widths[node]!
      else heights[child] = heights[node]!
      apply(part.parts[index]!, child)
    }
  }
  apply(tree, 0)
}

function slotsOf(shape: Shape, { widths, heights }: NodeSizes, room: PageRoom, corner: PointMm): Slot[] {
  const slots: Slot[] = []
  const place = (node: number, x: number, y: number, tier: number): void => {
    const { cuts, ends } = shape
    if (cuts[node] === LEAF) {
      slots.push({ frame: { x, y, width: widths[node]!, height: heights[node]! }, tier })
      return
    }
    const tiers = cuts[node] === TIERS
    let index = 0
    for (let part = node + 1, at = tiers ? y : x; part < ends[node]!; part = ends[part]!) {
      if (tiers) place(part, x, at, node === 0 ? index : tier)
      else place(part, at, y, tier)
      at += tiers ? heights[part]! + room.gutterY : widths[part]! + room.gutterX
      index++
    }
  }
  place(0, corner.x, corner.y, 0)
  return slots
}

/** Edges at which a frame leaves the safe box. Below a heading nothing runs up, and only whole pages into the binding. */
function bleedsOf({ panel, alone }: LayoutUnit, frame: RectMm, { style, boxes, side, corner }: PageToPlace): Edge[] {
  if (style.bleeds === 'none') return []
  const isStrong = style.bleeds === 'strong' && panel.importance >= BLEED_IMPORTANCE
  if (alone === null && !isStrong) return []
  const area = panelArea(boxes)
  const touches: Record<Edge, boolean> = {
    top: frame.y < area.y + EPSILON && corner.y < area.y + EPSILON,
    right: frame.x + frame.width > area.x + area.width - EPSILON,
    bottom: frame.y + frame.height > area.y + area.height - EPSILON,
    left: frame.x < area.x + EPSILON,
  }
  const binding: Edge = side === 'left' ? 'right' : 'left'
  return EDGES.filter((edge) => touches[edge] && (alone !== null || edge !== binding))
}

function bled(frame: RectMm, edges: readonly Edge[], { bleed }: PageBoxes): RectMm {
  const left = edges.includes('left') ? bleed.x : frame.x
  const top = edges.includes('top') ? bleed.y : frame.y
  const right = edges.includes('right') ? bleed.x + bleed.width : frame.x + frame.width
  const bottom = edges.includes('bottom') ? bleed.y + bleed.height : frame.y + frame.height
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Gutters lean where half the panels beside them are of action, none bleeds, and no picture loses what matters. */
function slantedCorners(
  { style, page, runs, corner, direction, boxes }: PageToPlace,
  units: readonly LayoutUnit[],
  sizes: NodeSizes,
  room: PageRoom,
  bleeds: readonly Edge[][],
): PanelCorners {
  if (!style.slants || !units.some(({ panel }) => panel.action === true)) return []
  const upright = new Set(
    units.flatMap(({ inset }, index) => (inset !== null || bleeds[index]!.length > 0 ? [index] : [])),
  )
  const mayLean = (from: number, until: number) => {
    const within = Array.from({ length: until - from }, (_, index) => from + index)
    const acting = within.filter((index) => units[index]!.panel.action === true)
    return acting.length * 2 >= within.length && !within.some((index) => upright.has(index))
  }
  // A panel that cannot take its slant keeps its whole tier upright; that may free no other, so it ends.
  while (true) {
    const corners = slantColumns(page.shape, sizes, room, corner, mayLean)
    const cut = corners.findIndex((own, index) => own !== null && !isWithinReach(own, runs.needs, page.start + index))
    if (cut < 0) return corners.map((own) => (own === null || direction === 'ltr' ? own : mirrored(own, boxes)))
    upright.add(cut)
  }
}

function isWithinReach(corners: readonly PointMm[], { lnFrom, lnUntil }: PanelNeeds, unit: number): boolean {
  const lnShape = Math.log(aspectOf(boundsOf(corners)))
  return lnShape >= lnFrom[unit]! && lnShape <= lnUntil[unit]!
}

/** Low and at the side where the reader leaves the host, within its safe part. */
function insetFrame(host: RectMm, aspect: number, room: PageRoom, direction: 'ltr' | 'rtl'): RectMm {
  const margin = Math.min(room.gutterX, host.width / 12, host.height / 12)
  const ideal = Math.sqrt(host.width * host.height * INSET_AREA)
  const width = Math.min(host.width * INSET_WIDEST, ideal * Math.sqrt(aspect))
  const height = Math.min(host.height * INSET_HIGHEST, ideal / Math.sqrt(aspect))
  const x = direction === 'ltr' ? host.x + host.width - margin - width : host.x + margin
  return { x, y: host.y + host.height - margin - height, width, height }
}

/** The mirror image, clockwise from its own top left corner. */
function mirrored(corners: readonly PointMm[], boxes: PageBoxes): PointMm[] {
  const [a, b, c, d] = corners.map(({ x, y }) => ({ x: mirrorAxis(boxes) - x, y }))
  return [b!, a!, d!, c!]
}

function treeOfSizes({ cuts, ends }: Shape, { widths, heights }: NodeSizes, room: PageRoom): SplitTree {
  const read = (node: number): SplitTree => {
    if (cuts[node] === LEAF) return 'panel'
    const tiers = cuts[node] === TIERS
    const lengths = tiers ? heights : widths
    const inner: number[] = []
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) inner.push(part)
    const free = lengths[node]! - (inner.length - 1) * (tiers ? room.gutterY : room.gutterX)
    return {
      cut: tiers ? 'tiers' : 'columns',
      parts: inner.map(read),
      shares: inner.map((part) => lengths[part]! / free),
    }
  }
  return read(0)
}
