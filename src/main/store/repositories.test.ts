import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArtStyle } from '../../shared/domain/art-style.ts'
import { bookRepository } from './book.ts'
import { type EditedRows, editJournal } from './edit-journal.ts'
import type { Store } from './open-store.ts'
import { addTestPanels, addTestTake, openTestStore } from './open-test-store.ts'
import { overrideRepository } from './overrides.ts'
import { promptEditRepository } from './prompt-edits.ts'
import { scriptRepository } from './script.ts'
import { panelsWithPictures } from './script-memory.ts'
import { scriptWriter } from './script-writing.ts'
import { styleRepository } from './styles.ts'

let store: Store
beforeEach(() => {
  store = openTestStore()
})
afterEach(() => store.close())

describe('the book', () => {
  it('changes what is given and leaves the rest', () => {
    const book = bookRepository(store)
    book.change({ title: 'The Tide', budgetUsd: 12.5 })
    book.change({})
    expect(book.settings()).toMatchObject({ title: 'The Tide', budgetUsd: 12.5, language: 'en', wordsPerPanel: 90 })
  })

  it('that has lost its settings is damaged', () => {
    store.sqlite.exec('delete from book')
    expect(() => bookRepository(store).settings()).toThrow(expect.objectContaining({ code: 'DAMAGED_BOOK' }))
  })
})

describe('the script', () => {
  it('gives ids in reading order, by chapter and page by page', () => {
    const second = addTestPanels(store, 3, '2')
    const first = addTestPanels(store, 4, '1')
    const script = scriptRepository(store)
    expect(script.panelIds()).toEqual([...first, ...second])
    expect(script.panelIds({ chapters: ['2'] })).toEqual(second)
    expect(script.panelIds({ offset: 3, limit: 2 })).toEqual([first[3], second[0]])
    expect(script.unknownChapters(['2', '7'])).toEqual(['7'])
  })

  it('gives panels in reading order with their numbers, whatever order is asked for', () => {
    const ids = addTestPanels(store, 3)
    const panels = scriptRepository(store).panels([ids[2]!, ids[0]!, 'nobody'])
    expect(panels.map(({ id, number, chapter, scene }) => ({ id, number, chapter, scene }))).toEqual([
      { id: ids[0], number: 1, chapter: '1', scene: 1 },
      { id: ids[2], number: 3, chapter: '1', scene: 1 },
    ])
  })

  it('does not know what is in the trash', () => {
    const [first] = addTestPanels(store, 3, '1')
    addTestPanels(store, 2, '2')
    const script = scriptRepository(store)
    store.sqlite.prepare("update panel set what = 'A gull' where id = ?").run(first)
    expect(script.search('gull', 10)).toEqual([first])
    const writer = scriptWriter(store.sqlite)
    writer.trash('panel', [first!], 1)
    writer.trash('chapter', [script.chapters()[1]!.id], 1)
    expect(script.counts()).toMatchObject({ chapters: 1, scenes: 1, panels: 2 })
    expect(script.chapters()).toMatchObject([{ number: '1', scenes: 1, panels: 2 }])
    expect(script.scenes()).toMatchObject([{ panels: 2 }])
    expect(script.panels([first!])).toEqual([])
    expect(script.search('gull', 10)).toEqual([])
  })

  it('is searched by words and beginnings of words, and takes any query as words', () => {
    const ids = addTestPanels(store, 12)
    const script = scriptRepository(store)
    expect(script.search('panel 7', 10)).toEqual([ids[6]])
    expect(script.search('PAN chapter', 20)).toEqual([])
    expect(script.search('chapter pan', 20)).toHaveLength(12)
    for (const query of ['', '"', 'a" OR "b', 'what:x', 'NEAR(', '*', "'; drop table panel"]) {
      expect(() => script.search(query, 10)).not.toThrow()
    }
  })
})

describe('panels with pictures', () => {
  it('are those with takes in use and those whose jobs may still bring some', () => {
    const [taken, trashed, queued] = addTestPanels(store, 4)
    addTestTake(store, taken!)
    const old = addTestTake(store, trashed!)
    store.sqlite.prepare('update take set trashed_at = 1 where id = ?').run(old)
    store.sqlite.exec(
      `insert into batch (id, title, settings, priority, created_at) values ('b', '', '{}', 'normal', 0)`,
    )
    store.sqlite
      .prepare(
        `insert into job (id, batch_id, position, panel_id, art_style_id, language, image_index, key, folder, lane, rank)
         values ('j', 'b', 0, ?, 'noir', 'en', 0, 'k', 'ch01', 'roughs', 1)`,
      )
      .run(queued)
    expect(panelsWithPictures(store.sqlite)).toEqual(new Set([taken, queued]))
  })
})

describe('corrections', () => {
  it('take the place of an earlier one about the same thing', () => {
    const overrides = overrideRepository(store)
    const edited = <Result>(work: (rows: EditedRows) => Result) => editJournal(store).record('Correct', 0, work)
    const about = { sceneKey: 's', anchor: '', personId: null }
    edited((rows) => overrides.set(rows, { ...about, about: 'mood', value: 'calm' }, 0))
    edited((rows) => overrides.set(rows, { ...about, about: 'weather', value: 'rain' }, 1))
    const last = edited((rows) => overrides.set(rows, { ...about, about: 'mood', value: 'tense' }, 2))
    expect(overrides.all().map(({ about, value }) => [about, value])).toEqual([
      ['weather', 'rain'],
      ['mood', 'tense'],
    ])
    edited((rows) => overrides.withdraw(rows, last))
    expect(overrides.all()).toHaveLength(1)
  })
})

describe('prompt edits', () => {
  it('belong to a panel in one style and language', () => {
    const [panelId] = addTestPanels(store, 1)
    const edits = promptEditRepository(store)
    const edit = {
      panelId: panelId!,
      artStyleId: 'noir',
      language: 'en',
      prompt: 'one',
      negativePrompt: '',
      basisHash: 'h',
      editedAt: 1,
    }
    edits.set(edit)
    edits.set({ ...edit, prompt: 'two', editedAt: 2 })
    edits.set({ ...edit, language: 'es', prompt: 'tres' })
    expect(edits.forEdition('noir', 'en')).toEqual(new Map([[panelId, { ...edit, prompt: 'two', editedAt: 2 }]]))
    edits.withdraw(edit)
    expect(edits.forEdition('noir', 'en').size).toBe(0)
    expect(edits.forEdition('noir', 'es').size).toBe(1)
  })
})

describe('styles of the book', () => {
  it('are added, changed and taken out by their id', () => {
    const styles = styleRepository(store)
    const style: ArtStyle = {
      id: 'mine',
      name: 'Mine',
      version: 1,
      description: '',
      prompt: 'ink',
      negativePrompt: '',
      rough: { technique: 'ink', screentone: false, colour: 'grey', tint: '#000000', tintStrength: 0, lineWeight: 1 },
    }
    styles.set(style, 1)
    styles.set({ ...style, version: 2, prompt: 'charcoal' }, 2)
    expect(styles.all()).toEqual([{ ...style, version: 2, prompt: 'charcoal' }])
    styles.remove('mine')
    expect(styles.all()).toEqual([])
  })
})
