import { drawAnimal } from './animals/animal.ts'
import type { Placed } from './arrangement.ts'
import type { Framing } from './framing.ts'
import { groundShadow } from './figure/figure.ts'
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
  rock: ['lighthouse', 'cliff', 'beach', 'cave', 'mountain'],
  table: ['room', 'kitchen', 'office', 'workshop', 'tavern', 'round-room'],
  barrel: ['tavern'],
  flower: ['garden'],
  rose: ['garden'],
  lamp: ['hall'],
  ship: ['sea', 'deck'],
  boat: ['sea', 'harbour', 'deck'],
  tree: ['forest', 'meadow'],
  stove: ['kitchen'],
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
        sheet.within({ x: x + i * scale * random.between(1.2, 2) * -side, y: horizon * random.between(0.3, 0.7), scale }, () => drawProp(sheet, name))
      }
      side = -side
    } else if (place === 'water' && WATERSIDE.has(setting.kind)) {
      const scale = unit * Math.min(0.42, 0.02 * size + 0.08)
      sheet.layer({ weight: 0.75, haze: 0.08 }, () => sheet.within({ x, y: horizon + unit * 0.07, scale, flip: side < 0 }, () => drawProp(sheet, name)))
      side = -side
    } else if (place === 'wall' && setting.indoors) {
      const scale = unit * 0.08 * size
      sheet.layer({ weight: 0.7, haze: 0.05 }, () => sheet.within({ x: w / 2 - side * Math.min(w * 0.16, unit * 0.2), y: horizon - unit * 0.08, scale }, () => drawProp(sheet, name)))
      side = -side
    }
  }
}

/** Things and animals on the ground beside the people. */
export function drawNearProps(around: Around): void {
  const { sheet, setting, framing, placed, random, taken } = around
  const { width: w, height: h } = sheet
  const head = placed[0]?.head ?? Math.max(framing.head, h * 0.1)
  const ground = placed[0]?.ground ?? h * 0.86
  const reach = placed.length === 0 ? 0.16 : 0.34
  let side = placed[0] ? (placed[0].x > w / 2 ? -1 : 1) : random.next() < 0.5 ? -1 : 1
  const afloat = WATERSIDE.has(setting.kind)
  const wanted = setting.props.filter((name) => {
    const { place } = propOf(name)
    if (taken.has(name) || place === 'sky' || BROUGHT[name]?.includes(setting.kind)) return false
    return !(place === 'water' && afloat) && !(place === 'wall' && setting.indoors)
  })
  for (const name of wanted.slice(0, 3)) {
    const { size, place } = propOf(name)
    const spread = reach * w + (placed.length > 0 ? 0 : random.between(-0.05, 0.1) * w)
    const x = w / 2 + side * Math.min(spread, w * 0.38)
    const onStand = (place === 'table' || place === 'hand') && setting.indoors
    if (onStand && framing.anchor.on === 'head') continue
    const least = h * 0.055
    const scale = Math.max(Math.min(size * head, h * 0.8), least)
    const foot = Math.min(ground - head * 0.1, h * (framing.anchor.on === 'head' ? 0.97 : 0.93))
    if (framing.anchor.on === 'ground') groundShadow(sheet, x, foot, scale * 0.5)
    if (onStand) {
      const stand = head * 2.1
      sheet.within({ x, y: foot, scale: head }, () => {
        sheet.fill('M-0.62 0L-0.62 -1.9L0.62 -1.9L0.62 0L0.48 0L0.48 -1.7L-0.48 -1.7L-0.48 0Z', '#6d4b32')
        sheet.fill('M-0.86 -2.02L0.86 -2.02L0.94 -1.86L-0.94 -1.86Z', '#85603f')
      })
      sheet.within({ x, y: foot - stand + head * 0.12, scale }, () => drawProp(sheet, name))
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
    sheet.within({ x, y, scale }, () => drawAnimal(sheet, animal, { pose: flies ? 'run' : 'stand', expression: 'neutral', flip: side > 0, light: 1, shadow: 0.5 }))
    side = -side
  }
}

/** In near shots a table's edge comes into the picture below, with the small things nobody holds. */
export function drawForeground({ sheet, setting, framing, placed, taken }: Around): void {
  if (!setting.indoors || framing.anchor.on !== 'head' || framing.head > sheet.height * 0.44) return
  const things = setting.props.filter((name) => !taken.has(name) && ['hand', 'table'].includes(propOf(name).place)).slice(0, 2)
  const wanted = things.length > 0 || placed.some(({ player }) => player.pose === 'write' || player.pose === 'eat')
  if (!wanted) return
  const { width: w, height: h } = sheet
  const top = h * 0.86
  sheet.layer({ weight: 1.1, haze: 0 }, () => {
    sheet.fill(`M${-w * 0.3} ${top + h * 0.015}L${w * 1.3} ${top - h * 0.015}L${w * 1.3} ${h * 1.4}L${-w * 0.3} ${h * 1.4}Z`, '#6d4a31')
    sheet.line(`M${-w * 0.3} ${top + h * 0.06}L${w * 1.3} ${top + h * 0.035}`, 0.6)
    things.forEach((name, i) => {
      const side = (placed[0]?.x ?? 0) > w / 2 === (i === 0) ? -1 : 1
      const scale = Math.max(propOf(name).size * framing.head * 0.95, h * 0.1)
      const x = w / 2 + side * Math.min(w * 0.31, h * 0.5)
      sheet.shade(`M${x - scale * 0.5} ${top + h * 0.045}Q${x} ${top + h * 0.075} ${x + scale * 0.5} ${top + h * 0.045}Q${x} ${top + h * 0.02} ${x - scale * 0.5} ${top + h * 0.045}Z`, 0.7)
      sheet.within({ x, y: top + h * 0.05, scale }, () => drawProp(sheet, name))
    })
  })
}
