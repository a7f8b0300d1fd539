import { captionBox, outlinedLetters, rays, shade } from './cover-shapes.ts'
import { overlapMm2, type RectMm } from './geometry.ts'
import { outlinedText } from './lettering/page-texts.ts'
import type { PageDescription, PlacedPicture } from './page.ts'
import { type PageBoxes, type PageFormat, pageBoxes, type ReadingDirection } from './page-format.ts'
import { type OutlinedText, outlineText } from './text/outline.ts'
import type { TypeCase } from './text/type-case.ts'

/** Colours of a cover, `#rrggbb`. */
export interface CoverPalette {
  /** Letters of the title. */
  light: string
  /** Caption box, rays. */
  accent: string
  /** Outlines and shadows. */
  ink: string
}

export interface CoverContent {
  title: string
  /** Set in a caption box under the title; null for none. */
  subtitle: string | null
  author: string | null
  /** The strongest picture of the book, cropped to the bleed; null draws rays instead. */
  picture: Omit<PlacedPicture, 'frame'> | null
  /** What the picture shows, in words. */
  description: string
  /** Faces in the picture, in mm on the page: the title goes where it hides none. */
  faces: readonly RectMm[]
  palette: CoverPalette
}

/** Shares of the trim height. */
const TITLE_HEIGHT = 0.3
const AUTHOR_HEIGHT = 0.03
const SUBTITLE_HEIGHT = 0.022
const TITLE_SHADE = 0.42
const EDGE_SHADE = 0.14

/**
 * The front cover: the picture out to the bleed, title and author over it, all lettering as outlines.
 * @returns the page, and the characters no typeface could draw
 */
export function describeCover(
  content: CoverContent,
  format: PageFormat,
  direction: ReadingDirection,
  typeCase: TypeCase,
): { page: PageDescription; missing: string[] } {
  const boxes = pageBoxes(format, direction === 'rtl' ? 'left' : 'right')
  const { palette } = content
  const subtitleRoomMm = content.subtitle === null ? 0 : boxes.trim.height * SUBTITLE_HEIGHT * 3
  const titleBox = titlePlace(boxes, content.faces, subtitleRoomMm)
  const atTop = titleBox.y < boxes.trim.height / 2

  const title = setTitle(content, titleBox, atTop, typeCase)
  const subtitle = content.subtitle === null ? null : setSubtitle(content.subtitle, title, boxes, typeCase)
  const author = content.author === null ? null : setAuthor(content.author, boxes, atTop, typeCase)

  const shapes = [
    ...(content.picture === null
      ? rays(boxes.bleed, palette.light)
      : [
          ...shade(boxes.bleed, 'top', atTop ? TITLE_SHADE : EDGE_SHADE, palette.ink),
          ...shade(boxes.bleed, 'bottom', atTop ? EDGE_SHADE : TITLE_SHADE, palette.ink),
        ]),
    ...outlinedLetters(title, palette.light, palette.ink),
    ...(subtitle === null ? [] : captionBox(subtitle, palette.accent, palette.ink)),
    ...(author === null ? [] : outlinedLetters(author, palette.light, palette.ink)),
  ]
  return {
    page: {
      kind: 'cover',
      number: null,
      boxes,
      paper: palette.accent,
      pictures: content.picture === null ? [] : [{ ...content.picture, frame: boxes.bleed }],
      shapes,
      texts: [title, subtitle, author].flatMap((text) =>
        text === null || text.lines.length === 0 ? [] : [outlinedText('heading', text, typeCase.language)],
      ),
      panels:
        content.picture === null
          ? []
          : [{ id: content.picture.panelId, frame: boxes.bleed, description: content.description }],
    },
    missing: [...new Set([title, subtitle, author].flatMap((text) => text?.missing ?? []))],
  }
}

/** At the top, unless that hides more of the faces than the bottom would. */
function titlePlace({ safe, trim }: PageBoxes, faces: readonly RectMm[], subtitleRoomMm: number): RectMm {
  const height = trim.height * TITLE_HEIGHT
  const top = { ...safe, height }
  const bottom = { ...safe, y: safe.y + safe.height - height - subtitleRoomMm, height }
  const hidden = (box: RectMm) => faces.reduce((total, face) => total + overlapMm2(face, box), 0)
  return hidden(bottom) < hidden(top) ? bottom : top
}

function setTitle({ title }: CoverContent, box: RectMm, atTop: boolean, typeCase: TypeCase): OutlinedText {
  // Room for the outline and the shadow around the letters.
  const margin = box.width * 0.025
  const inner = {
    x: box.x + margin,
    y: box.y + margin,
    width: box.width - 2 * margin,
    height: box.height - 2 * margin,
  }
  const set = (y: number) =>
    outlineText(title, typeCase, {
      role: 'shout',
      caps: true,
      box: { ...inner, y },
      align: 'middle',
      mostLines: 4,
      largestMm: box.height * 0.8,
      leading: 1.2,
      growShortLines: 1.5,
    })
  const atHead = set(inner.y)
  // Text is set from the head of its box; at the foot of the page it stands on the foot.
  return atTop || atHead.bounds === null ? atHead : set(inner.y + inner.height - atHead.bounds.height)
}

function setSubtitle(text: string, title: OutlinedText, boxes: PageBoxes, typeCase: TypeCase): OutlinedText {
  const { safe, trim } = boxes
  const height = trim.height * SUBTITLE_HEIGHT
  const titleBottom = title.bounds === null ? safe.y : title.bounds.y + title.bounds.height
  return outlineText(text, typeCase, {
    role: 'caption',
    caps: false,
    box: { x: safe.x + safe.width * 0.1, y: titleBottom + height * 1.9, width: safe.width * 0.8, height },
    align: 'middle',
    mostLines: 1,
    largestMm: height,
    leading: 1.3,
    growShortLines: 1,
  })
}

/** At the foot of the page; at its head when the title stands at the foot. */
function setAuthor(text: string, boxes: PageBoxes, titleAtTop: boolean, typeCase: TypeCase): OutlinedText {
  const { safe, trim } = boxes
  const height = trim.height * AUTHOR_HEIGHT
  return outlineText(text, typeCase, {
    role: 'caption',
    caps: false,
    box: { x: safe.x, y: titleAtTop ? safe.y + safe.height - height : safe.y, width: safe.width, height },
    align: 'middle',
    mostLines: 1,
    largestMm: height,
    leading: 1.3,
    growShortLines: 1,
  })
}
