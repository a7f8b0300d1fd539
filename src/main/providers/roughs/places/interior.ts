import { darken, lighten, mix } from '../colour.ts'
import { dome, ellipse, poly, rect, rounded } from '../paths.ts'
import { drawProp } from '../props/props.ts'
import { drawFittings } from './fittings.ts'
import type { Backdrop, Scenery } from './place.ts'

/** Where the back wall meets the floor, below the horizon. */
const FLOOR = 0.24

export type RoomKind = 'room' | 'kitchen' | 'bedroom' | 'office' | 'shop' | 'workshop' | 'tavern' | 'hall' | 'round'

/** A room: back wall, floor in perspective, and what its kind and words furnish it with. */
export function drawRoom(scenery: Scenery, kind: RoomKind): Backdrop {
  const { sheet, palette, view, random } = scenery
  const wide = view.right - view.left
  sheet.paint(
    rect(view.left, view.top, wide, FLOOR - view.top),
    kind === 'hall' ? darken(palette.wall, 0.12) : palette.wall,
    0,
    mix(palette.wall, palette.wallLit, 0.35),
  )
  sheet.paint(rect(view.left, FLOOR, wide, view.bottom - FLOOR), palette.floor, 0, darken(palette.floor, 0.35))
  boards(scenery, kind === 'kitchen' || kind === 'hall')
  sheet.layer({ weight: 0.6, haze: 0.06 }, () => {
    sheet.paint(rect(view.left, FLOOR - 0.022, wide, 0.024), palette.frame, 0.5)
    if (kind === 'tavern' || kind === 'workshop' || kind === 'round') beams(scenery)
    if (kind === 'office' || kind === 'hall') panelling(scenery)
  })
  const side = random.next() < 0.5 ? -1 : 1
  const light = furnish(scenery, kind, side)
  corner(scenery, -side)
  return { light }
}

/** The lit side wall's opposite: a dark wedge that gives the room its depth. */
function corner(scenery: Scenery, side: number) {
  const { sheet, view, frame } = scenery
  const x = side * frame.right * 0.8
  const far = side * Math.max(Math.abs(view.left), view.right)
  sheet.shade(
    poly([x, view.top], [far, view.top], [far, view.bottom], [x + side * 0.25, view.bottom], [x, FLOOR]),
    0.42,
  )
}

function boards(scenery: Scenery, tiles: boolean) {
  const { sheet, view, palette } = scenery
  const tone = darken(palette.floor, 0.4)
  sheet.layer({ weight: 0.5, haze: 0 }, () => {
    for (let x = -3; x <= 3; x += 0.25)
      sheet.line(`M${x * 0.6} ${FLOOR}L${x * 2.4} ${Math.max(view.bottom, FLOOR + 0.3)}`, 0.7, tone)
    if (tiles)
      for (const y of [0.03, 0.09, 0.18, 0.32, 0.52])
        sheet.line(`M${view.left} ${FLOOR + y}L${view.right} ${FLOOR + y}`, 0.7, tone)
  })
}

function beams(scenery: Scenery) {
  const { sheet, palette, view, frame } = scenery
  sheet.paint(rect(view.left, frame.top - 0.02, view.right - view.left, 0.07), palette.frame, 0.6)
  for (let x = -1.5; x <= 1.5; x += 0.5)
    sheet.paint(
      poly(
        [x, frame.top + 0.05],
        [x + 0.05, frame.top + 0.05],
        [x * 1.2 + 0.06, frame.top - 0.2],
        [x * 1.2, frame.top - 0.2],
      ),
      darken(palette.frame, 0.2),
      0.5,
    )
}

function panelling(scenery: Scenery) {
  const { sheet, palette, view } = scenery
  const tone = mix(palette.wall, palette.frame, 0.5)
  sheet.paint(rect(view.left, 0, view.right - view.left, FLOOR), tone, 0.6)
  for (let x = -1.8; x < 1.8; x += 0.2) sheet.paint(rect(x, 0.04, 0.15, FLOOR - 0.09), lighten(tone, 0.06), 0.6)
}

