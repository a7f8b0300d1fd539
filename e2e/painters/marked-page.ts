import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PageDescription, PageShape, PlacedPicture } from '../../src/comic/page.ts'
import { parsePath, pathBounds } from '../../src/comic/path.ts'

/** Pure, so that no soft edge between two of them, paper or another comes out as a third. */
export const MARKS = ['#ff0000', '#00ff00', '#0000ff', '#ffff00', '#ff00ff', '#00ffff'] as const

/** A tail's tip must be wider than a pixel to be measured. */
const LINE_MM = 0.5
/** Smaller ones are letters. */
const LEAST_BALLOON_MM = { width: 6, height: 4 }

/** A frame or a balloon by itself. */
interface Mark {
  picture?: PlacedPicture
  shape?: PageShape
}

/**
 * Pages with nothing on them but the frames and balloons of a page, each in a colour of its own, so that its place can
 * be measured; as many pages as that takes.
 * @param pathOf a picture of that colour
 */
export function markedPages(
  page: PageDescription,
  pathOf: (color: string) => string,
): { marked: PageDescription; colors: string[] }[] {
  const marks: Mark[] = [
    ...page.pictures.map((picture) => ({ picture })),
    ...page.shapes.filter(isBody).map((shape) => ({ shape })),
  ]
  const count = Math.ceil(marks.length / MARKS.length)
  return Array.from({ length: count }, (_, index) => {
    const here = marks.slice(index * MARKS.length, (index + 1) * MARKS.length)
    const pictures = here.flatMap(({ picture }, at) =>
      picture === undefined ? [] : [recoloured(picture, pathOf(MARKS[at]!))],
    )
    const shapes = here.flatMap(({ shape }, at) =>
      shape === undefined ? [] : [{ ...shape, fill: MARKS[at]!, stroke: { color: MARKS[at]!, widthMm: LINE_MM } }],
    )
    return { marked: { ...page, paper: '#ffffff', pictures, shapes }, colors: MARKS.slice(0, here.length) }
  })
}

function isBody({ path, fill, opacity }: PageShape): boolean {
  const bounds = pathBounds(parsePath(path))
  if (fill === null || opacity < 1 || bounds === null) return false
  return bounds.width > LEAST_BALLOON_MM.width && bounds.height > LEAST_BALLOON_MM.height
}

function recoloured(picture: PlacedPicture, path: string): PlacedPicture {
  return { ...picture, path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') }
}
