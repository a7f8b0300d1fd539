import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LayoutLock } from '../../shared/domain/layout-lock.ts'
import { bookRepository } from './book.ts'
import { type EditJournal, editJournal } from './edit-journal.ts'
import { layoutLockRepository } from './layout-locks.ts'
import { letteringLockRepository } from './lettering-locks.ts'
import type { Store } from './open-store.ts'
import { addTestPanels, openTestStore } from './open-test-store.ts'

let store: Store
let edits: EditJournal

beforeEach(() => {
  store = openTestStore()
  edits = editJournal(store)
})
afterEach(() => store.close())

const breakAt = (before: string): LayoutLock => ({ kind: 'break', before })

describe('layout locks', () => {
  const locks = () => layoutLockRepository(store)
  const order = () =>
    locks()
      .all()
      .map(({ lock }) => (lock.kind === 'break' ? lock.before : lock.kind))
  const replace = (change: (before: LayoutLock[]) => LayoutLock[]) =>
    edits.record('Change', 5, (rows) => {
      const before = locks().all()
      locks().replace(rows, before, change(before.map(({ lock }) => lock)), 5)
    })

  it('keep their order, also of those put between others and after undo', () => {
    replace(() => ['a', 'b', 'c'].map(breakAt))
    replace(([a, , c]) => [a!, breakAt('x'), breakAt('y'), c!, breakAt('z')])
    expect(order()).toEqual(['a', 'x', 'y', 'c', 'z'])
    replace((all) => [breakAt('first'), ...all.slice(1)])
    expect(order()).toEqual(['first', 'x', 'y', 'c', 'z'])
    edits.undo()
    expect(order()).toEqual(['a', 'x', 'y', 'c', 'z'])
    edits.undo()
    expect(order()).toEqual(['a', 'b', 'c'])
  })

  it('touch no row of a decision that stays', () => {
    replace(() => ['a', 'b'].map(breakAt))
    const [a] = locks().all()
    replace((all) => [all[0]!, breakAt('c')])
    expect(locks().all()[0]).toEqual(a)
    expect(store.sqlite.prepare('select count(*) from edit_change where edit = 2').pluck().get()).toBe(2)
  })

  it('come out as they went in', () => {
    const lock: LayoutLock = {
      kind: 'page',
      panels: ['a', 'b'],
      tree: { cut: 'tiers', parts: ['panel', 'panel'], shares: [1 / 3, 2 / 3] },
    }
    replace(() => [lock])
    expect(locks().all()).toMatchObject([{ lock, madeAt: 5 }])
  })
})

describe('lettering locks', () => {
  const locks = () => letteringLockRepository(store)

  it('are one for each line and one for each language of it', () => {
    const [panelId] = addTestPanels(store, 1)
    const line = { letteringId: 'l', panelId: panelId!, words: 'Yes.', language: null }
    edits.record('All', 1, (rows) => locks().set(rows, line, { at: { x: 0.25, y: 0.75 }, tailTo: null }, 1))
    edits.record('Spanish', 2, (rows) => locks().set(rows, { ...line, language: 'es' }, { lines: 3 }, 2))
    edits.record('All again', 3, (rows) => locks().set(rows, line, { tailTo: { x: 0, y: 1 } }, 3))
    expect(locks().all()).toMatchObject([
      { ...line, language: 'es', move: { lines: 3 } },
      { ...line, move: { tailTo: { x: 0, y: 1 } } },
    ])
    edits.undo()
    expect(locks().all()[0]).toMatchObject({ language: null, move: { at: { x: 0.25, y: 0.75 }, tailTo: null } })
    edits.record('Withdrawn', 4, (rows) => locks().set(rows, { ...line, language: 'es' }, null, 4))
    expect(locks().all()).toHaveLength(1)
  })
})

describe('the wish of a book', () => {
  it('is as the layout has it until something is said, and stays apart from the settings', () => {
    const book = bookRepository(store)
    expect(book.wish()).toEqual({ houseStyle: null, dial: null, pageCount: null })
    for (const pageCount of [48, { multipleOf: 4 }, null] as const) {
      const wish = { houseStyle: 'manga', dial: 0.6, pageCount }
      edits.record('Wish', 1, (rows) => book.keepWish(rows, wish))
      expect(book.wish()).toEqual(wish)
    }
    expect(Object.keys(book.settings())).not.toContain('dial')
    expect(() => store.sqlite.exec('update book set page_count = 4, page_multiple = 4')).toThrow('CHECK')
    expect(() => store.sqlite.exec('update book set dial = 2')).toThrow('CHECK')
  })
})
