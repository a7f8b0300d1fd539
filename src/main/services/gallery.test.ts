import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeSharedPictures } from '../store/shared-pictures.ts'
import { type BusyTestBook, minutesBeforeNoon, openBusyTestBook } from './busy-test-book.ts'
import { cull, rate } from './culling.ts'
import {
  drawnEditions,
  galleryOutline,
  galleryPage,
  galleryTakeIds,
  panelTakes,
  takeDetail,
  takesOfPerson,
} from './gallery.ts'
import { findOrphans, orphanBytes, orphansCsv } from './orphans.ts'
import { setReuse } from './reusing.ts'
import { addPerson } from './test-project.ts'
import { discarded, removeDiscarded, weigh } from './trash-of-takes.ts'

const NOIR = { style: 'noir', lang: 'en' }
const ANY = { style: null, lang: null }
let book: BusyTestBook
let panels: string[]

beforeEach(() => {
  book = openBusyTestBook()
  panels = book.addChapter('1', 4)
  // One picture each for the first two, then what ended without; the fourth was never asked for.
  book.addBatch('First', 'noir', minutesBeforeNoon(30), panels.slice(0, 3), ['done', 'secondTry', 'refused'])
  book.addBatch('Second', 'ink', minutesBeforeNoon(20), panels.slice(0, 2), ['done', 'failed'])
})
afterEach(() => book.close())

const outline = (...rest: [edition?: typeof ANY | typeof NOIR, filter?: object, also?: string]) =>
  galleryOutline(book.project, rest[0] ?? NOIR, rest[1] ?? {}, rest[2])
const takeIds = (edition: typeof ANY | typeof NOIR = NOIR) => galleryTakeIds(book.project, edition, {})

describe('the outline of the gallery', () => {
  test('lists panels that have something to show, with how many slots each', () => {
    expect(outline()).toMatchObject({
      panelIds: panels.slice(0, 3),
      takes: [1, 1, 0],
      slots: [1, 1, 1],
      counts: { panels: 3, takes: 2, candidate: 2, kept: 0, refused: 1, failed: 0 },
    })
    expect(outline(ANY)).toMatchObject({ slots: [2, 2, 1], counts: { takes: 3, failed: 1, refused: 1 } })
  })

  test('shows panels with a picture in one of some states, and counts all of them all the same', () => {
    const [first] = takeIds()
    cull(book.project, [first!], 'keep')
    expect(outline(NOIR, { show: ['kept'] })).toMatchObject({
      panelIds: [panels[0]],
      counts: { panels: 3, takes: 2, kept: 1, candidate: 1 },
    })
    expect(outline(NOIR, { show: ['failed', 'refused'] }).panelIds).toEqual([panels[2]])
    expect(outline(NOIR, { show: ['candidate'] }).panelIds).toEqual([panels[1]])
    // The panel somebody is at stays, whatever they say about it.
    expect(outline(NOIR, { show: ['candidate'] }, panels[0]).panelIds).toEqual(panels.slice(0, 2))
  })

  test('by mark and by model shows only such pictures, and nothing that is not there yet', () => {
    const [first] = takeIds()
    expect(rate(book.project, [first!], 4)).toBe(1)
    expect(rate(book.project, [first!], 4)).toBe(0)
    expect(outline(NOIR, { rating: 4 })).toMatchObject({ panelIds: [panels[0]], slots: [1] })
    expect(outline(NOIR, { rating: 5 }).panelIds).toEqual([])
    book.project.store.sqlite.prepare("update take set model = 'flux' where id = ?").run(first)
    expect(outline(NOIR, { model: 'flux' })).toMatchObject({
      panelIds: [panels[0]],
      models: [
        { model: null, takes: 1 },
        { model: 'flux', takes: 1 },
      ],
    })
  })

  test('by flags goes by what a look at the pictures found', () => {
    const [first] = takeIds()
    book.project.store.sqlite
      .prepare("insert into take_check values (?, 'text', 0.9, 'Letters in it.', 'gpt', 1)")
      .run(first)
    expect(outline(NOIR, { flagged: true }).panelIds).toEqual([panels[0]])
    expect(outline(NOIR, { flagged: false }).panelIds).toEqual([panels[1]])
    expect(outline().counts.flagged).toBe(1)
  })
})

