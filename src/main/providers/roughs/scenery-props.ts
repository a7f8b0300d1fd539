import { drawAnimal } from './animals/animal.ts'
import type { Placed } from './arrangement.ts'
import { groundShadow } from './figure/figure.ts'
import type { Framing } from './framing.ts'
import { drawProp, type PropName, propOf } from './props/props.ts'
import type { Random } from './random.ts'
import type { Setting } from './setting.ts'
import type { Sheet } from './sheet.ts'
import { speciesOf } from './vocabulary/species.ts'

const WATERSIDE = new Set(['sea', 'beach', 'cliff', 'harbour', 'bridge', 'lighthouse', 'gallery', 'deck', 'lamp-room'])
/** Places that draw these of their own accord. */
const BROUGHT: Partial<Record<PropName, readonly string[]>> = {
  lens: ['lamp-room'],
  window: ['room', 'kitchen', 'bedroom', 'office', 'workshop', 'round-room', 'hall', 'shop', 'tram-inside'],
  door: ['room', 'kitchen', 'bedroom', 'office', 'workshop', 'hall', 'shop', 'tavern'],
  rock: ['lighthouse', 'cliff', 'beach', 'cave'],
  table: ['room', 'kitchen', 'office', 'workshop', 'tavern', 'round-room'],
  barrel: ['tavern'],
  flower: ['garden'],
  rose: ['garden'],
  lamp: ['hall'],
  ship: ['sea', 'deck'],
  boat: ['sea', 'harbour', 'deck'],
  tree: ['forest', 'meadow'],
  stove: ['kitchen'],
  tram: ['tram', 'tram-inside'],
  clock: ['hall'],
  wheel: ['workshop', 'tram-inside'],
  fire: ['kitchen'],
}

interface Around {
  sheet: Sheet
  setting: Setting
  framing: Framing
  placed: readonly Placed[]
  random: Random
  /** Things already in somebody's hands. */
  taken: ReadonlySet<PropName>
}

/** Things in the air, on the water and on the walls, behind the people. */
export function drawDistantProps({ sheet, setting, framing, random, taken }: Around): void {
  const { width: w, height: h } = sheet
  const unit = framing.placeUnit
  const horizon = framing.horizon * h
  let side = random.next() < 0.5 ? -1 : 1
  for (const name of setting.props) {
    if (taken.has(name) || BROUGHT[name]?.includes(setting.kind)) continue
    const { place, size } = propOf(name)
    const x = w / 2 + side * Math.min(w * 0.3, unit * 0.42)
    if (place === 'sky' && !setting.indoors && name !== 'moon' && name !== 'sun') {
      const count = name === 'gull' ? 4 : 1
      for (let i = 0; i < count; i++) {
        const scale = unit * Math.min(0.16, 0.022 * size) * random.between(0.8, 1.4)
        sheet.within(
          { x: x + i * scale * random.between(1.2, 2) * -side, y: horizon * random.between(0.3, 0.7), scale },
          () => drawProp(sheet, name),
        )
      }
      side = -side
    } else if (place === 'water' && WATERSIDE.has(setting.kind)) {
      const scale = unit * Math.min(0.42, 0.02 * size + 0.08)
      sheet.layer({ weight: 0.75, haze: 0.08 }, () =>
        sheet.within({ x, y: horizon + unit * 0.07, scale, flip: side < 0 }, () => drawProp(sheet, name)),
      )
      side = -side
    } else if (place === 'wall' && setting.indoors) {
      const scale = unit * 0.08 * size
      sheet.layer({ weight: 0.7, haze: 0.05 }, () =>
        sheet.within({ x: w / 2 - side * Math.min(w * 0.16, unit * 0.2), y: horizon - unit * 0.08, scale }, () =>
          drawProp(sheet, name),
        ),
      )
      side = -side
    }
  }
}

/** What stands in no room, however much it is spoken of there. */
const OUTDOORS = new Set<PropName>(['tree', 'rock', 'tram', 'car', 'gate', 'fountain', 'grave'])
/** What is bigger than this, in heads, only fills a near picture with paint. */
const LARGEST_NEAR = 9

