import type { HouseStyle } from './house-styles.ts'
import type { NeedWeights, PanelNeeds } from './panel-needs.ts'
import type { PageRoom } from './sizing.ts'
import {
  enumerateTrees,
  leavesOf,
  type Shape,
  type SplitTree,
  shapeOf,
  signatureOf,
  type TreeRules,
  treeOf,
} from './split-tree.ts'

/** All trees of one house style, with the parts they share numbered. */
export interface TreeCatalogue {
  /** Most panels of a page. */
  longest: number
  /** By panels of a page, less one: what a page may look like. */
  pages: CataloguePage[][]
  /** Parts of pages, each after the parts of its own; the first is a panel. */
  parts: TreePart[]
}

export interface CataloguePage {
  /** Over all pages of the catalogue. */
  id: number
  shape: Shape
  within: PartsWithin
}

interface TreePart {
  leaves: number
  within: PartsWithin
}

interface PartsWithin {
  cut: 'panel' | 'tiers' | 'columns'
  /** Indices into the catalogue's parts, and how many panels come before each. */
  parts: Int32Array
  offsets: Int32Array
}

const CATALOGUES = new Map<string, TreeCatalogue>()

/** The trees of a house style; worked out once. */
export function catalogueTrees(style: HouseStyle): TreeCatalogue {
  let catalogue = CATALOGUES.get(style.id)
  if (catalogue === undefined) {
    catalogue = makeCatalogue(style)
    CATALOGUES.set(style.id, catalogue)
  }
  return catalogue
}

function makeCatalogue({ trees, panels, fixedTiers }: HouseStyle): TreeCatalogue {
  const counts = Array.from({ length: panels.most }, (_, index) => index + 1)
  const named = 'depth' in trees ? null : trees.map(treeOf)
  const parts: TreePart[] = []
  const numbers = new Map<string, number>()
  const within = (tree: SplitTree): PartsWithin => {
    const inner = tree === 'panel' ? [] : tree.parts.map(numberOf)
    let before = 0
    const offsets = inner.map((part) => {
      const offset = before
      before += parts[part]!.leaves
      return offset
    })
    return {
      cut: tree === 'panel' ? 'panel' : tree.cut,
      parts: Int32Array.from(inner),
      offsets: Int32Array.from(offsets),
    }
  }
  const numberOf = (tree: SplitTree): number => {
    const signature = signatureOf(tree)
    const known = numbers.get(signature)
    if (known !== undefined) return known
    parts.push({ leaves: leavesOf(tree), within: within(tree) })
    numbers.set(signature, parts.length - 1)
    return parts.length - 1
  }
  numberOf('panel')
  let id = 0
  const pages = counts.map((count) =>
    (named?.filter((tree) => leavesOf(tree) === count) ?? enumerateTrees(count, trees as TreeRules))
      .flatMap((tree) => (fixedTiers === null ? [tree] : inTiers(tree)))
      .map((tree): CataloguePage => ({ id: id++, shape: shapeOf(tree), within: within(tree) })),
  )
  return { longest: panels.most, pages, parts }
}

/** On a page of fixed tiers even a single one is a tier among others, and nothing is higher than a tier. */
function inTiers(tree: SplitTree): SplitTree[] {
  if (tree !== 'panel' && tree.cut === 'tiers') return [tree]
  const isOneTier = tree === 'panel' || tree.parts.every((part) => part === 'panel')
  return isOneTier ? [{ cut: 'tiers', parts: [tree] }] : []
}

/** Numbers kept for a part: its quadratic p r s g k c, then its wish for a length at the page's full width or height. */
const KEPT = 10
const [P, R, S, G, K, C, WISH, LENGTH, STIFF, LEAST] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/**
 * Costs of all trees for all runs of panels, well enough to know the few worth solving.
 *
 * As in `sizing.ts` every part of a page costs a quadratic of the logarithms of its width and height. Here it is taken
 * once about the sizes the part would like best, so that it depends on nothing outside the part: each is worked out
 * once for each place in the book and shared by all pages it occurs in.
 */
export class TreeEstimates {
  readonly #catalogue: TreeCatalogue
  readonly #needs: PanelNeeds
  readonly #weights: NeedWeights
  readonly #room: PageRoom
  readonly #kept: Float64Array
  readonly #slots: number

  constructor(catalogue: TreeCatalogue, needs: PanelNeeds, weights: NeedWeights, room: PageRoom) {
    this.#catalogue = catalogue
    this.#needs = needs
    this.#weights = weights
    this.#room = room
    this.#slots = catalogue.longest
    this.#kept = new Float64Array(this.#slots * catalogue.parts.length * KEPT)
  }

