import { darken, lighten, mix } from '../colour.ts'
import { ellipse, type Point, rect, soft } from '../paths.ts'
import type { Scenery } from './place.ts'

/** Sky with clouds, stars, sun or moon, down to the horizon. Returns where its light stands. */
export function drawSky(scenery: Scenery): { x: number; y: number } {
  const { sheet, palette, view, frame, time, weather, random, says } = scenery
  sheet.paint(rect(view.left, view.top, view.right - view.left, -view.top + 0.02), palette.sky, 0, palette.skyLow)
  const side = random.next() < 0.5 ? -1 : 1
  const open = weather !== 'rain' && weather !== 'storm' && weather !== 'fog' && weather !== 'snow'
  const reach = Math.min(0.62, frame.right * 0.62)
  const high = -frame.top
  const low = time === 'dawn' || time === 'dusk' || time === 'evening'
  const body = { x: side * reach, y: -high * (low ? 0.16 : 0.66) }
  if (time === 'night' || (time === 'evening' && open)) {
    for (let i = 0; i < 42; i++) {
      const x = random.between(view.left, view.right)
      const y = -random.between(0.12, 1) * high
      if (open) sheet.light(ellipse(x, y, random.between(0.0012, 0.0032)), random.between(0.35, 0.9))
    }
  }
  if (open || says('moon', 'sun')) {
    sheet.glow(body.x, body.y, low ? 0.7 : 0.42, time === 'night' ? 0.45 : 0.8)
    const moon = time === 'night' || time === 'evening' || says('moon')
    if (moon) {
      sheet.light(ellipse(body.x, body.y, 0.05))
      sheet.paint(ellipse(body.x + 0.018, body.y - 0.008, 0.041), mix(palette.sky, palette.light, 0.2))
    } else if (time !== 'day' || says('sun')) {
      sheet.light(ellipse(body.x, body.y, low ? 0.06 : 0.045), 0.95)
    }
  }
  drawClouds(scenery, high)
  return body
}

function drawClouds(scenery: Scenery, high: number): void {
  const { sheet, palette, view, weather, random, time } = scenery
  const heavy = weather === 'storm' || weather === 'rain' || weather === 'cloud' || weather === 'snow'
  const count = weather === 'fog' ? 0 : heavy ? 7 : weather === 'clear' ? 2 : 3
  for (let i = 0; i < count; i++) {
    const x = random.between(view.left, view.right)
    const y = -high * (heavy ? random.between(0.45, 1.02) : random.between(0.42, 0.9))
    const w = random.between(0.2, 0.42) * (heavy ? 1.5 : 1)
    const h = w * (heavy ? 0.2 : 0.13)
    const colour = heavy
      ? mix(palette.cloud, darken(palette.sky, 0.15), random.next() * 0.6)
      : time === 'dusk'
        ? mix(palette.cloud, palette.skyLow, 0.3)
        : palette.cloud
    sheet.layer({ weight: 0.45, haze: 0 }, () => {
      sheet.paint(cloud(x, y, w, h, random.between(-0.5, 0.5)), colour, heavy ? 0 : 0.8)
      if (heavy) sheet.shade(cloud(x + w * 0.05, y + h * 0.35, w * 0.9, h * 0.55, 0), 0.3)
    })
  }
}

/** A long cloud with a flat foot and a few bulges. */
export function cloud(x: number, y: number, w: number, h: number, lean: number): string {
  const points: Point[] = [
    [x - w, y + h * 0.6],
    [x - w * 0.75, y - h * 0.4],
    [x - w * 0.35, y - h * (1 + lean * 0.4)],
    [x + w * 0.05, y - h * 0.8],
    [x + w * 0.4, y - h * (1.1 - lean * 0.4)],
    [x + w * 0.78, y - h * 0.2],
    [x + w, y + h * 0.6],
    [x, y + h * 0.75],
  ]
  return soft(points)
}

