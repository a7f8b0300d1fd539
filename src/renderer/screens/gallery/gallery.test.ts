import { describe, expect, test } from 'vitest'
import type { OpenSlot, Take } from '../../../shared/contract/index.ts'
import { columnsOf } from './columns.ts'
import {
  cardSize,
  firstPlaces,
  gridLines,
  lastNotAbove,
  linesWithin,
  overlap,
  placeInGrid,
  placeInRow,
  placesPerLine,
  placesWithin,
  rowLines,
} from './layout.ts'
import { moved, movedInGrid, rowsOfPlaces, spotsBetween } from './moves.ts'
import { actualSize, FITTED, held, panned, zoomed } from './pan-zoom.ts'
import { ALL, chosen, isSelected, NONE, readSelection, toggled, withThese, writeSelection } from './selection.ts'
import { cardState, slotsOf, tally } from './slots.ts'
import { judged } from './use-acts.ts'
import { questionOf } from './use-source.ts'

const TAKE: Take = {
  ...{ id: 't0', panelId: 'p', style: 'noir', lang: 'en', index: 0, number: '1', width: 1200, height: 800, bytes: 1 },
  ...{ model: 'm', state: 'candidate', rating: null, picked: false, file: 'whole', flags: 0, repeated: false },
  ...{ createdAt: 1, ms: 900 },
}
const WISH: OpenSlot = {
  ...{ jobId: 'j', style: 'noir', lang: 'en', state: 'running', index: 1, failure: null, message: null, attempts: 0 },
  ...{ startedAt: 1, estimateUsd: null, asked: null, chargedUsd: null, maybeCharged: false, place: null },
}
const take = (over: Partial<Take>): Take => ({ ...TAKE, ...over })

describe('places of a panel', () => {
  test('a picture stands where its wish stood, under the same key', () => {
    const before = slotsOf({ takes: [TAKE, take({ id: 't2', index: 2 })], open: [WISH] })
    const after = slotsOf({ takes: [TAKE, take({ id: 't2', index: 2 }), take({ id: 't1', index: 1 })], open: [] })
    expect(before.map(({ id }) => id)).toEqual(['t0', 'job:j', 't2'])
    expect(after.map(({ id }) => id)).toEqual(['t0', 't1', 't2'])
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
  })

  test('each has one state, and the row counts them', () => {
    expect(cardState(take({ picked: true, state: 'kept' }))).toBe('picked')
    expect(cardState(take({ file: 'missing', picked: true }))).toBe('lost')
    const counts = tally({ takes: [take({ state: 'kept', picked: true }), take({ state: 'rejected' })], open: [WISH] })
    expect(counts).toMatchObject({ kept: 1, picked: 1, rejected: 1, candidate: 0, running: 1 })
  })

  test('what is said shows at once; a pick takes the place of another', () => {
    const [one, other] = [take({}), take({ id: 't1', picked: true, state: 'kept' })]
    expect([one, other].map((each) => judged(each, 'pick', [one]).picked)).toEqual([true, false])
    expect(judged(other, 'reject', [other])).toMatchObject({ state: 'rejected', picked: false })
  })
})

describe('moves', () => {
  const slots = [2, 1, 3]

  test('go through the book in reading order, and stay at its ends', () => {
    const way = [{ row: 0, at: 0 }]
    for (let step = 0; step < 6; step++) way.push(moved(way.at(-1)!, 'next', slots))
    expect(way.map(({ row, at }) => `${row}.${at}`)).toEqual(['0.0', '0.1', '1.0', '2.0', '2.1', '2.2', '2.2'])
    const back = way.toReversed().slice(1)
    for (const [step, spot] of back.slice(0, -1).entries())
      expect(moved(spot, 'previous', slots)).toEqual(back[step + 1])
    expect(moved({ row: 0, at: 0 }, 'previous', slots)).toEqual({ row: 0, at: 0 })
    expect(moved({ row: 0, at: 1 }, 'nextPanel', slots)).toEqual({ row: 1, at: 0 })
    expect(moved({ row: 1, at: 0 }, 'last', slots)).toEqual({ row: 2, at: 2 })
  })

  test('in the grid go up and down by lines, over the bounds of panels', () => {
    expect(movedInGrid({ row: 0, at: 1 }, 3, slots)).toEqual({ row: 2, at: 1 })
    expect(movedInGrid({ row: 2, at: 1 }, -3, slots)).toEqual({ row: 0, at: 1 })
    expect(movedInGrid({ row: 2, at: 2 }, 3, slots)).toEqual({ row: 2, at: 2 })
  })

  test('name everything between two places, either way round', () => {
    const there = spotsBetween({ row: 0, at: 1 }, { row: 2, at: 0 }, slots)
    expect(there).toEqual([
      { row: 0, at: 1 },
      { row: 1, at: 0 },
      { row: 2, at: 0 },
    ])
    expect(spotsBetween({ row: 2, at: 0 }, { row: 0, at: 1 }, slots)).toEqual(there)
  })
})