/** Window, door, shelves and the rest; returns where the light is. */
function furnish(scenery: Scenery, kind: RoomKind, side: number): { x: number; y: number } {
  const { sheet, says, frame, lamplit, random, palette } = scenery
  const span = Math.min(0.62, frame.right * 0.66)
  const windowAt = { x: side * span, y: -0.17 }
  const hasWindow = kind !== 'tavern' && !says('windowless', 'cellar') ? true : says('window')
  const arched = says('arched')
  sheet.layer({ weight: 0.7, haze: 0.05 }, () => {
    if (hasWindow && !arched)
      drawWindow(scenery, windowAt.x, windowAt.y, kind === 'hall' ? 0.13 : 0.16, kind === 'hall' ? 0.26 : 0.2)
    if (frame.right > 0.55 || says('door'))
      drawDoor(scenery, -side * span * (says('door') ? 0.85 : 1.1), says('door', 'doorway') && says('open'))
    furniture(scenery, kind, side, span)
    drawFittings(scenery, side, span)
  })
  if (lamplit || (kind === 'hall' && (palette.dark || says('lamp', 'chandelier')))) {
    const lampX = kind === 'hall' ? 0 : side * span * 0.25
    const lampY = frame.top + (kind === 'hall' ? 0.2 : 0.16)
    hangingLamp(scenery, lampX, lampY)
    if (kind === 'hall') for (const x of [-0.55, 0.55]) hangingLamp(scenery, x, lampY + 0.02)
    return { x: lampX, y: lampY }
  }
  if (hasWindow) shaft(scenery, windowAt.x, windowAt.y, side)
  random.next()
  return hasWindow ? windowAt : { x: side * span, y: frame.top }
}

function furniture(scenery: Scenery, kind: RoomKind, side: number, span: number) {
  const { sheet, palette, says, random } = scenery
  const wood = mix('#7a5638', palette.wall, 0.25)
  const picture = (x: number, y: number, w: number, h: number) => {
    sheet.fill(rect(x - w / 2, y - h / 2, w, h), '#8a6a3c')
    sheet.fill(rect(x - w / 2 + 0.014, y - h / 2 + 0.014, w - 0.028, h - 0.028), '#9fb2a8', 0.5)
    sheet.fill(
      `M${x - w / 2 + 0.014} ${y + h / 2 - 0.014}L${x - w * 0.1} ${y - h * 0.1}L${x + w * 0.15} ${y + h * 0.15}L${x + w / 2 - 0.014} ${y + h / 2 - 0.014}Z`,
      '#5f7560',
      0.4,
    )
  }
  switch (kind) {
    case 'kitchen':
      stove(scenery, -side * span * 0.5)
      shelf(scenery, -side * span * 0.1, -0.2, 0.36, 'pots')
      return table(sheet, side * span * 0.55, 0.34, 0.36, wood)
    case 'bedroom':
      sheet.fill(rounded(-0.2 - side * 0.2, 0.0, 0.06, 0.32, 0.02), wood)
      sheet.fill(
        poly([-0.18 - side * 0.2, 0.12], [0.34 - side * 0.2, 0.12], [0.4 - side * 0.2, 0.3], [-0.16 - side * 0.2, 0.3]),
        '#b9c1c4',
      )
      return picture(side * span * 0.35, -0.2, 0.15, 0.12)
    case 'office':
      shelf(scenery, -side * span * 0.35, -0.22, 0.5, 'books')
      shelf(scenery, -side * span * 0.35, -0.08, 0.5, 'books')
      picture(side * span * 0.3, -0.22, 0.14, 0.18)
      return table(sheet, side * 0.05, 0.36, 0.6, wood)
    case 'shop':
      for (const y of [-0.28, -0.15, -0.02]) shelf(scenery, -side * span * 0.25, y, 0.8, 'jars')
      return sheet.fill(rect(-0.5 - side * span * 0.2, 0.14, 0.9, 0.18), wood)
    case 'workshop':
      tools(scenery, -side * span * 0.2)
      return table(sheet, -side * span * 0.3, 0.33, 0.6, wood)
    case 'tavern':
      shelf(scenery, side * span * 0.5, -0.18, 0.5, 'jars')
      sheet.fill(rounded(-side * span * 0.9 - 0.08, 0.08, 0.16, 0.24, 0.04), '#6f4a2f')
      return table(sheet, side * 0.05, 0.36, 0.5, wood)
    case 'hall':
      for (let x = -1.4; x <= 1.41 && !says('arched'); x += 0.4) {
        sheet.paint(rect(x - 0.035, -0.6, 0.07, 0.6 + FLOOR), mix(palette.wall, palette.wallLit, 0.7), 0.8)
        sheet.paint(rect(x - 0.05, FLOOR - 0.05, 0.1, 0.05), palette.wall, 0.8)
      }
      if (says('throne', 'judge', 'bench', 'court')) {
        sheet.fill(poly([-0.22, FLOOR + 0.04], [-0.18, -0.02], [0.18, -0.02], [0.22, FLOOR + 0.04]), '#6d4630')
        sheet.fill(`M-0.09 -0.02L-0.09 -0.2Q0 -0.32 0.09 -0.2L0.09 -0.02Z`, '#8c3135')
      }
      if (says('door')) for (const x of [-0.9, -0.2, 0.2, 0.9]) drawDoor(scenery, x, false)
      return
    case 'round':
      shelf(scenery, -side * span * 0.4, -0.14, 0.34, 'books')
      sheet.shade(rect(scenery.view.left, scenery.view.top, scenery.frame.left * -0.25 + 0.1, 2), 0.35)
      return table(sheet, side * span * 0.5, 0.33, 0.3, wood)
    case 'room':
      if (says('shelf', 'book', 'library', 'study')) {
        for (const y of [-0.3, -0.17, -0.04]) shelf(scenery, -side * span * 0.3, y, 0.6, 'books')
      } else {
        picture(-side * span * 0.4, -0.2, 0.17, 0.13)
        if (random.next() < 0.6) shelf(scenery, side * span * 0.2, -0.3, 0.22, 'jars')
      }
      if (says('stove', 'fire', 'fireplace', 'hearth')) stove(scenery, -side * span * 0.55)
      return table(sheet, -side * span * 0.85, 0.33, 0.28, wood)
  }
}

