import { sharp } from './sharp.ts'

/** Pictures are compared at this length of their longer side, pixels; smaller ones stay as they are. */
const COMPARED_SIDE = 512
/** Reach of the blur a picture is compared with, pixels to each side. */
const REACH = 4
/**
 * Smaller steps, of 255, are grain, traces of compression, and the single levels in which a smooth slope is stored:
 * these last would pass for edges in a picture that is blurred beyond recognition.
 */
const LEAST_STEP = 6

/**
 * Below this a picture is blurred. Measured on 64 roughs (16 styles, from close-up to establishing), 8 drawn samples,
 * 4 sheets of sketches and 2 photographs, each as it is and under ten widths of Gaussian blur, saved as JPEG. By the
 * width of the blur as a share of the longer side: none 0.75–0.90, 0.2 % (one pixel of 512) 0.59–0.83, 0.3 % 0.45–0.75,
 * 0.4 % 0.34–0.63, from 0.5 % to 8 % never above 0.51. Eyes and seams begin to run into each other at 0.4 %.
 */
export const LEAST_SHARPNESS = 0.55

/**
 * How sharp a picture is, 0 (nothing but smooth slopes) to 1. It is blurred once more, and what its steps from pixel
 * to pixel lose by that is measured: a sharp picture loses most of them, a blurred one has little left to lose. Unlike
 * the strength of edges this depends neither on contrast nor on how much of the paper is empty. The worse of the two
 * directions counts, so that a shaken picture is found, too.
 *
 * @param bytes a picture that has been checked to its last pixel
 */
export async function sharpnessOf(bytes: Uint8Array): Promise<number> {
  const { data, info } = await sharp(bytes, { failOn: 'none' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: COMPARED_SIDE, height: COMPARED_SIDE, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  return Math.min(
    lossOfSteps(data, { lines: height, length: width, toNextLine: width, toNext: 1 }),
    lossOfSteps(data, { lines: width, length: height, toNextLine: 1, toNext: width }),
  )
}

/** How one walks through the pixels: along rows or along columns. */
interface Walk {
  lines: number
  length: number
  toNextLine: number
  toNext: number
}

/** Share of all steps between neighbours that a running mean takes away, 0–1. */
function lossOfSteps(pixels: Uint8Array, { lines, length, toNextLine, toNext }: Walk): number {
  let steps = 0
  let lost = 0
  for (let line = 0; line < lines; line++) {
    const start = line * toNextLine
    const at = (place: number) => pixels[start + Math.min(length - 1, Math.max(0, place)) * toNext]!
    for (let place = 1; place < length; place++) {
      const step = Math.abs(at(place) - at(place - 1))
      if (step < LEAST_STEP) continue
      // The step that is left of it after a running mean over REACH pixels to each side.
      const blurred = Math.abs(at(place + REACH) - at(place - REACH - 1)) / (2 * REACH + 1)
      steps += step
      lost += Math.max(0, step - blurred)
    }
  }
  return steps === 0 ? 0 : lost / steps
}