describe('the selection', () => {
  const outline = { panelIds: ['a', 'b', 'c'], takes: [3, 0, 2] }

  test('holds everything at first, also what still comes, and names only exceptions', () => {
    expect(chosen(ALL, outline)).toEqual({ takes: 5, panels: 2, ofTakes: 5 })
    const less = toggled(ALL, { takeId: 'x', panelId: 'a' })
    expect(chosen(less, outline)).toEqual({ takes: 4, panels: 2, ofTakes: 5 })
    expect(isSelected(less, 'x')).toBe(false)
    expect(isSelected(less, 'new')).toBe(true)
    expect(toggled(less, { takeId: 'x', panelId: 'a' })).toEqual(ALL)
  })

  test('holds what is named once nothing was', () => {
    const some = withThese(
      NONE,
      [
        { takeId: 'x', panelId: 'c' },
        { takeId: 'y', panelId: 'c' },
      ],
      true,
    )
    expect(chosen(some, outline)).toEqual({ takes: 2, panels: 1, ofTakes: 5 })
    expect(withThese(some, [{ takeId: 'x', panelId: 'c' }], false).except.has('x')).toBe(false)
    // Panels that are filtered out do not count.
    expect(chosen(some, { panelIds: ['a'], takes: [3] })).toMatchObject({ takes: 0 })
  })

  test('outlives a reload, and whatever else stands there is everything', () => {
    const some = withThese(NONE, [{ takeId: 'x', panelId: 'c' }], true)
    expect(readSelection(writeSelection(some))).toEqual(some)
    for (const text of [null, '', '{}', '{"base":"some","except":[]}', 'x']) expect(readSelection(text)).toEqual(ALL)
  })
})

describe('the layout', () => {
  const contents = { slots: [3, 0, 7], aspects: [1.5, 1.5, 0.5] }

  test('keeps room for pictures of every shape', () => {
    expect(cardSize(1.5, 222)).toEqual({ width: 222, height: 148 })
    expect(cardSize(1, 222)).toEqual({ width: 148, height: 148 })
    expect(cardSize(2, 222)).toEqual({ width: 222, height: 111 })
    expect(cardSize(9, 222)).toEqual(cardSize(3, 222))
  })

  test('knows every height before a picture is there', () => {
    const lines = rowLines(contents, 222, 660)
    expect(placesPerLine(1.5, 222, 660)).toBe(2)
    const heights = [...lines.starts].slice(1).map((end, row) => end - lines.starts[row]!)
    expect(heights).toEqual([2 * 148 + 8 + 17, 148 + 17, 2 * 148 + 8 + 17])
    expect(lastNotAbove(lines.starts, lines.starts[1]! + 1)).toBe(1)
    const grid = gridLines(contents, 222, 480)
    expect({ lines: grid.count, firsts: [...firstPlaces(contents.slots)] }).toEqual({ lines: 5, firsts: [0, 3, 3, 10] })
  })

  test('says where a place stands, for a rectangle drawn over it', () => {
    const lines = rowLines(contents, 222, 900)
    const second = placeInRow({ row: 0, at: 1 }, contents, lines, 222, 900)
    expect(second).toMatchObject({ x: 14 + 140 + 8 + 222 + 8, y: 8, width: 222 })
    expect(overlap(second, { x: second.x + 221, y: 100, width: 10, height: 1 })).toBe(true)
    expect(overlap(second, { x: second.x + 222, y: 100, width: 10, height: 1 })).toBe(false)
  })

  test('says the same in the grid, where places of panels follow each other', () => {
    expect(placeInGrid(3, 222, 480)).toEqual({ x: 14 + 230, y: 8 + 156, width: 222, height: 148 })
    const firsts = firstPlaces(contents.slots)
    expect(rowsOfPlaces(2, 4, firsts)).toEqual([0, 2])
    expect(rowsOfPlaces(3, 40, firsts)).toEqual([2, 2])
    expect(rowsOfPlaces(0, 1, firstPlaces([]))).toEqual([0, -1])
  })

  test('draws of the lines, and of a row with many pictures, what touches the stretch in sight', () => {
    const lines = rowLines({ slots: [2, 20, 2], aspects: [1.5, 1.5, 1.5] }, 222, 660)
    const many = { slots: [2, 20, 2], aspects: [1.5, 1.5, 1.5] }
    const [, second, third] = [...lines.starts]
    expect(linesWithin(lines, 0, second! - 1)).toEqual([0, 1])
    expect(linesWithin(lines, second!, third!)).toEqual([1, 3])
    expect(linesWithin(lines, 1e9, 2e9)).toEqual([2, 3])
    const within = (top: number, bottom: number) => placesWithin(1, many, lines, 222, 660, { top, bottom })
    expect(within(0, 1e9)).toEqual({ from: 0, until: 20, above: 0 })
    const thirdLine = second! + 8 + 2 * 156
    expect(within(thirdLine + 1, thirdLine + 150)).toEqual({ from: 4, until: 6, above: 2 * 156 })
    expect(within(thirdLine - 1, thirdLine + 157)).toEqual({ from: 2, until: 8, above: 156 })
    expect(within(0, 1)).toMatchObject({ from: 0, until: 0 })
  })
})

