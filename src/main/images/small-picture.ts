import { MOST_PIXELS, sharp } from './sharp.ts'

/** Good enough to count people by. */
const JPEG_QUALITY = 85

/**
 * A small copy of a picture for somebody to look at.
 *
 * @param picture its file, or its bytes
 * @param longestPx of its longest side; a smaller picture keeps its size
 * @returns JPEG bytes
 * @throws Error when it is no picture
 */
export async function smallPicture(picture: string | Uint8Array, longestPx: number): Promise<Uint8Array> {
  return await sharp(picture, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize({ width: longestPx, height: longestPx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer()
}
