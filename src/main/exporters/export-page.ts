import type { RectMm } from '../../comic/geometry.ts'
import type { PageDescription, PageShape } from '../../comic/page.ts'
import { formatPath, parsePath, transformPath } from '../../comic/path.ts'
import type { ExportPage } from './export-book.ts'

/** A page's composed picture. */
interface Composed {
  path: string
  widthPx: number
  heightPx: number
}

/**
 * For print: the picture is composed out to the bleed without shapes, which are drawn over it as vectors.
 * @param language of the panels' descriptions, BCP 47
 */
export function printPage(page: PageDescription, composed: Composed, language: string): ExportPage {
  const { bleed, trim } = page.boxes
  const [dx, dy] = [-bleed.x, -bleed.y]
  return {
    ...pageOn(page, composed, bleed),
    trimMm: movedRect(trim, dx, dy),
    shapes: page.shapes.map((shape) => movedShape(shape, dx, dy)),
    texts: page.texts.map((text) => ({
      ...text,
      lines: text.lines.map((line) => ({ ...line, box: movedRect(line.box, dx, dy) })),
    })),
    panels: page.panels.map(({ id, description, frame }) => ({
      id,
      description,
      language,
      frame: movedRect(frame, dx, dy),
    })),
  }
}

/** For screens: the picture is all there is, cut to the trim. */
export function screenPage(page: PageDescription, composed: Composed): ExportPage {
  const { trim } = page.boxes
  return { ...pageOn(page, composed, trim), trimMm: trim, shapes: [], texts: [], panels: [] }
}

function pageOn(page: PageDescription, { path, widthPx, heightPx }: Composed, { width, height }: RectMm) {
  return { kind: page.kind, jpegPath: path, widthPx, heightPx, sizeMm: { width, height } }
}

function movedShape(shape: PageShape, dx: number, dy: number): PageShape {
  return { ...shape, path: formatPath(transformPath(parsePath(shape.path), [1, 0, 0, 1, dx, dy])) }
}

function movedRect(rect: RectMm, dx: number, dy: number): RectMm {
  return { ...rect, x: rect.x + dx, y: rect.y + dy }
}