describe('zooming', () => {
  const picture = { width: 2_000, height: 1_000 }
  const frame = { width: 1_000, height: 1_000 }

  test('keeps the point under the pointer, and ends as the picture fits', () => {
    const view = zoomed(FITTED, 2, { x: 100, y: 0 })
    expect(view).toEqual({ scale: 2, x: -100, y: 0 })
    expect(zoomed(view, 0.1, { x: 0, y: 0 })).toEqual(FITTED)
    expect(panned(FITTED, 5, 5)).toEqual(FITTED)
  })

  test('never shows beside the picture more than there is', () => {
    expect(held({ scale: 2, x: 9_000, y: 9_000 }, picture, frame)).toEqual({ scale: 2, x: 500, y: 0 })
  })

  test('at its actual size gives one pixel for one', () => {
    expect(actualSize(picture, frame, 1).scale).toBe(2)
    expect(actualSize(picture, frame, 2).scale).toBe(1)
  })
})

describe('comparing', () => {
  const takes = [0, 1, 2, 3, 4].map((index) => take({ id: `t${index}`, index }))

  test('shows the picture the author is at and those after it', () => {
    const by = { by: 'takes', named: [], style: 'noir' } as const
    expect(columnsOf(takes, { ...by, at: 0 }).map(({ id }) => id)).toEqual(['t0', 't1', 't2', 't3'])
    expect(columnsOf(takes, { ...by, at: 4 }).map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4'])
    expect(columnsOf(takes, { ...by, at: 0, named: ['t4', 't1'] }).map(({ id }) => id)).toEqual(['t1', 't4'])
  })

  test('of styles shows the best of each, the own first', () => {
    const mixed = [
      take({ id: 'ink', style: 'ink', state: 'rejected' }),
      take({ id: 'ink2', style: 'ink' }),
      take({ id: 'noir', state: 'kept' }),
      take({ id: 'noir2', createdAt: 9 }),
    ]
    expect(columnsOf(mixed, { by: 'styles', at: 0, named: [], style: 'noir' }).map(({ id }) => id)).toEqual([
      'noir',
      'ink2',
    ])
  })
})

test('the address asks for what it says, and for nothing it does not know', () => {
  const params = { scope: 'scene', scene: 's', show: 'failed', rating: '4', flagged: 'no', lang: 'any' }
  expect(questionOf(params, 'noir', 'en')).toEqual({
    edition: { style: 'noir', lang: null },
    filter: { sceneId: 's', show: ['failed', 'refused', 'unknown'], rating: 4, flagged: false },
  })
  expect(questionOf({ show: 'toString', rating: '9' }, 'noir', 'en').filter).toEqual({})
})
