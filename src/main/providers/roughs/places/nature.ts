import { darken, lighten, mix } from '../colour.ts'
import { ellipse, limb, type Point, poly, rect, soft } from '../paths.ts'
import { cottage } from './coast.ts'
import type { Backdrop, Scenery } from './place.ts'
import { drawGround, drawRidge, drawSky, drawWater } from './sky.ts'

export function drawForest(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, frame } = scenery
  const light = drawSky(scenery)
  const leaf = mix('#4d6a45', palette.ground, palette.dark ? 0.75 : 0.25)
  drawGround(scenery, 0, mix(palette.ground, leaf, 0.5), darken(palette.groundNear, 0.1))
  for (const [haze, count, size] of [
    [0.5, 14, 0.1],
    [0.28, 9, 0.18],
  ] as const) {
    sheet.layer({ weight: 0.5, haze }, () => {
      for (let i = 0; i < count; i++)
        trunk(scenery, random.between(view.left, view.right), 0.02 + size * 0.35, size * 0.22, leaf)
    })
  }
  sheet.layer({ weight: 0.5, haze: 0.2 }, () => crownRow(scenery, -0.34, 0.2, darken(leaf, 0.05)))
  sheet.glow(light.x * 0.6, -0.14, 0.6, 0.55)
  for (const x of [-0.85, 0.86, -0.42, 0.5]) trunk(scenery, x * Math.min(1, frame.right), 0.3, 0.07, darken(leaf, 0.2))
  crownRow(scenery, frame.top - 0.02, 0.22, darken(leaf, 0.3))
  return { light: { x: light.x * 0.6, y: -0.2 }, front: () => grass(scenery, leaf) }
}

function trunk(scenery: Scenery, x: number, foot: number, half: number, leaf: string): void {
  const { sheet, palette, view, random } = scenery
  const bark = mix('#4c3a2e', leaf, 0.25)
  const lean = random.between(-0.06, 0.06)
  sheet.paint(
    `M${x - half * 1.8} ${foot}Q${x - half} ${foot - 0.08} ${x - half * 0.8 + lean} ${view.top}L${x + half * 0.8 + lean} ${view.top}Q${x + half} ${foot - 0.08} ${x + half * 1.8} ${foot}Z`,
    bark,
    1,
  )
  sheet.shade(
    `M${x} ${foot}L${x + lean} ${view.top}L${x + half * 0.8 + lean} ${view.top}Q${x + half} ${foot - 0.08} ${x + half * 1.8} ${foot}Z`,
    palette.dark ? 0.4 : 0.6,
  )
}

function crownRow(scenery: Scenery, y: number, size: number, colour: string): void {
  const { sheet, view, random } = scenery
  for (let x = view.left; x < view.right + size; x += size * 0.8)
    sheet.paint(bush(x, y, size * random.between(0.7, 1), size * 0.55), colour, 0.8)
}

/** A leafy blob. */
function bush(x: number, y: number, w: number, h: number): string {
  const lobes = 9
  const at = (step: number, out: number) => {
    const angle = (step / lobes) * Math.PI * 2 + 0.3
    return `${x + Math.cos(angle) * w * out} ${y + Math.sin(angle) * h * out}`
  }
  let path = `M${at(0, 0.9)}`
  for (let i = 0; i < lobes; i++) path += `Q${at(i + 0.5, 1.38)} ${at(i + 1, 0.9)}`
  return `${path}Z`
}

function grass(scenery: Scenery, colour: string): void {
  const { sheet, frame, view, random } = scenery
  const dark = darken(colour, 0.4)
  for (let x = view.left; x < view.right; x += 0.16) {
    const y = frame.bottom + 0.03
    const h = random.between(0.05, 0.12)
    sheet.paint(
      `M${x} ${y}Q${x + 0.01} ${y - h * 0.7} ${x - 0.03} ${y - h}Q${x + 0.03} ${y - h * 0.6} ${x + 0.04} ${y}Q${x + 0.05} ${y - h} ${x + 0.1} ${y - h * 0.9}Q${x + 0.07} ${y - h * 0.5} ${x + 0.09} ${y}Z`,
      dark,
    )
  }
}

