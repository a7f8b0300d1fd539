import { darken, lighten, mix } from '../colour.ts'
import { ellipse, type Point, poly, rect, soft } from '../paths.ts'
import { drawProp } from '../props/props.ts'
import type { Backdrop, Scenery } from './place.ts'
import { drawRidge, drawSky, drawWater } from './sky.ts'

export function drawSea(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, says, frame } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.2 }, () => {
    if (random.next() < 0.6) drawRidge(scenery, 0.05, palette.far, false)
  })
  drawWater(scenery, 0, view.bottom)
  glitter(scenery, light.x)
  if (says('island', 'stack', 'rock', 'lighthouse', 'light', 'tower')) {
    const x = -Math.sign(light.x) * frame.right * 0.5
    sheet.layer({ weight: 0.6, haze: 0.15 }, () => {
      sheet.fill(
        soft([
          [x - 0.2, 0.03],
          [x - 0.1, -0.04],
          [x + 0.02, -0.06],
          [x + 0.14, -0.02],
          [x + 0.24, 0.035],
          [x, 0.05],
        ]),
        '#22242b',
      )
      sheet.within({ x, y: -0.03, scale: 0.22 }, () => tower(scenery))
    })
  }
  if (says('ship', 'steamer', 'vessel', 'boat', 'trawler')) {
    const steam = says('ship', 'steamer', 'vessel', 'trawler')
    sheet.layer({ weight: 0.7, haze: 0.08 }, () =>
      sheet.within({ x: Math.sign(light.x) * frame.right * 0.35, y: 0.07, scale: steam ? 0.42 : 0.24 }, () =>
        drawProp(sheet, steam ? 'ship' : 'boat'),
      ),
    )
  }
  return { light }
}

/** The path of the sun or moon on the water. */
function glitter(scenery: Scenery, x: number): void {
  const { sheet, random, view } = scenery
  for (let i = 0; i < 16; i++) {
    const y = 0.01 + (view.bottom - 0.01) * (i / 16) ** 1.6
    const w = (0.02 + y * 0.16) * random.between(0.5, 1.2)
    sheet.light(ellipse(x + random.between(-0.5, 0.5) * w, y, w, 0.002 + y * 0.006), 0.5)
  }
}

/** A lighthouse in its own units: foot on the origin, one high. */
function tower(scenery: Scenery): void {
  const { sheet, palette } = scenery
  const white = '#e9e1cf'
  sheet.fill(poly([-0.13, 0], [-0.08, -0.76], [0.08, -0.76], [0.13, 0]), white)
  sheet.shade(poly([0.02, 0], [0.02, -0.76], [0.08, -0.76], [0.13, 0]), 0.75)
  for (const [x, y] of [
    [-0.03, -0.2],
    [0.0, -0.42],
    [-0.03, -0.62],
  ] as const)
    sheet.fill(rect(x, y, 0.035, 0.06), '#39424c', 0.6)
  sheet.fill(rect(-0.125, -0.79, 0.25, 0.035), '#2c3138')
  if (palette.dark) {
    sheet.glow(0, -0.86, 0.9, 0.7)
    for (const side of [-1, 1])
      sheet.light(poly([side * 0.05, -0.88], [side * 3.4, -1.16], [side * 3.4, -0.62], [side * 0.05, -0.84]), 0.34)
  }
  sheet.light(rect(-0.075, -0.92, 0.15, 0.13), palette.dark ? 1 : 0.75)
  sheet.line(
    'M-0.075 -0.92L-0.075 -0.79M-0.025 -0.92L-0.025 -0.79M0.025 -0.92L0.025 -0.79M0.075 -0.92L0.075 -0.79',
    0.6,
  )
  sheet.fill('M-0.1 -0.92Q-0.04 -1 0 -1.02Q0.04 -1 0.1 -0.92Z', '#2c3138')
  sheet.line('M-0.13 -0.79L-0.13 -0.84L0.13 -0.84L0.13 -0.79', 0.5)
}

export function drawLighthouse(scenery: Scenery): Backdrop {
  const { sheet, view, frame, random } = scenery
  drawSky(scenery)
  drawWater(scenery, 0, view.bottom)
  const x = frame.right * (random.next() < 0.5 ? -0.16 : 0.16)
  const rock: Point[] = [
    [x - 0.62, 0.2],
    [x - 0.5, 0.06],
    [x - 0.24, 0.03],
    [x - 0.12, -0.03],
    [x + 0.14, -0.02],
    [x + 0.3, 0.06],
    [x + 0.56, 0.1],
    [x + 0.66, 0.22],
    [x, 0.27],
  ]
  sheet.layer({ weight: 0.85, haze: 0.03 }, () => {
    sheet.fill(soft(rock), '#23252c')
    sheet.shade(
      soft([
        [x - 0.5, 0.19],
        [x - 0.1, 0.12],
        [x + 0.4, 0.13],
        [x + 0.6, 0.22],
        [x, 0.27],
      ]),
      0.6,
    )
    const high = Math.min(0.62, -frame.top * 0.94)
    sheet.within({ x, y: -0.01, scale: high }, () => tower(scenery))
  })
  foam(scenery, x)
  return { light: { x, y: -0.45 } }
}

