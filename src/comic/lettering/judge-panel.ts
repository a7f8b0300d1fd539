import type { PointMm, RectMm } from '../geometry.ts'
import { bodyOutline, tiedTogether } from './draw-lettering.ts'
import { protectedFace } from './face-zone.ts'
import type { LetteringKind, LetteringProblem, PanelScene, PlacedLettering, ProblemCode } from './lettering.ts'
import { flatten, linesCross, type Polygon, polygonBox, polygonsMeet, rectPolygon } from './polygon.ts'
import { readerOrder } from './reading-order.ts'
import { tailLine } from './tails.ts'
import { grown } from './vector.ts'

/** Touching by less than this is nobody's fault. */
const TOLERANCE_MM = 0.15

/**
 * What is wrong with the lettering of a panel, judged from the finished outlines alone: not from what the placing
 * believed.
 */
export function judgePanel(placed: readonly PlacedLettering[], scene: PanelScene): LetteringProblem[] {
  const problems: LetteringProblem[] = []
  const report = (code: ProblemCode, item: PlacedLettering, message: string) =>
    problems.push({ code, panelId: scene.panelId, id: item.id, message })
  const bodies = placed.map((item) => flatten(bodyOutline(item)))
  const boxes = bodies.map(polygonBox)
  const tails = placed.map(drawnTail)

  for (const [index, item] of placed.entries()) {
    const words = quoted(item)
    if (item.kind !== 'sfx' && !(within(wordsBox(item), scene.room) && withinSlants(item, scene))) {
      report('outside', item, `${words} stands out of the panel: it is too much text for so small a panel.`)
    }
    for (const { face, guessed } of scene.figures) {
      if (face === null || guessed) continue
      const core = rectPolygon(grown(protectedFace(face, scene.frame), -TOLERANCE_MM))
      const tail = tails[index]
      if (polygonsMeet(bodies[index]!, core) || (tail !== null && linesCross(tail!, [...core, core[0]!]))) {
        report('covers-face', item, `${words} covers part of a face.`)
        break
      }
    }
    if (scene.keepOff.some((pin) => polygonsMeet(bodies[index]!, rectPolygon(grown(pin, -TOLERANCE_MM))))) {
      report('covers-pin', item, `${words} covers what is to stay in sight.`)
    }
    for (const [other, second] of placed.entries()) {
      if (other <= index) continue
      if (polygonsMeet(bodies[index]!, shrunk(bodies[other]!))) {
        report('overlap', second, `${quoted(second)} overlaps ${words}.`)
      }
      const [a, b] = [tails[index], tails[other]]
      if (a && b && linesCross(a, b))
        report('tails-cross', second, `The tails of ${words} and ${quoted(second)} cross.`)
    }
    const tail = tails[index]
    if (tail && bodies.some((body, other) => other !== index && linesCross(tail, [...body, body[0]!]))) {
      report('tail-hidden', item, `The tail of ${words} runs under another balloon.`)
    }
  }
  for (const group of tiedTogether(placed)) {
    const [first] = group
    const speaker = scene.figures.find(({ personId }) => personId === first!.speakerId)
    if (!POINTS.has(first!.kind) || speaker === undefined || group.some(({ tail }) => tail !== null)) continue
    report('tail-missing', first!, `${quoted(first!)} is too near to its speaker to have a tail.`)
  }
  const order = readerOrder(boxes, scene.direction)
  const wrong = order.findIndex((item, place) => item !== place)
  if (wrong >= 0) {
    const item = placed[order[wrong]!]!
    report('out-of-order', item, `${quoted(item)} is read before ${quoted(placed[wrong]!)}, which comes first.`)
  }
  return problems
}

/** Kinds that show who speaks. */
const POINTS: ReadonlySet<LetteringKind> = new Set(['speech', 'thought', 'whisper', 'burst', 'electric', 'off-panel'])

function drawnTail({ body, kind, tail }: PlacedLettering): PointMm[] | null {
  return tail === null ? null : tailLine(body, kind, tail)
}

/** Where the words are. Outlines may cross the border of a panel, words may not. */
function wordsBox({ set, body: { centre } }: PlacedLettering): RectMm {
  return { ...set.box, x: set.box.x + centre.x, y: set.box.y + centre.y }
}

/** True when no line runs over a leaning side. */
function withinSlants({ set, body: { centre } }: PlacedLettering, { slants }: PanelScene): boolean {
  return slants.every(({ point, inwards }) =>
    set.lines.every(({ box }) =>
      rectPolygon(box).every(
        ({ x, y }) => (x + centre.x - point.x) * inwards.x + (y + centre.y - point.y) * inwards.y >= -TOLERANCE_MM,
      ),
    ),
  )
}

function within(box: RectMm, room: RectMm): boolean {
  return (
    box.x >= room.x - TOLERANCE_MM &&
    box.y >= room.y - TOLERANCE_MM &&
    box.x + box.width <= room.x + room.width + TOLERANCE_MM &&
    box.y + box.height <= room.y + room.height + TOLERANCE_MM
  )
}

function shrunk(polygon: Polygon): Polygon {
  const box = polygonBox(polygon)
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const factor = 1 - (2 * TOLERANCE_MM) / Math.max(1, Math.min(box.width, box.height))
  return polygon.map(({ x, y }) => ({ x: centre.x + (x - centre.x) * factor, y: centre.y + (y - centre.y) * factor }))
}

const MOST_QUOTED = 32

/** The beginning of a text, to find it by. */
function quoted({ set }: PlacedLettering): string {
  const text = set.lines.map((line) => line.text).join(' ')
  return `“${text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED).trimEnd()}…` : text}”`
}
