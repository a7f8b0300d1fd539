import type { PointMm, RectMm } from '../geometry.ts'

/** How much each part of a panel's picture catches the eye. */
export interface AttentionGrid {
  columns: number
  rows: number
  /** Row by row, 0 (flat) to 1 (the busiest part). */
  values: readonly number[]
}

/** Sums over any part of a grid in constant time. */
export interface AttentionMap {
  /** Mean over a rectangle of the page, 0–1; 0 for one outside the frame. */
  mean(rect: RectMm): number
  /** The middle of all attention, weighted. */
  centre: PointMm
}

/** Lays a grid over a frame. */
export function attentionMap({ columns, rows, values }: AttentionGrid, frame: RectMm): AttentionMap {
  const width = columns + 1
  const sums = new Float64Array(width * (rows + 1))
  let [total, weightedX, weightedY] = [0, 0, 0]
  for (let row = 0; row < rows; row++) {
    let line = 0
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column] ?? 0
      line += value
      sums[(row + 1) * width + column + 1] = sums[row * width + column + 1]! + line
      total += value
      weightedX += value * (column + 0.5)
      weightedY += value * (row + 0.5)
    }
  }
  const at = (value: number, start: number, length: number, cells: number) =>
    Math.min(cells, Math.max(0, Math.round(((value - start) / length) * cells)))
  return {
    mean(rect) {
      const left = at(rect.x, frame.x, frame.width, columns)
      const right = at(rect.x + rect.width, frame.x, frame.width, columns)
      const top = at(rect.y, frame.y, frame.height, rows)
      const bottom = at(rect.y + rect.height, frame.y, frame.height, rows)
      const cells = (right - left) * (bottom - top)
      if (cells <= 0) return 0
      const sum =
        sums[bottom * width + right]! -
        sums[top * width + right]! -
        sums[bottom * width + left]! +
        sums[top * width + left]!
      return sum / cells
    },
    centre: {
      x: frame.x + frame.width * (total > 0 ? weightedX / total / columns : 0.5),
      y: frame.y + frame.height * (total > 0 ? weightedY / total / rows : 0.5),
    },
  }
}
