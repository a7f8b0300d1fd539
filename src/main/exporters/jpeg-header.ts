import { open } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'

export interface JpegHeader {
  widthPx: number
  heightPx: number
  /** 1 grey, 3 RGB, 4 CMYK. */
  components: 1 | 3 | 4
  /** CMYK as Adobe's programs write it: 0 is full ink. */
  inverted: boolean
  bitsPerComponent: number
  /** Size of the whole file. */
  fileBytes: number
}

/** Start-of-frame markers carry the size; 0xc4, 0xc8 and 0xcc lie among them and mean other things. */
function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

const ADOBE_MARKER = 0xee

/**
 * Reads what a PDF must say about a JPEG, from its markers alone; profiles and previews in it are skipped unread.
 * @throws AppError BAD_INPUT when the file is no JPEG; system errors as they are
 */
export async function readJpegHeader(path: string): Promise<JpegHeader> {
  const file = await open(path, 'r')
  try {
    const fileBytes = (await file.stat()).size
    const read = async (offset: number, length: number) => {
      const bytes = Buffer.alloc(length)
      const { bytesRead } = await file.read(bytes, 0, length, offset)
      if (bytesRead < length) throw notAJpeg(path)
      return bytes
    }
    if ((await read(0, 2)).readUInt16BE() !== 0xffd8) throw notAJpeg(path)
    let adobe = false
    let offset = 2
    for (;;) {
      const segment = await read(offset, 4)
      if (segment[0] !== 0xff) throw notAJpeg(path)
      const marker = segment[1]!
      if (marker === 0xff) {
        // Fill byte before a marker.
        offset += 1
        continue
      }
      if (marker === ADOBE_MARKER) adobe ||= (await read(offset + 4, 5)).toString('latin1') === 'Adobe'
      if (isFrameMarker(marker)) {
        const frame = await read(offset + 4, 6)
        const components = frame[5]!
        if (components !== 1 && components !== 3 && components !== 4) throw notAJpeg(path)
        return {
          widthPx: frame.readUInt16BE(3),
          heightPx: frame.readUInt16BE(1),
          components,
          inverted: components === 4 && adobe,
          bitsPerComponent: frame[0]!,
          fileBytes,
        }
      }
      offset += 2 + segment.readUInt16BE(2)
    }
  } finally {
    await file.close()
  }
}

function notAJpeg(path: string): AppError {
  return new AppError('BAD_INPUT', `${path} is not a whole JPEG file.`, {
    place: { file: path },
    remedy: 'Delete it and export again; pages are composed anew.',
  })
}