function drawWindow(scenery: Scenery, x: number, y: number, halfWidth: number, height: number) {
  const { sheet, palette } = scenery
  const top = y - height / 2 - 0.05
  const h = height * 1.25
  sheet.paint(rect(x - halfWidth, top, halfWidth * 2, h), palette.sky, 1, palette.skyLow)
  const far = mix(palette.far, palette.skyLow, 0.3)
  sheet.paint(
    `M${x - halfWidth} ${top + h * 0.7}Q${x - halfWidth * 0.3} ${top + h * 0.52} ${x + halfWidth * 0.2} ${top + h * 0.68}T`.replace(
      'T',
      `L${x + halfWidth} ${top + h * 0.6}L${x + halfWidth} ${top + h}L${x - halfWidth} ${top + h}Z`,
    ),
    far,
    0.4,
  )
  for (const k of [0, 1])
    sheet.paint(
      rect(x - halfWidth - 0.014 + k * (halfWidth * 2 + 0.004), top - 0.014, 0.024, h + 0.028),
      palette.frame,
      0.6,
    )
  for (const k of [0, 0.5, 1])
    sheet.paint(
      rect(
        x - halfWidth - 0.01,
        top - 0.012 + k * h - (k === 0.5 ? 0 : 0.002),
        halfWidth * 2 + 0.02,
        k === 0.5 ? 0.012 : 0.024,
      ),
      palette.frame,
      0.5,
    )
  sheet.paint(rect(x - 0.007, top, 0.014, h), palette.frame, 0.5)
  sheet.paint(rect(x - halfWidth - 0.035, top + h, halfWidth * 2 + 0.07, 0.03), lighten(palette.frame, 0.15), 0.7)
}

/** Light falling in through a window, along the floor. */
function shaft(scenery: Scenery, x: number, y: number, side: number) {
  const { sheet, palette } = scenery
  sheet.glow(x, y, 0.55, palette.dark ? 0.25 : 0.5)
  if (palette.dark) return
  sheet.light(
    poly([x - 0.16, y - 0.1], [x + 0.16, y - 0.1], [x - side * 0.5 + 0.25, 0.62], [x - side * 0.5 - 0.3, 0.62]),
    0.13,
  )
}

function drawDoor(scenery: Scenery, x: number, open: boolean) {
  const { sheet, palette } = scenery
  const wood = mix('#6f4a30', palette.wall, 0.3)
  sheet.paint(rect(x - 0.115, -0.27, 0.23, 0.27 + FLOOR), palette.frame, 0.8)
  if (open) {
    sheet.light(rect(x - 0.09, -0.245, 0.18, 0.245 + FLOOR), 0.9)
    return sheet.glow(x, 0, 0.4, 0.6)
  }
  sheet.fill(rect(x - 0.09, -0.245, 0.18, 0.245 + FLOOR), wood)
  for (const y of [-0.2, 0.02])
    for (const k of [-0.066, 0.01]) sheet.fill(rect(x + k, y, 0.056, 0.16), darken(wood, 0.14), 0.6)
  sheet.fill(ellipse(x + 0.07, 0.01, 0.01), '#d7a742', 0.5)
}

