import { inDigits } from './edition-language.ts'
import type { RectMm } from './geometry.ts'
import type { LaidOutPage, LaidOutPanel } from './layout/laid-out-page.ts'
import { drawLettering } from './lettering/draw-lettering.ts'
import type { LetteredPanel, LetterLanguage } from './lettering/letter-panel.ts'
import type { LetterStyle } from './lettering/letter-style.ts'
import { outlinedText, pageTexts } from './lettering/page-texts.ts'
import type { PageDescription, PageShape, PageText, PlacedPicture } from './page.ts'
import { formatPath, polygonPath, rectanglePath } from './path.ts'
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

/** What goes onto a laid-out page. */
export interface PageContent {
  /** By panel id; a panel without one is drawn as an empty slot. */
  pictures: ReadonlyMap<string, Omit<PlacedPicture, 'frame'>>
  /** The chapter's title, for a page that keeps room for it. */
  heading: string | null
  /** For a heading in another language than the page. */
  headingTypeCase?: TypeCase
  /** Balloons, captions and sounds by panel id. */
  lettering?: ReadonlyMap<string, LetteredPanel>
  /** What each panel shows, in words, by its id. */
  descriptions?: ReadonlyMap<string, string>
}

/**
 * A laid-out page with its pictures: borders drawn; lettering, chapter heading and page number set as outlines.
 * @returns the page, and the characters no typeface could draw
 */
export function describePage(
  page: LaidOutPage,
  { pictures, heading, headingTypeCase, lettering = new Map(), descriptions = new Map() }: PageContent,
  language: LetterLanguage,
  style: LetterStyle,
): { page: PageDescription; missing: string[] } {
  const { typeCase } = language
  const chapterHeading = setHeading(page.headingFrame, heading, headingTypeCase ?? typeCase)
  const lettered = page.panels.flatMap(({ id }) => lettering.get(id) ?? [])
  const drawn = lettered.map(({ placed }) => drawLettering(placed, style))
  const number = folio(page, language)
  const placed = page.panels.flatMap((panel) => {
    const picture = pictures.get(panel.id)
    return picture === undefined ? [] : [placePicture(picture, panel)]
  })
  const slots = page.panels.flatMap((panel) => (pictures.has(panel.id) ? [] : [emptySlot(panel)]))
  return {
    page: {
      kind: 'page',
      number: page.number,
      boxes: page.boxes,
      paper: PAPER,
      pictures: placed,
      // Captions share the border of their panel, so it is drawn over them; balloons keep off it, sounds may cross it.
      shapes: [
        ...slots,
        ...drawn.flatMap(({ underBorders }) => underBorders),
        ...page.panels.flatMap((panel) => panelBorder(panel, page.boxes.trim)),
        ...drawn.flatMap(({ overBorders }) => overBorders),
        ...chapterHeading.shapes,
        ...number.shapes,
      ],
      texts: [...chapterHeading.texts, ...lettered.flatMap((panel) => pageTexts(panel, language)), ...number.texts],
      panels: page.panels.map((panel) => ({
        id: panel.id,
        frame: panel.frame,
        description: descriptions.get(panel.id) ?? '',
        ...(panel.corners === undefined ? {} : { outline: framePath(panel) }),
      })),
    },
    missing: [...new Set([...chapterHeading.missing, ...lettered.flatMap(({ missing }) => missing)])],
  }
}

function placePicture(picture: Omit<PlacedPicture, 'frame'>, panel: LaidOutPanel): PlacedPicture {
  const { frame, corners, spread } = panel
  const { crop } = picture
  const placed: PlacedPicture = { ...picture, frame }
  // The crop was chosen for the whole spread; this page shows its part of it.
  if (spread !== undefined) {
    const width = crop.width * (spread.until - spread.from)
    placed.crop = { ...crop, x: crop.x + crop.width * spread.from, width }
  }
  if (corners !== undefined) placed.outline = framePath(panel)
  return placed
}

function framePath({ frame, corners }: LaidOutPanel): string {
  return formatPath(corners === undefined ? rectanglePath(frame) : polygonPath(corners.map(({ x, y }) => [x, y])))
}

function emptySlot(panel: LaidOutPanel): PageShape {
  return { path: framePath(panel), fill: EMPTY_SLOT, stroke: null, opacity: 1 }
}

/** A panel that runs to the edge of the page has no border there to show, so it gets none. */
function panelBorder(panel: LaidOutPanel, trim: RectMm): PageShape[] {
  const { frame } = panel
  if (frame.x <= trim.x && frame.x + frame.width >= trim.x + trim.width) return []
  const stroke = { color: INK, widthMm: trim.width * BORDER_SHARE }
  return [{ path: framePath(panel), fill: null, stroke, opacity: 1 }]
}

function setHeading(frame: RectMm | null, heading: string | null, typeCase: TypeCase) {
  if (frame === null || heading === null) return { shapes: [], texts: [], missing: [] }
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
  if (text.bounds === null) return { shapes: [], texts: [], missing: text.missing }
  const rule: RectMm = { x: frame.x, y: frame.y + frame.height * 0.7, width: frame.width, height: frame.height * 0.025 }
  return {
    shapes: [ink(text.lines.flatMap((line) => line.path)), ink(rectanglePath(rule))],
    texts: [outlinedText('heading', text, typeCase.language)],
    missing: text.missing,
  }
}

/**
 * The page number, in the margin below the panels; strips to scroll have no such margin and get none, nor do pages with
 * a picture that runs over it.
 */
function folio(
  { number, boxes, panels }: LaidOutPage,
  { typeCase, digits = 'latn' }: LetterLanguage,
): { shapes: PageShape[]; texts: PageText[] } {
  const { safe, trim } = boxes
  if (panels.some(({ bleedsTo }) => bleedsTo?.includes('bottom'))) return { shapes: [], texts: [] }
  const margin = trim.height - safe.y - safe.height
  const height = trim.height * FOLIO_HEIGHT
  if (margin < 3 * height) return { shapes: [], texts: [] }
  const text = outlineText(inDigits(number, digits), typeCase, {
    role: 'caption',
    caps: false,
    box: { x: safe.x, y: safe.y + safe.height + (margin - height) / 2, width: safe.width, height },
    align: 'middle',
    mostLines: 1,
    largestMm: height * 1.4,
    leading: 1.2,
    growShortLines: 1,
  })
  return {
    shapes: [ink(text.lines.flatMap((line) => line.path))],
    texts: [outlinedText('number', text, typeCase.language)],
  }
}

function ink(path: Parameters<typeof formatPath>[0]): PageShape {
  return { path: formatPath(path), fill: INK, stroke: null, opacity: 1 }
}
