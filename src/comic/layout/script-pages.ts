import type { LayoutPanel } from './laid-out-page.ts'
import type { FixedPage, LayoutUnit } from './layout-units.ts'
import type { Split, SplitTree } from './split-tree.ts'

/** Units `start` to `start + length` make a page, in whatever tree suits them. */
export interface PageGroup {
  start: number
  length: number
}

/** More panels than this stand on no page; a script that wants it has its pages broken like any other. */
const MOST_ON_PAGE = 24
/** Tiers for each column of a page of many panels, of upright pages and lying pictures. */
const TIERS_A_COLUMN = 1.2

/** Panels by the page of the script they stand on, in order; those before the first page of a chapter are left out. */
export function scriptPages(panels: readonly LayoutPanel[]): LayoutPanel[][] {
  const pages: LayoutPanel[][] = []
  for (const panel of panels) {
    if (panel.pageStart === true) pages.push([panel])
    else pages.at(-1)?.push(panel)
  }
  return pages
}

/**
 * The pages of the script as far as the author's own decisions leave them: a fixed page, a page of one panel and a
 * break cut them, and what is left on either side stays together.
 */
export function pageGroups(units: readonly LayoutUnit[], fixedPages: readonly FixedPage[]): PageGroup[] {
  const taken = new Set(fixedPages.flatMap(({ start, length }) => Array.from({ length }, (_, index) => start + index)))
  const groups: PageGroup[] = []
  let open: PageGroup | null = null
  let inPages = false
  for (const [index, unit] of units.entries()) {
    const { panel, headingHeightMm, breakBefore, alone } = unit
    if (headingHeightMm !== null) inPages = false
    inPages ||= panel.pageStart === true
    const isOut = !inPages || alone !== null || taken.has(index)
    if (open !== null && !isOut && panel.pageStart !== true && headingHeightMm === null && !breakBefore) {
      open.length++
      continue
    }
    open = isOut ? null : { start: index, length: 1 }
    if (open !== null) groups.push(open)
  }
  return groups.filter(({ length }) => length <= MOST_ON_PAGE)
}

/** A page of more panels than the house style has trees for: tiers of as many panels each, the fuller ones last. */
export function evenTiers(panels: number): SplitTree {
  if (panels === 1) return 'panel'
  const tiers = Math.min(panels, Math.max(1, Math.round(Math.sqrt(panels * TIERS_A_COLUMN))))
  const least = Math.floor(panels / tiers)
  const fuller = panels % tiers
  const parts = Array.from({ length: tiers }, (_, tier) => tierOf(tier < tiers - fuller ? least : least + 1))
  return parts.length === 1 ? parts[0]! : { cut: 'tiers', parts }
}

function tierOf(panels: number): SplitTree {
  if (panels === 1) return 'panel'
  return { cut: 'columns', parts: Array.from({ length: panels }, (): SplitTree => 'panel') } satisfies Split
}
