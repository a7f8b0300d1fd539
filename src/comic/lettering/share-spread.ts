import type { LetteringRequest, PanelScene } from './lettering.ts'
import { grown, sharedRect } from './vector.ts'

/** A text on the page its speaker does not stand on. */
const AWAY_FROM_SPEAKER = 1
/** A page with all the words and one with none; in between it goes by the square. */
const UNEVEN = 1.5
/** Not cut where the texts of one breath follow each other. */
const SAME_SPEAKER = 0.25

/**
 * Deals the texts of a panel over two pages out to them: the page that is read first has the first ones, so that the
 * order holds over the fold; where the cut is, goes by where the speakers stand and by how much there is to read.
 * @param first,second the panel's halves in the order they are read in
 */
export function shareSpread(
  requests: readonly LetteringRequest[],
  first: PanelScene,
  second: PanelScene,
): [LetteringRequest[], LetteringRequest[]] {
  const cuts = Array.from({ length: requests.length + 1 }, (_, cut) => ({
    cut,
    cost: costOf(requests, cut, first, second),
  }))
  const { cut } = cuts.reduce((best, one) => (one.cost < best.cost - 1e-9 ? one : best))
  return [requests.slice(0, cut), requests.slice(cut)]
}

function costOf(requests: readonly LetteringRequest[], cut: number, first: PanelScene, second: PanelScene): number {
  const away = requests.filter(({ speakerId }, index) => {
    const [own, other] = index < cut ? [first, second] : [second, first]
    return speakerId !== null && !standsIn(own, speakerId) && standsIn(other, speakerId)
  })
  const letters = (part: readonly LetteringRequest[]) => part.reduce((total, { text }) => total + text.length, 0)
  const whole = Math.max(1, letters(requests))
  const uneven = (2 * letters(requests.slice(0, cut))) / whole - 1
  const [before, after] = [requests[cut - 1], requests[cut]]
  const torn =
    before !== undefined && after !== undefined && before.speakerId !== null && before.speakerId === after.speakerId
  return AWAY_FROM_SPEAKER * away.length + UNEVEN * uneven ** 2 + (torn ? SAME_SPEAKER : 0)
}

function standsIn({ figures, frame }: PanelScene, speakerId: string): boolean {
  return figures.some(({ personId, mouth }) => {
    const point = { ...mouth, width: 0, height: 0 }
    return personId === speakerId && sharedRect(grown(frame, 1e-6), point) !== null
  })
}
