import type { NeedWeights, PanelNeeds } from './panel-needs.ts'
import { LEAF, type Shape, TIERS } from './split-tree.ts'

/** Room for panels, in mm, and the gutters between them. */
export interface PageRoom {
  width: number
  height: number
  /** Between columns. */
  gutterX: number
  /** Between tiers. */
  gutterY: number
  /** Size of the letters of dialogue. */
  letterMm: number
}

/** Sizes of every node of a shape, in mm. */
export interface NodeSizes {
  widths: Float64Array
  heights: Float64Array
}

/** No side changes by more than this many e-folds in one step. */
const LONGEST_STEP = 0.7

// Scratch for one shape, by node: the quadratic ½(p·du² + 2r·du·dv + s·dv²) + g·du + k·dv about its present size,
// and the step taken. Kept between calls because hundreds of thousands of small arrays would cost more than the work.
const MOST_NODES = 256
const p = new Float64Array(MOST_NODES)
const r = new Float64Array(MOST_NODES)
const s = new Float64Array(MOST_NODES)
const g = new Float64Array(MOST_NODES)
const k = new Float64Array(MOST_NODES)
const du = new Float64Array(MOST_NODES)
const dv = new Float64Array(MOST_NODES)

/**
 * Finds the sizes that cost the panels of one page least, for a given tree.
 *
 * What a panel wants is a sum of squares in the logarithms of its width and height: its shape against the picture's,
 * its area against its importance. A cut shares out a length, which links the logarithms by the parts' shares, to
 * first order linearly. So the best sizes of a part, given its own width and height, cost a quadratic of those two,
 * and it follows from the quadratics of its parts in closed form: one pass up the tree, one pass down, in time linear
 * in the number of panels. Passes are repeated about the new sizes: Newton's method without a matrix. Limits (reach,
 * smallest sides, room for words) are squares that are there only where overstepped.
 * @param start index of the page's first panel in `needs`
 * @param out filled with the sizes; must have room for the shape's nodes
 * @param steps most passes; a few are enough to compare trees
 * @returns what the sizes cost
 */
export function sizePage(
  shape: Shape,
  needs: PanelNeeds,
  weights: NeedWeights,
  start: number,
  room: PageRoom,
  out: NodeSizes,
  steps: number,
): number {
  startSizes(shape, needs, start, room, out)
  return sizePageOn(shape, needs, weights, start, room, out, steps)
}

/** As `sizePage`, going on from sizes that are there. */
export function sizePageOn(
  shape: Shape,
  needs: PanelNeeds,
  weights: NeedWeights,
  start: number,
  room: PageRoom,
  out: NodeSizes,
  steps: number,
): number {
  for (let step = 0; step < steps; step++) {
    linkUp(shape, needs, weights, start, out)
    const longest = stepDown(shape, room, out)
    if (longest < 1e-4) break
  }
  return sizesCost(shape, needs, weights, start, out)
}

/** What given sizes cost the panels of a page. */
export function sizesCost(
  shape: Shape,
  needs: PanelNeeds,
  weights: NeedWeights,
  start: number,
  { widths, heights }: NodeSizes,
): number {
  let cost = 0
  let panel = start
  for (let node = 0; node < shape.cuts.length; node++) {
    if (shape.cuts[node] !== LEAF) continue
    cost += panelCost(needs, weights, panel, Math.log(widths[node]!), Math.log(heights[node]!))
    panel++
  }
  return cost
}

function panelCost(needs: PanelNeeds, weights: NeedWeights, panel: number, u: number, v: number): number {
  const shape = u - v
  const area = u + v
  const crop = shape - needs.lnAspect[panel]!
  const size = area - needs.lnTarget[panel]!
  const beyond = Math.max(0, shape - needs.lnUntil[panel]!, needs.lnFrom[panel]! - shape)
  const narrow = Math.max(0, weights.lnNarrowest - u)
  const low = Math.max(0, weights.lnLowest - v)
  const text = Math.max(0, needs.lnText[panel]! - area)
  return (
    needs.crop[panel]! * crop * crop +
    weights.size * size * size +
    weights.reach * beyond * beyond +
    weights.small * (narrow * narrow + low * low) +
    weights.text * text * text
  )
}

/** A first guess: lengths shared out by what the parts would take if each panel had just what it wants. */
function startSizes(shape: Shape, needs: PanelNeeds, start: number, room: PageRoom, { widths, heights }: NodeSizes) {
  const { cuts, ends } = shape
  let panel = start + shape.leaves
  for (let node = cuts.length - 1; node >= 0; node--) {
    if (cuts[node] === LEAF) {
      panel--
      const half = needs.lnTarget[panel]! / 2
      widths[node] = Math.exp(half + needs.lnAspect[panel]! / 2)
      heights[node] = Math.exp(half - needs.lnAspect[panel]! / 2)
      continue
    }
    // Parts of one cut are brought to one length across it, keeping their areas.
    let area = 0
    let across = 0
    let count = 0
    const tiers = cuts[node] === TIERS
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      const partArea = widths[part]! * heights[part]!
      area += partArea
      across += Math.log(tiers ? widths[part]! : heights[part]!)
      count++
    }
    across = Math.exp(across / count)
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      const partArea = widths[part]! * heights[part]!
      widths[part] = tiers ? across : partArea / across
      heights[part] = tiers ? partArea / across : across
    }
    widths[node] = tiers ? across : area / across
    heights[node] = tiers ? area / across : across
  }
  widths[0] = room.width
  heights[0] = room.height
  fitParts(shape, room, widths, heights)
}

