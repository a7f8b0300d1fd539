import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PageDescription } from '../../src/comic/page.ts'
import { parsePath, pathBounds } from '../../src/comic/path.ts'

/** Colours far enough apart that no JPEG takes one for another. */
export const MARKS: readonly string[] = ['00', '70', 'c8'].flatMap((red) =>
  ['00', '70', 'c8'].flatMap((green) => ['00', '70', 'c8'].map((blue) => `#${red}${green}${blue}`)),
)

/** Smaller ones are letters. */
const LEAST_BALLOON_MM = { width: 6, height: 4 }

/**
 * A page with nothing on it but its frames and balloons, each in a colour of its own: its place can be measured.
 * @param pathOf a picture of that colour
 */
export function markedPage(
  page: PageDescription,
  pathOf: (color: string) => string,
): { marked: PageDescription; colors: string[] } {
  const colors: string[] = []
  const nextColor = () => {
    const color = MARKS[colors.length]
    if (color === undefined) throw new Error(`More than ${MARKS.length} frames and balloons on a page`)
    colors.push(color)
    return color
  }
  const pictures = page.pictures.map((picture) => {
    const path = pathOf(nextColor())
    return { ...picture, path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') }
  })
  const bodies = page.shapes.filter(({ path, fill, opacity }) => {
    const bounds = pathBounds(parsePath(path))
    if (fill === null || opacity < 1 || bounds === null) return false
    return bounds.width > LEAST_BALLOON_MM.width && bounds.height > LEAST_BALLOON_MM.height
  })
  const shapes = bodies
    .slice(0, MARKS.length - colors.length)
    .map((shape) => ({ ...shape, fill: nextColor(), stroke: null }))
  return { marked: { ...page, paper: '#ffffff', pictures, shapes }, colors }
}