export function drawGarden(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, says, frame } = scenery
  const light = drawSky(scenery)
  const leaf = mix('#5f8048', palette.ground, palette.dark ? 0.7 : 0.3)
  if (says('house', 'cottage', 'chimney'))
    sheet.layer({ weight: 0.7, haze: 0.15 }, () =>
      cottage(scenery, -Math.sign(light.x) * frame.right * 0.4, 0.04, 0.22),
    )
  sheet.layer({ weight: 0.6, haze: 0.18 }, () => crownRow(scenery, 0.0, 0.16, darken(leaf, 0.12)))
  drawGround(scenery, 0.05, lighten(leaf, 0.1), darken(leaf, 0.25))
  const path = mix('#cdb88d', palette.ground, palette.dark ? 0.6 : 0.2)
  sheet.paint(`M-0.05 0.06Q0.1 0.2 -0.2 0.4L-0.5 ${view.bottom}L0.4 ${view.bottom}Q0.24 0.24 0.03 0.06Z`, path, 0.5)
  const blooms = says('red', 'rose') ? ['#b8373a', '#b8373a', '#e9e1cf'] : ['#c05a6a', '#d8a83f', '#e9e1cf', '#8a6aa0']
  for (const side of [-1, 1]) {
    for (let i = 0; i < 4; i++) {
      const x = side * (0.34 + i * 0.26) * Math.min(1, frame.right + 0.2)
      const y = 0.2 + (i % 2) * 0.1
      sheet.paint(bush(x, y, 0.13, 0.1), darken(leaf, 0.05), 0.8)
      sheet.shade(bush(x, y + 0.05, 0.12, 0.05), 0.4)
      for (let k = 0; k < 6; k++)
        sheet.fill(
          ellipse(x + random.between(-0.1, 0.1), y + random.between(-0.07, 0.05), 0.017),
          random.pick(blooms),
          0.5,
        )
    }
  }
  return { light }
}

export function drawMeadow(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, frame } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.3 }, () => drawRidge(scenery, 0.16, palette.far, false))
  drawGround(scenery, -0.01)
  sheet.paint(
    `M${view.left} 0.12Q${view.left / 2} -0.06 0 0.08Q${view.right / 2} 0.2 ${view.right} 0.06L${view.right} 0.3L${view.left} 0.3Z`,
    lighten(palette.ground, 0.08),
    0.6,
  )
  const x = -Math.sign(light.x) * frame.right * 0.55
  drawTree(scenery, x, 0.16, 0.34)
  drawGround(scenery, 0.24, palette.ground, palette.groundNear)
  for (let i = 0; i < 20; i++) {
    const y = random.between(0.26, Math.max(0.4, view.bottom))
    const gx = random.between(view.left, view.right)
    sheet.line(
      `M${gx} ${y}L${gx - 0.01} ${y - 0.03}M${gx + 0.012} ${y}L${gx + 0.02} ${y - 0.035}`,
      0.5,
      darken(palette.groundNear, 0.25),
    )
  }
  return { light }
}

/** A round tree; foot on (x, y). */
function drawTree(scenery: Scenery, x: number, y: number, height: number): void {
  const { sheet, palette } = scenery
  const leaf = mix('#56754a', palette.ground, palette.dark ? 0.7 : 0.25)
  sheet.fill(
    limb(
      [x, y],
      [x - height * 0.02, y - height * 0.3],
      [x + height * 0.03, y - height * 0.55],
      height * 0.12,
      height * 0.09,
      height * 0.07,
    ),
    '#5a4332',
  )
  sheet.paint(bush(x, y - height * 0.72, height * 0.36, height * 0.32), leaf, 0.9)
  sheet.shade(bush(x + height * 0.08, y - height * 0.6, height * 0.26, height * 0.2), 0.5)
}

