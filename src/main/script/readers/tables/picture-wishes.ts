import type { PictureWishes } from '../../../../shared/domain/script.ts'
import { said } from '../../../../shared/said/said.ts'

/** Cells of a row that say how its picture is to be made. Empty = as usual. */
export interface WishCells {
  negative: string
  style: string
  size: string
  model: string
  seed: string
}

export interface WishProblem {
  column: keyof WishCells
  code: string
  message: string
  remedy: string
}

const LARGEST_SEED = 2 ** 31 - 1
const LARGEST_SIDE = 16_384
const SHAPES: Readonly<Record<string, number>> = { landscape: 3 / 2, portrait: 2 / 3, square: 1 }
/** Shapes beyond these are slips: `16:90` for `16:9`. */
const WIDEST = 8

/** What cannot be meant is told, and is as usual. */
export function readWishes(cells: WishCells): { wishes: PictureWishes; problems: WishProblem[] } {
  const problems: WishProblem[] = []
  const { style, model } = cells
  const avoid = cells.negative
    .split(/[,;\n]+/)
    .map((thing) => thing.replace(/^\s*(?:no|without)\s+/i, '').trim())
    .filter(Boolean)
  const shape = readShape(cells.size)
  if (shape === null)
    problems.push({
      column: 'size',
      code: 'size-unknown',
      message: said`“${cells.size}” is no size; left open.`,
      remedy: said`Write 1344x768, 16:9, landscape, portrait or square.`,
    })
  const seed = /^\d{1,10}$/.test(cells.seed) && Number(cells.seed) <= LARGEST_SEED ? Number(cells.seed) : null
  if (seed === null && cells.seed !== '')
    problems.push({
      column: 'seed',
      code: 'seed-unknown',
      message: said`“${cells.seed}” is no seed; left open.`,
      remedy: said`Write a whole number from 0 to ${LARGEST_SEED}.`,
    })
  const wishes = {
    ...(avoid.length > 0 && { avoid }),
    ...(style !== '' && { style }),
    ...shape,
    ...(model !== '' && { model }),
    ...(seed !== null && { seed }),
  }
  return { wishes, problems }
}

/** @returns null for what is no size */
function readShape(cell: string): Pick<PictureWishes, 'size' | 'aspect'> | null {
  const text = cell.toLowerCase().replace(/\s+|px/g, '')
  if (text === '') return {}
  const named = SHAPES[text]
  if (named !== undefined) return { aspect: named }
  const [, left, sign, right] = /^(\d+(?:\.\d+)?)([x×*:/])(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (left === undefined) return null
  const [width, height] = [Number(left), Number(right)]
  const aspect = width / height
  if (!(aspect >= 1 / WIDEST && aspect <= WIDEST)) return null
  const isPixels =
    /[x×*]/.test(sign!) && Number.isInteger(width) && Number.isInteger(height) && width >= 64 && height >= 64
  if (isPixels) return width <= LARGEST_SIDE && height <= LARGEST_SIDE ? { size: { width, height } } : null
  return { aspect }
}