/** Things and animals on the ground beside the people. */
export function drawNearProps(around: Around): void {
  const { sheet, setting, framing, placed, random, taken } = around
  const { width: w, height: h } = sheet
  const wide = framing.anchor.on === 'ground'
  // With nobody to measure by, things are as big as people at this distance would make them.
  const head = placed[0]?.head ?? framing.head * (wide ? 1.3 : 1)
  const ground = placed[0]?.ground ?? h * 0.86
  const reach = placed.length === 0 ? 0.16 : 0.34
  let side = placed[0] ? (placed[0].x > w / 2 ? -1 : 1) : random.next() < 0.5 ? -1 : 1
  const afloat = WATERSIDE.has(setting.kind)
  const wanted = setting.props.filter((name) => {
    const { place } = propOf(name)
    if (taken.has(name) || place === 'sky' || BROUGHT[name]?.includes(setting.kind)) return false
    if (name === 'table' && placed.some(({ player }) => player.pose === 'sit' || player.pose === 'eat')) return false
    if (setting.indoors && (place === 'water' || OUTDOORS.has(name))) return false
    return !(place === 'water' && afloat) && !(place === 'wall' && setting.indoors)
  })
  let stands = 0
  for (const [i, name] of wanted.slice(0, placed.length > 1 ? 2 : 3).entries()) {
    const { size, place } = propOf(name)
    const spread = reach * w + (placed.length > 0 ? 0 : random.between(-0.05, 0.1) * w)
    const x = w / 2 + side * Math.min(spread, w * 0.38)
    const small = place === 'table' || place === 'hand'
    const onStand = small && setting.indoors && placed.length > 0
    if (onStand && (!wide || stands > 0)) continue
    if (!wide && size > LARGEST_NEAR) continue
    // What nobody could make out from here is left away, unless it is what the picture is about.
    if (wide && size * head < h * 0.05 && (i > 0 || placed.length > 0)) continue
    if (!setting.indoors && WALLED.has(name)) {
      if (wide) drawInWall(around, name, x, side, ground, head)
      side = -side
      continue
    }
    const least = placed.length === 0 ? 0.13 : 0.06
    const scale = Math.max(Math.min(size * head, h * 0.8), h * least)
    const foot = Math.min(ground - head * 0.1, h * (wide ? 0.93 : 0.97))
    if (wide) groundShadow(sheet, x, foot, scale * 0.5)
    if (onStand) {
      stands++
      sheet.within({ x, y: foot, scale: head }, () => {
        sheet.fill('M-0.62 0L-0.62 -1.9L0.62 -1.9L0.62 0L0.48 0L0.48 -1.7L-0.48 -1.7L-0.48 0Z', '#6d4b32')
        sheet.fill('M-0.86 -2.02L0.86 -2.02L0.94 -1.86L-0.94 -1.86Z', '#85603f')
      })
      sheet.within({ x, y: foot - head * 1.98, scale }, () => drawProp(sheet, name))
    } else {
      sheet.within({ x, y: foot, scale, flip: side < 0 }, () => drawProp(sheet, name))
    }
    side = -side
  }
  for (const noun of setting.animals) {
    const animal = speciesOf(noun)
    if (!animal) continue
    const flies = animal.plan === 'bird' && !setting.indoors && animal.size < 1
    const x = w / 2 + side * w * 0.32
    const y = flies ? framing.horizon * h * 0.6 : Math.min(ground, h * 0.96)
    const scale = Math.max(head, (h * 0.05) / animal.size)
    sheet.within({ x, y, scale }, () =>
      drawAnimal(sheet, animal, {
        pose: flies ? 'run' : 'stand',
        expression: 'neutral',
        flip: side > 0,
        light: 1,
        shadow: 0.5,
      }),
    )
    side = -side
  }
}

/** Doors and windows do not stand in the open; they come with the corner of a house. */
const WALLED = new Set<PropName>(['door', 'window', 'clock', 'picture'])

function drawInWall({ sheet, setting }: Around, name: PropName, x: number, side: number, ground: number, head: number) {
  const { width: w, height: h } = sheet
  const foot = Math.min(ground - head * 0.3, h * 0.9)
  const size = Math.min(propOf(name).size * head, h * 0.62)
  const near = x - side * size * 0.55
  const far = side > 0 ? w * 1.4 : -w * 0.4
  const top = foot - Math.max(size * 1.35, head * 8)
  const stone = setting.says('stone', 'engine') ? '#8f8b86' : '#cdbfa6'
  sheet.fill(`M${near} ${foot}L${near} ${top}L${far} ${top}L${far} ${foot}Z`, stone)
  sheet.fill(
    `M${near - side * head * 0.6} ${top}L${near} ${top - head * 0.7}L${far} ${top - head * 0.7}L${far} ${top}Z`,
    '#5c5560',
  )
  for (let y = top + head * 0.8, row = 0; y < foot; y += head * 0.9, row++)
    sheet.line(`M${near + side * head * (0.2 + (row % 2))} ${y}L${near + side * head * (0.9 + (row % 2))} ${y}`, 0.5)
  const lift = name === 'door' ? 0 : size * 0.6
  sheet.within({ x: x + side * size * 0.1, y: foot - lift, scale: size }, () => drawProp(sheet, name))
}

