import { describe, expect, test } from 'vitest'
import { allDrops, dropAt, nearestDrop } from './drop.ts'
import { isInOutline, isOpened, type Outline, openedAtFirst, rowsOf, type TreeRow, withOpened } from './rows.ts'
import { chosenRows, NOTHING, reach, stillThere } from './selection.ts'
import { stepFor } from './steps.ts'

/** Two chapters: one with scenes of two panels and of one, one with an empty scene. */
const OUTLINE: Outline = {
  panels: 3,
  states: {},
  panelIds: ['p1', 'p2', 'p3'],
  chapters: [chapter('c1', 0, 3, [scene('s1', 0, 2), scene('s2', 2, 1)]), chapter('c2', 3, 0, [scene('s3', 3, 0)])],
}

function chapter(id: string, firstRow: number, panels: number, scenes: Outline['chapters'][number]['scenes']) {
  return { id, number: id, title: id, words: 0, firstRow, panels, states: {}, scenes }
}

function scene(id: string, firstRow: number, panels: number) {
  return { id, number: 1, title: id, place: null, timeOfDay: null, date: null, firstRow, panels, states: {} }
}

const all = rowsOf(OUTLINE, () => true)
const gone = () => false
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
const at = (id: string, rows: readonly TreeRow[] = all) => rows.findIndex((row) => row.id === id)

describe('rows', () => {
  test('stand in order with their level, place and parent', () => {
    expect(ids(all)).toEqual(['c1', 's1', 'p1', 'p2', 's2', 'p3', 'c2', 's3'])
    expect(all.map(({ level, position, siblings, parent }) => [level, position, siblings, parent])).toEqual([
      ...[
        [1, 1, 2, -1],
        [2, 1, 2, 0],
        [3, 1, 2, 1],
        [3, 2, 2, 1],
        [2, 2, 2, 0],
        [3, 1, 1, 4],
      ],
      ...[
        [1, 2, 2, -1],
        [2, 1, 1, 6],
      ],
    ])
  })

  test('show only what is open', () => {
    expect(ids(rowsOf(OUTLINE, (id) => id === 'c1' || id === 's2'))).toEqual(['c1', 's1', 's2', 'p3', 'c2'])
  })

  test('are remembered open or closed, however many there are', () => {
    const closed = withOpened({ all: true, others: [] }, ['c1', 's2'], false)
    expect(['c1', 's1', 's2'].map((id) => isOpened(closed, id))).toEqual([false, true, false])
    expect(isOpened(withOpened(closed, ['c1'], true), 'c1')).toBe(true)
    expect(isOpened(openedAtFirst(OUTLINE), 'c1')).toBe(false)
    expect(isOpened(openedAtFirst({ ...OUTLINE, chapters: OUTLINE.chapters.slice(0, 1) }), 'c1')).toBe(true)
  })
})

describe('keys', () => {
  const from = (id: string, key: string, options = {}) => stepFor(all, at(id), key, options)

  test('go up and down, and to the ends', () => {
    expect(from('p1', 'ArrowDown')).toEqual({ to: at('p2') })
    expect(from('c1', 'ArrowUp')).toBeNull()
    expect(from('p1', 'End')).toEqual({ to: 7 })
    expect(from('p1', 'PageDown', { page: 3 })).toEqual({ to: at('p3') })
    expect(stepFor(all, -1, 'ArrowDown')).toEqual({ to: 0 })
  })

  test('open and close, then go in and out; mirrored the other way round', () => {
    const closed = rowsOf(OUTLINE, (id) => id === 'c1')
    expect(stepFor(closed, at('s1', closed), 'ArrowRight')).toEqual({ open: 's1' })
    expect(from('s1', 'ArrowRight')).toEqual({ to: at('p1') })
    expect(from('p1', 'ArrowLeft')).toEqual({ to: at('s1') })
    expect(from('s1', 'ArrowLeft')).toEqual({ close: 's1' })
    expect(from('s1', 'ArrowRight', { isMirrored: true })).toEqual({ close: 's1' })
    expect(from('s3', 'ArrowRight')).toBeNull()
    expect(from('s1', '*')).toEqual({ openAll: ['s1', 's2'] })
  })
})

