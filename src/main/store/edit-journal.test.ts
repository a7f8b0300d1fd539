import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bookRepository } from './book.ts'
import { type EditJournal, editJournal } from './edit-journal.ts'
import { layoutLockRepository } from './layout-locks.ts'
import { letteringLockRepository } from './lettering-locks.ts'
import { openStore, type Store } from './open-store.ts'
import { addTestBook, addTestPanels, openTestStore } from './open-test-store.ts'

let store: Store
let edits: EditJournal

beforeEach(() => {
  store = openTestStore()
  edits = editJournal(store)
})
afterEach(() => store.close())

const labels = (list: { label: string }[]) => list.map(({ label }) => label)

function setDial(dial: number | null, label = `Dial ${dial}`): void {
  const book = bookRepository(store)
  edits.record(label, 1, (rows) => book.keepWish(rows, { ...book.wish(), dial }))
}

const dial = () => bookRepository(store).wish().dial

describe('the edit journal', () => {
  it('says what it does not take back before it goes on to what was done earlier', () => {
    setDial(0.2)
    edits.mark('Script imported', 2)
    expect(labels(edits.undoable(9))).toEqual(['Dial 0.2'])
    expect(() => edits.undo()).toThrow('Script imported')
    expect(dial()).toBe(0.2)
    expect(edits.undo()).toMatchObject({ label: 'Dial 0.2' })
    expect(edits.undo()).toBeNull()
    expect(edits.redo()).toMatchObject({ label: 'Dial 0.2' })
  })

  it('undoes edits one by one from the last, and does them again in order', () => {
    setDial(0.2)
    setDial(0.4)
    expect(labels(edits.undoable(9))).toEqual(['Dial 0.4', 'Dial 0.2'])
    expect(edits.undo()).toMatchObject({ label: 'Dial 0.4', state: 'undone' })
    expect(dial()).toBe(0.2)
    expect(edits.undo()).toMatchObject({ label: 'Dial 0.2' })
    expect(dial()).toBeNull()
    expect(edits.undo()).toBeNull()
    expect(labels(edits.redoable(9))).toEqual(['Dial 0.2', 'Dial 0.4'])
    expect([edits.redo()?.label, dial(), edits.redo()?.label, dial()]).toEqual(['Dial 0.2', 0.2, 'Dial 0.4', 0.4])
    expect(edits.redo()).toBeNull()
  })

  it('has no way back to what was undone once something else was done', () => {
    setDial(0.2)
    setDial(0.4)
    edits.undo()
    setDial(0.9)
    expect(edits.redo()).toBeNull()
    edits.undo()
    expect(dial()).toBe(0.2)
  })

  it('keeps no edit of what changed nothing, and then what was undone can still be done again', () => {
    setDial(0.2)
    edits.undo()
    setDial(null)
    expect(edits.undoable(9)).toEqual([])
    expect(edits.redo()?.label).toBe('Dial 0.2')
  })

  it('writes an edit and its change together, or neither', () => {
    const book = bookRepository(store)
    const failing = () =>
      edits.record('Halfway', 1, (rows) => {
        book.keepWish(rows, { ...book.wish(), dial: 0.7 })
        throw new Error('no more')
      })
    expect(failing).toThrow('no more')
    expect([dial(), edits.undoable(9)]).toEqual([null, []])
    setDial(0.3)
    expect(labels(edits.undoable(9))).toEqual(['Dial 0.3'])
  })

  it('takes an edit made within another one as part of it', () => {
    edits.record('Both', 1, () => {
      setDial(0.2)
      setDial(0.6)
    })
    expect(labels(edits.undoable(9))).toEqual(['Both'])
    edits.undo()
    expect(dial()).toBeNull()
    edits.redo()
    expect(dial()).toBe(0.6)
  })

  it('leaves what was changed by something else since, says so, and goes on with the edit before it', () => {
    const locks = layoutLockRepository(store)
    edits.record('Break', 1, (rows) => locks.replace(rows, [], [{ kind: 'break', before: 'p' }], 1))
    setDial(0.2)
    store.sqlite.exec('update book set dial = 0.8')
    expect(() => edits.undo()).toThrow(
      expect.objectContaining({ code: 'WRONG_USE', message: expect.stringContaining('“Dial 0.2” cannot be undone') }),
    )
    expect(dial()).toBe(0.8)
    expect(edits.undo()?.label).toBe('Break')
    expect(locks.all()).toEqual([])
  })

  it('takes back all of an edit whose last row cannot be written', () => {
    const [panelId] = addTestPanels(store, 1)
    const locks = letteringLockRepository(store)
    const line = { letteringId: 'l', panelId: panelId!, words: 'Yes.', language: null }
    edits.record('Move', 1, (rows) => locks.set(rows, line, { lines: 2 }, 1))
    edits.record('Withdrawn', 2, (rows) => {
      const book = bookRepository(store)
      locks.set(rows, line, null, 2)
      book.keepWish(rows, { ...book.wish(), dial: 0.5 })
    })
    store.sqlite.exec('pragma foreign_keys = off; delete from panel; pragma foreign_keys = on')
    expect(() => edits.undo()).toThrow('cannot be undone')
    expect(dial()).toBe(0.5)
    expect(locks.all()).toEqual([])
  })

  it('knows what can be undone after a restart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'panelwright-edits-'))
    const file = join(folder, 'book.sqlite')
    try {
      store.close()
      store = openStore(file)
      addTestBook(store)
      edits = editJournal(store)
      setDial(0.2)
      setDial(0.4)
      edits.undo()
      store.close()
      store = openStore(file)
      edits = editJournal(store)
      expect(edits.redo()?.label).toBe('Dial 0.4')
      expect([edits.undo()?.label, edits.undo()?.label, dial()]).toEqual(['Dial 0.4', 'Dial 0.2', null])
    } finally {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('refuses tables and rows that edits do not reach', () => {
    const put = (table: string, row: null) => () => edits.record('X', 1, (rows) => rows.put(table, { id: 1 }, row))
    expect(put('ledger', null)).toThrow('not kept')
    expect(put('book', null)).toThrow('made or removed')
    expect(bookRepository(store).settings().title).toBe('Test book')
  })
})
