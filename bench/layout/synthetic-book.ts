import type { LayoutChapter, LayoutPanel } from '../../src/comic/layout/laid-out-page.ts'

/** Shapes a provider can draw. */
export const PROVIDER_SHAPES = [1, 5 / 4, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16]
/** What may be cut off a picture's width or height. */
const SPARE = 0.3
/** Share of panels up to each importance. */
const IMPORTANCE_UP_TO = [0.12, 0.47, 0.79, 0.94, 1]
const SCENE_PANELS = { fewest: 6, most: 14 }
const SILENT_SHARE = 0.25
const MOST_WORDS = 44
const REVEAL_SHARE = 1 / 40
const ACTION_SHARE = 0.15
const SPLASH_SHARE_OF_BIGGEST = 0.25

/** A book that is the same for every seed: shapes, importance and words are drawn independently of each other. */
export function syntheticBook(seed: number, panelCount: number): LayoutChapter[] {
  const random = mulberry(seed)
  let left = 0
  const panels = Array.from({ length: panelCount }, (_, index): LayoutPanel => {
    const sceneStart = left === 0
    if (sceneStart) left = SCENE_PANELS.fewest + Math.floor(random() * (SCENE_PANELS.most - SCENE_PANELS.fewest + 1))
    left--
    const luck = random()
    const importance = 1 + IMPORTANCE_UP_TO.findIndex((share) => luck < share)
    const aspect = PROVIDER_SHAPES[Math.floor(random() * PROVIDER_SHAPES.length)]!
    return {
      id: `${seed}.${index}`,
      aspect,
      reach: { from: aspect * (1 - SPARE), until: aspect / (1 - SPARE) },
      importance,
      words: random() < SILENT_SHARE ? 0 : Math.round(4 + (MOST_WORDS - 4) * random() * random()),
      sceneStart,
      reveal: random() < REVEAL_SHARE,
      action: random() < ACTION_SHARE,
      splash: importance === 5 && random() < SPLASH_SHARE_OF_BIGGEST,
    }
  })
  return [{ panels, headingHeightMm: 0 }]
}

/** Mulberry32: a small generator whose numbers are the same everywhere. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