describe('a selection', () => {
  test('is one row, several, or a range', () => {
    const one = reach(NOTHING, all, 'p1', 'only')
    expect(ids(chosenRows(all, reach(one, all, 'p3', 'toggle')))).toEqual(['p1', 'p3'])
    expect(ids(chosenRows(all, reach(reach(one, all, 'p3', 'toggle'), all, 'p1', 'toggle')))).toEqual(['p3'])
    expect([...reach(one, all, 'p3', 'range').ids]).toEqual(['p1', 'p2', 's2', 'p3'])
    expect([...reach(reach(one, all, 'p3', 'range'), all, 's1', 'range').ids]).toEqual(['s1', 'p1'])
    expect(reach(one, all, 'p2', 'move')).toMatchObject({ ids: new Set(['p1']), lead: 'p2' })
  })

  test('takes along what stands in it', () => {
    expect(ids(chosenRows(all, reach(reach(NOTHING, all, 's1', 'only'), all, 'p3', 'range')))).toEqual(['s1', 's2'])
  })

  test('moves on to the next row when its own went', () => {
    const without = all.filter(({ id }) => id !== 'p1')
    expect(stillThere(reach(NOTHING, all, 'p1', 'only'), all, without, gone)).toEqual(reach(NOTHING, all, 'p2', 'only'))
    const last = all.slice(0, -1)
    expect(stillThere(reach(NOTHING, all, 's3', 'only'), all, last, gone).lead).toBe('c2')
    const both = reach(reach(NOTHING, all, 'p1', 'only'), all, 'p3', 'toggle')
    expect([...stillThere(both, all, without, gone).ids]).toEqual(['p3'])
    expect(stillThere(both, all, all, gone)).toBe(both)
  })

  test('stays in what is closed over it', () => {
    const closed = rowsOf(OUTLINE, (id) => id !== 's1')
    const isInBook = (id: string) => isInOutline(OUTLINE, id)
    expect(stillThere(reach(NOTHING, all, 'p2', 'only'), all, closed, isInBook)).toEqual(
      reach(NOTHING, all, 's1', 'only'),
    )
    expect(['p3', 's3', 'c1', 'p9'].map(isInBook)).toEqual([true, true, true, false])
  })
})

describe('a place to drop', () => {
  test('is beside one of the same kind, by halves, and into what holds it', () => {
    expect(dropAt(all, at('p2'), 0.2, 'panel')?.to).toEqual({ where: 'before', kind: 'panel', id: 'p2' })
    expect(dropAt(all, at('p2'), 0.8, 'panel')?.to).toEqual({ where: 'after', kind: 'panel', id: 'p2' })
    expect(dropAt(all, at('s3'), 0.2, 'panel')?.to).toEqual({ where: 'into', kind: 'scene', id: 's3' })
    expect(dropAt(all, at('p3'), 0.2, 'scene')?.to).toEqual({ where: 'after', kind: 'scene', id: 's2' })
    expect(dropAt(all, at('p3'), 0.2, 'chapter')?.to).toEqual({ where: 'after', kind: 'chapter', id: 'c1' })
    expect(dropAt(all, at('c2'), 0.2, 'scene')?.to).toEqual({ where: 'into', kind: 'chapter', id: 'c2' })
    expect(dropAt(all, 99, 0, 'panel')).toBeNull()
  })

  test('is told one by one, without what is moved itself', () => {
    const told = (kind: TreeRow['kind'], moved: string[]) =>
      allDrops(all, kind, new Set(moved)).map(({ to }) => `${to.where} ${to.id}`)
    expect(told('panel', ['p2'])).toEqual(['before p1', 'after p1', 'before p3', 'after p3', 'into s3'])
    expect(told('scene', ['s1'])).toEqual(['after s2', 'before s3', 'after s3'])
    expect(told('chapter', ['c2'])).toEqual(['before c1', 'after c1'])
    const drops = allDrops(all, 'panel', new Set(['p2']))
    expect(drops[nearestDrop(drops, at('p2'))]?.to.id).toBe('p1')
  })
})
