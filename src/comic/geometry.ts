/** All page geometry is in millimetres, origin at the top left corner of the trimmed page, y down. */
export interface RectMm {
  x: number
  y: number
  width: number
  height: number
}

export interface SizeMm {
  width: number
  height: number
}

export interface PointMm {
  x: number
  y: number
}

const MM_PER_INCH = 25.4

/** Whole pixels that a length takes at a resolution. */
export function pixels(lengthMm: number, dpi: number): number {
  return Math.round((lengthMm / MM_PER_INCH) * dpi)
}

export function inches(count: number): number {
  return count * MM_PER_INCH
}

export function aspectOf(size: { width: number; height: number }): number {
  return size.width / size.height
}

/** Where two rectangles overlap, in square millimetres; 0 when they only touch. */
export function overlapMm2(a: RectMm, b: RectMm): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}
