import { darken, lighten, mix } from '../colour.ts'
import { dome, ellipse, poly, rect, rounded } from '../paths.ts'
import { cottage } from './coast.ts'
import type { Backdrop, Scenery } from './place.ts'
import { drawGround, drawRidge, drawSky } from './sky.ts'

/** A street running back between houses. */
export function drawStreet(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, says, frame } = scenery
  const light = drawSky(scenery)
  if (says('mountain', 'hill', 'peak', 'alp', 'slope'))
    sheet.layer({ weight: 0.5, haze: 0.3 }, () => drawRidge(scenery, 0.4, palette.far, says('mountain', 'peak', 'alp')))
  const road = mix(palette.ground, '#7d7872', 0.6)
  drawGround(scenery, 0, road, darken(road, 0.35))
  sheet.layer({ weight: 0.5, haze: 0.3 }, () => {
    for (let x = -0.3; x <= 0.31; x += 0.12) cottage(scenery, x, 0.02, 0.06)
  })
  const spread = Math.max(0.5, Math.min(1, frame.right))
  for (const side of [-1, 1]) {
    for (let i = 0; i < 4; i++) {
      const near = i / 3
      const x0 = side * (0.13 + near * 0.2 + i * i * 0.045) * spread
      const x1 = side * (0.2 + (i + 1) * 0.11 + (i + 1) ** 2 * 0.06) * spread
      facade(scenery, x0, x1, 0.035 + near * 0.16, 0.3 + near * 0.42 + random.between(-0.05, 0.08), 0.24 - near * 0.18)
    }
  }
  for (let i = 0; i < 26; i++) {
    const y = 0.05 + (i / 26) ** 1.7 * Math.max(0.4, view.bottom)
    const x = random.between(-0.6, 0.6) * (0.25 + y * 1.6)
    sheet.line(
      `M${x} ${y}Q${x + 0.01 + y * 0.05} ${y - 0.004 - y * 0.02} ${x + 0.02 + y * 0.08} ${y}`,
      0.35,
      darken(road, 0.35),
    )
  }
  if (says('tram', 'rail', 'track'))
    for (const k of [-1, -0.55]) sheet.line(`M${k * 0.02} 0.02L${k * 0.9} ${view.bottom}`, 1.2, darken(road, 0.5))
  streetLamp(scenery, frame.right * (light.x > 0 ? -0.48 : 0.48))
  return { light }
}

/** One house front seen at a slant, from `x0` (far) to `x1` (near). */
function facade(scenery: Scenery, x0: number, x1: number, foot: number, height: number, haze: number): void {
  const { sheet, palette, random } = scenery
  const wall = random.pick([
    palette.wallLit,
    palette.wall,
    mix(palette.wall, '#b4765c', 0.35),
    mix(palette.wall, '#7d9a90', 0.3),
    mix(palette.wallLit, '#c9a866', 0.3),
  ])
  const w = x1 - x0
  const near = 1.22
  sheet.layer({ weight: 0.75, haze }, () => {
    const top0 = foot - height
    const top1 = foot * near - height * near
    sheet.paint(poly([x0, foot], [x0, top0], [x1, top1], [x1, foot * near + 0.02]), wall, 1)
    sheet.paint(
      poly(
        [x0 - w * 0.06, top0],
        [x0 + w * 0.2, top0 - height * 0.26],
        [x1 - w * 0.1, top1 - height * 0.28],
        [x1 + w * 0.08, top1],
      ),
      mix(palette.far, '#4a3a3c', 0.5),
      1,
    )
    for (let row = 0; row < 2; row++) {
      for (const k of [0.2, 0.62]) {
        const y = foot - height * (row === 0 ? 0.72 : 0.36)
        const px = x0 + w * k
        const pane = poly(
          [px, y],
          [px + w * 0.2, y - height * 0.02],
          [px + w * 0.2, y + height * 0.19],
          [px, y + height * 0.18],
        )
        if (palette.dark && random.next() < 0.6) sheet.light(pane, 0.9)
        else sheet.paint(pane, mix(palette.far, '#27303c', 0.55), 0.6)
      }
    }
    if (w > 0) sheet.shade(poly([x0, foot], [x0, top0], [x1, top1], [x1, foot * near + 0.02]), 0.4)
  })
}

