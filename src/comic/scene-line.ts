export type Side = 'left' | 'right'

/**
 * The people of a scene in the order they stand in across its pictures, those of the left before those of the right.
 * Whoever is in it keeps their side, and keeps left or right of everybody else, from panel to panel: the camera does
 * not cross the line between them.
 */
export type Line = readonly { personId: string; side: Side }[]

export const sideIn = (line: Line, personId: string): Side | null =>
  line.find((one) => one.personId === personId)?.side ?? null

/**
 * The line after a panel.
 * @param order everybody in the panel, first who speaks first
 * @param said sides the panel's own words give, which outrank all else
 * @param firstSide the side that is read first
 */
export function joinLine(line: Line, order: readonly string[], said: ReadonlyMap<string, Side>, firstSide: Side): Line {
  let joined: Line = line.filter(({ personId, side }) => (said.get(personId) ?? side) === side)
  for (const [personId, side] of said) {
    if (sideIn(joined, personId) === null) joined = withPerson(joined, personId, side, order, firstSide)
  }
  // Somebody alone has no side yet: there is nobody to stand across from.
  if (order.length < 2) return joined
  const known = order.filter((id) => sideIn(joined, id) !== null)
  const newcomers = order.filter((id) => !known.includes(id))
  if (known.length === 0) {
    const half = Math.floor(order.length / 2)
    const side = (index: number): Side => (index < half === (firstSide === 'left') ? 'left' : 'right')
    return newcomers.reduce<Line>((all, id, index) => withPerson(all, id, side(index), order, firstSide), joined)
  }
  for (const id of newcomers) joined = withPerson(joined, id, freerSide(joined, id, order, firstSide), order, firstSide)
  return joined
}

/** Where fewer of the panel's people stand; with as many on both sides, the first read for who speaks before them all. */
function freerSide(line: Line, personId: string, order: readonly string[], firstSide: Side): Side {
  const there = line.filter((one) => order.includes(one.personId))
  const left = there.filter(({ side }) => side === 'left').length
  const right = there.length - left
  if (left !== right) return left < right ? 'left' : 'right'
  const speaksFirst = there.every((one) => order.indexOf(personId) < order.indexOf(one.personId))
  return speaksFirst === (firstSide === 'left') ? 'left' : 'right'
}

/** Puts somebody among those of a side: in reading order before the first of them who speaks later in this panel. */
function withPerson(line: Line, personId: string, side: Side, order: readonly string[], firstSide: Side): Line {
  const own = line.filter((one) => one.side === side)
  const reading = firstSide === 'left' ? own : own.toReversed()
  const later = reading.findIndex((one) => order.indexOf(one.personId) > order.indexOf(personId))
  const placed = later < 0 ? [...reading, { personId, side }] : reading.toSpliced(later, 0, { personId, side })
  const group = firstSide === 'left' ? placed : placed.toReversed()
  const others = line.filter((one) => one.side !== side)
  return side === 'left' ? [...group, ...others] : [...others, ...group]
}