function foam(scenery: Scenery, x: number): void {
  const { sheet, random } = scenery
  for (let i = 0; i < 9; i++) {
    const fx = x + random.between(-0.62, 0.62)
    sheet.paint(ellipse(fx, 0.22 + random.between(-0.02, 0.04), random.between(0.03, 0.1), 0.008), '#dfe8e6')
  }
}

export function drawBeach(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random } = scenery
  const light = drawSky(scenery)
  drawWater(scenery, 0, 0.16)
  glitter({ ...scenery, view: { ...view, bottom: 0.16 } }, light.x)
  const sand = mix('#d8c092', palette.ground, palette.dark ? 0.75 : 0.3)
  sheet.paint(
    `M${view.left} 0.13Q${view.left / 2} 0.2 0 0.15Q${view.right / 2} 0.11 ${view.right} 0.17L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    sand,
    0.6,
    darken(sand, 0.25),
  )
  sheet.paint(
    `M${view.left} 0.125Q${view.left / 2} 0.195 0 0.145Q${view.right / 2} 0.105 ${view.right} 0.165L${view.right} 0.178Q${view.right / 2} 0.12 0 0.162Q${view.left / 2} 0.21 ${view.left} 0.14Z`,
    palette.seaLight,
  )
  for (let i = 0; i < 12; i++)
    sheet.fill(
      ellipse(random.between(view.left, view.right), random.between(0.24, 0.6), random.between(0.008, 0.022), 0.008),
      '#8f8a80',
      0.5,
    )
  const side = -Math.sign(light.x)
  headland(scenery, side, 0.3)
  return { light }
}

function headland(scenery: Scenery, side: number, high: number): void {
  const { sheet, palette, frame, view } = scenery
  const x = side * frame.right * 0.45
  const far = side * Math.max(view.right, -view.left)
  sheet.layer({ weight: 0.7, haze: 0.12 }, () => {
    sheet.paint(
      `M${x} 0.05L${x + side * 0.08} ${-high * 0.5}L${x + side * 0.2} ${-high * 0.62}L${x + side * 0.3} ${-high}L${far} ${-high * 1.15}L${far} 0.16Z`,
      darken(palette.far, 0.2),
      1,
    )
    sheet.shade(
      `M${x} 0.05L${x + side * 0.08} ${-high * 0.5}L${x + side * 0.14} ${-high * 0.4}L${x + side * 0.3} 0.1Z`,
      0.5,
    )
    sheet.line(
      `M${x + side * 0.2} ${-high * 0.6}L${x + side * 0.26} 0.02M${x + side * 0.36} ${-high * 0.8}L${x + side * 0.4} -0.04`,
      0.6,
    )
  })
}

export function drawCliff(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random } = scenery
  const light = drawSky(scenery)
  drawWater(scenery, 0, view.bottom)
  headland(scenery, -Math.sign(light.x), 0.42)
  const rock = mix('#4a4a50', palette.ground, 0.45)
  sheet.paint(
    `M${view.left} 0.2L-0.3 0.17L-0.1 0.2L0.2 0.16L0.42 0.21L${view.right} 0.18L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    rock,
    0.9,
    darken(rock, 0.4),
  )
  for (let i = 0; i < 14; i++) {
    const x = random.between(view.left, view.right)
    const y = random.between(0.24, Math.max(0.3, view.bottom))
    sheet.line(`M${x} ${y}L${x + 0.06} ${y + 0.02}L${x + 0.1} ${y + 0.08}`, 0.6)
  }
  return { light }
}

export function drawDeck(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, frame } = scenery
  const light = drawSky(scenery)
  drawWater(scenery, 0, view.bottom)
  const wood = mix('#8f7350', palette.floor, palette.dark ? 0.6 : 0.25)
  sheet.paint(
    poly([view.left, 0.22], [view.right, 0.22], [view.right, view.bottom], [view.left, view.bottom]),
    wood,
    1,
    darken(wood, 0.3),
  )
  for (let x = -3; x <= 3; x += 0.22) sheet.line(`M${x * 0.7} 0.22L${x * 2} ${Math.max(0.5, view.bottom)}`, 0.45)
  sheet.layer({ weight: 0.8, haze: 0.05 }, () => {
    const mast = frame.right * (random.next() < 0.5 ? -0.5 : 0.5)
    sheet.fill(rect(mast - 0.02, view.top, 0.04, 0.26 - view.top), '#5f4630')
    sheet.line(`M${mast} ${view.top}L${mast + 0.6} 0.24M${mast} ${view.top}L${mast - 0.6} 0.24`, 0.6)
    railing(scenery, 0.06, 0.24)
  })
  return { light }
}