function hangingLamp(scenery: Scenery, x: number, y: number) {
  const { sheet, palette, view } = scenery
  sheet.glow(x, y + 0.05, 1, 0.8)
  sheet.line(`M${x} ${view.top}L${x} ${y - 0.05}`, 0.8)
  sheet.fill(
    `M${x - 0.075} ${y}Q${x - 0.05} ${y - 0.06} ${x} ${y - 0.065}Q${x + 0.05} ${y - 0.06} ${x + 0.075} ${y}Z`,
    mix(palette.frame, '#b8863c', 0.5),
  )
  sheet.light(dome(x, y, 0.035, -0.03))
}

function shelf(scenery: Scenery, x: number, y: number, width: number, holds: 'books' | 'jars' | 'pots') {
  const { sheet, random, palette } = scenery
  const wood = mix('#6f4a30', palette.wall, 0.3)
  let at = x - width / 2 + 0.015
  const books = ['#7a3b32', '#3f5f6f', '#8a7038', '#4d5f45', '#5b4460', '#a07a4c']
  while (at < x + width / 2 - 0.035) {
    if (holds === 'books') {
      const w = random.between(0.014, 0.028)
      const h = random.between(0.065, 0.1)
      sheet.fill(rect(at, y - h, w, h), random.pick(books), 0.6)
      at += w + (random.next() < 0.15 ? 0.025 : 0.001)
    } else {
      const w = random.between(0.035, 0.055)
      const h = random.between(0.04, 0.08)
      const colour =
        holds === 'pots'
          ? random.pick(['#a8653a', '#8b8e92', '#b9b4a6'])
          : random.pick(['#8fa8a0', '#b99a5c', '#9c5a48', '#c7bfa8'])
      sheet.fill(rounded(at, y - h, w, h, 0.01), colour, 0.7)
      if (holds === 'jars') sheet.fill(rect(at + w * 0.12, y - h - 0.012, w * 0.76, 0.014), darken(colour, 0.4), 0.5)
      at += w + random.between(0.008, 0.03)
    }
  }
  sheet.fill(rect(x - width / 2, y, width, 0.018), wood, 0.8)
}

function stove(scenery: Scenery, x: number) {
  const { sheet, view } = scenery
  sheet.fill(rect(x - 0.02, view.top, 0.05, -view.top), '#33353a')
  sheet.fill(rounded(x - 0.13, 0.0, 0.27, 0.27, 0.02), '#3a3c42')
  sheet.fill(rect(x - 0.15, -0.012, 0.31, 0.03), '#4c5057')
  sheet.light(rounded(x - 0.07, 0.09, 0.14, 0.09, 0.02), 0.9)
  sheet.line(`M${x - 0.03} 0.09L${x - 0.03} 0.18M${x + 0.03} 0.09L${x + 0.03} 0.18`, 0.8)
  sheet.glow(x, 0.14, 0.32, 0.5, '#ff9a4a')
}

function tools(scenery: Scenery, x: number) {
  const { sheet, random } = scenery
  const names = ['hammer', 'saw', 'wrench', 'rope', 'axe'] as const
  for (let i = 0; i < 6; i++)
    for (const y of [-0.28, -0.12])
      sheet.within({ x: x - 0.4 + i * 0.15, y: y + 0.06, scale: 0.1 }, () => drawProp(sheet, random.pick(names)))
}

function table(sheet: Scenery['sheet'], x: number, y: number, width: number, colour: string) {
  for (const k of [-0.45, 0.4]) sheet.fill(rect(x + width * k, y, 0.025, 0.16), darken(colour, 0.25))
  sheet.fill(
    poly([x - width / 2 + 0.03, y - 0.05], [x + width / 2 - 0.03, y - 0.05], [x + width / 2, y], [x - width / 2, y]),
    lighten(colour, 0.1),
  )
  sheet.fill(rect(x - width / 2, y, width, 0.025), colour)
}
