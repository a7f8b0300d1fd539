import smartcrop from 'smartcrop'
import type { Crop } from '../../comic/crop.ts'
import { cropAround, cropForPeople, cropWindow, showsAll } from '../../comic/crop.ts'
import type { Box, PictureRegions } from '../../shared/domain/generation.ts'
import { MOST_PIXELS, sharp } from './sharp.ts'

export interface CropWishes {
  /** Where the author wants the middle of the crop, in fractions of the picture. */
  pin?: { x: number; y: number }
  /** Where people and faces stand, as far as it is known. */
  regions?: PictureRegions
}

/** Attention is judged on a small copy of the picture, this many pixels on its longer side. */
const ATTENTION_SIDE_PX = 256

/**
 * Chooses what part of a picture a slot shows: the largest part of the slot's shape, placed by the author's pin, else
 * by people, else by what catches the eye, else in the middle.
 * @param picture path or bytes
 * @param slotAspect width divided by height
 */
export async function chooseCrop(
  picture: string | Uint8Array,
  slotAspect: number,
  wishes: CropWishes = {},
): Promise<Crop> {
  const { autoOrient: size } = await sharp(picture, { limitInputPixels: MOST_PIXELS }).metadata()
  const window = cropWindow(size.width / size.height, slotAspect)
  if (showsAll(window)) return { box: cropAround(window, { x: 0.5, y: 0.5 }), why: 'whole' }
  if (wishes.pin !== undefined) return { box: cropAround(window, wishes.pin), why: 'pin' }
  const people = wishes.regions === undefined ? null : cropForPeople(window, wishes.regions)
  if (people !== null) return { box: people, why: 'people' }
  const attention = await cropForAttention(picture, window)
  if (attention !== null) return { box: attention, why: 'attention' }
  return { box: cropAround(window, { x: 0.5, y: 0.5 }), why: 'centre' }
}

interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray
}

/** Null when nothing in the picture stands out: flat colour scores the same wherever the window lies. */
async function cropForAttention(picture: string | Uint8Array, window: { width: number; height: number }) {
  const { data, info } = await sharp(picture, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize(ATTENTION_SIDE_PX, ATTENTION_SIDE_PX, { fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (isFlat(data)) return null
  const pixels: Pixels = { width: info.width, height: info.height, data: new Uint8ClampedArray(data) }
  const { topCrop } = await cropPixels(pixels, {
    width: window.width * info.width,
    height: window.height * info.height,
    prescale: false,
    imageOperations: {
      open: async (image) => image,
      getData: async (image) => image,
    },
  })
  const middle = {
    x: (topCrop.x + topCrop.width / 2) / info.width,
    y: (topCrop.y + topCrop.height / 2) / info.height,
  }
  return cropAround(window, middle) satisfies Box
}

/** smartcrop's types know only the browser; pixels go in through its image operations. */
const cropPixels = smartcrop.crop as unknown as (
  image: Pixels,
  options: {
    width: number
    height: number
    prescale: false
    imageOperations: { open(image: Pixels): Promise<Pixels>; getData(image: Pixels): Promise<Pixels> }
  },
) => Promise<{ topCrop: { x: number; y: number; width: number; height: number } }>

function isFlat(data: Uint8Array): boolean {
  const pixel = data.subarray(0, 4)
  return data.every((value, index) => Math.abs(value - pixel[index % 4]!) <= 2)
}
