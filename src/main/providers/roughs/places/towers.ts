import { darken, lighten, mix } from '../colour.ts'
import { ellipse, poly, rect } from '../paths.ts'
import { railing } from './coast.ts'
import type { Backdrop, Scenery } from './place.ts'
import { drawRidge, drawSky, drawWater } from './sky.ts'

/** The glass room at the top of a lighthouse, with its great lens. */
export function drawLampRoom(scenery: Scenery): Backdrop {
  const { sheet, palette, view, frame, random } = scenery
  drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.2 }, () => drawRidge(scenery, 0.04, palette.far, false))
  drawWater({ ...scenery, view: { ...view } }, 0, 0.3)
  const iron = mix('#23262c', palette.frame, 0.4)
  sheet.layer({ weight: 0.75, haze: 0.04 }, () => {
    for (let x = -1.8; x <= 1.81; x += 0.36) sheet.paint(rect(x - 0.012, view.top, 0.024, 0.26 - view.top), iron, 0.6)
    for (const y of [-0.3, 0.02]) sheet.paint(rect(view.left, y, view.right - view.left, 0.014), iron, 0.6)
  })
  sheet.paint(rect(view.left, 0.22, view.right - view.left, 0.06), mix(palette.wallLit, iron, 0.3), 1)
  sheet.paint(rect(view.left, 0.28, view.right - view.left, view.bottom), palette.floor, 0, darken(palette.floor, 0.4))
  for (let x = -3; x <= 3; x += 0.3) sheet.line(`M${x * 0.6} 0.28L${x * 1.6} ${Math.max(0.5, view.bottom)}`, 0.4)
  const x = frame.right > 0.5 ? (random.next() < 0.5 ? -0.3 : 0.3) * Math.min(1, frame.right) : 0
  lens(scenery, x)
  return { light: { x, y: -0.15 } }
}

/** A great lens: rings of glass in a brass frame on an iron foot. */
function lens(scenery: Scenery, x: number): void {
  const { sheet, palette } = scenery
  if (palette.dark) {
    sheet.glow(x, -0.13, 0.95, 0.75)
    for (const side of [-1, 1])
      sheet.light(
        poly([x + side * 0.12, -0.17], [x + side * 2.6, -0.5], [x + side * 2.6, 0.06], [x + side * 0.12, -0.1]),
        0.24,
      )
  }
  const brass = '#c08f3a'
  sheet.fill(poly([x - 0.09, 0.34], [x - 0.07, 0.14], [x + 0.07, 0.14], [x + 0.09, 0.34]), '#33373d')
  sheet.fill(poly([x - 0.17, 0.15], [x - 0.14, 0.09], [x + 0.14, 0.09], [x + 0.17, 0.15]), brass)
  const barrel = `M${x - 0.13} 0.09Q${x - 0.21} -0.13 ${x - 0.13} -0.37L${x + 0.13} -0.37Q${x + 0.21} -0.13 ${x + 0.13} 0.09Z`
  sheet.fill(barrel, '#b9ccc4')
  sheet.light(barrel, palette.dark ? 0.95 : 0.55)
  for (let i = 1; i < 8; i++) {
    const y = 0.09 - i * 0.0575
    const w = 0.13 + 0.04 * Math.sin((i / 8) * Math.PI)
    sheet.line(`M${x - w} ${y}Q${x} ${y + 0.022} ${x + w} ${y}`, 0.75, mix(brass, '#3a2a14', 0.6))
  }
  for (const r of [0.025, 0.05, 0.078]) sheet.line(ellipse(x, -0.13, r, r * 1.06), 0.85, mix(brass, '#3a2a14', 0.6))
  sheet.line(
    `M${x - 0.075} 0.09Q${x - 0.11} -0.13 ${x - 0.075} -0.37M${x + 0.075} 0.09Q${x + 0.11} -0.13 ${x + 0.075} -0.37`,
    1.1,
    mix(brass, '#3a2a14', 0.35),
  )
  sheet.line(barrel, 1)
  sheet.fill(poly([x - 0.15, -0.37], [x - 0.09, -0.43], [x + 0.09, -0.43], [x + 0.15, -0.37]), brass)
}

/** The walk round the lantern, high over the sea. */
export function drawGallery(scenery: Scenery): Backdrop {
  const { sheet, palette, view } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.2 }, () => drawRidge(scenery, 0.05, palette.far, false))
  drawWater(scenery, 0, 0.3)
  const iron = mix('#3a3d44', palette.floor, 0.4)
  sheet.paint(rect(view.left, 0.27, view.right - view.left, view.bottom), iron, 0.9, darken(iron, 0.3))
  const side = -Math.sign(light.x)
  const x = side * scenery.frame.right * 0.72
  const far = side * Math.max(view.right, -view.left)
  sheet.layer({ weight: 0.8, haze: 0.02 }, () => {
    sheet.fill(poly([x, view.top], [far, view.top], [far, view.bottom], [x + side * 0.04, view.bottom]), '#d9d3c4')
    sheet.shade(
      poly([x + side * 0.12, view.top], [far, view.top], [far, view.bottom], [x + side * 0.16, view.bottom]),
      0.5,
    )
    railing(scenery, 0.05, 0.29)
  })
  return { light }
}

/** A spiral stair inside a tower. */
export function drawStair(scenery: Scenery): Backdrop {
  const { sheet, palette, view, frame, random } = scenery
  const wall = palette.wall
  sheet.paint(rect(view.left, view.top, view.right - view.left, view.bottom - view.top), darken(wall, 0.25), 0, wall)
  const flip = random.next() < 0.5 ? -1 : 1
  for (let row = 0; row < 9; row++) {
    const y = view.top + (row + 0.5) * 0.16
    sheet.line(`M${view.left} ${y}Q0 ${y + 0.06} ${view.right} ${y}`, 0.4, darken(wall, 0.4))
    for (let i = 0; i < 8; i++) {
      const x = view.left + (i + (row % 2) / 2) * 0.34
      sheet.line(`M${x} ${y + 0.02}L${x} ${y + 0.17}`, 0.4, darken(wall, 0.4))
    }
  }
  const slit = flip * frame.right * 0.5
  sheet.paint(rect(slit - 0.05, -0.34, 0.1, 0.24), palette.sky, 1, palette.skyLow)
  sheet.glow(slit, -0.22, 0.6, 0.45)
  const steps = 12
  const stone = mix(palette.wallLit, '#8a8d8c', 0.3)
  for (let i = steps; i >= 0; i--) {
    const x = -flip * (0.85 - i * 0.145) * Math.min(1.1, frame.right + 0.35)
    const y = 0.42 - i * 0.088
    sheet.paint(rect(x - 0.2, y, 0.4, view.bottom - y + 0.4), darken(stone, 0.12 + i * 0.02), 0.8)
    sheet.paint(rect(x - 0.2, y, 0.4, 0.03), lighten(stone, 0.12), 0.8)
  }
  sheet.shade(poly([-flip * view.right, view.bottom], [-flip * view.right, 0.2], [flip * view.right, view.bottom]), 0.5)
  return { light: { x: slit, y: -0.22 } }
}