/** Makes the parts of every cut fill it exactly, in the proportions they have. */
function fitParts({ cuts, ends }: Shape, room: PageRoom, widths: Float64Array, heights: Float64Array): void {
  for (let node = 0; node < cuts.length; node++) {
    if (cuts[node] === LEAF) continue
    const tiers = cuts[node] === TIERS
    const lengths = tiers ? heights : widths
    let total = 0
    let count = 0
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      total += lengths[part]!
      count++
    }
    const gutters = (count - 1) * (tiers ? room.gutterY : room.gutterX)
    const factor = (lengths[node]! - gutters) / total
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      lengths[part] = lengths[part]! * factor
      if (tiers) widths[part] = widths[node]!
      else heights[part] = heights[node]!
    }
  }
}

/** Quadratics of all nodes about the present sizes, parts before what holds them. */
function linkUp(shape: Shape, needs: PanelNeeds, weights: NeedWeights, start: number, sizes: NodeSizes): void {
  const { cuts, ends } = shape
  const { widths, heights } = sizes
  let panel = start + shape.leaves
  for (let node = cuts.length - 1; node >= 0; node--) {
    if (cuts[node] === LEAF) {
      panel--
      linkPanel(node, needs, weights, panel, Math.log(widths[node]!), Math.log(heights[node]!))
      continue
    }
    // Along the cut lengths add up; across it all parts share one.
    const tiers = cuts[node] === TIERS
    const lengths = tiers ? heights : widths
    const [along, across, push, pull] = tiers ? [s, p, k, g] : [p, s, g, k]
    let give = 0
    let lean = 0
    let drift = 0
    let acrossSum = 0
    let pullSum = 0
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      const share = lengths[part]! / lengths[node]!
      const stiff = along[part]!
      give += (share * share) / stiff
      lean += (share * r[part]!) / stiff
      drift += (share * push[part]!) / stiff
      acrossSum += across[part]! - (r[part]! * r[part]!) / stiff
      pullSum += pull[part]! - (r[part]! * push[part]!) / stiff
    }
    along[node] = 1 / give
    r[node] = lean / give
    across[node] = acrossSum + (lean * lean) / give
    push[node] = drift / give
    pull[node] = pullSum + (lean * drift) / give
  }
}

function linkPanel(node: number, needs: PanelNeeds, weights: NeedWeights, panel: number, u: number, v: number): void {
  const shape = u - v
  const area = u + v
  const beyond =
    shape > needs.lnUntil[panel]!
      ? shape - needs.lnUntil[panel]!
      : shape < needs.lnFrom[panel]!
        ? shape - needs.lnFrom[panel]!
        : 0
  const text = area < needs.lnText[panel]! ? area - needs.lnText[panel]! : 0
  const narrow = u < weights.lnNarrowest ? u - weights.lnNarrowest : 0
  const low = v < weights.lnLowest ? v - weights.lnLowest : 0
  const shapeForce = needs.crop[panel]! * (shape - needs.lnAspect[panel]!) + weights.reach * beyond
  const areaForce = weights.size * (area - needs.lnTarget[panel]!) + weights.text * text
  const shapeStiff = needs.crop[panel]! + (beyond === 0 ? 0 : weights.reach)
  const areaStiff = weights.size + (text === 0 ? 0 : weights.text)
  p[node] = 2 * (shapeStiff + areaStiff + (narrow === 0 ? 0 : weights.small))
  s[node] = 2 * (shapeStiff + areaStiff + (low === 0 ? 0 : weights.small))
  r[node] = 2 * (areaStiff - shapeStiff)
  g[node] = 2 * (areaForce + shapeForce + weights.small * narrow)
  k[node] = 2 * (areaForce - shapeForce + weights.small * low)
}

/** Takes the best step everywhere, from the page down. @returns the longest, in e-folds */
function stepDown(shape: Shape, room: PageRoom, { widths, heights }: NodeSizes): number {
  const { cuts, ends } = shape
  let longest = 0
  du[0] = 0
  dv[0] = 0
  for (let node = 0; node < cuts.length; node++) {
    if (cuts[node] === LEAF) continue
    const tiers = cuts[node] === TIERS
    const lengths = tiers ? heights : widths
    const [along, push] = tiers ? [s, k] : [p, g]
    const [stepAlong, stepAcross] = tiers ? [dv, du] : [du, dv]
    const acrossStep = stepAcross[node]!
    let give = 0
    let free = 0
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      const share = lengths[part]! / lengths[node]!
      give += (share * share) / along[part]!
      free += (share * (r[part]! * acrossStep + push[part]!)) / along[part]!
    }
    const force = (stepAlong[node]! + free) / give
    for (let part = node + 1; part < ends[node]!; part = ends[part]!) {
      const share = lengths[part]! / lengths[node]!
      const step = (force * share - r[part]! * acrossStep - push[part]!) / along[part]!
      const taken = step > LONGEST_STEP ? LONGEST_STEP : step < -LONGEST_STEP ? -LONGEST_STEP : step
      stepAlong[part] = taken
      stepAcross[part] = acrossStep
      longest = Math.max(longest, Math.abs(taken))
    }
  }
  for (let node = 1; node < cuts.length; node++) {
    widths[node] = widths[node]! * Math.exp(du[node]!)
    heights[node] = heights[node]! * Math.exp(dv[node]!)
  }
  fitParts(shape, room, widths, heights)
  return longest
}