/** A railing across the picture from `top` to `foot`. */
export function railing(scenery: Scenery, top: number, foot: number): void {
  const { sheet, view } = scenery
  for (let x = -2.1; x <= 2.1; x += 0.14)
    if (x > view.left && x < view.right) sheet.line(`M${x} ${top}L${x} ${foot}`, 1.1)
  for (const y of [top, (top + foot) / 2]) sheet.line(`M${view.left} ${y}L${view.right} ${y}`, 1.4)
}

/** A village round a harbour: houses up a slope, a quay, boats. */
export function drawHarbour(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, frame } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.25 }, () => drawRidge(scenery, 0.26, palette.far, false))
  const side = -Math.sign(light.x)
  sheet.layer({ weight: 0.6, haze: 0.1 }, () => {
    for (let row = 0; row < 3; row++) {
      for (let i = 0; i < 7; i++) {
        const x = side * (frame.right * 0.95 - i * 0.19 + random.between(-0.03, 0.03) - row * 0.05)
        const y = -0.17 + row * 0.09 + i * 0.016
        if (Math.abs(x) < 2) cottage(scenery, x, y, 0.085 + row * 0.012)
      }
    }
  })
  drawWater(scenery, 0.07, view.bottom)
  const stone = mix('#77757a', palette.ground, 0.4)
  sheet.paint(rect(view.left, 0.05, view.right - view.left, 0.05), stone, 0.8)
  sheet.shade(rect(view.left, 0.075, view.right - view.left, 0.03), 0.5)
  for (let i = 0; i < 3; i++) {
    sheet.within(
      {
        x: random.between(frame.left * 0.8, frame.right * 0.8),
        y: 0.17 + i * 0.07,
        scale: 0.2 + i * 0.06,
        flip: i === 1,
      },
      () => drawProp(sheet, i === 0 ? 'sailboat' : 'boat'),
    )
  }
  const quay = mix(palette.groundNear, '#6a6668', 0.5)
  sheet.paint(
    poly([view.left, 0.4], [view.right, 0.36], [view.right, view.bottom], [view.left, view.bottom]),
    quay,
    1,
    darken(quay, 0.3),
  )
  for (let x = view.left; x < view.right; x += 0.2) sheet.line(`M${x} 0.39L${x * 1.4} ${view.bottom}`, 0.4)
  return { light }
}

/** A small house; foot in the middle of its lower edge. */
export function cottage(scenery: Scenery, x: number, y: number, half: number): void {
  const { sheet, palette, random } = scenery
  const wall = random.pick([
    palette.wallLit,
    palette.wall,
    mix(palette.wall, '#a8705a', 0.3),
    mix(palette.wallLit, '#8fa0a0', 0.3),
  ])
  const slates = random.pick([mix(palette.far, '#3c3f4c', 0.6), mix('#7a4a3c', palette.far, 0.4)])
  const roof = scenery.weather === 'snow' ? mix(palette.ground, slates, 0.12) : slates
  const h = half * random.between(1.1, 1.5)
  sheet.paint(rect(x - half, y - h, half * 2, h), wall, 0.9)
  sheet.shade(rect(x + half * 0.35, y - h, half * 0.65, h), 0.35)
  sheet.paint(
    poly(
      [x - half * 1.15, y - h],
      [x - half * 0.7, y - h * 1.65],
      [x + half * 0.7, y - h * 1.65],
      [x + half * 1.15, y - h],
    ),
    roof,
    0.9,
  )
  sheet.paint(rect(x + half * 0.3, y - h * 1.85, half * 0.26, h * 0.35), darken(wall, 0.3), 0.8)
  for (const k of [-0.55, 0.2]) {
    const pane = rect(x + half * k, y - h * 0.78, half * 0.36, h * 0.34)
    if (palette.dark && random.next() < 0.7) sheet.light(pane, 0.95)
    else sheet.paint(pane, mix(palette.far, '#222a36', 0.5), 0.5)
  }
  sheet.paint(
    rect(x - half * 0.16, y - h * 0.42, half * 0.34, h * 0.42),
    lighten(mix('#4c4038', palette.wall, 0.2), 0.02),
    0.5,
  )
}
