import { MOST_PIXELS, sharp } from './sharp.ts'

/** Good enough beside other pictures; lettering and line art stay clean. */
const WEBP_QUALITY = 80

/**
 * A small copy of a picture for a list or a screen.
 *
 * @param widthPx a narrower picture keeps its size
 * @returns WebP bytes
 * @throws Error when it is no picture
 */
export async function smallPreview(path: string, widthPx: number): Promise<Uint8Array> {
  return await sharp(path, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize({ width: widthPx, withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY, effort: 0 })
    .toBuffer()
}