export function drawMountain(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, weather, frame, says } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.55, haze: 0.4 }, () => drawRidge(scenery, 0.46, palette.far, true))
  sheet.layer({ weight: 0.65, haze: 0.15 }, () => drawRidge(scenery, 0.28, darken(palette.far, 0.12), true))
  if (says('village', 'town', 'house', 'hut', 'station'))
    sheet.layer({ weight: 0.6, haze: 0.15 }, () => {
      for (let i = 0; i < 6; i++) cottage(scenery, frame.left * 0.5 + i * 0.12, 0.04 + (i % 2) * 0.02, 0.045)
    })
  const ground = weather === 'snow' ? lighten(palette.ground, 0.2) : palette.ground
  drawGround(scenery, 0.02, ground, palette.groundNear)
  const pine = mix('#3f5a48', palette.ground, palette.dark ? 0.6 : 0.2)
  for (let i = 0; i < 11; i++) {
    const x = random.between(view.left, view.right)
    const y = random.between(0.06, 0.2)
    conifer(scenery, x, y, 0.08 + y * 0.7, pine)
  }
  sheet.paint(
    `M${view.left} 0.3Q0 0.2 ${view.right} 0.34L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    mix(ground, palette.groundNear, 0.5),
    0.7,
    palette.groundNear,
  )
  return { light }
}

export function conifer(scenery: Scenery, x: number, y: number, h: number, colour: string): void {
  const { sheet } = scenery
  sheet.paint(
    poly(
      [x, y - h],
      [x + h * 0.16, y - h * 0.6],
      [x + h * 0.09, y - h * 0.6],
      [x + h * 0.24, y - h * 0.28],
      [x + h * 0.12, y - h * 0.28],
      [x + h * 0.3, y],
      [x - h * 0.3, y],
      [x - h * 0.12, y - h * 0.28],
      [x - h * 0.24, y - h * 0.28],
      [x - h * 0.09, y - h * 0.6],
      [x - h * 0.16, y - h * 0.6],
    ),
    colour,
    0.6,
  )
  sheet.shade(poly([x, y - h], [x + h * 0.3, y], [x, y]), 0.5)
}

export function drawSnowField(scenery: Scenery): Backdrop {
  const { sheet, view, random, palette } = scenery
  const backdrop = drawMountain({ ...scenery, weather: 'snow' })
  const snow = mix('#e9eef0', palette.ground, palette.dark ? 0.55 : 0.15)
  sheet.paint(
    `M${view.left} 0.22Q-0.2 0.12 0.2 0.2Q0.6 0.26 ${view.right} 0.16L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    snow,
    0.7,
    mix(snow, palette.sky, 0.25),
  )
  for (let i = 0; i < 9; i++) {
    const x = random.between(view.left, view.right)
    const y = random.between(0.28, Math.max(0.4, view.bottom))
    sheet.line(`M${x} ${y}Q${x + 0.1} ${y - 0.02} ${x + 0.2} ${y}`, 0.5, mix(snow, palette.sky, 0.5))
  }
  return backdrop
}

