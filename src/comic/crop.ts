import type { Box, PictureRegions } from '../shared/domain/generation.ts'

/** What decided a crop. `whole`: nothing worth mentioning was cut. */
export type CropReason = 'whole' | 'pin' | 'people' | 'attention' | 'centre'

export interface Crop {
  /** Fractions of the picture. */
  box: Box
  why: CropReason
}

/** A face counts for more than the rest of a body. */
const FACE_WEIGHT = 10
const BODY_WEIGHT = 2
/** Less than this share cut away is no crop to think about. */
const NEARLY_WHOLE = 0.005

/**
 * The largest window of a shape that fits a picture: as wide or as high as the picture itself.
 * @param pictureAspect width divided by height
 * @param slotAspect likewise, of the slot to fill
 * @returns width and height in fractions of the picture
 */
export function cropWindow(pictureAspect: number, slotAspect: number): { width: number; height: number } {
  const ratio = slotAspect / pictureAspect
  return ratio >= 1 ? { width: 1, height: 1 / ratio } : { width: ratio, height: 1 }
}

/** The window centred on a point as far as the picture allows. */
export function cropAround(window: { width: number; height: number }, point: { x: number; y: number }): Box {
  return {
    x: clamp(point.x - window.width / 2, 0, 1 - window.width),
    y: clamp(point.y - window.height / 2, 0, 1 - window.height),
    ...window,
  }
}

/** True when the window shows the whole picture but for a sliver. */
export function showsAll(window: { width: number; height: number }): boolean {
  return window.width * window.height > 1 - NEARLY_WHOLE
}

/**
 * The window that keeps the most of faces, then of bodies; among equals the one nearest to their middle.
 * @returns null when the picture has nobody in it
 */
export function cropForPeople(window: { width: number; height: number }, regions: PictureRegions): Box | null {
  const weighted = regions.people.flatMap(({ body, face }) => [
    { box: body, weight: BODY_WEIGHT },
    ...(face === null ? [] : [{ box: face, weight: FACE_WEIGHT }]),
  ])
  if (weighted.length === 0) return null
  const along = (start: 'x' | 'y', length: 'width' | 'height') =>
    bestStart(
      window[length],
      weighted.map(({ box, weight }) => ({ from: box[start], to: box[start] + box[length], weight })),
    )
  return { x: along('x', 'width'), y: along('y', 'height'), ...window }
}

interface Interest {
  from: number
  to: number
  weight: number
}

/** Where along one axis a window of a given length keeps the most. Kept weight changes direction only at edges. */
function bestStart(length: number, interests: readonly Interest[]): number {
  const furthest = 1 - length
  const totalWeight = interests.reduce((total, { weight }) => total + weight, 0)
  const middle = interests.reduce((total, { from, to, weight }) => total + ((from + to) / 2) * weight, 0) / totalWeight
  const ideal = clamp(middle - length / 2, 0, furthest)
  const kept = (start: number) =>
    interests.reduce((total, { from, to, weight }) => {
      const shown = Math.min(to, start + length) - Math.max(from, start)
      return total + weight * Math.max(0, shown / Math.max(to - from, Number.EPSILON))
    }, 0)
  const starts = [ideal, ...interests.flatMap(({ from, to }) => [from, to, from - length, to - length])]
  return starts
    .map((start) => clamp(start, 0, furthest))
    .reduce((best, start) => {
      const gain = kept(start) - kept(best)
      const nearer = Math.abs(start - ideal) < Math.abs(best - ideal)
      return gain > 1e-9 || (gain > -1e-9 && nearer) ? start : best
    }, ideal)
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), Math.max(lowest, highest))
}
