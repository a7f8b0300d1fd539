import type { SizeMm } from '../../src/comic/geometry.ts'
import type { LayoutPanel } from '../../src/comic/layout/laid-out-page.ts'
import type { PageFormat } from '../../src/comic/page-format.ts'

/** Panels a page usually holds; more or fewer cost a little each. */
const USUAL_PANELS = 5.2
const DENSITY_WEIGHT = 0.06
const CROP_WEIGHT = 6
const IMPORTANCE_WEIGHT = 0.25
/** Shares of the page below which a panel becomes hard to read. */
const SMALLEST_WIDTH_SHARE = 0.24
const SMALLEST_HEIGHT_SHARE = 0.16
const TOO_SMALL_WEIGHT = 8
/** A panel alone on its page that did not ask for it: more, the less it weighs. */
const ALONE_COST = 0.3
const ALONE_UNIMPORTANT_COST = 1.2
const SPLASH_SHARES_PAGE_COST = 3
const UNEVEN_TIERS_WEIGHT = 0.3

/** A page cut into tiers: how many panels stand in each, and how high and wide everything comes out. */
export interface TieredPage {
  tiers: { heightMm: number; widthsMm: number[] }[]
  /** Lower is better; comparable between pages of any number of panels. */
  cost: number
}

/**
 * Sizes the tiers of one page so that they fill the frame exactly, and judges the result.
 *
 * Each tier gets the height at which its panels, side by side, keep their own shapes; then all heights are stretched
 * by one factor to fill the page. That factor is what the pictures lose to cropping.
 * @param counts panels in each tier, top to bottom
 */
export function sizeTiers(
  panels: readonly LayoutPanel[],
  counts: readonly number[],
  frame: SizeMm,
  gutter: PageFormat['gutterMm'],
): TieredPage {
  const rows = deal(panels, counts)
  const natural = rows.map((row) => {
    const aspects = sum(row.map((panel) => panel.aspect))
    const widthMm = frame.width - (row.length - 1) * gutter.inTier
    return { row, widthMm, aspects, heightMm: widthMm / aspects }
  })
  const stretch = (frame.height - (rows.length - 1) * gutter.betweenTiers) / sum(natural.map((tier) => tier.heightMm))
  const tiers = natural.map((tier) => ({
    heightMm: tier.heightMm * stretch,
    widthsMm: tier.row.map((panel) => (tier.widthMm * panel.aspect) / tier.aspects),
  }))
  return { tiers, cost: pageCost(rows, tiers, frame, stretch) }
}

function pageCost(rows: readonly LayoutPanel[][], tiers: TieredPage['tiers'], frame: SizeMm, stretch: number): number {
  const panels = rows.flat()
  // A splash is drawn to the shape of the page, so nothing of it is lost.
  if (panels.length === 1 && panels[0]!.splash) return 0
  const areas = tiers.flatMap((tier) => tier.widthsMm.map((widthMm) => widthMm * tier.heightMm))
  const totalArea = sum(areas)
  const totalImportance = sum(panels.map((panel) => panel.importance))
  const cropLoss = 1 - Math.min(stretch, 1 / stretch)

  const misjudgedSizes = panels.map((panel, index) => {
    const share = areas[index]! / totalArea
    return Math.log(share / (panel.importance / totalImportance)) ** 2
  })
  const tooSmall = tiers.flatMap((tier) =>
    tier.widthsMm.map(
      (widthMm) =>
        shortfall(widthMm / frame.width, SMALLEST_WIDTH_SHARE) +
        shortfall(tier.heightMm / frame.height, SMALLEST_HEIGHT_SHARE),
    ),
  )
  const heights = tiers.map((tier) => tier.heightMm)
  const unevenTiers = Math.log(Math.max(...heights) / Math.min(...heights)) ** 2
  return (
    CROP_WEIGHT * Math.sqrt(panels.length) * cropLoss ** 2 +
    IMPORTANCE_WEIGHT * sum(misjudgedSizes) +
    TOO_SMALL_WEIGHT * sum(tooSmall) +
    UNEVEN_TIERS_WEIGHT * unevenTiers +
    densityCost(panels)
  )
}

function densityCost(panels: readonly LayoutPanel[]): number {
  const [first] = panels
  if (panels.length === 1 && first !== undefined) {
    return ALONE_COST + (ALONE_UNIMPORTANT_COST * (5 - first.importance)) / 4 + DENSITY_WEIGHT * (1 - USUAL_PANELS) ** 2
  }
  const splashes = panels.filter((panel) => panel.splash).length
  return DENSITY_WEIGHT * (panels.length - USUAL_PANELS) ** 2 + SPLASH_SHARES_PAGE_COST * splashes
}

function shortfall(share: number, smallest: number): number {
  return Math.max(0, (smallest - share) / smallest)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Deals items out in order, e.g. `[a b c]` by `[1 2]` → `[[a] [b c]]`. */
function deal<Item>(items: readonly Item[], counts: readonly number[]): Item[][] {
  let next = 0
  return counts.map((count) => {
    const dealt = items.slice(next, next + count)
    next += count
    return dealt
  })
}
