import type { PanelContent } from '../../../shared/domain/panel.ts'

/** Shots that show too little of a scene to stand for it. */
const NARROW: ReadonlySet<PanelContent['shot']> = new Set(['detail', 'extreme-close-up', 'point-of-view'])

/**
 * The panel whose picture stands for its scene: what weighs most in the telling, with people in it and a place around
 * them. The same panels give the same one; of two alike the first.
 *
 * @param panels at least one
 */
export function keyPanel<Panel extends { content: PanelContent }>(panels: readonly Panel[]): Panel {
  const [first, ...rest] = panels
  return rest.reduce((best, panel) => (weightOf(panel.content) > weightOf(best.content) ? panel : best), first!)
}

function weightOf({ importance, people, placeId, placeName, flags, shot }: PanelContent): number {
  const acting = people.filter(({ role }) => role === 'acting').length
  const there = people.filter(({ role }) => role === 'passive').length
  return (
    2 * importance +
    1.5 * Math.min(2, acting) +
    0.5 * Math.min(2, there) +
    (placeId === null && placeName === null ? 0 : 1) +
    (flags.action ? 1 : 0) -
    (NARROW.has(shot) ? 3 : 0)
  )
}
