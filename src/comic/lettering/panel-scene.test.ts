import { describe, expect, test } from 'vitest'
import type { LaidOutPage, LaidOutPanel } from '../layout/laid-out-page.ts'
import { pageBoxes } from '../page-format.ts'
import { findPageFormat } from '../page-formats.ts'
import { says } from './lettering.case.ts'
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
type Content = Parameters<typeof panelScene>[2]
const person = (personId: string): Content['people'][number] => ({
  personId,
  role: 'acting',
  expression: 'neutral',
  pose: 'stand',
  evidence: [],
})
const content: Content = { people: [person('ed'), person('nell')], shot: 'medium' }
const WHOLE = { x: 0, y: 0, width: 1, height: 1 }
const figuresOf = (scene: ReturnType<typeof panelScene>) => scene.figures.map(({ personId }) => personId)

describe('a panel as its lettering sees it', () => {
  test('has faces where the crop leaves them', () => {
    const face = { x: 0.5, y: 0.5, width: 0.1, height: 0.1 }
    const regions = { people: [{ personId: 'nell', body: { ...face, height: 0.5 }, face }] }
    const crop = { x: 0.25, y: 0, width: 0.5, height: 1 }
    const scene = panelScene(panel, page([panel]), content, [], { crop, regions, attention: null }, 'ltr')
    expect(scene.figures[0]!.face).toMatchObject({ x: frame.x + 40, width: 16 })
    expect(scene.figures[0]!.guessed).toBe(false)
  })

  test('does not count on somebody the crop cut away', () => {
    const face = { x: 0, y: 0.4, width: 0.1, height: 0.1 }
    const regions = { people: [{ personId: 'nell', body: face, face }] }
    const crop = { x: 0.5, y: 0, width: 0.5, height: 1 }
    expect(panelScene(panel, page([panel]), content, [], { crop, regions, attention: null }, 'ltr').figures).toEqual([])
  })

  test('without regions has people in the order they speak in, along the line', () => {
    const requests = [says('nell', 'Yes.'), says('ed', 'No.')]
    const scene = panelScene(panel, page([panel]), content, requests, null, 'ltr')
    expect(figuresOf(scene)).toEqual(['nell', 'ed'])
    expect(scene.figures.every(({ guessed }) => guessed)).toBe(true)
    expect(scene.figures[0]!.mouth.x).toBeLessThan(scene.figures[1]!.mouth.x)
    const mirrored = panelScene(panel, page([panel]), content, requests, null, 'rtl')
    expect(mirrored.figures[0]!.mouth.x).toBeGreaterThan(mirrored.figures[1]!.mouth.x)
  })

  test('keeps off a panel that stands in it, and within slanted sides', () => {
    const inset: LaidOutPanel = {
      id: 'b',
      tier: 0,
      frame: { x: frame.x + 50, y: frame.y + 30, width: 25, height: 25 },
      inset: true,
    }
    const scene = panelScene(panel, page([panel, inset]), content, [], null, 'ltr')
    expect(scene.keepOff).toEqual([inset.frame])
    const corners = [
      { x: frame.x, y: frame.y },
      { x: frame.x + 80, y: frame.y },
      { x: frame.x + 70, y: frame.y + 60 },
      { x: frame.x, y: frame.y + 60 },
    ]
    expect(panelScene({ ...panel, corners }, page([panel]), content, [], null, 'ltr').room.width).toBeCloseTo(70, 6)
  })

  test('shows of the attention what the crop shows', () => {
    const attention = { columns: 4, rows: 1, values: [0, 0, 1, 1] }
    const seen = (crop: typeof WHOLE) =>
      panelScene(panel, page([panel]), content, [], { crop, regions: null, attention }, 'ltr').attention!.values
    expect(seen(WHOLE)).toEqual([0, 0, 1, 1])
    expect(seen({ ...WHOLE, x: 0.5, width: 0.5 })).toEqual([1, 1, 1, 1])
  })
})