/** A cave, tunnel or hole under the ground, with light at its mouth. */
export function drawCave(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, says, frame } = scenery
  sheet.paint(
    rect(view.left, view.top, view.right - view.left, view.bottom - view.top),
    darken(palette.wall, 0.2),
    0,
    palette.floor,
  )
  const x = frame.right * 0.18 * (random.next() < 0.5 ? -1 : 1)
  const rings = 4
  for (let i = 0; i < rings; i++) {
    const k = 1 - i / rings
    const points: Point[] = []
    for (let a = 0; a < 12; a++) {
      const angle = (a / 12) * Math.PI * 2
      const r = (0.24 + k * 0.62) * random.between(0.9, 1.1)
      points.push([x * (1 - k * 0.7) + Math.cos(angle) * r * 1.25, -0.06 + Math.sin(angle) * r * 0.8])
    }
    sheet.paint(soft(points), mix(palette.wall, palette.wallLit, (1 - k) * 0.9), 0.8)
  }
  sheet.glow(x, -0.06, 0.7, 0.7)
  if (!says('underground', 'cellar', 'hole', 'burrow', 'mine')) {
    sheet.paint(ellipse(x, -0.06, 0.2, 0.16), palette.skyLow, 0, palette.sky)
    if (!palette.dark || scenery.time !== 'night') sheet.light(ellipse(x, -0.06, 0.17, 0.13), 0.5)
  } else if (says('hole', 'burrow', 'falling', 'fall')) {
    for (const [px, py] of [
      [-0.6, -0.3],
      [0.62, -0.12],
      [-0.52, 0.16],
    ] as const)
      sheet.fill(rect(px * Math.min(1, frame.right * 1.2) - 0.09, py, 0.18, 0.02), '#6f4a30')
  }
  sheet.paint(
    `M${view.left} 0.3Q${x - 0.3} 0.2 ${x} 0.2Q${x + 0.3} 0.2 ${view.right} 0.32L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    palette.ground,
    0.8,
    palette.groundNear,
  )
  for (const side of [-1, 1]) {
    const far = side * Math.max(view.right, -view.left)
    const e = side * frame.right
    const edge = `M${far} ${view.top}L${e * 0.6} ${view.top}Q${e * 0.86} -0.2 ${e * 0.8} 0.04Q${e * 0.74} 0.3 ${e * 0.9} ${view.bottom}L${far} ${view.bottom}Z`
    sheet.paint(edge, darken(palette.wall, 0.5), 0.8)
  }
  return { light: { x, y: -0.1 } }
}

export function drawBridge(scenery: Scenery): Backdrop {
  const { sheet, palette, view, says } = scenery
  const light = drawSky(scenery)
  if (says('gorge', 'iron', 'chasm', 'abyss')) return gorge(scenery, light)
  sheet.layer({ weight: 0.5, haze: 0.3 }, () => drawRidge(scenery, 0.14, palette.far, false))
  drawWater(scenery, 0.02, view.bottom)
  const stone = mix('#8d8578', palette.wall, 0.4)
  sheet.layer({ weight: 0.8, haze: 0.06 }, () => {
    for (let x = -1.4; x <= 1.4; x += 0.56)
      sheet.paint(
        `M${x - 0.28} 0.18L${x - 0.28} 0.42L${x - 0.2} 0.42C${x - 0.2} 0.2 ${x + 0.2} 0.2 ${x + 0.2} 0.42L${x + 0.28} 0.42L${x + 0.28} 0.18Z`,
        darken(stone, 0.2),
        0.8,
      )
    sheet.paint(rect(view.left, 0.04, view.right - view.left, 0.16), stone, 0.9)
    for (let x = view.left; x < view.right; x += 0.18)
      sheet.line(`M${x} 0.05L${x} 0.11M${x + 0.09} 0.12L${x + 0.09} 0.19`, 0.4)
    sheet.paint(rect(view.left, 0.02, view.right - view.left, 0.035), lighten(stone, 0.15), 0.8)
  })
  const way = mix(palette.groundNear, stone, 0.4)
  sheet.paint(rect(view.left, 0.3, view.right - view.left, view.bottom), way, 0.9, darken(way, 0.3))
  return { light }
}

/** An iron bridge from rock to rock, firs on both sides. */
function gorge(scenery: Scenery, light: { x: number; y: number }): Backdrop {
  const { sheet, palette, view, frame, random } = scenery
  sheet.layer({ weight: 0.5, haze: 0.35 }, () => drawRidge(scenery, 0.36, palette.far, true))
  const pine = mix('#3f5a48', palette.ground, palette.dark ? 0.6 : 0.2)
  const edge = Math.min(0.75, frame.right * 0.62)
  const rock = mix('#6c6a6c', palette.far, 0.4)
  sheet.paint(
    rect(view.left, -0.02, view.right - view.left, view.bottom),
    mix(palette.haze, palette.far, 0.5),
    0,
    darken(palette.far, 0.35),
  )
  for (const side of [-1, 1]) {
    const far = side * Math.max(view.right, -view.left)
    const x = side * edge
    sheet.paint(
      `M${far} -0.1L${x + side * 0.12} -0.06L${x} 0.06L${x + side * 0.06} 0.3L${x - side * 0.05} ${view.bottom}L${far} ${view.bottom}Z`,
      rock,
      0.9,
      darken(rock, 0.35),
    )
    sheet.paint(
      `M${far} -0.16Q${x + side * 0.3} -0.12 ${x} 0.06Q${x + side * 0.2} 0.02 ${far} 0.02Z`,
      palette.ground,
      0.7,
    )
    for (let i = 0; i < 5; i++)
      conifer(scenery, x + side * (0.1 + i * 0.12), -0.04 - (i % 2) * 0.03, random.between(0.16, 0.3), pine)
  }
  const iron = mix('#3b4148', palette.frame, 0.4)
  sheet.layer({ weight: 0.8, haze: 0.04 }, () => {
    sheet.line(`M${-edge} 0.24Q0 -0.02 ${edge} 0.24`, 2.6, iron)
    for (let x = -edge + 0.08; x < edge; x += 0.09)
      sheet.line(`M${x} 0.07L${x} ${0.24 - 0.13 * (1 - (x / edge) ** 2)}`, 0.9, iron)
    sheet.paint(rect(-edge - 0.06, 0.045, edge * 2 + 0.12, 0.03), iron, 0.8)
    sheet.line(`M${-edge} -0.01L${edge} -0.01`, 1.2, iron)
    for (let x = -edge; x <= edge; x += 0.08) sheet.line(`M${x} -0.01L${x} 0.05`, 0.7, iron)
  })
  const way = mix(palette.groundNear, palette.ground, 0.6)
  sheet.paint(
    `M${view.left} 0.33Q0 0.26 ${view.right} 0.34L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    way,
    0.9,
    darken(way, 0.25),
  )
  for (const y of [0.36, 0.42]) sheet.line(`M${view.left} ${y}Q0 ${y - 0.06} ${view.right} ${y}`, 1, iron)
  return { light }
}