test('looks that have pictures come with how many panels', () => {
  expect(drawnEditions(book.project)).toEqual([
    { style: 'noir', lang: 'en', panels: 2 },
    { style: 'ink', lang: 'en', panels: 1 },
  ])
})

describe('pictures by panel', () => {
  test('come with their number, their time, and what is not there', () => {
    const [first, , third] = galleryPage(book.project, NOIR, {}, { offset: 0, limit: 10 }).panels
    expect(first!.takes).toMatchObject([{ number: '1', state: 'candidate', rating: null, picked: false }])
    expect(third).toMatchObject({
      takes: [],
      open: [{ state: 'refused', failure: 'refused', attempts: 1, chargedUsd: null, maybeCharged: false, place: null }],
    })
    expect(takeDetail(book.project, first!.takes[0]!.id).number).toBe('1')
  })

  test('that wait know their place in their lane', () => {
    book.addBatch('Third', 'noir', minutesBeforeNoon(10), [panels[3]!, panels[0]!], ['queued', 'queued'])
    const found = panelTakes(book.project, [panels[3]!, panels[0]!], NOIR)
    const places = found.flatMap(({ open }) => open.map(({ place }) => place))
    expect(places.sort()).toEqual([0, 1])
  })

  test('keep their numbers when one of them goes', () => {
    book.addBatch('Third', 'noir', minutesBeforeNoon(10), [panels[0]!, panels[0]!], ['done', 'done'])
    const before = panelTakes(book.project, [panels[0]!], NOIR)[0]!.takes
    expect(before.map(({ number }) => number)).toEqual(['1', '1.2', '1.3'])
    cull(book.project, [before[1]!.id], 'discard')
    expect(panelTakes(book.project, [panels[0]!], NOIR)[0]!.takes.map(({ number }) => number)).toEqual(['1', '1.3'])
  })

  test('of somebody through the book are those that stand', () => {
    addPerson(book.project, panels[0]!, 'nell')
    addPerson(book.project, panels[3]!, 'nell')
    addPerson(book.project, panels[1]!, 'nell', 0, { role: 'mentioned' })
    const { total, rows } = takesOfPerson(book.project, 'nell', NOIR, { offset: 0, limit: 10 })
    expect({ total, panels: rows.map(({ panelId }) => panelId) }).toEqual({ total: 1, panels: [panels[0]] })
  })
})

test('a panel that shows the picture of another has a place for it, until it has one of its own or the author takes it back', () => {
  const [first, , , fourth] = panels as [string, string, string, string]
  writeSharedPictures(book.project.folder, new Map([[fourth, first]]))
  expect(outline()).toMatchObject({ panelIds: panels, takes: [1, 1, 0, 0], slots: [1, 1, 1, 1], counts: { takes: 2 } })
  // A filter is about pictures of one's own.
  expect(outline(NOIR, { show: ['candidate'] }).panelIds).toEqual(panels.slice(0, 2))
  const [shown, shows] = panelTakes(book.project, [first, fourth], NOIR)
  expect(shown).toMatchObject({ shares: null, sharedBy: [{ panelId: fourth, number: 4 }] })
  expect(shows).toMatchObject({ shares: { panelId: first, number: 1, takeId: shown!.takes[0]!.id }, takes: [] })
  setReuse(book.project, [{ panelId: fourth, showsId: null }])
  expect(outline().panelIds).toEqual(panels.slice(0, 3))
})

