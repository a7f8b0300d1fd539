/** What makes a panel big. */
export interface Weight {
  sceneStart: boolean
  sceneEnd: boolean
  climaxes: number
  reveal: boolean
  entrance: boolean
  /** Words of the panel's narration, and whether a paragraph of a few words stands alone in it. */
  hasPunchLine: boolean
  talk: boolean
  hasPeople: boolean
}

/** 1 (small) to 5 for every panel of a scene; only the weightiest panel of it reaches 5. */
export function importanceOf(panels: readonly Weight[]): number[] {
  const raw = panels.map(
    (panel) =>
      2 +
      (panel.sceneStart ? 1 : 0) +
      Math.min(1.5, 0.75 * panel.climaxes) +
      (panel.reveal ? 0.6 : 0) +
      (panel.entrance ? 0.5 : 0) +
      (panel.hasPunchLine ? 0.7 : 0) +
      (panel.sceneEnd ? 0.4 : 0) -
      (panel.talk ? 0.5 : 0) -
      (panel.hasPeople ? 0 : 0.2),
  )
  const top = Math.max(...raw)
  const first = raw.indexOf(top)
  return raw.map((value, n) => {
    const rounded = Math.max(1, Math.min(4, Math.round(value)))
    return n === first && top >= 3.2 ? 5 : n === first ? Math.max(rounded, 4) : rounded
  })
}
