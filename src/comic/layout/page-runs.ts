import { sizeFixedPage } from './fixed-sizing.ts'
import type { HouseStyle } from './house-styles.ts'
import type { LayoutUnit } from './layout-units.ts'
import { looksCost, runCost } from './page-cost.ts'
import { headingTakes } from './page-room.ts'
import { type NeedWeights, needWeights, type PanelNeeds, panelNeeds } from './panel-needs.ts'
import { ShapeFitting } from './shape-fitting.ts'
import { type NodeSizes, type PageRoom, sizePage, sizesCost } from './sizing.ts'
import type { Shape } from './split-tree.ts'
import { type CataloguePage, catalogueTrees, type TreeCatalogue, TreeEstimates } from './tree-estimates.ts'

/** A run of panels as one page. */
export interface PageChoice {
  /** Lower is better; comparable between runs of any length, and summed over a book. */
  cost: number
  page: CataloguePage
}

/** What is known of a run of panels, whatever stands around it. */
export interface PageRun {
  /** Cheapest first, by estimate; solving may change their order. */
  estimates: PageChoice[]
  /** Cheapest first; null until somebody asked. */
  solved: PageChoice[] | null
}

/** Choices kept for a run, so that a page can differ from the one before it. */
export const MOST_CHOICES = 3
/** Estimates that are solved. The best tree is nearly always the first or second of them. */
const SOLVED = 5
/** Where shapes can still be chosen the best tree may be one whose slots happen to have them. */
const SOLVED_FOR_SHAPES = 8
/** Passes of the solver that tell trees apart. */
const STEPS = 3
export const MOST_NODES = 64
/** Kinds of panels remembered by an editor that stays open for days. */
const MOST_KINDS = 100_000

/** Everything that decides pages beside the panels themselves. */
export interface RunSetting {
  style: HouseStyle
  dial: number
  room: PageRoom
  /** Shapes that can be chosen for pictures still to be made, width by height; null when none is to be chosen. */
  shapes: readonly number[] | null
}

/**
 * All runs of panels that could be pages. A run depends only on its own panels, so runs are kept from one layout to the
 * next by what their panels ask for: after an edit only those that overlap it are new.
 */
export class PageRuns {
  readonly setting: RunSetting
  readonly catalogue: TreeCatalogue
  readonly #weights: NeedWeights
  readonly #fitting: ShapeFitting | null
  readonly #kinds = new Map<string, number>()
  #kept = new Map<string, PageRun>()
  #units: readonly LayoutUnit[] = []
  #needs: PanelNeeds
  /** By start and length; undefined where no page may be. */
  #runs: (PageRun | undefined)[] = []
  readonly #sizes: NodeSizes = { widths: new Float64Array(MOST_NODES), heights: new Float64Array(MOST_NODES) }

  constructor(setting: RunSetting) {
    this.setting = setting
    this.catalogue = catalogueTrees(setting.style)
    this.#weights = needWeights(setting.dial, setting.room)
    this.#needs = panelNeeds([], setting.room, setting.style, setting.dial)
    this.#fitting = setting.shapes === null ? null : new ShapeFitting(setting.shapes, setting.dial, setting.room)
  }

  get needs(): PanelNeeds {
    return this.#needs
  }

  get weights(): NeedWeights {
    return this.#weights
  }

