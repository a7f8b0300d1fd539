import { CROP_WEIGHT, type NeedWeights, needWeights, type PanelNeeds } from './panel-needs.ts'
import { type NodeSizes, type PageRoom, sizePageOn } from './sizing.ts'
import { LEAF, type Shape } from './split-tree.ts'

/** Rounds of choosing shapes for the slots and sizing the slots for the shapes. */
const ROUNDS = 3
const STEPS = 2
/** Rounds of trying other shapes panel by panel. */
const PASSES = 3
/** Shapes no further apart than this, in logarithms, are as good as any shape: nothing is tried beside the nearest. */
const DENSE = 0.06

/** Judges trees for pictures whose shape is chosen after the slot: by what the nearest shape there is would lose. */
export class ShapeFitting {
  /** Narrowest first. */
  readonly #lnShapes: Float64Array
  readonly #weights: NeedWeights
  readonly #passes: number
  #wished: PanelNeeds | null = null
  #needs: PanelNeeds | null = null

  /** @param shapes width divided by height; must not be empty */
  constructor(shapes: readonly number[], dial: number, room: PageRoom) {
    this.#lnShapes = Float64Array.from(shapes, Math.log).sort()
    this.#weights = needWeights(dial, room)
    const isDense =
      shapes.length > 1 && this.#lnShapes.every((shape, at, all) => at === 0 || shape - all[at - 1]! < DENSE)
    this.#passes = isDense ? 0 : PASSES
  }

  /**
   * Chooses shapes for the panels of a page that have no picture yet.
   * @param sizes of the page as its panels wish; changed to fit the shapes chosen
   * @returns the page's cost with these shapes
   */
  fit(shape: Shape, wished: PanelNeeds, start: number, room: PageRoom, sizes: NodeSizes): number {
    const needs = this.#copyOf(wished)
    const costNow = () => {
      let cost = sizePageOn(shape, needs, this.#weights, start, room, sizes, STEPS)
      for (let panel = start; panel < start + shape.leaves; panel++) {
        cost += CROP_WEIGHT.given * (needs.lnAspect[panel]! - wished.lnAspect[panel]!) ** 2
      }
      return cost
    }
    let cost = Infinity
    for (let round = 0; round < ROUNDS; round++) {
      forEachFree(shape, needs, start, (node, panel) => {
        needs.lnAspect[panel] = this.#shapes(slotShape(sizes, node))[0]
      })
      cost = costNow()
    }
    // Then panel by panel, where the shape on the other side of the slot's might free the others.
    let isSettled = this.#passes === 0
    for (let pass = 0; pass < this.#passes && !isSettled; pass++) {
      isSettled = true
      forEachFree(shape, needs, start, (node, panel) => {
        const chosen = needs.lnAspect[panel]!
        const other = this.#shapes(slotShape(sizes, node)).find((one) => one !== chosen)
        if (other === undefined) return
        needs.lnAspect[panel] = other
        const otherCost = costNow()
        if (otherCost < cost) {
          cost = otherCost
          isSettled = false
        } else needs.lnAspect[panel] = chosen
      })
    }
    return this.#passes === 0 ? cost : costNow()
  }

  #copyOf(wished: PanelNeeds): PanelNeeds {
    if (this.#needs === null || this.#wished !== wished) {
      const { isFree } = wished
      const unlessFree = (values: Float64Array, free: number) =>
        values.map((value, panel) => (isFree[panel] === 1 ? free : value))
      this.#wished = wished
      this.#needs = {
        ...wished,
        lnAspect: Float64Array.from(wished.lnAspect),
        crop: unlessFree(wished.crop, CROP_WEIGHT.fitted),
        lnFrom: unlessFree(wished.lnFrom, -Infinity),
        lnUntil: unlessFree(wished.lnUntil, Infinity),
      }
    }
    return this.#needs
  }

  /** The nearest shape, and the nearest on the other side. */
  #shapes(slot: number): [number, number] {
    const all = this.#lnShapes
    let [from, until] = [0, all.length]
    while (from < until) {
      const middle = (from + until) >> 1
      if (all[middle]! <= slot) from = middle + 1
      else until = middle
    }
    const below = all[from - 1] ?? all[0]!
    const above = all[from] ?? below
    return slot - below < above - slot ? [below, above] : [above, below]
  }
}

function slotShape({ widths, heights }: NodeSizes, node: number): number {
  return Math.log(widths[node]! / heights[node]!)
}

function forEachFree(
  { cuts }: Shape,
  { isFree }: PanelNeeds,
  start: number,
  visit: (node: number, panel: number) => void,
): void {
  let panel = start
  for (let node = 0; node < cuts.length; node++) {
    if (cuts[node] !== LEAF) continue
    if (isFree[panel] === 1) visit(node, panel)
    panel++
  }
}
