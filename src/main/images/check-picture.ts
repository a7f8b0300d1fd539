import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { PictureFormat } from '../../shared/domain/reference.ts'
import { said } from '../../shared/said/said.ts'
import { MOST_PIXELS, sharp } from './sharp.ts'

export type PictureFault = 'not-an-image' | 'truncated' | 'too-large' | 'wrong-size'

export type CheckedPicture =
  | { ok: true; width: number; height: number; format: PictureFormat; sha256: string }
  | { ok: false; fault: PictureFault; message: string }

export interface PictureLimits {
  /** Of a whole picture; at most MOST_PIXELS. */
  mostPixels: number
  /** Pixels. */
  smallestSide: number
}

const TAKE_LIMITS: PictureLimits = { mostPixels: MOST_PIXELS, smallestSide: 64 }

/**
 * Looks at bytes that claim to be a picture: known by their first bytes (PNG, JPEG, WebP; nothing else reaches the
 * decoder, so no SVG, PDF or script), decoded to the last pixel, of a sensible size. Never throws for bad bytes.
 * @returns size in pixels as it is seen (camera rotation applied), and the SHA-256 of the bytes in hex
 */
export async function checkPicture(
  bytes: Uint8Array,
  { mostPixels, smallestSide } = TAKE_LIMITS,
): Promise<CheckedPicture> {
  const format = recognise(bytes)
  if (format === null) return fault('not-an-image', said`The data is not a PNG, JPEG or WebP picture.`)
  let size: { width: number; height: number }
  try {
    size = (await open(bytes).metadata()).autoOrient
  } catch (error) {
    return fault('truncated', said`The ${format} picture breaks off or is damaged: ${reason(error)}.`)
  }
  const { width, height } = size
  if (width * height > mostPixels) {
    const limit = `the limit is ${Math.round(mostPixels / 1e6)} megapixels`
    return fault('too-large', said`The picture claims ${width} × ${height} pixels; ${limit}.`)
  }
  if (Math.min(width, height) < smallestSide) {
    const least = `at least ${smallestSide} on each side are needed`
    return fault('wrong-size', said`The picture is ${width} × ${height} pixels; ${least}.`)
  }
  try {
    // One channel is enough to make the decoder go through everything, at a quarter of the memory.
    await open(bytes).extractChannel(0).raw().toBuffer()
  } catch (error) {
    return fault('truncated', said`The ${format} picture breaks off or is damaged: ${reason(error)}.`)
  }
  return { ok: true, width, height, format, sha256: await sha256Of(bytes) }
}

const HASHED_AT_A_TIME = 1024 * 1024

/** Piece by piece: 50 MB in one go would hold up the event loop for a tenth of a second. */
async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.byteLength; at += HASHED_AT_A_TIME) {
    if (at > 0) await setImmediate()
    hash.update(bytes.subarray(at, at + HASHED_AT_A_TIME))
  }
  return hash.digest('hex')
}

/** Strict about damage, lenient about oddities in profiles and comments that show in no pixel. */
function open(bytes: Uint8Array) {
  return sharp(bytes, { failOn: 'truncated', limitInputPixels: false })
}

export function recognise(bytes: Uint8Array): PictureFormat | null {
  const ascii = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1')
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (ascii.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'webp'
  return null
}

function fault(kind: PictureFault, message: string): CheckedPicture {
  return { ok: false, fault: kind, message }
}

function reason(error: unknown): string {
  const [firstLine] = (error instanceof Error ? error.message : String(error)).split('\n')
  return firstLine ?? 'unknown'
}
