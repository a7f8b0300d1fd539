import type { PointMm, RectMm } from '../geometry.ts'
import { type Ground, withinSlant } from './costs.ts'
import type { Item, Variant } from './item.ts'
import type { PanelScene } from './lettering.ts'
import { grown } from './vector.ts'

const COLUMNS = 6
const ROWS = 6

/** A place worth trying, by a name that its neighbours of other shapes share. */
export interface Spot {
  name: string
  centre: PointMm
}

/** Places worth trying for a text in one shape. */
export function spotsFor(item: Item, variant: Variant, { scene, style }: Ground): Spot[] {
  const { frame } = scene
  if (item.lock?.at !== undefined) {
    const { x, y } = item.lock.at
    return [{ name: 'lock', centre: { x: frame.x + frame.width * x, y: frame.y + frame.height * y } }]
  }
  if (item.home?.stays) return [{ name: 'home', centre: item.home.centre }]
  const half = { x: variant.half.x + variant.reachMm, y: variant.half.y + variant.reachMm }
  const inSlants = (spots: Spot[], marginMm: number) =>
    spots.map((spot) => withinSlants(spot, variant, scene, marginMm))
  if (isFlush(item)) {
    const atFoot = item.request.kind === 'note'
    const across = grown(scene.room, 0, style.breakoutMm)
    return inSlants([...edgeSpots(half, scene.room, atFoot), ...edgeSpots(half, across, atFoot, 'across ')], 0)
  }
  const room = grown(scene.room, -style.insetMm)
  const home: Spot[] = item.home === null ? [] : [{ name: 'home', centre: item.home.centre }]
  return [
    ...home,
    ...inSlants(gridSpots(half, room), style.insetMm),
    ...inSlants(crossingSpots(half, grown(scene.room, style.breakoutMm)), -style.breakoutMm),
  ]
}

/** Moved level into the panel where a side of it leans. */
function withinSlants(spot: Spot, variant: Variant, { slants }: PanelScene, marginMm: number): Spot {
  const { half, corners, reachMm } = variant
  const outer = { half: { x: half.x + reachMm, y: half.y + reachMm }, corners }
  let { centre } = spot
  for (const slant of slants) {
    const missing = marginMm - withinSlant(outer, centre, slant)
    const { x } = slant.inwards
    if (missing > 0 && Math.abs(x) > LEAST_LEVEL) centre = { ...centre, x: centre.x + missing / x }
  }
  return centre === spot.centre ? spot : { ...spot, centre }
}

/** Sides that lie flatter than this are kept off by their cost alone. */
const LEAST_LEVEL = 0.3

function gridSpots(half: { x: number; y: number }, room: RectMm): Spot[] {
  const spots: Spot[] = []
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const centre = {
        x: along(room.x, room.width, half.x, column / (COLUMNS - 1)),
        y: along(room.y, room.height, half.y, row / (ROWS - 1)),
      }
      spots.push({ name: `${row}/${column}`, centre })
    }
  }
  return spots
}

/** Across the border in the corners, for when nothing else is left. */
function crossingSpots(half: { x: number; y: number }, room: RectMm): Spot[] {
  return [0, 0.5, 1].flatMap((x) =>
    [0, 0.5, 1].map((y) => ({
      name: `across ${x}/${y}`,
      centre: { x: along(room.x, room.width, half.x, x), y: along(room.y, room.height, half.y, y) },
    })),
  )
}

/** Captions stand in corners and along the sides, on the border itself. */
function edgeSpots(half: { x: number; y: number }, room: RectMm, atFoot: boolean, name = ''): Spot[] {
  const steps = 9
  return [0, 1].flatMap((side) =>
    Array.from({ length: atFoot ? 1 : steps }, (_, index): Spot => {
      const down = atFoot ? 1 : index / (steps - 1)
      return {
        name: `${name}${side}/${index}`,
        centre: { x: along(room.x, room.width, half.x, side), y: along(room.y, room.height, half.y, down) },
      }
    }),
  )
}

/** A share of the way a body can be moved in a room; its middle when it does not fit. */
function along(start: number, size: number, half: number, share: number): number {
  return size <= 2 * half ? start + size / 2 : start + half + (size - 2 * half) * share
}

/** Boxes stand on the border of their panel. */
export function isFlush({ request }: Item): boolean {
  return request.kind === 'caption' || request.kind === 'note'
}
