import { AppError } from '../shared/errors.ts'
import type { RectMm } from './geometry.ts'
import type { PageDescription, PageShape, PlacedPicture } from './page.ts'

type CheckedPage = Omit<PageDescription, 'pictures'> & { pictures: readonly Omit<PlacedPicture, 'path' | 'sha256'>[] }

const COLOR = /^#[0-9a-f]{6}$/i
/** Nothing but the commands every painter knows, and numbers. */
const PATH = /^(?:[MLQCZ\s,.\d-]|e[-+])*$/
/** More than any page has; a page that came to so many was described wrongly and would hold up the window. */
const MOST_SHAPES = 50_000
/** Five metres: what is larger was never meant, and no PDF could hold it. */
const LONGEST_MM = 5_000
/** Sums of fractions miss 1 by a rounding. */
const TOLERANCE = 1e-6

/**
 * Refuses a page that the painters would draw wrongly or not at all: before one of them has begun, and all of them
 * alike.
 * @throws AppError BAD_INPUT naming the page, the thing on it and what is wrong with it
 */
export function checkPage(page: CheckedPage): void {
  const name = page.number === null ? 'The cover' : `Page ${page.number}`
  const refuse = (what: string): never => {
    throw new AppError('BAD_INPUT', `${name} cannot be drawn: ${what}.`, {
      remedy: 'Lay the book out again; if that does not help, choose another page format.',
    })
  }
  for (const box of ['bleed', 'trim', 'safe'] as const) {
    const wrong = wrongRect(page.boxes[box])
    if (wrong !== null && (box !== 'safe' || wrong === NO_NUMBER)) refuse(`its ${box} area ${wrong}`)
  }
  if (!COLOR.test(page.paper)) refuse('the colour of its paper is not of the form #rrggbb')
  for (const picture of page.pictures) {
    const wrong = wrongPicture(picture)
    if (wrong !== null) refuse(`the picture of panel ${picture.panelId} ${wrong}`)
  }
  for (const { id, frame, outline } of page.panels) {
    const wrong = wrongRect(frame) ?? wrongPath(outline)
    if (wrong !== null) refuse(`panel ${id} ${wrong}`)
  }
  if (page.shapes.length > MOST_SHAPES) refuse(`it has ${page.shapes.length} shapes, and ${MOST_SHAPES} are the most`)
  for (const [index, shape] of page.shapes.entries()) {
    const wrong = wrongShape(shape)
    if (wrong !== null) refuse(`shape ${index + 1} of ${page.shapes.length} ${wrong}`)
  }
  for (const { lines, panelId } of page.texts) {
    const lost = lines.find(({ box }) => !areNumbers(box.x, box.y, box.width, box.height))
    if (lost !== undefined) refuse(`a text ${panelId === null ? '' : `of panel ${panelId} `}has no place`)
  }
}

const NO_NUMBER = 'has a place or a size that is no number'

function wrongRect({ x, y, width, height }: RectMm): string | null {
  if (!areNumbers(x, y, width, height)) return NO_NUMBER
  if (width <= 0 || height <= 0) return 'has no size'
  if (Math.max(Math.abs(x), Math.abs(y), width, height) > LONGEST_MM) return `is more than ${LONGEST_MM / 1000} m large`
  return null
}

function wrongPicture({ frame, crop, outline }: CheckedPage['pictures'][number]): string | null {
  const inPicture = crop.x >= -TOLERANCE && crop.y >= -TOLERANCE && crop.width > 0 && crop.height > 0
  const within = crop.x + crop.width <= 1 + TOLERANCE && crop.y + crop.height <= 1 + TOLERANCE
  return (
    wrongRect(frame) ?? (inPicture && within ? null : 'is cropped to a part it does not have') ?? wrongPath(outline)
  )
}

function wrongShape({ path, fill, stroke, opacity }: PageShape): string | null {
  if (fill !== null && !COLOR.test(fill)) return 'has a colour that is not of the form #rrggbb'
  if (stroke !== null) {
    if (!COLOR.test(stroke.color)) return 'has a line whose colour is not of the form #rrggbb'
    const lengths = [stroke.widthMm, ...(stroke.dashMm ?? [])]
    if (!areNumbers(...lengths) || lengths.some((length) => length < 0)) return 'has a line of no width'
  }
  if (!(opacity >= 0 && opacity <= 1)) return 'has an opacity that is not between 0 and 1'
  return wrongPath(path)
}

function wrongPath(path: string | undefined): string | null {
  return path === undefined || PATH.test(path) ? null : 'has an outline that cannot be read'
}

function areNumbers(...values: readonly number[]): boolean {
  return values.every(Number.isFinite)
}
