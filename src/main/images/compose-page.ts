import { checkPage } from '../../comic/check-page.ts'
import { pixels, type RectMm, type SizeMm } from '../../comic/geometry.ts'
import type { PageDescription, PageShape, PlacedPicture } from '../../comic/page.ts'
import { shapesSvg } from '../../comic/shapes-svg.ts'
import { broken, readPicture } from './page-picture.ts'
import { MOST_PIXELS, sharp } from './sharp.ts'

export interface ComposeSettings {
  dpi: number
  /** Out to the bleed for a printer, or cut to the trim as readers see it. */
  area: 'bleed' | 'trim'
  format: 'jpeg' | 'png'
}

export interface ComposedImage {
  bytes: Uint8Array
  widthPx: number
  heightPx: number
}

/** Good enough for print, and half the size of quality 98. Full colour resolution keeps red lettering sharp. */
const JPEG = { quality: 92, chromaSubsampling: '4:4:4' } as const

/**
 * Flattens a page to pixels: paper, pictures cropped into their frames, then the shapes, rasterised from the very
 * paths the window and the PDF draw.
 * @throws PictureFailure for a picture that is missing, changed or broken; AppError BAD_INPUT for a page that cannot be
 * drawn
 */
export async function composePage(page: PageDescription, settings: ComposeSettings): Promise<ComposedImage> {
  checkPage(page)
  const area = page.boxes[settings.area]
  const { widthPx, heightPx } = pageSize(area, settings.dpi)
  const scale = { x: widthPx / area.width, y: heightPx / area.height }

  const pictures = await Promise.all(
    page.pictures.map((picture) => placePicture(picture, area, { widthPx, heightPx }, scale)),
  )
  const overlay = { input: Buffer.from(shapesSvg(page.shapes, area, { widthPx, heightPx })), left: 0, top: 0 }
  const composed = sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: page.paper } })
    .composite([...pictures.flat(), overlay])
    .removeAlpha()
    .withDensity(settings.dpi)
  const bytes = await (settings.format === 'jpeg' ? composed.jpeg(JPEG) : composed.png()).toBuffer()
  return { bytes, widthPx, heightPx }
}

/** How large a page comes out. A fraction of a pixel still is one. */
export function pageSize({ width, height }: SizeMm, dpi: number): { widthPx: number; heightPx: number } {
  return { widthPx: Math.max(1, pixels(width, dpi)), heightPx: Math.max(1, pixels(height, dpi)) }
}

/** Frames are rounded to whole pixels by their edges, so that neighbours never gap or overlap by rounding. */
async function placePicture(
  picture: PlacedPicture,
  area: RectMm,
  page: { widthPx: number; heightPx: number },
  scale: { x: number; y: number },
) {
  const { frame } = picture
  const left = clamp(Math.round((frame.x - area.x) * scale.x), 0, page.widthPx)
  const top = clamp(Math.round((frame.y - area.y) * scale.y), 0, page.heightPx)
  const width = clamp(Math.round((frame.x + frame.width - area.x) * scale.x), 0, page.widthPx) - left
  const height = clamp(Math.round((frame.y + frame.height - area.y) * scale.y), 0, page.heightPx) - top
  if (width <= 0 || height <= 0) return []
  const box = {
    x: area.x + left / scale.x,
    y: area.y + top / scale.y,
    width: width / scale.x,
    height: height / scale.y,
  }
  const source = sharp(await readPicture(picture), { limitInputPixels: MOST_PIXELS })
  const size = (await source.metadata().catch(broken(picture))).autoOrient
  const shown = shownPart(picture, box)
  const across = cutOut(shown.x * size.width, shown.width * size.width, size.width, width)
  const down = cutOut(shown.y * size.height, shown.height * size.height, size.height, height)
  const resized = source
    .autoOrient()
    .extract({ left: across.from, top: down.from, width: across.count, height: down.count })
    .resize(across.resized, down.resized, { fit: 'fill' })
    .extract({ left: across.offset, top: down.offset, width, height })
    .toColourspace('srgb')
  if (picture.outline !== undefined) {
    const mask: PageShape = { path: picture.outline, fill: '#ffffff', stroke: null, opacity: 1 }
    const input = Buffer.from(shapesSvg([mask], box, { widthPx: width, heightPx: height }))
    resized.ensureAlpha().composite([{ input, blend: 'dest-in' }])
  }
  const { data, info } = await resized.raw().toBuffer({ resolveWithObject: true }).catch(broken(picture))
  return [{ input: data, raw: { width, height, channels: info.channels }, left, top }]
}

/** What of the picture lies in a box of the page, in fractions; up to half a pixel of it lies outside the frame. */
function shownPart({ frame, crop }: PlacedPicture, box: RectMm) {
  return {
    x: crop.x + ((box.x - frame.x) / frame.width) * crop.width,
    y: crop.y + ((box.y - frame.y) / frame.height) * crop.height,
    width: (box.width / frame.width) * crop.width,
    height: (box.height / frame.height) * crop.height,
  }
}

/**
 * Whole pixels of the picture around the part that is shown, and where in them, once resized, the part begins. Cutting
 * at whole pixels before would move a small picture by many pixels of the page.
 * @param start of the part and its `length`, in pixels of the picture, fractions included
 * @param most pixels the picture has
 * @param wanted pixels of the page it fills
 */
function cutOut(start: number, length: number, most: number, wanted: number) {
  const from = clamp(Math.floor(start), 0, most - 1)
  const count = clamp(Math.ceil(start + length), from + 1, most) - from
  const enlarged = wanted / length
  const resized = Math.max(wanted, Math.round(count * enlarged))
  const offset = clamp(Math.round((start - from) * enlarged), 0, resized - wanted)
  return { from, count, resized, offset }
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value))
}
