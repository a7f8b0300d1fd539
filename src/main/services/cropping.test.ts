import { describe, expect, test } from 'vitest'
import type { LaidOutPage, LaidOutPanel } from '../../comic/layout/laid-out-page.ts'
import { DEFAULT_WISH, type LayoutLock } from '../../comic/layout/layout-wish.ts'
import { pageBoxes } from '../../comic/page-format.ts'
import { findPageFormat } from '../../comic/page-formats.ts'
import { bookCrops, cropSentence } from './cropping.ts'
import type { PanelShape } from './shaping/panel-shapes.ts'

const boxes = pageBoxes(findPageFormat('us-comic')!, 'right')
const slot = (id: string, width: number, rest: Partial<LaidOutPanel> = {}): LaidOutPanel => ({
  ...{ id, tier: 0, frame: { x: 0, y: 0, width, height: 100 } },
  ...rest,
})
const page = (...panels: LaidOutPanel[]): LaidOutPage => ({
  ...{ chapter: 0, number: 1, side: 'right', boxes, headingFrame: null, panels },
})
const shape = (width: number, rest: Partial<PanelShape> = {}): PanelShape => {
  const size = { width: 10 * width, height: 1000 }
  return {
    ...{ aspect: width / 100, from: 'picture', made: 'fitted', isOfThesePages: true, asked: size, picture: size },
    ...rest,
  }
}
const other = slot('other', 100)
const crops = (
  panel: LaidOutPanel,
  own: PanelShape,
  drawable = [0.5, 1, 1.5, 2],
  locks: LayoutLock[] = [],
  alone = false,
) =>
  bookCrops({
    pages: [alone ? page(panel) : page(panel, other)],
    shapes: new Map([
      [panel.id, own],
      ['other', shape(100)],
    ]),
    drawable,
    wish: { ...DEFAULT_WISH, locks },
  })

describe('what is cropped', () => {
  test('is the share that a slot of another shape cuts off, on average and where it is much', () => {
    expect(crops(slot('a', 100), shape(114))).toMatchObject({ mean: expect.closeTo(0.0614, 3), much: [] })
    expect(crops(slot('a', 200), shape(150))).toMatchObject({
      mean: expect.closeTo(0.125),
      much: [{ panelId: 'a', share: expect.closeTo(0.25), from: 'picture' }],
    })
    expect(bookCrops({ pages: [], shapes: new Map(), drawable: [1], wish: DEFAULT_WISH })).toEqual({
      mean: null,
      much: [],
    })
  })

  test('of a spread is told once, by the whole of it', () => {
    const half = { wholeMm: { width: 300, height: 200 }, from: 0, until: 0.5 }
    const pages = [
      page(slot('a', 100, { spread: half })),
      page(slot('a', 100, { spread: { ...half, from: 0.5, until: 1 } })),
    ]
    expect(
      bookCrops({ pages, shapes: new Map([['a', shape(150)]]), drawable: [1], wish: DEFAULT_WISH }).mean,
    ).toBeCloseTo(0)
    expect(
      bookCrops({ pages, shapes: new Map([['a', shape(100)]]), drawable: [1.5], wish: DEFAULT_WISH }).much,
    ).toEqual([{ panelId: 'a', share: expect.closeTo(1 / 3), from: 'picture', reason: 'page-of-its-own' }])
  })
})

test.each<[reason: string, ...what: Parameters<typeof crops>]>([
  ['came-otherwise', slot('a', 150), shape(100, { asked: { width: 1500, height: 1000 } })],
  ['size-of-its-own', slot('a', 150), shape(100, { made: 'given' })],
  ['no-nearer-shape', slot('a', 150), shape(100), [0.5, 1]],
  ['page-of-its-own', slot('a', 150), shape(100), undefined, [], true],
  ['inset', slot('a', 150, { inset: true }), shape(100)],
  ['page-fixed', slot('a', 150), shape(100), undefined, [{ kind: 'page', panels: ['a', 'other'], tree: 'panel' }]],
  ['pages-changed', slot('a', 150), shape(100, { isOfThesePages: false })],
  ['page-shared', slot('a', 150), shape(100)],
])('the reason is %s', (reason, ...what) => {
  const [found] = crops(...what).much
  expect(found!.reason).toBe(reason)
  expect(cropSentence(found!.reason)).toMatch(/^(it|its|the) /)
})
