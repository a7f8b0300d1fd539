export interface MeasureOptions {
  /** Size of the letters: one em of a typeface whose capitals are 0.7 em high. Faces are scaled to look the same. */
  sizeMm: number
  /** From baseline to baseline (or column to column) in multiples of the size. Default by script and case. */
  leading?: number
  /** No line may be wider. A longer word is divided where its language divides words. Default: no limit. */
  maxWidthMm?: number
}
