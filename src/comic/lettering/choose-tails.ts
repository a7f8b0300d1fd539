import type { Ground } from './costs.ts'
import type { Candidate, Item } from './item.ts'
import { ASIDE, planTail, shortened, type TailLine } from './tails.ts'

const ASIDE_COST = 1.2
/** A tail that cannot go its way to the end may end sooner. */
const SHARES = [1, 0.6, 0.35]
const SHORTER_COST = 1.5
const CROSSES_TAIL = 8
const UNDER_BALLOON = 12
const ON_FACE = 20
/** The last of several tied balloons has the tail unless another one is much nearer to the speaker. */
const NOT_LAST = 0.35

/**
 * The tails of a placed panel: one for each group of tied balloons, bent aside where the straight way is taken.
 * @param groups indexes of items, tied together
 * @returns by index of item, null for those without; and how many tails run where no tail may
 */
export function chooseTails(
  items: readonly Item[],
  candidates: readonly Candidate[],
  groups: readonly (readonly number[])[],
  ground: Ground,
): { tails: (TailLine | null)[]; conflicts: number } {
  const chosen: (TailLine | null)[] = items.map(() => null)
  let conflicts = 0
  for (const group of groups) {
    let best: { index: number; tail: TailLine; cost: number; inTheWay: number } | null = null
    for (const index of group) {
      const { body } = candidates[index]!
      const { request, aim } = items[index]!
      for (const aside of ASIDE) {
        const whole = planTail(body, request.kind, aim, ground.scene, ground.style, aside)
        for (const share of whole === null ? [] : SHARES) {
          const tail = share === 1 ? whole! : shortened(whole!, share, ground.style)
          if (tail === null) continue
          const inTheWay = conflictsOf(tail, index, items[index]!, candidates, chosen, ground)
          const bent = ASIDE_COST * Math.abs(aside) + SHORTER_COST * (1 - share)
          const last = index === group.at(-1)
          const cost = tail.way / ground.diagonal + bent + (last ? 0 : NOT_LAST) + inTheWay
          if (best === null || cost < best.cost - 1e-9) best = { index, tail, cost, inTheWay }
        }
      }
    }
    if (best === null) continue
    chosen[best.index] = best.tail
    if (best.inTheWay > 0) conflicts++
  }
  return { tails: chosen, conflicts }
}

function conflictsOf(
  tail: TailLine,
  own: number,
  { aim }: Item,
  candidates: readonly Candidate[],
  chosen: readonly (TailLine | null)[],
  { faces }: Ground,
): number {
  let cost = 0
  for (const [index, { near, nearBox }] of candidates.entries()) {
    if (index !== own && tail.runsUnder(near, nearBox)) cost += UNDER_BALLOON
  }
  for (const other of chosen) {
    if (other !== null && tail.crosses(other)) cost += CROSSES_TAIL
  }
  for (const { figure, core } of faces) {
    const spoken = aim.at === 'figure' && aim.figure === figure
    if (!spoken && !figure.guessed && tail.meetsRect(core)) cost += ON_FACE
  }
  return cost
}
