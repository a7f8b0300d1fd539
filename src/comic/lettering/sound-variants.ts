import { type PathCommand, pathBounds, transformPath } from '../path.ts'
import { breakLines, drawLines, type MeasuredText, rectangleProfile, type SetText } from '../text/index.ts'
import type { Variant } from './item.ts'
import type { LetterStyle } from './letter-style.ts'
import { seeded } from './seeded.ts'
import { centreOf } from './vector.ts'

/** Beside the size they are measured in. Sounds are the only lettering whose size is free. */
const SOUND_SIZES = [1.35, 1.15, 1, 0.85, 0.7]
/** Radians. */
const MOST_LEAN = 0.2

/** A sound in several sizes, at an angle that stays with it. */
export function soundVariants(measured: MeasuredText, style: LetterStyle, seed: string): Variant[] {
  const lines =
    measured.prepared.text.length > 16 ? Math.max(2, measured.fewestLines) : Math.max(1, measured.fewestLines)
  const broken =
    breakLines(measured, lines, { profile: rectangleProfile }) ?? breakLines(measured, measured.fewestLines)
  if (broken === null) return []
  const random = seeded(seed)
  const vertical = measured.prepared.writing === 'vertical'
  const lean = (0.35 + 0.65 * random()) * MOST_LEAN * (random() < 0.7 ? -1 : 1) * (vertical ? 0.4 : 1)
  const [width, height] = vertical ? [broken.heightMm, broken.widthMm] : [broken.widthMm, broken.heightMm]
  return SOUND_SIZES.map((size, index): Variant => {
    const air = style.sizeMm * 0.3
    const [x, y] = [(width * size) / 2, (height * size) / 2]
    return {
      half: {
        x: x * Math.cos(lean) + y * Math.abs(Math.sin(lean)) + air,
        y: y * Math.cos(lean) + x * Math.abs(Math.sin(lean)) + air,
      },
      corners: 'square',
      reachMm: 0,
      lines,
      cost: index * 0.3,
      rotation: lean,
      sizeMm: measured.sizeMm * size,
      draw: () => turned(drawLines(measured, broken, { align: 'middle' }), size, lean),
    }
  })
}

/**
 * A set text at another size and angle, still centred on 0,0. Boxes of lines are those before they are turned, each
 * around where the middle of its line has gone.
 */
function turned(set: SetText, size: number, angle: number): SetText {
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size]
  const lines = set.lines.map((line) => {
    const middle = centreOf(line.box)
    const [width, height] = [line.box.width * size, line.box.height * size]
    return {
      ...line,
      path: transformPath(line.path, [cos, sin, -sin, cos, 0, 0]),
      box: {
        x: cos * middle.x - sin * middle.y - width / 2,
        y: sin * middle.x + cos * middle.y - height / 2,
        width,
        height,
      },
    }
  })
  const bounds = pathBounds(lines.flatMap((line): PathCommand[] => line.path))
  return { lines, box: bounds ?? set.box, bounds }
}
