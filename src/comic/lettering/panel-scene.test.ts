import { describe, expect, test } from 'vitest'
import type { Composition } from '../../shared/domain/composition.ts'
import type { LaidOutPage, LaidOutPanel } from '../layout/laid-out-page.ts'
import { pageBoxes } from '../page-format.ts'
import { findPageFormat } from '../page-formats.ts'
import { panelScene } from './panel-scene.ts'

const boxes = pageBoxes(findPageFormat('us-comic')!, 'right')
const frame = { x: boxes.safe.x, y: boxes.safe.y, width: 80, height: 60 }
const panel: LaidOutPanel = { id: 'a', tier: 0, frame }
const page = (panels: LaidOutPanel[]): LaidOutPage => ({
  chapter: 0,
  number: 1,
  side: 'right',
  boxes,
  headingFrame: null,
  panels,
})
const WHOLE = { x: 0, y: 0, width: 1, height: 1 }
const nobody: Composition = { figures: [], viewerId: null, headroom: 0, said: false }
const figuresOf = (scene: ReturnType<typeof panelScene>) => scene.figures.map(({ personId }) => personId)

describe('a panel as its lettering sees it', () => {
  test('has faces where the crop leaves them', () => {
    const face = { x: 0.5, y: 0.5, width: 0.1, height: 0.1 }
    const regions = { people: [{ personId: 'nell', body: { ...face, height: 0.5 }, face }] }
    const crop = { x: 0.25, y: 0, width: 0.5, height: 1 }
    const scene = panelScene(panel, page([panel]), 'medium', nobody, { crop, regions, attention: null }, 'ltr')
    expect(scene.figures[0]!.face).toMatchObject({ x: frame.x + 40, width: 16 })
    expect(scene.figures[0]!.guessed).toBe(false)
  })

  test('does not count on somebody the crop cut away', () => {
    const face = { x: 0, y: 0.4, width: 0.1, height: 0.1 }
    const regions = { people: [{ personId: 'nell', body: face, face }] }
    const crop = { x: 0.5, y: 0, width: 0.5, height: 1 }
    expect(
      panelScene(panel, page([panel]), 'medium', nobody, { crop, regions, attention: null }, 'ltr').figures,
    ).toEqual([])
  })

  test('without regions has people where they were composed', () => {
    const composition: Composition = {
      ...nobody,
      figures: [
        { personId: 'nell', x: 0.3, faces: 'right' },
        { personId: 'ed', x: 0.7, faces: 'left' },
      ],
    }
    const scene = panelScene(panel, page([panel]), 'medium', composition, null, 'ltr')
    expect(figuresOf(scene)).toEqual(['nell', 'ed'])
    expect(scene.figures.every(({ guessed }) => guessed)).toBe(true)
    expect(scene.figures.map(({ mouth }) => (mouth.x - frame.x) / frame.width)).toEqual([0.3, 0.7])
    const lower = panelScene(panel, page([panel]), 'medium', { ...composition, headroom: 0.4 }, null, 'ltr')
    expect(lower.figures[0]!.face!.y).toBeCloseTo(frame.y + 0.4 * frame.height)
    expect(lower.figures[0]!.face!.y).toBeGreaterThan(scene.figures[0]!.face!.y)
  })

  test('keeps off a panel that stands in it, which keeps to itself', () => {
    const inset: LaidOutPanel = {
      id: 'b',
      tier: 0,
      frame: { x: frame.x + 50, y: frame.y + 30, width: 25, height: 25 },
      inset: true,
    }
    const both = page([panel, inset])
    expect(panelScene(panel, both, 'medium', nobody, null, 'ltr').keepOff).toEqual([inset.frame])
    const within = panelScene(inset, both, 'medium', nobody, null, 'ltr')
    expect(within.room).toEqual(inset.frame)
    expect(within.keepOff).toEqual([])
  })

  test('has the leaning sides of its frame as lines to keep within', () => {
    const { x, y, width, height } = frame
    const corners = [
      { x, y },
      { x: x + width, y },
      { x: x + width - 10, y: y + height },
      { x, y: y + height },
    ]
    const scene = panelScene({ ...panel, corners }, page([panel]), 'medium', nobody, null, 'ltr')
    expect(scene.room).toEqual(frame)
    expect(scene.slants).toHaveLength(1)
    const { inwards } = scene.slants[0]!
    expect(inwards.x).toBeLessThan(0)
    expect(Math.hypot(inwards.x, inwards.y)).toBeCloseTo(1, 9)
  })

  test('over two pages knows who stands on the other one as a mouth to point at', () => {
    const face = { x: 0.7, y: 0.4, width: 0.1, height: 0.1 }
    const regions = { people: [{ personId: 'nell', body: face, face }] }
    const whole = { wholeMm: { width: 160, height: 60 } }
    const picture = { crop: WHOLE, regions, attention: null }
    const [left, right] = [
      { ...panel, spread: { ...whole, from: 0, until: 0.5 } },
      { ...panel, spread: { ...whole, from: 0.5, until: 1 } },
    ].map((half) => panelScene(half, page([half]), 'medium', nobody, picture, 'ltr').figures[0]!)
    expect(left!.face).toBeNull()
    expect(left!.mouth.x).toBeCloseTo(frame.x + 120, 6)
    expect(right!.face).toMatchObject({ width: 16 })
    expect(right!.mouth.x).toBeCloseTo(frame.x + 40, 6)
  })

  test('shows of the attention what the crop shows', () => {
    const attention = { columns: 4, rows: 1, values: [0, 0, 1, 1] }
    const seen = (crop: typeof WHOLE) =>
      panelScene(panel, page([panel]), 'medium', nobody, { crop, regions: null, attention }, 'ltr').attention!.values
    expect(seen(WHOLE)).toEqual([0, 0, 1, 1])
    expect(seen({ ...WHOLE, x: 0.5, width: 0.5 })).toEqual([1, 1, 1, 1])
  })
})
