import type { RectMm } from './geometry.ts'
import type { PageShape } from './page.ts'
import { formatPath, type PathCommand, polygonPath, rectanglePath, transformPath } from './path.ts'
import type { OutlinedText } from './text/outline.ts'

/** Shares of a line's letter height. */
const OUTLINE_WIDTH = 0.17
const SHADOW_OFFSET = 0.075

const SHADE_BANDS = 40
const SHADE_STRENGTH = 0.62

const RAY_COUNT = 16

/** Letters with a heavy outline and a hard shadow, readable over any picture. */
export function outlinedLetters(text: OutlinedText, fill: string, ink: string): PageShape[] {
  const widest = Math.max(0, ...text.lines.map((line) => line.bounds.height))
  const stroke = { color: ink, widthMm: widest * OUTLINE_WIDTH }
  const offset = widest * SHADOW_OFFSET
  const letters = text.lines.flatMap((line) => line.path)
  if (letters.length === 0) return []
  const path = formatPath(letters)
  const shadow = formatPath(transformPath(letters, [1, 0, 0, 1, offset, offset]))
  return [
    { path: shadow, fill: ink, stroke, opacity: 1 },
    { path, fill: ink, stroke, opacity: 1 },
    { path, fill, stroke: null, opacity: 1 },
  ]
}

/** One line of text on a filled strip with slanted ends. */
export function captionBox(text: OutlinedText, fill: string, ink: string): PageShape[] {
  if (text.bounds === null) return []
  const { x, y, width, height } = text.bounds
  const [padX, padY, slant] = [height * 1.1, height * 0.65, height * 0.35]
  const strip = polygonPath([
    [x - padX + slant, y - padY],
    [x + width + padX + slant, y - padY],
    [x + width + padX - slant, y + height + padY],
    [x - padX - slant, y + height + padY],
  ])
  return [
    { path: formatPath(strip), fill, stroke: { color: ink, widthMm: height * 0.16 }, opacity: 1 },
    { path: formatPath(text.lines.flatMap((line) => line.path)), fill: ink, stroke: null, opacity: 1 },
  ]
}

/** Darkens one edge of the page, fading inwards: many thin veils, since shapes have flat colours in every painter. */
export function shade(page: RectMm, edge: 'top' | 'bottom', heightShare: number, ink: string): PageShape[] {
  const opacity = 1 - (1 - SHADE_STRENGTH) ** (1 / SHADE_BANDS)
  return Array.from({ length: SHADE_BANDS }, (_, index) => {
    const height = page.height * heightShare * ((SHADE_BANDS - index) / SHADE_BANDS)
    const y = edge === 'top' ? page.y : page.y + page.height - height
    return { path: formatPath(rectanglePath({ ...page, y, height })), fill: ink, stroke: null, opacity }
  })
}

/** Rays from a point below the middle: a cover for a book without pictures. */
export function rays(page: RectMm, color: string): PageShape[] {
  const centre = { x: page.x + page.width / 2, y: page.y + page.height * 0.62 }
  const reach = page.width + page.height
  const commands: PathCommand[] = Array.from({ length: RAY_COUNT }, (_, index) => {
    const turn = (2 * Math.PI * index) / RAY_COUNT
    const end = turn + Math.PI / RAY_COUNT
    return polygonPath([
      [centre.x, centre.y],
      [centre.x + reach * Math.cos(turn), centre.y + reach * Math.sin(turn)],
      [centre.x + reach * Math.cos(end), centre.y + reach * Math.sin(end)],
    ])
  }).flat()
  return [{ path: formatPath(commands), fill: color, stroke: null, opacity: 0.35 }]
}