  #at(start: number, part: number): number {
    return ((start % this.#slots) * this.#catalogue.parts.length + part) * KEPT
  }

  /** Works out the parts that begin at a panel; those that begin at the panels after it must be there already. */
  prepare(start: number, last: number): void {
    const { parts } = this.#catalogue
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index]!
      if (start + part.leaves > last) continue
      if (part.within.cut === 'panel') this.#panel(start)
      else this.#join(start, index, part.within)
      this.#wish(this.#at(start, index), part.within.cut === 'tiers')
    }
  }

  #panel(start: number): void {
    const kept = this.#kept
    const { size } = this.#weights
    const crop = this.#needs.crop[start]!
    const aspect = this.#needs.lnAspect[start]!
    const target = this.#needs.lnTarget[start]!
    const at = this.#at(start, 0)
    kept[at + P] = 2 * (crop + size)
    kept[at + R] = 2 * (size - crop)
    kept[at + S] = 2 * (crop + size)
    kept[at + G] = -2 * (crop * aspect + size * target)
    kept[at + K] = 2 * (crop * aspect - size * target)
    kept[at + C] = crop * aspect * aspect + size * target * target
  }

  #join(start: number, index: number, part: PartsWithin): void {
    const kept = this.#kept
    const tiers = part.cut === 'tiers'
    // Along the cut lengths add up; across it all parts share one.
    const [along, across, push, pull] = tiers ? [S, P, K, G] : [P, S, G, K]
    const count = part.parts.length
    let acrossSum = 0
    let pullSum = 0
    let constant = 0
    for (let n = 0; n < count; n++) {
      const at = this.#at(start + part.offsets[n]!, part.parts[n]!)
      const stiff = kept[at + along]!
      const lean = kept[at + R]!
      acrossSum += kept[at + across]! - (lean * lean) / stiff
      pullSum += kept[at + pull]! - (lean * kept[at + push]!) / stiff
      constant += kept[at + C]! - (kept[at + push]! * kept[at + push]!) / (2 * stiff)
    }
    const shared = -pullSum / acrossSum
    const gutters = (count - 1) * (tiers ? this.#room.gutterY : this.#room.gutterX)
    let total = gutters
    for (let n = 0; n < count; n++) {
      const at = this.#at(start + part.offsets[n]!, part.parts[n]!)
      total += Math.exp(-(kept[at + R]! * shared + kept[at + push]!) / kept[at + along]!)
    }
    let give = 0
    let lean = 0
    let drift = 0
    let weighted = 0
    for (let n = 0; n < count; n++) {
      const at = this.#at(start + part.offsets[n]!, part.parts[n]!)
      const stiff = kept[at + along]!
      const wish = -(kept[at + R]! * shared + kept[at + push]!) / stiff
      const share = Math.exp(wish) / total
      give += (share * share) / stiff
      lean += (share * kept[at + R]!) / stiff
      drift += (share * kept[at + push]!) / stiff
      weighted += share * wish
    }
    const shift = drift - (Math.log(total) - weighted)
    const at = this.#at(start, index)
    kept[at + along] = 1 / give
    kept[at + R] = lean / give
    kept[at + across] = acrossSum + (lean * lean) / give
    kept[at + push] = shift / give
    kept[at + pull] = pullSum + (lean * shift) / give
    kept[at + C] = constant + (shift * shift) / (2 * give)
  }

  /** A tier at the page's full width, or a stack at its full height: the length it would like and how firmly. */
  #wish(at: number, stack: boolean): void {
    const kept = this.#kept
    const given = Math.log(stack ? this.#room.height : this.#room.width)
    const [along, across, push, pull] = stack ? [P, S, G, K] : [S, P, K, G]
    const stiff = kept[at + along]!
    const force = kept[at + push]! + kept[at + R]! * given
    const wish = -force / stiff
    kept[at + WISH] = wish
    kept[at + LENGTH] = Math.exp(wish)
    kept[at + STIFF] = stiff
    kept[at + LEAST] =
      kept[at + C]! +
      (kept[at + across]! * given * given) / 2 +
      kept[at + pull]! * given -
      (force * force) / (2 * stiff)
  }

  /** What a page costs, about, without its strain. */
  page(start: number, { within }: CataloguePage, room: PageRoom): number {
    const kept = this.#kept
    const { cut, parts, offsets } = within
    if (cut === 'panel') {
      const at = this.#at(start, 0)
      const u = Math.log(room.width)
      const v = Math.log(room.height)
      return (
        (kept[at + P]! * u * u + kept[at + S]! * v * v) / 2 +
        kept[at + R]! * u * v +
        kept[at + G]! * u +
        kept[at + K]! * v +
        kept[at + C]!
      )
    }
    let total = 0
    let give = 0
    let cost = 0
    for (let n = 0; n < parts.length; n++) {
      const at = this.#at(start + offsets[n]!, parts[n]!)
      const length = kept[at + LENGTH]!
      total += length
      give += (length * length) / kept[at + STIFF]!
      cost += kept[at + LEAST]!
    }
    const free =
      (cut === 'tiers' ? room.height : room.width) -
      (parts.length - 1) * (cut === 'tiers' ? room.gutterY : room.gutterX)
    const stretch = Math.log(free / total)
    return cost + (stretch * stretch * total * total) / (2 * give)
  }
}
