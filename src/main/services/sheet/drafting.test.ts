import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SheetBox } from '../../../shared/contract/index.ts'
import { openProject } from '../../open-project.ts'
import { openQuayBook, type QuayBook } from '../quay-book.ts'
import { clearSheet, currentSheet, saveSheet, showSheet, undoClearing } from './drafting.ts'

let book: QuayBook
beforeEach(async () => {
  book = await openQuayBook(1)
})
afterEach(() => book.close())

const box = (id: string, text = id, own: SheetBox['own'] = {}): SheetBox => ({ id, text, panelId: null, own })
const save = (changes: Omit<Parameters<typeof saveSheet>[1], 'revision'>) =>
  saveSheet(book.project, { revision: currentSheet(book.project).revision, ...changes })
const texts = () => currentSheet(book.project).boxes.map(({ text }) => text)

describe('the draft of the Generate screen', () => {
  it('is there after the book was closed and opened again', () => {
    save({ mode: 'boxes', boxes: [box('a', 'A boat.')], settings: { images: 3, styles: ['noir'] } })
    const { folder } = book.project
    book.project.close()
    book.project = openProject(folder, { mode: 'own', what: 'a test' })
    expect(currentSheet(book.project)).toMatchObject({
      mode: 'boxes',
      boxes: [{ id: 'a', text: 'A boat.' }],
      settings: { images: 3, styles: ['noir'], gates: [10, 50] },
      revision: 1,
    })
  })

  it('is not overwritten by a window that worked from an older one', () => {
    const { revision } = currentSheet(book.project)
    save({ text: 'newer' })
    const late = saveSheet(book.project, { revision, text: 'older' })
    expect(late).toMatchObject({ saved: false, revision: 1, sheet: { text: 'newer' } })
    expect(currentSheet(book.project).text).toBe('newer')
  })

  it('takes single boxes in their places', () => {
    save({ boxes: [box('a'), box('b'), box('c')] })
    save({ changed: [box('b', 'otherwise', { images: 2 })] })
    expect(texts()).toEqual(['a', 'otherwise', 'c'])
  })

  it('refuses two boxes of one id', () => {
    expect(() => save({ boxes: [box('a'), box('a')] })).toThrow(/same id/)
  })
})

describe('taking out and bringing back', () => {
  beforeEach(() => {
    save({
      mode: 'boxes',
      text: 'pasted',
      boxes: [box('a'), box('b', 'b', { quality: 'high' }), box('c')],
      settings: { images: 4, quality: 'low', styles: ['noir'] },
    })
  })

  it('settings go without a word of the author', () => {
    clearSheet(book.project, { what: 'settings' })
    expect(currentSheet(book.project)).toMatchObject({
      text: 'pasted',
      settings: { images: 1, quality: null, styles: ['noir'] },
    })
    expect(texts()).toEqual(['a', 'b', 'c'])
    expect(currentSheet(book.project).boxes[1]?.own).toEqual({})
    undoClearing(book.project)
    expect(currentSheet(book.project).settings).toMatchObject({ images: 4, quality: 'low' })
    expect(currentSheet(book.project).boxes[1]?.own).toEqual({ quality: 'high' })
  })

  it('content goes without a setting, and comes back around what was written since', () => {
    clearSheet(book.project, { what: 'content' })
    expect(currentSheet(book.project)).toMatchObject({ text: '', boxes: [], settings: { images: 4 } })
    save({ text: 'new', boxes: [box('n')] })
    undoClearing(book.project)
    expect(texts()).toEqual(['a', 'b', 'c', 'n'])
    expect(currentSheet(book.project).text).toBe('pasted\n---\nnew')
  })

  it('removed boxes come back to their places, and what changed meanwhile stays changed', () => {
    clearSheet(book.project, { what: 'boxes', boxIds: ['b'] })
    save({ boxes: [box('a', 'a again'), box('x'), box('c')] })
    undoClearing(book.project)
    expect(texts()).toEqual(['a again', 'x', 'b', 'c'])
  })

  it('steps are undone one after the other, and then there is nothing left', () => {
    clearSheet(book.project, { what: 'overrides' })
    clearSheet(book.project, { what: 'content' })
    expect(showSheet(book.project).undo).toMatchObject({ what: 'content', boxes: 3 })
    expect(undoClearing(book.project).undo).toMatchObject({ what: 'overrides', boxes: 1 })
    expect(undoClearing(book.project).undo).toBeNull()
    expect(currentSheet(book.project).boxes[1]?.own).toEqual({ quality: 'high' })
    const { revision } = currentSheet(book.project)
    expect(undoClearing(book.project).sheet.revision).toBe(revision)
  })

  it('what has nothing to take out keeps nothing', () => {
    clearSheet(book.project, { what: 'overrides', boxIds: ['a'] })
    expect(showSheet(book.project).undo).toBeNull()
  })
})