/** Nothing names the place: a plain stage with a horizon, light from one side and air. */
export function drawOpen(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random } = scenery
  const light = drawSky(scenery)
  sheet.layer({ weight: 0.5, haze: 0.35 }, () => drawRidge(scenery, 0.12, palette.far, false))
  drawGround(scenery)
  const far = -Math.sign(light.x) * scenery.frame.right
  switch (Math.floor(random.next() * 4)) {
    case 0:
      drawTree(scenery, far * 0.5, 0.1, 0.26)
      break
    case 1:
      sheet.layer({ weight: 0.6, haze: 0.2 }, () => crownRow(scenery, 0, 0.13, mix('#4d6a45', palette.ground, 0.4)))
      break
    case 2:
      for (const [k, h] of [
        [0.55, 0.34],
        [0.8, 0.26],
        [0.32, 0.2],
      ] as const)
        drawTree(scenery, far * k, 0.12, h)
      break
    default:
      sheet.layer({ weight: 0.6, haze: 0.22 }, () => {
        for (let x = view.left; x < view.right; x += random.between(0.1, 0.2))
          conifer(
            scenery,
            x,
            random.between(0.03, 0.07),
            random.between(0.12, 0.22),
            mix('#4a6650', palette.ground, 0.35),
          )
      })
  }
  sheet.glow(light.x, -0.02, 0.5, 0.35)
  sheet.paint(
    `M${view.left} 0.05Q0 -0.05 ${view.right} 0.04L${view.right} 0.2L${view.left} 0.2Z`,
    mix(palette.ground, palette.far, 0.4),
    0.5,
  )
  drawGround(scenery, 0.16)
  for (let i = 0; i < 8; i++) {
    const y = random.between(0.2, Math.max(0.3, view.bottom))
    const x = random.between(view.left, view.right)
    sheet.line(`M${x} ${y}Q${x + 0.1} ${y - 0.012} ${x + 0.22} ${y}`, 0.4, darken(palette.groundNear, 0.2))
  }
  return { light }
}