function streetLamp(scenery: Scenery, x: number): void {
  const { sheet, palette } = scenery
  sheet.fill(rect(x - 0.009, -0.24, 0.018, 0.56), '#2c2f36')
  sheet.fill(poly([x - 0.035, 0.32], [x - 0.016, 0.22], [x + 0.016, 0.22], [x + 0.035, 0.32]), '#2c2f36')
  if (palette.dark) sheet.glow(x, -0.27, 0.5, 0.75)
  sheet.light(
    poly([x - 0.022, -0.24], [x - 0.034, -0.31], [x + 0.034, -0.31], [x + 0.022, -0.24]),
    palette.dark ? 1 : 0.5,
  )
  sheet.fill(`M${x - 0.044} -0.31Q${x} -0.36 ${x + 0.044} -0.31Z`, '#2c2f36')
}

export function drawCity(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random } = scenery
  const light = drawSky(scenery)
  for (const [haze, high, step] of [
    [0.45, 0.5, 0.13],
    [0.2, 0.34, 0.17],
  ] as const) {
    sheet.layer({ weight: 0.5, haze }, () => {
      for (let x = view.left; x < view.right; x += step) {
        const h = high * random.between(0.45, 1)
        const w = step * random.between(0.75, 1.02)
        sheet.paint(rect(x, -h, w, h + 0.06), mix(palette.far, palette.wall, random.next() * 0.4), 0.9)
        for (let row = 0; row < 5; row++)
          for (const k of [0.18, 0.58])
            if (random.next() < 0.5) {
              const pane = rect(x + w * k, -h + 0.03 + row * 0.06, w * 0.2, 0.025)
              if (palette.dark) sheet.light(pane, 0.85)
              else sheet.paint(pane, darken(palette.far, 0.3))
            }
      }
    })
  }
  const road = mix(palette.ground, '#74747a', 0.6)
  drawGround(scenery, 0.04, road, darken(road, 0.35))
  sheet.paint(rect(view.left, 0.12, view.right - view.left, 0.02), lighten(road, 0.25), 0.5)
  return { light }
}

export function drawRooftop(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, frame } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.3 }, () => {
    for (let x = view.left; x < view.right; x += 0.16) cottage(scenery, x, 0.1 + random.between(-0.04, 0.04), 0.085)
  })
  const tile = mix('#7a4a3c', palette.far, 0.45)
  sheet.paint(
    poly([view.left, 0.24], [view.right, 0.16], [view.right, view.bottom], [view.left, view.bottom]),
    tile,
    1,
    darken(tile, 0.35),
  )
  for (let row = 0; row < 6; row++) {
    const y = 0.24 + row * 0.07
    for (let x = view.left; x < view.right; x += 0.12)
      sheet.line(`M${x} ${y}Q${x + 0.06} ${y + 0.04} ${x + 0.12} ${y - 0.005}`, 0.5, darken(tile, 0.4))
  }
  const x = frame.right * (light.x > 0 ? -0.6 : 0.6)
  sheet.fill(rect(x - 0.07, -0.14, 0.14, 0.42), '#8d6a58')
  sheet.fill(rect(x - 0.09, -0.17, 0.18, 0.05), '#7a5a4c')
  sheet.fill(rect(x - 0.04, -0.23, 0.08, 0.07), '#a5664c')
  return { light }
}

export function drawMarket(scenery: Scenery): Backdrop {
  const { sheet, random, frame } = scenery
  const backdrop = drawStreet(scenery)
  const stripes = ['#b2503f', '#4d7a72', '#c29a3f']
  for (const [i, x] of [-0.62, 0.62].entries()) {
    const at = x * Math.min(1, frame.right)
    sheet.fill(rect(at - 0.24, 0.1, 0.48, 0.16), '#85603f')
    for (let k = 0; k < 9; k++)
      sheet.fill(
        ellipse(at - 0.2 + k * 0.05, 0.09, 0.024),
        random.pick(['#c2572f', '#c99a3a', '#6f8a45', '#9c3f4a']),
        0.6,
      )
    for (const k of [-0.23, 0.21]) sheet.fill(rect(at + k, -0.18, 0.02, 0.3), '#5f4630')
    for (let k = 0; k < 6; k++)
      sheet.fill(
        poly(
          [at - 0.21 + k * 0.07, -0.26],
          [at - 0.14 + k * 0.07, -0.26],
          [at - 0.18 + k * 0.09, -0.16],
          [at - 0.27 + k * 0.09, -0.16],
        ),
        k % 2 === 0 ? stripes[i]! : '#ece4d0',
      )
  }
  return backdrop
}