  /** Takes up a book's units; runs seen in the layout before this one are not worked out again. */
  load(units: readonly LayoutUnit[]): void {
    const { style, dial, room } = this.setting
    this.#units = units
    this.#needs = panelNeeds(units, room, style, dial)
    this.#runs = new Array(units.length * this.catalogue.longest)
    if (this.#kinds.size > MOST_KINDS) {
      this.#kinds.clear()
      this.#kept.clear()
    }
    const kept = new Map<string, PageRun>()
    const kinds = units.map((unit) => this.#kindOf(unit))
    for (let start = 0; start < units.length; ) {
      let end = start + 1
      if (units[start]!.alone === null) {
        while (end < units.length && units[end]!.alone === null && units[end]!.headingHeightMm === null) end++
        this.#loadStretch(start, end, kinds, kept)
      }
      start = end
    }
    this.#kept = kept
  }

  /** The run, or undefined where no such page may be. */
  run(start: number, length: number): PageRun | undefined {
    if (length > this.catalogue.longest) return undefined
    return this.#runs[start * this.catalogue.longest + length - 1]
  }

  /** The run's pages with their costs worked out, cheapest first. */
  solve(start: number, length: number): PageChoice[] {
    const run = this.run(start, length)!
    run.solved ??= run.estimates
      .map(({ page }) => ({ page, cost: this.#costOf(page, start, length) }))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST_CHOICES)
    return run.solved
  }

  /** Room for panels on a page that begins with a unit. */
  roomAt(start: number): PageRoom {
    const { room } = this.setting
    const heading = this.#units[start]!.headingHeightMm ?? 0
    return heading > 0 ? { ...room, height: room.height - headingTakes(room, heading) } : room
  }

  #kindOf({ panel, inset, turn }: LayoutUnit): number {
    const { aspect, picture, reach, importance, words, sceneStart } = panel
    const key = `${aspect} ${picture} ${reach?.from} ${reach?.until} ${importance} ${words} ${sceneStart} ${turn} ${inset !== null}`
    let kind = this.#kinds.get(key)
    if (kind === undefined) {
      kind = this.#kinds.size
      this.#kinds.set(key, kind)
    }
    return kind
  }

  /** Panels of one chapter between those that stand alone. */
  #loadStretch(from: number, until: number, kinds: readonly number[], kept: Map<string, PageRun>): void {
    const { longest } = this.catalogue
    const isNew = new Uint8Array(until - from)
    const keys: string[] = []
    for (let start = from; start < until; start++) {
      let key = `${this.#units[start]!.headingHeightMm ?? 0}`
      for (let length = 1; length <= longest && start + length <= until; length++) {
        key += ` ${kinds[start + length - 1]!}`
        const at = start * longest + length - 1
        const known = this.#kept.get(key) ?? kept.get(key)
        if (known === undefined) {
          isNew[start - from] = 1
          keys[at] = key
        } else {
          this.#runs[at] = known
          kept.set(key, known)
        }
      }
    }
    if (!isNew.includes(1)) return
    const estimates =
      this.setting.style.sizing === 'free'
        ? new TreeEstimates(this.catalogue, this.#needs, this.#weights, this.setting.room)
        : null
    let wantedUntil = from
    // Parts of pages begin at any panel of a run, so those at and after a new run's start are needed, last one first.
    const wanted = new Uint8Array(until - from)
    for (let start = from; start < until; start++) {
      if (isNew[start - from] === 1) wantedUntil = start + longest
      wanted[start - from] = start < wantedUntil ? 1 : 0
    }
    for (let start = until - 1; start >= from; start--) {
      if (wanted[start - from] === 0) continue
      estimates?.prepare(start, until)
      if (isNew[start - from] === 0) continue
      for (let length = 1; length <= longest && start + length <= until; length++) {
        const at = start * longest + length - 1
        const key = keys[at]
        if (key === undefined) continue
        const run = kept.get(key) ?? this.#estimate(start, length, estimates)
        if (run === null) continue
        this.#runs[at] = run
        kept.set(key, run)
      }
    }
  }

  #estimate(start: number, length: number, estimates: TreeEstimates | null): PageRun | null {
    const pages = this.catalogue.pages[length - 1]!
    if (pages.length === 0) return null
    const room = this.roomAt(start)
    const shared = runCost(this.#units, start, length, this.setting.style)
    if (estimates === null) {
      const solved = pages
        .map((page) => ({ page, cost: this.#costOf(page, start, length) }))
        .sort((a, b) => a.cost - b.cost)
        .slice(0, MOST_CHOICES)
      return { estimates: solved, solved }
    }
    const most = this.#canFit(start, length) ? SOLVED_FOR_SHAPES : SOLVED
    const best: PageChoice[] = []
    let worst = Infinity
    for (const page of pages) {
      const cost = estimates.page(start, page, room) + page.shape.strain + shared
      if (cost >= worst) continue
      let at = best.length
      while (at > 0 && best[at - 1]!.cost > cost) at--
      best.splice(at, 0, { page, cost })
      if (best.length > most) best.pop()
      if (best.length === most) worst = best[most - 1]!.cost
    }
    return { estimates: best, solved: null }
  }

  /** Whether a page has a picture whose shape can still be chosen. */
  #canFit(start: number, length: number): boolean {
    if (this.#fitting === null) return false
    for (let panel = start; panel < start + length; panel++) if (this.#needs.isFree[panel] === 1) return true
    return false
  }

  #costOf({ shape }: CataloguePage, start: number, length: number): number {
    const cost = this.size(shape, start, this.#sizes, STEPS)
    const { style } = this.setting
    return cost + looksCost(shape, this.#sizes, this.#units, start, style) + runCost(this.#units, start, length, style)
  }

  /**
   * Sizes a page as its house style has it.
   * @param out filled with the sizes
   * @param steps most passes of the solver
   * @returns what its panels miss
   */
  size(shape: Shape, start: number, out: NodeSizes, steps: number): number {
    const { style } = this.setting
    const room = this.roomAt(start)
    if (style.sizing === 'free') {
      const cost = sizePage(shape, this.#needs, this.#weights, start, room, out, steps)
      return this.#canFit(start, shape.leaves) ? this.#fitting!.fit(shape, this.#needs, start, room, out) : cost
    }
    sizeFixedPage(shape, style, this.#needs, this.#weights, start, room, out)
    return sizesCost(shape, this.#needs, this.#weights, start, out)
  }
}
