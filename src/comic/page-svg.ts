import type { RectMm } from './geometry.ts'
import type { PageShape } from './page.ts'

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
    `viewBox="${viewBox}" preserveAspectRatio="none">${shapes.map(pathElement).join('')}</svg>`
  )
}

function pathElement({ path, fill, stroke, opacity }: PageShape): string {
  const attributes = [`d="${path}"`, `fill="${fill ?? 'none'}"`]
  if (stroke !== null) {
    attributes.push(`stroke="${stroke.color}"`, `stroke-width="${stroke.widthMm}"`)
    attributes.push('stroke-linejoin="round"', 'stroke-linecap="round"')
    if (stroke.dashMm !== undefined) attributes.push(`stroke-dasharray="${stroke.dashMm.join(' ')}"`)
  }
  if (opacity < 1) attributes.push(`opacity="${opacity}"`)
  return `<path ${attributes.join(' ')}/>`
}
