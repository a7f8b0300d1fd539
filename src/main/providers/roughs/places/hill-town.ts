import { darken, mix } from '../colour.ts'
import { poly, rect } from '../paths.ts'
import { cottage } from './coast.ts'
import { conifer } from './nature.ts'
import type { Backdrop, Scenery } from './place.ts'
import { drawGround, drawRidge, drawSky } from './sky.ts'

/** A town piled up a slope: rows of roofs one above another, firs between them, a street below. */
export function drawHillTown(scenery: Scenery): Backdrop {
  const { sheet, palette, view, random, says, frame } = scenery
  const light = drawSky(scenery)
  const side = -Math.sign(light.x) || 1
  sheet.layer({ weight: 0.5, haze: 0.35 }, () => drawRidge(scenery, 0.42, palette.far, true))
  if (says('sea', 'harbour'))
    sheet.paint(rect(view.left, 0.01, view.right - view.left, 0.08), palette.seaLight, 0, palette.sea)
  const foot = (x: number) => 0.3 - slope(x * side) * 0.34
  const ground = mix(palette.ground, palette.groundNear, 0.3)
  sheet.paint(
    poly(
      [view.left, 0.35],
      ...Array.from({ length: 13 }, (_, i) => {
        const x = view.left + ((view.right - view.left) * i) / 12
        return [x, foot(x) - 0.3] as const
      }),
      [view.right, 0.35],
    ),
    ground,
    0.7,
  )
  const pine = mix('#3f5a48', palette.ground, palette.dark ? 0.6 : 0.15)
  for (let row = 0; row < 5; row++) {
    sheet.layer({ weight: 0.55 + row * 0.07, haze: 0.2 - row * 0.045 }, () => {
      const size = 0.05 + row * 0.014
      for (let x = view.left - (row % 2) * 0.07; x < view.right; x += size * random.between(2.3, 3)) {
        const y = foot(x) - 0.24 + row * 0.075 + random.between(-0.012, 0.012)
        if (random.next() < 0.16) conifer(scenery, x, y, size * 2.6, pine)
        else cottage(scenery, x, y, size)
      }
    })
  }
  drawGround(scenery, 0.3, palette.ground, palette.groundNear)
  if (says('rail', 'track', 'tram'))
    for (const k of [-0.03, 0.05])
      sheet.line(
        `M${-side * frame.right * 0.1 + k * 0.4} 0.3Q${k} 0.4 ${side * 0.2 + k * 3} ${view.bottom}`,
        1.2,
        darken(palette.groundNear, 0.4),
      )
  return { light }
}

/** 0 at the low end of the town, 1 at the top of it. */
const slope = (x: number) => Math.max(0, Math.min(1, 0.5 + x * 0.75))
