import { MOST_PIXELS, sharp } from './sharp.ts'

const PREVIEW_SIDE_PX = 256

/**
 * A small WebP of a picture: at most 256 px on the longer side, never enlarged. Made once, when a picture arrives,
 * from the bytes in memory: decoding is most of the work.
 */
export async function makePreview(picture: Uint8Array | string): Promise<Uint8Array> {
  return sharp(picture, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize(PREVIEW_SIDE_PX, PREVIEW_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()
}
