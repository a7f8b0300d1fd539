import type { RectMm } from './geometry.ts'
import type { PageShape } from './page.ts'
import { attribute } from './xml.ts'

/**
 * Shapes as an SVG image of one area of the page. Holds paths only: no text, so no renderer chooses a font.
 * @param area what the image shows, in mm
 * @param size of the image in pixels
 */
export function shapesSvg(
  shapes: readonly PageShape[],
  area: RectMm,
  size: { widthPx: number; heightPx: number },
): string {
  const viewBox = [area.x, area.y, area.width, area.height].join(' ')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.widthPx}" height="${size.heightPx}" ` +
    `viewBox="${viewBox}" preserveAspectRatio="none">${shapesGroup(shapes)}</svg>`
  )
}

/** Shapes as one SVG element, in order, in millimetres. */
export function shapesGroup(shapes: readonly PageShape[]): string {
  return `<g stroke-linejoin="round" stroke-linecap="round">${shapes.map(pathElement).join('')}</g>`
}

function pathElement({ path, fill, stroke, opacity }: PageShape): string {
  let attributes = attribute('d', path)
  attributes += attribute('fill', fill ?? 'none')
  if (stroke !== null) {
    attributes += attribute('stroke', stroke.color) + attribute('stroke-width', stroke.widthMm)
    if (stroke.dashMm !== undefined) attributes += attribute('stroke-dasharray', stroke.dashMm.join(' '))
  }
  if (opacity < 1) attributes += attribute('opacity', opacity)
  return `<path${attributes}/>`
}
