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

  test('keeps off a panel that stands in it, and within slanted sides', () => {
    const inset: LaidOutPanel = {
      id: 'b',
      tier: 0,
      frame: { x: frame.x + 50, y: frame.y + 30, width: 25, height: 25 },
      inset: true,
    }
    const scene = panelScene(panel, page([panel, inset]), 'medium', nobody, null, 'ltr')
    expect(scene.keepOff).toEqual([inset.frame])
    const corners = [
      { x: frame.x, y: frame.y },
      { x: frame.x + 80, y: frame.y },
      { x: frame.x + 70, y: frame.y + 60 },
      { x: frame.x, y: frame.y + 60 },
    ]
    expect(panelScene({ ...panel, corners }, page([panel]), 'medium', nobody, null, 'ltr').room.width).toBeCloseTo(
      70,
      6,
    )
  })

  test('shows of the attention what the crop shows', () => {
    const attention = { columns: 4, rows: 1, values: [0, 0, 1, 1] }
    const seen = (crop: typeof WHOLE) =>
      panelScene(panel, page([panel]), 'medium', nobody, { crop, regions: null, attention }, 'ltr').attention!.values
    expect(seen(WHOLE)).toEqual([0, 0, 1, 1])
    expect(seen({ ...WHOLE, x: 0.5, width: 0.5 })).toEqual([1, 1, 1, 1])
  })
})