/** A far ridge along the horizon: hills, or peaks when `sharp`. */
export function drawRidge(scenery: Scenery, height: number, colour: string, sharp: boolean, base = 0.02): void {
  const { sheet, view, random } = scenery
  let path = `M${view.left} ${base}`
  const step = sharp ? 0.2 : 0.34
  let up = random.next() < 0.5
  const capped: [number, number, number][] = []
  for (let x = view.left; x < view.right + step; x += step) {
    const y = -height * (up ? random.between(0.7, 1.1) : random.between(0.2, 0.5))
    path += sharp ? `L${x} ${y}` : `Q${x - step / 2} ${y - height * 0.3} ${x} ${y}`
    if (sharp && up) capped.push([x, y, step])
    up = !up
  }
  sheet.paint(`${path}L${view.right} ${base}Z`, colour, 0.7)
  for (const [x, y, w] of capped) {
    const white = lighten(colour, 0.75)
    sheet.paint(
      `M${x} ${y}L${x - w * 0.3} ${y + height * 0.22}L${x - w * 0.1} ${y + height * 0.16}L${x + w * 0.04} ${y + height * 0.26}L${x + w * 0.3} ${y + height * 0.2}Z`,
      white,
      0.4,
    )
    sheet.shade(`M${x} ${y}L${x + w} ${y + height * 0.8}L${x + w * 0.3} ${y + height * 0.9}Z`, 0.5)
  }
}

/** Open ground from the horizon to the lower edge. */
export function drawGround(
  scenery: Scenery,
  from = 0,
  colour = scenery.palette.ground,
  near = scenery.palette.groundNear,
): void {
  const { sheet, view } = scenery
  sheet.paint(rect(view.left, from, view.right - view.left, view.bottom - from), colour, 0, near)
}

/** Water with rows of ripples that grow towards the camera. */
export function drawWater(scenery: Scenery, from: number, to: number): void {
  const { sheet, palette, view, weather, random } = scenery
  sheet.paint(rect(view.left, from, view.right - view.left, to - from), palette.sea, 0, darken(palette.sea, 0.3))
  const rough = weather === 'storm' || weather === 'wind'
  for (let row = 0; row < 8; row++) {
    const depth = ((row + 0.5) / 8) ** 1.7
    const y = from + (to - from) * depth
    const w = 0.03 + depth * 0.16
    const count = Math.round(Math.min(10, ((view.right - view.left) / w) * 0.28))
    for (let i = 0; i < count; i++) {
      const x = random.between(view.left, view.right)
      const h = w * (rough ? 0.3 : 0.08)
      sheet.line(
        `M${x - w / 2} ${y}Q${x} ${y - h} ${x + w / 2} ${y}`,
        0.35 + depth * 0.5,
        row % 3 === 0 ? palette.seaLight : darken(palette.sea, 0.35),
      )
    }
  }
  if (rough) {
    for (let i = 0; i < 9; i++) {
      const depth = random.between(0.1, 0.95)
      const x = random.between(view.left, view.right)
      const y = from + (to - from) * depth ** 1.5
      const w = 0.06 + depth * 0.16
      sheet.paint(
        `M${x - w} ${y}Q${x - w * 0.2} ${y - w * 0.2} ${x} ${y - w * 0.55}Q${x + w * 0.3} ${y - w * 0.5} ${x + w * 0.3} ${y - w * 0.22}Q${x + w * 0.14} ${y - w * 0.34} ${x + w * 0.1} ${y - w * 0.2}Q${x + w * 0.4} ${y - w * 0.05} ${x + w} ${y}Z`,
        mix(palette.sea, palette.seaLight, 0.25),
        0.5,
      )
      sheet.paint(
        `M${x - w * 0.05} ${y - w * 0.5}Q${x + w * 0.3} ${y - w * 0.5} ${x + w * 0.3} ${y - w * 0.22}Q${x + w * 0.16} ${y - w * 0.42} ${x - w * 0.05} ${y - w * 0.5}Z`,
        '#e9efec',
        0.3,
      )
    }
  }
}
