import type { Composition, Facing } from '../../../shared/domain/composition.ts'
import type { Placed, Player } from './arrangement.ts'
import type { Framing } from './framing.ts'
import { hashText } from './random.ts'

/** Heads reach this far above and below their middle, in heads. */
const CROWN = 0.64
const CHIN = 0.56
/** Of the height: no chin goes lower, and no sole, to make room for words. */
const LOWEST_CHIN = 0.84
const LOWEST_GROUND = 0.97
/** People are drawn no smaller than this to make room for words. */
const LEAST_NEAR = 0.8
const LEAST_FAR = 0.74
/** Of the height: no face in a near shot ends lower, unless it fills the picture. */
const SEEN_CHIN = 0.95
const LARGEST_LIFTED = 0.45
/** How far a face turns towards somebody else. */
const TOWARDS = 0.85
/** Of the width. */
const ASIDE = 0.11
/** How far apart two stand at most beyond what they need, in widths of the picture. */
const WIDEST = 0.94

/**
 * Gives everyone a place: side by side in the order they were composed in, feet on one ground, passive people a step
 * behind, heads below the room for words. Who was not composed stands at the right end.
 * @param open the side for somebody alone of whom nothing decides it
 * @returns in the order of `players`
 */
export function arrange(
  players: readonly Player[],
  composition: Composition,
  framing: Framing,
  width: number,
  height: number,
  seed: number,
  open: 'left' | 'right',
): Placed[] {
  if (players.length === 0) return []
  const { head, ground } = sized(players, composition.headroom, framing, width, height)
  const tallest = Math.max(...players.map((player) => player.headAt))
  const distance = (player: Player) => (player.role === 'passive' && players.length > 1 ? 0.9 : 1)
  const composed = new Map(composition.figures.map((figure, at) => [figure.personId, { ...figure, at }]))
  const placeIn = (player: Player) => composed.get(player.personId)?.at ?? players.length
  const row = players.toSorted((a, b) => placeIn(a) - placeIn(b))
  const widths = row.map(
    (player) => player.halfWidth * 2 * head * distance(player) * (framing.anchor.on === 'head' ? 0.92 : 1),
  )
  const total = widths.reduce((sum, w) => sum + w, 0)
  const gap = row.length > 1 ? gapBetween(row, widths, head, composition, width) : 0
  const span = total + gap * (row.length - 1)
  const side = row.length === 1 ? aloneAt(composed.get(row[0]!.personId), open) : null
  const aside =
    side === null ? 0 : (side === 'left' ? -1 : 1) * Math.min(ASIDE * width, Math.max(0, (width - total) / 2))
  let at = width / 2 - span / 2 + aside
  const middles = new Map(
    row.map((player, i) => {
      const x = at + widths[i]! / 2
      at += widths[i]! + gap
      return [player, x]
    }),
  )
  return players.map((player) => {
    const x = middles.get(player)!
    const facesLeft =
      side === null ? looksLeft(composed.get(player.personId)?.faces, x - width / 2, player, seed) : side === 'right'
    const k = distance(player)
    const step = framing.anchor.on === 'ground' ? (1 - k) * head * 2.4 : (1 - k) * tallest * head * 0.55
    // Near shots are about faces, so the face and not the feet takes the place.
    const ahead = framing.anchor.on === 'head' ? player.headX * head * 0.85 * (facesLeft ? -1 : 1) : 0
    const standing = ground - step - Math.max(0, tallest - player.headAt) * head * framing.squash * framing.lift
    const chin = standing - (player.headAt - CHIN * player.headSize) * head * k * framing.squash
    const sunk = framing.anchor.on === 'head' && k * head < height * LARGEST_LIFTED ? chin - SEEN_CHIN * height : 0
    return {
      player,
      x: x - ahead,
      ground: standing - Math.max(0, sunk),
      head: head * k,
      flip: facesLeft,
      turn: players.length === 1 ? 0.2 + ((hashText(player.personId) + seed) % 4) * 0.1 : TOWARDS,
    }
  })
}

function aloneAt(figure: { x: number } | undefined, open: 'left' | 'right'): 'left' | 'right' {
  if (figure === undefined || figure.x === 0.5) return open
  return figure.x < 0.5 ? 'left' : 'right'
}

function looksLeft(faces: Facing | undefined, fromMiddle: number, player: Player, seed: number): boolean {
  if (faces === 'left' || faces === 'right') return faces === 'left'
  return fromMiddle > 1 || (Math.abs(fromMiddle) <= 1 && (hashText(player.personId) ^ seed) % 2 === 0)
}

/** Side by side, apart as they were composed where there is room for it. */
function gapBetween(
  row: readonly Player[],
  widths: readonly number[],
  head: number,
  { figures }: Composition,
  width: number,
): number {
  const total = widths.reduce((sum, w) => sum + w, 0)
  const near = Math.max(-0.15 * (total / row.length), Math.min((width * WIDEST - total) / row.length, head * 1.1))
  const placed = figures.filter(({ personId }) => row.some((player) => player.personId === personId))
  const apart = placed.length > 1 ? (placed.at(-1)!.x - placed[0]!.x) * width : 0
  const centres = total - widths[0]! / 2 - widths.at(-1)! / 2
  const wanted = (apart - centres) / (row.length - 1)
  return Math.max(near, Math.min(wanted, (width * WIDEST - total) / (row.length - 1)))
}

/** How big a head is in pixels and where the ground lies, so that everybody fits in below the room for words. */
function sized(
  players: readonly Player[],
  headroom: number,
  framing: Framing,
  width: number,
  height: number,
): { head: number; ground: number } {
  const biggest = Math.max(...players.map((player) => player.headSize))
  const tallest = Math.max(...players.map((player) => player.headAt))
  const top = Math.max(...players.map((player) => player.top))
  // A cat alone in a close-up fills it as a person would.
  const wanted =
    framing.anchor.on === 'head'
      ? framing.head / Math.max(0.45, biggest)
      : Math.min(framing.head * Math.max(1, 3.2 / top), framing.head * 2)
  const breadth =
    players.reduce((sum, player) => sum + player.halfWidth * 2, 0) *
    wanted *
    (framing.anchor.on === 'head' ? 0.7 : 0.96)
  const fitting = Math.min(wanted, (wanted * width * 0.96) / breadth)
  const free = headroom * height
  const anchor = framing.anchor.y * height
  const between = (least: number, share: number) => Math.min(1, Math.max(least, share))
  if (framing.anchor.on === 'ground') {
    const crowns = top * framing.squash
    const ground = Math.max(anchor, Math.min(LOWEST_GROUND * height, free + crowns * fitting))
    return { head: fitting * between(LEAST_FAR, (ground - free) / (crowns * fitting)), ground }
  }
  const lowest = LOWEST_CHIN * height
  const head =
    free === 0 ? fitting : fitting * between(LEAST_NEAR, (lowest - free) / ((CROWN + CHIN) * biggest * fitting))
  const middle = Math.max(anchor, Math.min(free + CROWN * biggest * head, lowest - CHIN * biggest * head))
  return { head, ground: middle + tallest * head * framing.squash }
}
