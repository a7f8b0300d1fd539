import type { Composition } from '../../shared/domain/composition.ts'
import type { Box, PictureRegions } from '../../shared/domain/generation.ts'
import type { Shot } from '../../shared/domain/panel.ts'
import type { RectMm } from '../geometry.ts'
import type { LaidOutPage, LaidOutPanel } from '../layout/laid-out-page.ts'
import type { ReadingDirection } from '../page-format.ts'
import type { AttentionGrid } from './attention.ts'
import { guessFigures } from './guess-figures.ts'
import type { Figure, PanelScene, Slant } from './lettering.ts'
import { quarterTurn, scale, sharedRect, subtract, unit } from './vector.ts'

/** A panel's picture as it stands in its frame. */
export interface ShownPicture {
  /** The part that is shown, in fractions of the picture. */
  crop: Box
  regions: PictureRegions | null
  /** Of the whole picture. */
  attention: AttentionGrid | null
}

/** Where the mouth is in a face, as a share of its height. */
const MOUTH = 0.76
/** A person of whom less than this share of the head is in the frame speaks from outside it. */
const LEAST_SEEN = 0.35

/**
 * A panel as its lettering sees it: who stands where on the page, and where there is room. Of a panel over two pages it
 * is the half on this page; whoever stands on the other half is known only as a mouth to point at.
 * @param picture null for a panel without one; then people stand where they were composed
 */
export function panelScene(
  panel: LaidOutPanel,
  page: LaidOutPage,
  shot: Shot,
  composition: Composition,
  picture: ShownPicture | null,
  direction: ReadingDirection,
): PanelScene {
  const along = direction === 'rtl' ? 'rtl' : 'ltr'
  const { frame, spread } = panel
  const whole = wholeFrame(panel)
  const insets = page.panels.filter(
    (other) => other.inset && other !== panel && sharedRect(other.frame, frame) !== null,
  )
  const figures =
    picture?.regions == null
      ? guessFigures(shot, composition, whole)
      : picture.regions.people.flatMap((person) => figureOf(person, picture.crop, whole))
  return {
    panelId: panel.id,
    frame,
    room: sharedRect(frame, page.boxes.safe) ?? frame,
    slants: slantsOf(panel),
    page: page.boxes.safe,
    direction: along,
    figures: spread === undefined ? figures : figures.map((figure) => onThisPage(figure, frame)),
    keepOff: panel.inset ? [] : insets.map((inset) => inset.frame),
    attention: picture?.attention == null ? null : cropGrid(picture.attention, halfOf(picture.crop, spread)),
  }
}

/** Where the whole of a panel over two pages would lie, seen from one of them. */
function wholeFrame({ frame, spread }: LaidOutPanel): RectMm {
  if (spread === undefined) return frame
  const width = frame.width / (spread.until - spread.from)
  return { ...frame, x: frame.x - width * spread.from, width }
}

function halfOf(crop: Box, spread: LaidOutPanel['spread']): Box {
  if (spread === undefined) return crop
  return { ...crop, x: crop.x + crop.width * spread.from, width: crop.width * (spread.until - spread.from) }
}

function onThisPage(figure: Figure, frame: RectMm): Figure {
  const seen = (box: RectMm | null) => (box === null ? null : sharedRect(box, frame))
  return { ...figure, body: seen(figure.body), face: seen(figure.face) }
}

/** Sides of a frame that stand neither upright nor level, as lines; the panel lies on the side `inwards` points to. */
function slantsOf({ corners }: LaidOutPanel): Slant[] {
  if (corners === undefined || corners.length < 3) return []
  const middle = {
    x: corners.reduce((total, { x }) => total + x, 0) / corners.length,
    y: corners.reduce((total, { y }) => total + y, 0) / corners.length,
  }
  return corners.flatMap((point, index): Slant[] => {
    const way = subtract(corners[(index + 1) % corners.length]!, point)
    if (Math.abs(way.x) < 1e-6 || Math.abs(way.y) < 1e-6) return []
    const normal = quarterTurn(unit(way))
    const { x, y } = subtract(middle, point)
    return [{ point, inwards: normal.x * x + normal.y * y < 0 ? scale(normal, -1) : normal }]
  })
}

function figureOf({ personId, body, face }: PictureRegions['people'][number], crop: Box, frame: RectMm): Figure[] {
  const seen = (box: Box): RectMm | null => sharedRect(onPage(box, crop, frame), frame)
  const head = face ?? headOf(body)
  const whole = onPage(head, crop, frame)
  const shown = seen(head)
  if (shown === null || shown.width * shown.height < LEAST_SEEN * whole.width * whole.height) return []
  const mouth = { x: whole.x + whole.width / 2, y: whole.y + whole.height * MOUTH }
  return [
    {
      personId,
      body: seen(body),
      face: face === null ? null : shown,
      mouth: {
        x: Math.min(Math.max(mouth.x, frame.x), frame.x + frame.width),
        y: Math.min(Math.max(mouth.y, frame.y), frame.y + frame.height),
      },
      guessed: false,
    },
  ]
}

/** Seen from behind, a body still has a head on top. */
function headOf({ x, y, width, height }: Box): Box {
  return { x: x + width * 0.25, y, width: width * 0.5, height: Math.min(height, width * 0.6) }
}

/** A box of a picture in mm on the page, as far out of the frame as the crop leaves it. */
function onPage(box: Box, crop: Box, frame: RectMm): RectMm {
  return {
    x: frame.x + ((box.x - crop.x) / crop.width) * frame.width,
    y: frame.y + ((box.y - crop.y) / crop.height) * frame.height,
    width: (box.width / crop.width) * frame.width,
    height: (box.height / crop.height) * frame.height,
  }
}

/** The part of a grid that a crop shows, in as many cells. */
function cropGrid({ columns, rows, values }: AttentionGrid, crop: Box): AttentionGrid {
  const cell = (index: number, count: number, start: number, size: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((start + ((index + 0.5) / count) * size) * count)))
  const shown = Array.from({ length: columns * rows }, (_, index) => {
    const column = cell(index % columns, columns, crop.x, crop.width)
    const row = cell(Math.floor(index / columns), rows, crop.y, crop.height)
    return values[row * columns + column] ?? 0
  })
  return { columns, rows, values: shown }
}
