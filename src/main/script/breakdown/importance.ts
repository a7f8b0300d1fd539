/** What makes a panel big. */
export interface Weight {
  sceneStart: boolean
  sceneEnd: boolean
  climaxes: number
  reveal: boolean
  entrance: boolean
  /** A paragraph of a few words stands alone in it. */
  hasPunchLine: boolean
  talk: boolean
  hasPeople: boolean
}

/** What happens in it must weigh this much for a big picture, and for the picture of the page. */
const BIG = 0.9
const BIGGEST = 1.7
/** One panel in so many of a scene may be so big; a short scene has room for one. */
const BIG_SHARE = 1 / 6
const BIGGEST_SHARE = 1 / 16

/**
 * 1 (small) to 5 (the picture of the page) for every panel of a scene. Only what happens makes a panel big: that a scene
 * opens gives room for its place and no more.
 */
export function importanceOf(panels: readonly Weight[]): number[] {
  const drama = panels.map(dramaOf)
  const ranked = drama.map((value, n) => ({ value, n })).sort((a, b) => b.value - a.value)
  const rank = new Map(ranked.map(({ n }, at) => [n, at]))
  return panels.map((panel, n) => {
    const value = drama[n]!
    const at = rank.get(n)!
    if (value >= BIGGEST && at < Math.max(1, panels.length * BIGGEST_SHARE)) return 5
    if (value >= BIG && at < Math.max(1, panels.length * BIG_SHARE)) return 4
    if (panel.sceneStart || value >= 0.5) return 3
    return value < -0.4 && !panel.hasPeople ? 1 : 2
  })
}

const dramaOf = (panel: Weight): number =>
  Math.min(1.5, 0.75 * panel.climaxes) +
  (panel.reveal ? 0.6 : 0) +
  (panel.entrance ? 0.4 : 0) +
  (panel.hasPunchLine ? 0.6 : 0) +
  (panel.sceneEnd ? 0.3 : 0) -
  // Whoever is there when it opens does not come in, and is not revealed.
  (panel.sceneStart ? 0.6 : 0) -
  (panel.talk ? 0.5 : 0) -
  (panel.hasPeople ? 0 : 0.2)
