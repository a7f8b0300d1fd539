import type { TreeRules } from './split-tree.ts'

/** How the pages of a kind of comic look, as data. */
export interface HouseStyle {
  /** Kebab-case, stable: `comic-book`. */
  id: string
  name: string
  panels: {
    /** On an ordinary page. */
    usual: number
    most: number
    /** Cost of a page whose count is off the usual by one; grows with the square. */
    strictness: number
  }
  /** Trees that are tried, or by name all there are: `.` a panel, `[…]` tiers, `(…)` columns. */
  trees: TreeRules | readonly string[]
  /**
   * `free`: sizes follow pictures and importance. `strips`: tiers of one height, widths free. `grid`: widths in steps of
   * a column. `equal`: all parts of a cut are alike.
   */
  sizing: 'free' | 'strips' | 'grid' | 'equal'
  /** Tiers a page of fixed tiers has room for; it stays blank below when a chapter ends early. */
  fixedTiers: number | null
  /** Factors on the page format's gutters. */
  gutters: { inTier: number; betweenTiers: number }
  /** How much area answers to a step of importance, as a factor on what the dial says. */
  contrast: number
  /** Panels from one splash to the next at least; null = none. */
  splashesApart: number | null
  /** Gutters beside panels of action slant. */
  slants: boolean
  /** `splashes`: panels alone on a page run out to the bleed. `strong`: so do important ones at the page's edge. */
  bleeds: 'none' | 'splashes' | 'strong'
  /** Small reactions stand within the big panel before them. */
  insets: boolean
  /** Order in which columns and tiers of a page are read. */
  reads: 'tiers-first' | 'columns-first'
}

const FREE_TREES: TreeRules = { depth: 3, tiers: 4, columns: 3, fewestInTier: 1 }

export const HOUSE_STYLES: readonly HouseStyle[] = [
  {
    id: 'comic-book',
    name: 'Comic book',
    panels: { usual: 5.5, most: 8, strictness: 0.02 },
    trees: FREE_TREES,
    sizing: 'free',
    fixedTiers: null,
    gutters: { inTier: 1, betweenTiers: 1 },
    contrast: 1,
    splashesApart: 16,
    slants: true,
    bleeds: 'splashes',
    insets: false,
    reads: 'tiers-first',
  },
  {
    id: 'album',
    name: 'European album',
    panels: { usual: 7, most: 9, strictness: 0.03 },
    trees: { depth: 2, tiers: 4, columns: 4, fewestInTier: 1 },
    sizing: 'free',
    fixedTiers: null,
    gutters: { inTier: 1.25, betweenTiers: 1.4 },
    contrast: 0.8,
    splashesApart: 40,
    slants: false,
    bleeds: 'none',
    insets: false,
    reads: 'tiers-first',
  },
  {
    id: 'manga',
    name: 'Manga',
    panels: { usual: 5.2, most: 8, strictness: 0.015 },
    trees: FREE_TREES,
    sizing: 'free',
    fixedTiers: null,
    gutters: { inTier: 0.9, betweenTiers: 1.1 },
    contrast: 1.25,
    splashesApart: 14,
    slants: true,
    bleeds: 'strong',
    insets: true,
    reads: 'tiers-first',
  },
  {
    id: 'grid',
    name: 'Nine-panel grid',
    panels: { usual: 7.5, most: 9, strictness: 0.12 },
    trees: { depth: 2, tiers: 3, columns: 3, fewestInTier: 1 },
    sizing: 'grid',
    fixedTiers: 3,
    gutters: { inTier: 1, betweenTiers: 1 },
    contrast: 1,
    splashesApart: 32,
    slants: false,
    bleeds: 'none',
    insets: false,
    reads: 'tiers-first',
  },
  {
    id: 'newspaper',
    name: 'Newspaper strips',
    panels: { usual: 14, most: 16, strictness: 0.05 },
    trees: { depth: 2, tiers: 4, columns: 4, fewestInTier: 3 },
    sizing: 'strips',
    fixedTiers: 4,
    gutters: { inTier: 0.8, betweenTiers: 2 },
    contrast: 0.5,
    splashesApart: null,
    slants: false,
    bleeds: 'none',
    insets: false,
    reads: 'tiers-first',
  },
  {
    id: 'four-panel',
    name: 'Four-panel strips',
    panels: { usual: 8, most: 8, strictness: 0.5 },
    trees: ['.', '[..]', '[...]', '([..][..])', '([...][..])', '([...][...])', '([....][...])', '([....][....])'],
    sizing: 'equal',
    fixedTiers: null,
    gutters: { inTier: 4, betweenTiers: 0.7 },
    contrast: 0,
    splashesApart: null,
    slants: false,
    bleeds: 'none',
    insets: false,
    reads: 'columns-first',
  },
]

/** The house style of an id, or undefined. */
export function findHouseStyle(id: string): HouseStyle | undefined {
  return HOUSE_STYLES.find((style) => style.id === id)
}
