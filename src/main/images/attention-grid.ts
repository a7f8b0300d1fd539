import type { AttentionGrid } from '../../comic/lettering/attention.ts'
import { MOST_PIXELS, sharp } from './sharp.ts'

const COLUMNS = 24
const ROWS = 24
/** Pixels a cell is judged by, along each side. */
const CELL_PX = 6
/** The busiest cells are cut off here, so that one hard edge does not make all the rest look empty. */
const FULL_AT = 0.95

/**
 * Where a picture has something to look at: edges, by how strong and how many they are.
 * @param picture path or bytes
 * @throws when it cannot be decoded
 */
export async function attentionGrid(picture: string | Uint8Array): Promise<AttentionGrid> {
  const [width, height] = [COLUMNS * CELL_PX, ROWS * CELL_PX]
  const data = await sharp(picture, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .raw()
    .toBuffer()
  const sums = new Float64Array(COLUMNS * ROWS)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const across = data[at + 1]! - data[at - 1]!
      const down = data[at + width]! - data[at - width]!
      sums[Math.floor(y / CELL_PX) * COLUMNS + Math.floor(x / CELL_PX)]! += Math.hypot(across, down)
    }
  }
  const full = sums.toSorted()[Math.floor((sums.length - 1) * FULL_AT)]!
  return {
    columns: COLUMNS,
    rows: ROWS,
    values: Array.from(sums, (sum) => (full <= 0 ? 0 : Math.min(1, Math.round((sum / full) * 100) / 100))),
  }
}
