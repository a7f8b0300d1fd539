import type { RectMm } from './geometry.ts'
import type { LaidOutPage } from './layout/laid-out-page.ts'
import type { PageDescription, PageShape, PlacedPicture } from './page.ts'
import { formatPath, rectanglePath } from './path.ts'
import { outlineText } from './text/outline.ts'
import type { TypeCase } from './text/type-case.ts'

const PAPER = '#ffffff'
const INK = '#141211'
/** A slot whose picture is still to come. */
const EMPTY_SLOT = '#e9e6df'
/** Border widths of print comics are 0.5–0.8 mm; thin on small pages, so it goes by the page's width. */
const BORDER_SHARE = 1 / 300
/** Page number: share of the page's height. */
const FOLIO_HEIGHT = 0.0095
/** Heading room at the top of a chapter's first page: share of the trim height. */
const HEADING_SHARE = 0.085

/** Height to keep free for a chapter's heading, in mm. */
export function headingHeight(trim: { height: number }): number {
  return trim.height * HEADING_SHARE
}

/**
 * A laid-out page with its pictures: borders drawn, chapter heading and page number set as outlines.
 * @param pictures by panel id; a panel without one is drawn as an empty slot
 * @param heading the chapter's title, for a page that keeps room for it
 * @returns the page, and the characters no typeface could draw
 */
export function describePage(
  page: LaidOutPage,
  pictures: ReadonlyMap<string, Omit<PlacedPicture, 'frame'>>,
  heading: string | null,
  typeCase: TypeCase,
): { page: PageDescription; missing: string[] } {
  const chapterHeading = setHeading(page.headingFrame, heading, typeCase)
  const placed = page.panels.flatMap((panel) => {
    const picture = pictures.get(panel.id)
    return picture === undefined ? [] : [{ ...picture, frame: panel.frame }]
  })
  const frames = page.panels.map((panel) => panelFrame(panel.frame, pictures.has(panel.id), page.boxes.trim))
  return {
    page: {
      kind: 'page',
      number: page.number,
      boxes: page.boxes,
      paper: PAPER,
      pictures: placed,
      shapes: [...frames.flat(), ...chapterHeading.shapes, ...folio(page, typeCase)],
    },
    missing: chapterHeading.missing,
  }
}

/** A panel that runs to the edge of the page has no border there to show, so it gets none. */
function panelFrame(frame: RectMm, filled: boolean, trim: RectMm): PageShape[] {
  const toEdge = frame.x <= trim.x && frame.x + frame.width >= trim.x + trim.width
  const border = toEdge ? null : { color: INK, widthMm: trim.width * BORDER_SHARE }
  if (border === null && filled) return []
  return [{ path: formatPath(rectanglePath(frame)), fill: filled ? null : EMPTY_SLOT, stroke: border, opacity: 1 }]
}

function setHeading(frame: RectMm | null, heading: string | null, typeCase: TypeCase) {
  if (frame === null || heading === null) return { shapes: [], missing: [] }
  const letterHeight = frame.height * 0.46
  const text = outlineText(heading, typeCase, {
    role: 'shout',
    caps: false,
    box: { x: frame.x, y: frame.y + frame.height * 0.1, width: frame.width, height: letterHeight },
    align: 'start',
    mostLines: 1,
    largestMm: letterHeight * 1.3,
    leading: 1.2,
    growShortLines: 1,
  })
  if (text.bounds === null) return { shapes: [], missing: text.missing }
  const rule: RectMm = { x: frame.x, y: frame.y + frame.height * 0.7, width: frame.width, height: frame.height * 0.025 }
  return {
    shapes: [ink(text.lines.flatMap((line) => line.path)), ink(rectanglePath(rule))],
    missing: text.missing,
  }
}

/** The page number, in the margin below the panels; strips to scroll have no such margin and get none. */
function folio({ number, boxes }: LaidOutPage, typeCase: TypeCase): PageShape[] {
  const { safe, trim } = boxes
  const margin = trim.height - safe.y - safe.height
  const height = trim.height * FOLIO_HEIGHT
  if (margin < 3 * height) return []
  const text = outlineText(String(number), typeCase, {
    role: 'caption',
    caps: false,
    box: { x: safe.x, y: safe.y + safe.height + (margin - height) / 2, width: safe.width, height },
    align: 'middle',
    mostLines: 1,
    largestMm: height * 1.4,
    leading: 1.2,
    growShortLines: 1,
  })
  return [ink(text.lines.flatMap((line) => line.path))]
}

function ink(path: Parameters<typeof formatPath>[0]): PageShape {
  return { path: formatPath(path), fill: INK, stroke: null, opacity: 1 }
}
