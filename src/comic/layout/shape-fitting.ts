import { type NeedWeights, needWeights, type PanelNeeds } from './panel-needs.ts'
import { type NodeSizes, type PageRoom, sizePageOn } from './sizing.ts'
import { LEAF, type Shape } from './split-tree.ts'

/** Rounds of choosing shapes for the slots and sizing the slots for the shapes. */
const ROUNDS = 3
const STEPS = 2
/** Rounds of trying other shapes panel by panel. */
const PASSES = 3

/** Judges trees for pictures whose shape is chosen after the slot: by what the nearest shape there is would lose. */
export class ShapeFitting {
  readonly #lnShapes: Float64Array
  readonly #wishes: NeedWeights
  readonly #fits: NeedWeights
  #needs: PanelNeeds | null = null

  /** @param shapes width divided by height; must not be empty */
  constructor(shapes: readonly number[], dial: number, room: PageRoom) {
    this.#lnShapes = Float64Array.from(shapes, Math.log)
    this.#wishes = needWeights(dial, room, 'given')
    this.#fits = needWeights(dial, room, 'fitted')
  }

  /**
   * Chooses shapes for the panels of a page.
   * @param sizes of the page as its panels wish; changed to fit the shapes chosen
   * @returns the page's cost with these shapes
   */
  fit(shape: Shape, wished: PanelNeeds, start: number, room: PageRoom, sizes: NodeSizes): number {
    const needs = this.#copyOf(wished)
    const costNow = () => {
      let cost = sizePageOn(shape, needs, this.#fits, start, room, sizes, STEPS)
      for (let panel = start; panel < start + shape.leaves; panel++) {
        cost += this.#wishes.crop * (needs.lnAspect[panel]! - wished.lnAspect[panel]!) ** 2
      }
      return cost
    }
    let cost = Infinity
    for (let round = 0; round < ROUNDS; round++) {
      forEachLeaf(shape, start, (node, panel) => {
        needs.lnAspect[panel] = this.#shapes(slotShape(sizes, node))[0]
      })
      cost = costNow()
    }
    // Then panel by panel, where the shape on the other side of the slot's might free the others.
    for (let pass = 0; pass < PASSES; pass++) {
      forEachLeaf(shape, start, (node, panel) => {
        const chosen = needs.lnAspect[panel]!
        needs.lnAspect[panel] = this.#shapes(slotShape(sizes, node)).find((other) => other !== chosen) ?? chosen
        const other = costNow()
        if (other < cost) cost = other
        else needs.lnAspect[panel] = chosen
      })
    }
    return costNow()
  }

  #copyOf(wished: PanelNeeds): PanelNeeds {
    if (this.#needs === null || this.#needs.lnTarget !== wished.lnTarget) {
      const anything = new Float64Array(wished.count)
      this.#needs = {
        ...wished,
        lnAspect: Float64Array.from(wished.lnAspect),
        lnFrom: anything.slice().fill(-Infinity),
        lnUntil: anything.slice().fill(Infinity),
      }
    }
    return this.#needs
  }

  /** The nearest shape, and the nearest on the other side. */
  #shapes(slot: number): [number, number] {
    let [below, above] = [-Infinity, Infinity]
    for (const shape of this.#lnShapes) {
      if (shape <= slot) below = Math.max(below, shape)
      else above = Math.min(above, shape)
    }
    if (below === -Infinity) return [above, above]
    if (above === Infinity) return [below, below]
    return slot - below < above - slot ? [below, above] : [above, below]
  }
}

function slotShape({ widths, heights }: NodeSizes, node: number): number {
  return Math.log(widths[node]! / heights[node]!)
}

function forEachLeaf({ cuts }: Shape, start: number, visit: (node: number, panel: number) => void): void {
  let panel = start
  for (let node = 0; node < cuts.length; node++) if (cuts[node] === LEAF) visit(node, panel++)
}
