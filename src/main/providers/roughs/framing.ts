import type { Angle, Shot } from '../../../shared/domain/panel.ts'
import type { Point } from './paths.ts'
import type { Lens } from './sheet.ts'

/** How a shot frames people and place. Fractions are of the picture's height. */
export interface Framing {
  /** Height of a grown-up's head in pixels. */
  head: number
  /** Where the highest head's middle goes, or the ground people stand on. */
  anchor: { on: 'head' | 'ground'; y: number }
  /** Where the horizon lies. */
  horizon: number
  /** Pixels of one place unit. */
  placeUnit: number
  /** How far the place steps back: line weight and haze. */
  depth: { weight: number; haze: number }
  /** Vertical squash of figures seen from above. */
  squash: number
  /** How far smaller people are lifted to the tallest one's height, 0–1: near shots look at faces, not at feet. */
  lift: number
}

interface Rule {
  /** Head size of one grown-up as a fraction of the height, and the most it may be of the width. */
  head: number
  ofWidth: number
  on: 'head' | 'ground'
  y: number
  horizon: number
  zoom: number
  haze: number
}

const RULES: Record<Shot, Rule> = {
  'extreme-close-up': { head: 1.3, ofWidth: 1.15, on: 'head', y: 0.5, horizon: 0.5, zoom: 3.2, haze: 0.3 },
  'close-up': { head: 0.6, ofWidth: 0.72, on: 'head', y: 0.48, horizon: 0.55, zoom: 2.1, haze: 0.22 },
  'medium-close-up': { head: 0.42, ofWidth: 0.5, on: 'head', y: 0.4, horizon: 0.52, zoom: 1.6, haze: 0.16 },
  medium: { head: 0.3, ofWidth: 0.38, on: 'head', y: 0.33, horizon: 0.48, zoom: 1.3, haze: 0.1 },
  'medium-long': { head: 0.205, ofWidth: 0.28, on: 'head', y: 0.26, horizon: 0.46, zoom: 1.1, haze: 0.06 },
  full: { head: 0.142, ofWidth: 0.26, on: 'ground', y: 0.92, horizon: 0.46, zoom: 1, haze: 0.03 },
  long: { head: 0.088, ofWidth: 0.16, on: 'ground', y: 0.86, horizon: 0.5, zoom: 0.94, haze: 0 },
  'extreme-long': { head: 0.034, ofWidth: 0.06, on: 'ground', y: 0.78, horizon: 0.54, zoom: 0.86, haze: 0 },
  establishing: { head: 0.042, ofWidth: 0.07, on: 'ground', y: 0.82, horizon: 0.54, zoom: 0.88, haze: 0 },
  detail: { head: 0.5, ofWidth: 0.5, on: 'head', y: 0.4, horizon: 0.45, zoom: 2.4, haze: 0.25 },
  'two-shot': { head: 0.33, ofWidth: 0.4, on: 'head', y: 0.37, horizon: 0.48, zoom: 1.35, haze: 0.12 },
  'over-the-shoulder': { head: 0.29, ofWidth: 0.36, on: 'head', y: 0.38, horizon: 0.48, zoom: 1.35, haze: 0.12 },
  'point-of-view': { head: 0.26, ofWidth: 0.34, on: 'head', y: 0.34, horizon: 0.48, zoom: 1.2, haze: 0.06 },
}

/** Whether a shot is about faces and hands rather than whole figures. */
export const isNear = (shot: Shot): boolean => RULES[shot].on === 'head'

/** How near an empty place is seen, whatever the shot: its walls alone tell nothing. */
const EMPTY_ZOOM = 1.12

/** Where each angle puts the horizon; null leaves it to the shot. */
const HORIZONS: Record<Angle, number | null> = {
  'eye-level': null,
  low: 0.74,
  high: 0.2,
  'birds-eye': 0.03,
  'worms-eye': 0.9,
  dutch: null,
}

const LIFTS: Partial<Record<Shot, number>> = {
  'extreme-close-up': 0.9,
  'close-up': 0.75,
  'medium-close-up': 0.6,
  'two-shot': 0.5,
  medium: 0.3,
  'point-of-view': 0.3,
}

/** A room is not as deep as a valley: people in it are never as far away. */
const INDOOR_HEAD = 0.075

/** Frames `people` figures (0 for an empty scene) in a picture of the given size. */
export function frameShot(
  shot: Shot,
  angle: Angle,
  people: number,
  width: number,
  height: number,
  indoors: boolean,
): Framing {
  const rule = indoors
    ? { ...RULES[shot], head: Math.max(INDOOR_HEAD, RULES[shot].head), ofWidth: Math.max(0.1, RULES[shot].ofWidth) }
    : RULES[shot]
  const abreast = Math.max(1, people)
  // Standing people need about two heads of width each; more of them step back until they fit.
  const room =
    rule.on === 'head'
      ? abreast === 1
        ? rule.ofWidth
        : Math.min(rule.ofWidth, 0.92 / (abreast * 1.5))
      : Math.min(rule.ofWidth, 0.9 / (abreast * 1.9))
  const head = Math.min(rule.head * height, room * width)
  const placed = HORIZONS[angle]
  const closeness = rule.on === 'head' ? 0.6 : 1
  const horizon = placed === null ? rule.horizon : rule.horizon + (placed - rule.horizon) * closeness
  // Seen from below the ground spreads towards the edge; people stand higher so that their feet stay in.
  const shift = angle === 'low' ? -0.05 : angle === 'worms-eye' ? -0.1 : angle === 'high' ? -0.02 : 0
  const nearer = angle === 'low' ? 0.92 : angle === 'worms-eye' ? 0.84 : angle === 'birds-eye' ? 0.9 : 1
  const onGround = rule.on === 'ground'
  const anchorY = onGround ? (angle === 'birds-eye' ? 0.74 : rule.y + shift) : rule.y - shift * 0.4
  return {
    head: onGround ? head * nearer : head,
    anchor: { on: rule.on, y: anchorY },
    horizon,
    placeUnit: Math.min(height, width * 1.45) * (people === 0 ? Math.min(EMPTY_ZOOM, rule.zoom) : rule.zoom),
    depth: { weight: rule.on === 'ground' ? 0.95 : 0.75, haze: people === 0 ? 0 : rule.haze },
    lift: LIFTS[shot] ?? 0,
    squash: angle === 'birds-eye' ? 0.74 : angle === 'high' ? 0.93 : 1,
  }
}

/** The bend an angle gives the whole picture: verticals that meet above or below, or a tilted camera. */
export function lensFor(angle: Angle, width: number, height: number, clockwise: boolean): Lens {
  const cx = width / 2
  const cy = height / 2
  const converging = (strength: number): Lens => {
    return (x, y): Point => {
      const w = 1 + (strength * (cy - y)) / height
      const safe = Math.max(0.35, w)
      return [cx + (x - cx) / safe, cy + (y - cy) / safe]
    }
  }
  switch (angle) {
    case 'eye-level':
      return (x, y) => [x, y]
    case 'low':
      return converging(0.24)
    case 'worms-eye':
      return converging(0.5)
    case 'high':
      return converging(-0.22)
    case 'birds-eye':
      return converging(-0.5)
    case 'dutch': {
      const turn = (clockwise ? 1 : -1) * 0.15
      const cos = Math.cos(turn)
      const sin = Math.sin(turn)
      return (x, y) => [cx + ((x - cx) * cos - (y - cy) * sin) * 1.06, cy + ((x - cx) * sin + (y - cy) * cos) * 1.06]
    }
  }
}
