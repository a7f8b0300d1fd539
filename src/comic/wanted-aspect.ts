import type { PanelContent } from '../shared/domain/panel.ts'
import { aspectOf } from './geometry.ts'
import { POSE_FACTORS, SHOT_ASPECTS } from './panel-aspects.ts'

const NARROWEST = 0.6
const WIDEST = 2.2

/**
 * Width divided by height a panel would like to have, judged before there is a picture: from the shot, the number
 * of people drawn and their poses. 0.6–2.2. The layout works from this, and generation asks for the slot it gets.
 */
export function wantedAspect(panel: Pick<PanelContent, 'shot' | 'people'>): number {
  const drawn = panel.people.filter((person) => person.role !== 'mentioned')
  const crowd = drawn.length > 2 ? 1 + 0.1 * Math.min(3, drawn.length - 2) : 1
  const leading = drawn.find((person) => person.role === 'acting')
  const pose = leading === undefined ? 1 : (POSE_FACTORS[leading.pose] ?? 1)
  return Math.min(WIDEST, Math.max(NARROWEST, SHOT_ASPECTS[panel.shot] * crowd * pose))
}

/**
 * The size whose shape is nearest to an aspect, so that the least is cropped away; of equal ones the largest.
 * @param sizes what the provider model can draw, in pixels; must not be empty
 */
export function nearestSize<Size extends { width: number; height: number }>(
  aspect: number,
  sizes: readonly Size[],
): Size {
  const distance = (size: Size) => Math.abs(Math.log(aspectOf(size) / aspect))
  const sorted = sizes.toSorted((a, b) => {
    const nearer = distance(a) - distance(b)
    return Math.abs(nearer) > 1e-9 ? nearer : b.width * b.height - a.width * a.height
  })
  const nearest = sorted[0]
  if (nearest === undefined) throw new Error('nearestSize needs at least one size')
  return nearest
}
