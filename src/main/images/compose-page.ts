import { pixels, type RectMm } from '../../comic/geometry.ts'
import type { PageDescription, PageShape, PlacedPicture } from '../../comic/page.ts'
import { shapesSvg } from '../../comic/shapes-svg.ts'
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
 * @throws when a picture file is missing or cannot be decoded
 */
export async function composePage(page: PageDescription, settings: ComposeSettings): Promise<ComposedImage> {
  const area = page.boxes[settings.area]
  const widthPx = pixels(area.width, settings.dpi)
  const heightPx = pixels(area.height, settings.dpi)
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
  const shown = shownPart(picture, area)
  const source = sharp(picture.path, { limitInputPixels: MOST_PIXELS })
  const size = (await source.metadata()).autoOrient
  const resized = source
    .autoOrient()
    .extract(cropPixels(shown, size))
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
  if (picture.outline !== undefined) {
    const box = {
      x: area.x + left / scale.x,
      y: area.y + top / scale.y,
      width: width / scale.x,
      height: height / scale.y,
    }
    const mask: PageShape = { path: picture.outline, fill: '#ffffff', stroke: null, opacity: 1 }
    const input = Buffer.from(shapesSvg([mask], box, { widthPx: width, heightPx: height }))
    resized.ensureAlpha().composite([{ input, blend: 'dest-in' }])
  }
  const { data, info } = await resized.raw().toBuffer({ resolveWithObject: true })
  return [{ input: data, raw: { width, height, channels: info.channels }, left, top }]
}

/** The crop, without what of its frame lies outside the composed area: a cover's bleed when cutting to the trim. */
function shownPart({ frame, crop }: PlacedPicture, area: RectMm) {
  const cut = (start: number, length: number, areaStart: number, areaLength: number) => {
    const from = Math.max(0, areaStart - start) / length
    const to = Math.min(length, areaStart + areaLength - start) / length
    return { from, to }
  }
  const across = cut(frame.x, frame.width, area.x, area.width)
  const down = cut(frame.y, frame.height, area.y, area.height)
  return {
    x: crop.x + across.from * crop.width,
    y: crop.y + down.from * crop.height,
    width: (across.to - across.from) * crop.width,
    height: (down.to - down.from) * crop.height,
  }
}

function cropPixels(
  part: { x: number; y: number; width: number; height: number },
  size: { width: number; height: number },
) {
  const left = clamp(Math.round(part.x * size.width), 0, size.width - 1)
  const top = clamp(Math.round(part.y * size.height), 0, size.height - 1)
  return {
    left,
    top,
    width: clamp(Math.round(part.width * size.width), 1, size.width - left),
    height: clamp(Math.round(part.height * size.height), 1, size.height - top),
  }
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value))
}