describe('the author’s verdict', () => {
  test('a kept picture stands before newer ones that nobody looked at; a picked one before all', () => {
    book.addBatch('Third', 'noir', minutesBeforeNoon(10), [panels[0]!], ['done'])
    addPerson(book.project, panels[0]!, 'nell')
    const standing = () => takesOfPerson(book.project, 'nell', NOIR, { offset: 0, limit: 1 }).rows[0]!.takeId
    const [older, newer] = panelTakes(book.project, [panels[0]!], NOIR)[0]!.takes.map(({ id }) => id)
    expect(standing()).toBe(newer)
    cull(book.project, [older!], 'keep')
    expect(standing()).toBe(older)
    cull(book.project, [newer!], 'pick')
    expect(standing()).toBe(newer)
    expect(takeDetail(book.project, newer!)).toMatchObject({ state: 'kept', picked: true })
    expect(cull(book.project, [newer!], 'unmark')).toBe(1)
    expect(takeDetail(book.project, newer!)).toMatchObject({ state: 'candidate', picked: false })
    expect(standing()).toBe(older)
  })
})

describe('discarded pictures', () => {
  test('are weighed before they go, and removed for good with a receipt', async () => {
    const ids = takeIds(ANY)
    cull(book.project, [ids[0]!], 'pick')
    expect(weigh(book.project, ids)).toEqual({ takes: 3, panels: 2, bytes: 3, picked: 1 })
    cull(book.project, ids.slice(0, 2), 'discard')
    expect(weigh(book.project, ids)).toMatchObject({ takes: 1 })
    expect(discarded(book.project)).toMatchObject({ takes: 2, bytes: 2, oldestAt: expect.any(Number) })
    const path = (id: string) =>
      book.project.store.sqlite.prepare('select path from take where id = ?').pluck().get(id) as string
    const file = join(book.project.folder, path(ids[0]!))
    expect(existsSync(file)).toBe(true)
    // One that is not in the trash is passed over.
    expect(await removeDiscarded(book.project, [ids[0]!, ids[2]!])).toEqual({
      ...{ removed: 1, bytes: 1, needed: [], leftFiles: [] },
    })
    expect(existsSync(file)).toBe(false)
    expect(discarded(book.project)).toMatchObject({ takes: 1 })
    expect(book.project.store.sqlite.prepare('select id, bytes from take_receipt').all()).toEqual([
      { id: ids[0], bytes: 1 },
    ])
  })

  test('stay as long as another row points at them', async () => {
    const [id] = takeIds()
    cull(book.project, [id!], 'discard')
    book.project.store.sqlite.prepare("insert into pick values (?, 'noir', 'fr', ?, 1)").run(panels[0], id)
    expect(await removeDiscarded(book.project)).toMatchObject({ removed: 0, needed: [id] })
    expect(book.project.store.sqlite.prepare('select count(*) from take_receipt').pluck().get()).toBe(0)
    expect(existsSync(join(book.project.folder, 'takes/ch01/sc01'))).toBe(true)
  })
})

describe('orphans', () => {
  test('are files without a row and rows without a file, told and left alone', async () => {
    const { folder } = book.project
    expect(await findOrphans(book.project)).toEqual([])
    mkdirSync(join(folder, 'references'), { recursive: true })
    writeFileSync(join(folder, 'takes', '=sum.png'), 'strange')
    writeFileSync(join(folder, 'takes', 'Thumbs.db'), 'clutter')
    writeFileSync(join(folder, 'references', 'old.png'), 'four')
    book.project.store.sqlite.prepare("update take set path = 'takes/elsewhere.png' where id = ?").run(takeIds()[0])
    const orphans = await findOrphans(book.project)
    expect(orphans.map(({ path, kind }) => [path.replace(/sc01\/.*/, 'sc01/…'), kind])).toEqual([
      ['references/old.png', 'no-row'],
      ['takes/=sum.png', 'no-row'],
      ['takes/ch01/sc01/…', 'no-row'],
      ['takes/elsewhere.png', 'no-file'],
    ])
    expect(orphanBytes(orphans)).toBe(4 + 7 + 1)
    expect(orphansCsv(orphans).split('\r\n')).toHaveLength(6)
    expect(existsSync(join(folder, 'takes', '=sum.png'))).toBe(true)
  })
})