/** In near shots a table's edge comes into the picture below, with the small things nobody holds. */
export function drawForeground({ sheet, setting, framing, placed, taken }: Around): void {
  if (!setting.indoors || framing.anchor.on !== 'head' || framing.head > sheet.height * 0.44) return
  const things = setting.props
    .filter((name) => !taken.has(name) && ['hand', 'table'].includes(propOf(name).place))
    .slice(0, 2)
  const wanted = things.length > 0 || placed.some(({ player }) => player.pose === 'write' || player.pose === 'eat')
  if (!wanted) return
  const { width: w, height: h } = sheet
  const top = h * 0.86
  sheet.layer({ weight: 1.1, haze: 0 }, () => {
    sheet.fill(
      `M${-w * 0.3} ${top + h * 0.015}L${w * 1.3} ${top - h * 0.015}L${w * 1.3} ${h * 1.4}L${-w * 0.3} ${h * 1.4}Z`,
      '#6d4a31',
    )
    sheet.line(`M${-w * 0.3} ${top + h * 0.06}L${w * 1.3} ${top + h * 0.035}`, 0.6)
    things.forEach((name, i) => {
      const side = (placed[0]?.x ?? 0) > w / 2 === (i === 0) ? -1 : 1
      const scale = Math.max(propOf(name).size * framing.head * 0.95, h * 0.1)
      const x = w / 2 + side * Math.min(w * 0.31, h * 0.5)
      sheet.shade(
        `M${x - scale * 0.5} ${top + h * 0.045}Q${x} ${top + h * 0.075} ${x + scale * 0.5} ${top + h * 0.045}Q${x} ${top + h * 0.02} ${x - scale * 0.5} ${top + h * 0.045}Z`,
        0.7,
      )
      sheet.within({ x, y: top + h * 0.05, scale }, () => drawProp(sheet, name))
    })
  })
}

/** People who sit at a table in a wide shot get it in front of them, laid with the small things. */
export function drawSetTable({ sheet, setting, framing, placed, taken }: Around): void {
  const sitting = placed.filter(({ player }) => ['sit', 'eat', 'write', 'read'].includes(player.pose))
  if (framing.anchor.on !== 'ground' || sitting.length === 0 || !setting.props.includes('table')) return
  const head = sitting[0]!.head
  const left = Math.min(...sitting.map(({ x }) => x)) - head * 2
  const right = Math.max(...sitting.map(({ x }) => x)) + head * 2
  const ground = Math.max(...sitting.map(({ ground: own }) => own)) + head * 0.5
  const top = ground - head * 2.1
  sheet.fill(
    `M${left} ${top}L${right} ${top}L${right} ${ground}L${right - head * 0.2} ${ground}L${right - head * 0.2} ${top + head * 0.8}L${left + head * 0.2} ${top + head * 0.8}L${left + head * 0.2} ${ground}L${left} ${ground}Z`,
    '#e4dccb',
  )
  sheet.fill(
    `M${left + head * 0.2} ${top - head * 0.35}L${right - head * 0.2} ${top - head * 0.35}L${right + head * 0.15} ${top + head * 0.08}L${left - head * 0.15} ${top + head * 0.08}Z`,
    '#efe8da',
  )
  const things = setting.props.filter((name) => !taken.has(name) && ['hand', 'table'].includes(propOf(name).place))
  const laid: PropName[] = [...things, 'cup', 'plate', 'cup', 'plate', 'cup']
  laid.slice(0, 5).forEach((name, i) => {
    const x = left + ((i + 0.5) / 5) * (right - left)
    sheet.within({ x, y: top - head * (i % 2 === 0 ? 0.02 : 0.16), scale: propOf(name).size * head }, () =>
      drawProp(sheet, name),
    )
  })
}

/** What a climber climbs: a rock face outdoors, a ladder indoors. Stairs bring their own steps. */
export function drawClimb(sheet: Sheet, setting: Setting, one: Placed): void {
  if (setting.kind === 'stair' || setting.props.includes('ladder')) return
  const { x, ground, head, flip } = one
  sheet.within({ x, y: ground, scale: head, flip }, () => {
    if (setting.indoors) return sheet.within({ x: 1.25, y: 0.2, scale: 9 }, () => drawProp(sheet, 'ladder'))
    sheet.fill('M0.5 0.6L0.95 -0.6L0.8 -1.7L1.2 -2.7L1.05 -4L1.5 -5.4L1.3 -6.6L2.2 -9L9 -9L9 0.9Z', '#6c6a6c')
    sheet.shade('M1.6 0.6L2 -1.6L1.7 -2.8L2.3 -4.4L2.1 -6L3 -9L9 -9L9 0.9Z', 0.5)
    sheet.line('M0.95 -0.6L1.8 -0.9M1.2 -2.7L2 -2.5M1.5 -5.4L2.4 -5.2', 0.7)
  })
}
