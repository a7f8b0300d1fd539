import type { Composition } from '../../shared/domain/composition.ts'
import type { Box, PictureRegions } from '../../shared/domain/generation.ts'
import type { Shot } from '../../shared/domain/panel.ts'
import type { RectMm } from '../geometry.ts'
import type { LaidOutPage, LaidOutPanel } from '../layout/laid-out-page.ts'
import type { ReadingDirection } from '../page-format.ts'
import type { AttentionGrid } from './attention.ts'
import { guessFigures } from './guess-figures.ts'
import type { Figure, PanelScene } from './lettering.ts'
import { sharedRect } from './vector.ts'

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
 * A panel as its lettering sees it: who stands where on the page, and where there is room.
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
  const { frame } = panel
  const insets = page.panels.filter(
    (other) => other.inset && other !== panel && sharedRect(other.frame, frame) !== null,
  )
  return {
    panelId: panel.id,
    frame,
    room: sharedRect(innerRect(panel), page.boxes.safe) ?? frame,
    page: page.boxes.safe,
    direction: along,
    figures:
      picture?.regions == null
        ? guessFigures(shot, composition, frame)
        : picture.regions.people.flatMap((person) => figureOf(person, picture.crop, frame)),
    keepOff: panel.inset ? [] : insets.map((inset) => inset.frame),
    attention: picture?.attention == null ? null : cropGrid(picture.attention, picture.crop),
  }
}

/** The largest upright rectangle in a frame with slanted sides. */
function innerRect({ frame, corners }: LaidOutPanel): RectMm {
  if (corners === undefined || corners.length !== 4) return frame
  const xs = corners.map(({ x }) => x).toSorted((a, b) => a - b)
  const ys = corners.map(({ y }) => y).toSorted((a, b) => a - b)
  return { x: xs[1]!, y: ys[1]!, width: xs[2]! - xs[1]!, height: ys[2]! - ys[1]! }
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