/** A tram or train standing on its rails, or the inside of one. */
export function drawCarriageOutside(scenery: Scenery): Backdrop {
  const { sheet, palette, view, says, frame } = scenery
  const backdrop = drawStreet({
    ...scenery,
    says: (...words) => words.some((word) => !['tram', 'rail', 'track'].includes(word)) && says(...words),
  })
  const body = says('red')
    ? '#a43d34'
    : says('green')
      ? '#4a7058'
      : says('yellow')
        ? '#c79a35'
        : says('blue')
          ? '#41668c'
          : '#a8503a'
  const w = Math.min(0.62, frame.right * 0.8)
  for (const y of [0.275, 0.3]) sheet.line(`M${view.left} ${y}L${view.right} ${y}`, 1, darken(palette.groundNear, 0.3))
  sheet.shade(ellipse(0, 0.285, w * 1.05, 0.03), 0.8)
  for (const k of [-0.6, 0.6]) sheet.fill(ellipse(k * w, 0.24, 0.045), '#2b2d33')
  sheet.fill(rounded(-w, -0.2, w * 2, 0.44, 0.05), body)
  sheet.fill(rounded(-w - 0.02, -0.25, w * 2 + 0.04, 0.08, 0.04), '#e6ddc6')
  sheet.fill(rect(-w + 0.01, 0.02, w * 2 - 0.02, 0.025), '#e6ddc6', 0.6)
  for (let i = 0; i < 6; i++) {
    const pane = rounded(-w + 0.05 + (i * (w * 2 - 0.1)) / 6, -0.15, (w * 2 - 0.1) / 6 - 0.03, 0.15, 0.015)
    sheet.fill(pane, '#9fb8bd')
    if (palette.dark) sheet.light(pane, 0.9)
  }
  sheet.line(`M-0.1 -0.25L0.04 -0.36L0.14 -0.36M${view.left} -0.37L${view.right} -0.36`, 0.8)
  sheet.shade(rounded(-w, 0.12, w * 2, 0.12, 0.03), 0.5)
  return backdrop
}

export function drawCarriageInside(scenery: Scenery): Backdrop {
  const { sheet, palette, view, frame } = scenery
  const wood = mix('#a3764a', palette.wall, 0.5)
  sheet.paint(rect(view.left, view.top, view.right - view.left, view.bottom - view.top), palette.sky, 0, palette.skyLow)
  sheet.layer({ weight: 0.5, haze: 0.2 }, () => drawRidge(scenery, 0.22, palette.far, true, 0.08))
  sheet.paint(
    rect(view.left, 0.05, view.right - view.left, view.bottom),
    mix(wood, palette.floor, 0.2),
    1,
    darken(wood, 0.35),
  )
  sheet.paint(rect(view.left, view.top, view.right - view.left, -view.top - 0.36), lighten(wood, 0.12), 1)
  for (let x = -1.95; x < 2; x += 0.5) {
    sheet.paint(rect(x - 0.03, -0.38, 0.06, 0.46), wood, 0.9)
    sheet.paint(rounded(x + 0.05, 0.14, 0.4, 0.5, 0.05), mix('#7a3f38', palette.wall, 0.25), 0.9)
    sheet.line(`M${x + 0.25} -0.38L${x + 0.25} -0.3`, 0.8)
    sheet.line(ellipse(x + 0.25, -0.27, 0.028, 0.034), 1.1)
  }
  sheet.paint(rect(view.left, 0.045, view.right - view.left, 0.03), darken(wood, 0.2), 0.8)
  if (scenery.lamplit)
    for (const x of [-0.5, 0.5]) {
      sheet.glow(x, frame.top + 0.07, 0.5, 0.55)
      sheet.light(dome(x, frame.top + 0.05, 0.05, -0.035))
    }
  return { light: scenery.lamplit ? { x: 0.5 * frame.right, y: frame.top } : { x: -frame.right, y: -0.2 } }
}
