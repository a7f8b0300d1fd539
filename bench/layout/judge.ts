import { aspectOf, type SizeMm } from '../../src/comic/geometry.ts'
import { findHouseStyle } from '../../src/comic/layout/house-styles.ts'
import type { LaidOutPage, LayoutChapter, LayoutPanel } from '../../src/comic/layout/laid-out-page.ts'
import { pageTurns } from '../../src/comic/layout/layout-units.ts'
import { areaForWords } from '../../src/comic/layout/panel-needs.ts'
import { type ReadingHabit, readByCuts, readBySteps } from '../../src/comic/layout/simulated-reader.ts'
import { signatureOf } from '../../src/comic/layout/split-tree.ts'
import { letterStyle } from '../../src/comic/lettering/letter-style.ts'

/** Figures of one layout. */
export interface Judgement {
  panels: number
  pages: number
  /** Mean share of a picture that is cut off. */
  cropLoss: number
  /** Share of panels whose frame is beyond the reach of their picture. */
  beyondReach: number
  /** Spearman's rank correlation of importance and area; null when all areas are one. */
  importanceRank: number | null
  /** Pages that a reader by cuts, and one by steps, reads in another order. */
  misreadByCuts: number
  misreadBySteps: number
  /** Scenes whose first panel is last on a page, and whose last is first on one. */
  orphans: number
  widows: number
  /** In all, those that stand far enough apart for a page turn of their own, and how many of these are on one. */
  reveals: number
  turnsWanted: number
  turnsFound: number
  /** Pages cut like the one before them. */
  repeated: number
  /** Panels too small for their words. */
  crampedWords: number
}

/** @param aspects shapes of the pictures where they are not those the panels wish for */
export function judge(
  chapters: readonly LayoutChapter[],
  pages: readonly LaidOutPage[],
  habit: ReadingHabit,
  aspects: ReadonlyMap<string, number> = new Map(),
): Judgement {
  const panels = new Map(chapters.flatMap((chapter) => chapter.panels.map((panel) => [panel.id, panel] as const)))
  const slots = new Map(
    pages.flatMap((page) =>
      page.panels.map(({ id, frame, spread }): [string, SizeMm] => [id, spread?.wholeMm ?? frame]),
    ),
  )
  const all = [...panels.values()].filter(({ id }) => slots.has(id))
  const slotOf = ({ id }: LayoutPanel) => slots.get(id)!
  const losses = all.map((panel) => {
    const ratio = aspectOf(slotOf(panel)) / (aspects.get(panel.id) ?? panel.aspect)
    return 1 - Math.min(ratio, 1 / ratio)
  })
  const letterMm = letterStyle(pages[0]?.boxes.trim ?? { width: 0, height: 0 }, 'ltr').sizeMm
  const areas = all.map((panel) => slotOf(panel).width * slotOf(panel).height)
  const order = (read: typeof readByCuts) =>
    pages.filter(({ panels: placed }) => read(placed, habit).some((index, at) => index !== at)).length
  const turns = pageTurns(chapters, findHouseStyle('comic-book')!)
  return {
    panels: all.length,
    pages: pages.length,
    cropLoss: mean(losses),
    beyondReach: mean(all.map((panel) => (isBeyondReach(panel, aspectOf(slotOf(panel))) ? 1 : 0))),
    importanceRank: rankCorrelation(
      all.map(({ importance }) => importance),
      areas,
    ),
    misreadByCuts: order(readByCuts),
    misreadBySteps: order(readBySteps),
    ...strays(pages, panels),
    reveals: all.filter(({ reveal }) => reveal === true).length,
    turnsWanted: turns.size,
    turnsFound: pages.filter((page) => page.number % 2 === 0 && turns.has(page.panels[0]!.id)).length,
    repeated: pages.filter((page, index) => index > 0 && lookOf(page) === lookOf(pages[index - 1]!)).length,
    crampedWords: all.filter((panel, index) => areaForWords(panel.words ?? 0, letterMm) > areas[index]! * 1.001).length,
  }
}

function isBeyondReach({ reach }: LayoutPanel, slot: number): boolean {
  return reach !== undefined && (slot < reach.from * 0.999 || slot > reach.until * 1.001)
}

function strays(pages: readonly LaidOutPage[], panels: ReadonlyMap<string, LayoutPanel>) {
  let [orphans, widows] = [0, 0]
  for (const { panels: placed } of pages) {
    if (placed.length < 2) continue
    const opens = placed.map(({ id }) => panels.get(id)!.sceneStart)
    if (opens.at(-1)) orphans++
    if (!opens[0] && opens[1]) widows++
  }
  return { orphans, widows }
}

function lookOf({ panels, tree }: LaidOutPage): string {
  if (tree !== undefined) return signatureOf(tree)
  return [...Map.groupBy(panels, ({ tier }) => tier).values()].map((tier) => tier.length).join('-')
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)
}

function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [ranksA, ranksB] = [ranks(a), ranks(b)]
  const [meanA, meanB] = [mean(ranksA), mean(ranksB)]
  const together = mean(ranksA.map((rank, index) => (rank - meanA) * (ranksB[index]! - meanB)))
  const spread = Math.sqrt(
    mean(ranksA.map((rank) => (rank - meanA) ** 2)) * mean(ranksB.map((rank) => (rank - meanB) ** 2)),
  )
  return spread === 0 ? null : together / spread
}

/** Equal values share the mean of their ranks. Areas that differ by rounding are equal. */
function ranks(values: readonly number[]): number[] {
  const rounded = values.map((value) => Number(value.toPrecision(9)))
  const order = rounded.map((_, index) => index).sort((a, b) => rounded[a]! - rounded[b]!)
  const result = new Array<number>(values.length)
  for (let from = 0; from < order.length; ) {
    let until = from
    while (until < order.length && rounded[order[until]!] === rounded[order[from]!]) until++
    for (let at = from; at < until; at++) result[order[at]!] = (from + until - 1) / 2
    from = until
  }
  return result
}
