import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProject } from '../open-project.ts'
import { COMMAND_HOST } from './host.ts'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

const NOIR = { style: 'noir', lang: 'en' }
let desk: TestDesk

beforeEach(async () => {
  desk = await openTestDesk({ chapters: 2 })
})
afterEach(() => desk.close())

async function drawn(count?: number): Promise<string[]> {
  await desk.ask('batch.generate', { styles: ['noir'], ...(count === undefined ? {} : { gate: count }) })
  await desk.desk.book().work.idle()
  const { panels } = await desk.ask('takes.gallery', { edition: NOIR })
  return panels.flatMap(({ takes }) => takes.map(({ id }) => id))
}

describe('a desk', () => {
  test('has no book at first, and says so', async () => {
    expect(await desk.ask('book.current', {})).toEqual({ book: null })
    expect(await desk.desk.request('tree.outline', {})).toMatchObject({
      ok: false,
      error: { code: 'WRONG_USE', message: 'No book is open.' },
    })
  })

  test('opens a book, tells it, remembers it, and opens it again by its id', async () => {
    const { book } = await desk.ask('book.open', { folder: desk.folder })
    expect(book).toMatchObject({ title: 'Quay', panels: 6, readOnly: null })
    expect(desk.events.find(({ name }) => name === 'book.opened')).toMatchObject({ data: { book: { title: 'Quay' } } })
    await desk.ask('book.close', {})
    const { books } = await desk.ask('app.recent', {})
    expect(books).toMatchObject([{ title: 'Quay', exists: true, panels: 6, drawn: 0 }])
    await desk.ask('book.open', { recent: books[0]!.id })
    expect(await desk.ask('book.current', {})).toMatchObject({ book: { title: 'Quay' } })
  })

  test('keeps the lock when the same book is opened twice', async () => {
    await desk.ask('book.open', { folder: desk.folder })
    await desk.ask('book.open', { folder: desk.folder })
    expect(() => openProject(desk.folder, { mode: 'own', what: 'another' })).toThrow(/belongs to/)
  })

  test('asks for another window before it opens a book that lies elsewhere', async () => {
    const asked: [string, boolean][] = []
    const other = await openTestDesk({
      host: {
        ...COMMAND_HOST,
        elsewhere(folder, isTaken) {
          asked.push([folder, isTaken])
          return isTaken || folder === desk.folder
        },
      },
    })
    await desk.ask('book.open', { folder: desk.folder })
    expect(await other.ask('book.open', { folder: desk.folder })).toEqual({ book: null })
    // It was not so much as touched: its lock still holds.
    expect(() => openProject(desk.folder, { mode: 'own', what: 'another' })).toThrow(/belongs to/)
    await other.ask('book.open', { folder: other.folder })
    expect(await other.ask('book.create', { title: 'Second' })).toEqual({ book: null })
    expect(asked.at(-1)).toEqual([expect.stringContaining('Second.panelwright'), true])
    await other.close()
  })

  test('tells the author through the system where the host can, and says so where it cannot', async () => {
    const told: object[] = []
    const able = await openTestDesk({ host: { ...COMMAND_HOST, notify: (words) => void told.push(words) } })
    expect(await able.ask('app.about', {})).toMatchObject({ can: { notify: true } })
    await able.ask('app.notify', { title: 'Quay', body: '40 pictures are there.' })
    expect(told).toEqual([{ title: 'Quay', body: '40 pictures are there.' }])
    await able.close()
    expect(await desk.ask('app.about', {})).toMatchObject({ can: { notify: false } })
    expect(await desk.desk.request('app.notify', { title: 'Quay', body: '' })).toMatchObject({
      error: { code: 'UNAVAILABLE' },
    })
  })

  test('reads a book that another one owns, and writes nothing', async () => {
    const owner = openProject(desk.folder, { mode: 'own', what: 'a test' })
    const { book } = await desk.ask('book.open', { folder: desk.folder })
    expect(book).toMatchObject({ readOnly: { code: 'PROJECT_LOCKED' } })
    expect((await desk.ask('tree.outline', {})).panels).toBe(6)
    expect(await desk.desk.request('batch.generate', { styles: ['noir'] })).toMatchObject({
      ok: false,
      error: { code: 'PROJECT_LOCKED' },
    })
    owner.close()
  })

  test('makes a book in the folder of books, and gives the sample its own copy', async () => {
    const { book } = await desk.ask('book.create', { title: 'The: Tide' })
    expect(book?.folder).toMatch(/books.The Tide\.panelwright$/)
    const { book: sample } = await desk.ask('book.sample', {})
    expect(sample).toMatchObject({ title: 'Postage Due' })
    expect(sample!.panels).toBeGreaterThan(100)
  })
})

describe('the tree', () => {
  beforeEach(() => desk.ask('book.open', { folder: desk.folder }))

  test('gives chapters and scenes with the rows of their panels', async () => {
    const { panels, states, chapters } = await desk.ask('tree.outline', {})
    expect({ panels, states }).toEqual({ panels: 6, states: { empty: 6 } })
    expect(chapters.map(({ firstRow, panels }) => [firstRow, panels])).toEqual([
      [0, 3],
      [3, 3],
    ])
    const { total, rows } = await desk.ask('tree.panels', { offset: 3, limit: 2 })
    expect(total).toBe(6)
    expect(rows.map(({ chapterId, number }) => [chapterId, number])).toEqual([
      [chapters[1]!.id, 1],
      [chapters[1]!.id, 2],
    ])
    expect(await desk.ask('tree.row', { panelId: rows[1]!.id })).toEqual({ row: 4 })
  })

  test('filters by words and by state, with rows of what is left', async () => {
    const gulls = await desk.ask('tree.panels', { filter: { query: 'gul' } })
    expect(gulls.total).toBe(2)
    const { chapters } = await desk.ask('tree.outline', { filter: { query: 'gul' } })
    expect(chapters.map(({ firstRow, panels }) => [firstRow, panels])).toEqual([
      [0, 1],
      [1, 1],
    ])
    await drawn(2)
    expect((await desk.ask('tree.panels', { filter: { states: ['taken'] } })).total).toBe(2)
    expect((await desk.ask('tree.panels', { filter: { states: ['queued'] } })).total).toBe(4)
    expect((await desk.ask('tree.outline', { filter: { edition: { style: 'manga', lang: 'en' } } })).states).toEqual({
      empty: 6,
    })
    expect((await desk.ask('tree.panels', { filter: { query: '"*' } })).total).toBe(0)
  })
})

describe('work on pictures', () => {
  beforeEach(() => desk.ask('book.open', { folder: desk.folder }))

  test('stops at a gate, and goes on when the author says so', async () => {
    expect(await desk.ask('batch.generate', { styles: ['noir'], gate: 2 })).toMatchObject({ working: 2, behindGate: 4 })
    await desk.desk.book().work.idle()
    const gate = await desk.ask('queue.summary', {})
    expect(gate).toMatchObject({ phase: 'idle', ended: 'gate', behindGate: 4, jobs: { done: 2, queued: 4 } })
    expect(await desk.ask('batch.go-on', {})).toMatchObject({ working: 4, behindGate: 0 })
    await desk.desk.book().work.idle()
    expect(await desk.ask('queue.summary', {})).toMatchObject({
      ended: 'drained',
      jobs: { done: 6, queued: 0 },
      run: { titles: [expect.stringContaining('noir')], spentUsd: 0 },
    })
  })

  test('tells each picture, and the panel has it in its place', async () => {
    const [first] = await drawn(1)
    const told = await desk.until(({ name }) => name === 'take.arrived')
    expect(told).toMatchObject({ data: { takeId: first, style: 'noir' } })
    const { rows } = await desk.ask('tree.panels', { limit: 1 })
    expect(rows).toMatchObject([{ state: 'taken', takes: 1, takeId: first }])
    const made = await desk.ask('takes.show', { takeId: first! })
    expect(made.made).toMatchObject({ provider: 'roughs', model: 'roughs-1' })
  })

  test('is refused when it costs more than the author saw, and nothing is queued', async () => {
    const asked = { styles: ['noir'], provider: 'openai' }
    const { quote } = await desk.ask('plan.quote', asked)
    expect(quote.untilUsd).toBeGreaterThan(0)
    const reply = await desk.desk.request('batch.generate', { ...asked, agreedUsd: quote.untilUsd - 0.01 })
    expect(reply).toMatchObject({ ok: false, error: { code: 'BUDGET' } })
    expect((await desk.ask('queue.summary', {})).jobs.queued).toBe(0)
  })

  test('that waits can be cancelled, and is not made', async () => {
    await drawn(2)
    expect(await desk.ask('batch.cancel', {})).toEqual({ jobs: 4 })
    expect((await desk.ask('queue.jobs', { states: ['cancelled'], limit: 3 })).total).toBe(4)
  })

  test('keeps the book from being closed while it is under way', async () => {
    await desk.ask('batch.generate', { styles: ['noir'] })
    const reply = await desk.desk.request('book.close', {})
    await desk.desk.book().work.idle()
    expect(reply).toMatchObject({ ok: false, error: { code: 'WRONG_USE' } })
    await desk.ask('book.close', {})
  })
})

describe('choosing pictures', () => {
  beforeEach(() => desk.ask('book.open', { folder: desk.folder }))

  test('a pick stands for its panel, a rejected picture does not, and a discarded one can come back', async () => {
    const [first] = await drawn()
    const panelId = (await desk.ask('tree.panels', { limit: 1 })).rows[0]!.id
    await desk.ask('batch.generate', { styles: ['noir'], images: 2 })
    await desk.desk.book().work.idle()
    const shown = async () => (await desk.ask('tree.panels', { limit: 1 })).rows[0]!
    const second = (await shown()).takeId!
    expect(second).not.toBe(first)
    expect(await desk.ask('takes.pick', { takeIds: [first!] })).toEqual({ takes: 1 })
    expect(await shown()).toMatchObject({ state: 'picked', takeId: first, takes: 2 })
    await desk.ask('takes.reject', { takeIds: [first!] })
    expect(await shown()).toMatchObject({ state: 'taken', takeId: second })
    await desk.ask('takes.discard', { takeIds: [second] })
    expect((await desk.ask('takes.panel', { panelId, edition: NOIR })).takes).toMatchObject([
      { id: first, state: 'rejected' },
    ])
    await desk.ask('takes.restore', { takeIds: [second] })
    await desk.ask('takes.unmark', { takeIds: [first!] })
    expect((await desk.ask('takes.panel', { panelId, edition: NOIR })).takes).toMatchObject([
      { id: first, state: 'candidate', picked: false },
      { id: second, state: 'candidate' },
    ])
  })

  test('a panel with nothing but rejected pictures has none', async () => {
    const [first] = await drawn(1)
    await desk.ask('takes.reject', { takeIds: [first!] })
    expect((await desk.ask('tree.panels', { limit: 1 })).rows).toMatchObject([{ state: 'empty', takes: 1 }])
    await desk.ask('takes.unmark', { takeIds: [first!] })
    expect((await desk.ask('tree.panels', { limit: 1 })).rows).toMatchObject([{ state: 'taken', takeId: first }])
  })

  test('one that there is not changes none of the others', async () => {
    const [first] = await drawn(1)
    expect(await desk.desk.request('takes.reject', { takeIds: [first!, 'nobody'] })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    expect((await desk.ask('takes.show', { takeId: first! })).state).toBe('candidate')
  })
})

describe('a panel', () => {
  beforeEach(() => desk.ask('book.open', { folder: desk.folder }))

  test('shows what it holds and what would be sent, and takes the author’s own words', async () => {
    const panelId = (await desk.ask('tree.panels', { limit: 1 })).rows[0]!.id
    expect(await desk.ask('panel.show', { panelId })).toMatchObject({
      chapter: '1',
      scene: 1,
      number: 1,
      state: 'empty',
    })
    const asked = { panelId, style: 'noir' }
    const composed = await desk.ask('panel.prompt', asked)
    expect(composed).toMatchObject({ edited: 'no', price: { fromUsd: 0, untilUsd: 0 } })
    const words = { prompt: 'A quay, empty.', negativePrompt: '' }
    expect(await desk.ask('panel.rewrite', { ...asked, words })).toMatchObject({
      edited: 'current',
      prompt: 'A quay, empty.',
    })
    expect(await desk.ask('panel.rewrite', { ...asked, words: null })).toMatchObject({
      edited: 'no',
      prompt: composed.prompt,
    })
  })
})

describe('a script', () => {
  beforeEach(() => desk.ask('book.open', { folder: desk.folder }))

  test('that was handed over is known again under its name; pasted words are always new', async () => {
    const strip = (words: string) => `# Chapter 7: Pier\n## Scene 1: The pier\n### Strip 001\n${words}\n`
    const hand = async (words: string) => ({
      upload: (await desk.desk.uploads.add('pier.txt', Buffer.from(strip(words)))).upload,
    })
    await desk.ask('script.import', { sources: [await hand('A man fishes.')] })
    const again = await desk.ask('script.import', { sources: [await hand('A woman fishes from the pier.')] })
    expect(again.removedChapters).toEqual([])
    expect((await desk.ask('book.current', {})).book).toMatchObject({ chapters: 3, panels: 7 })
    const preview = await desk.ask('script.preview', { sources: [{ text: strip('A dog runs.'), name: 'pier' }] })
    expect(preview.files).toMatchObject([{ kind: 'strips', chapters: [{ number: '7', scenes: 1 }] }])
    expect((await desk.ask('book.current', {})).book).toMatchObject({ panels: 7 })
  })

  test('is read scene by scene', async () => {
    expect(await desk.ask('script.scene', { chapter: '1', scene: 1 })).toMatchObject({ panels: { length: 3 } })
  })
})

describe('an export', () => {
  test('runs beside everything else, tells how far it is, and lies in the folder of exports', async () => {
    await desk.ask('book.open', { folder: desk.folder })
    await drawn()
    const { id } = await desk.ask('export.start', { formats: ['cbz'], edition: NOIR })
    await desk.until((event) => event.name === 'export.changed' && event.data.id === id && event.data.state === 'done')
    const { files } = await desk.ask('export.files', {})
    expect(files).toMatchObject([{ name: expect.stringMatching(/\.cbz$/) }])
    const asset = await desk.desk.book().assets.export(files[0]!.id)
    expect(readFileSync(asset.path).subarray(0, 2).toString()).toBe('PK')
    const { total } = await desk.ask('pages.list', {})
    expect(total).toBeGreaterThan(0)
    const page = await desk.ask('pages.show', { number: 1, edition: NOIR })
    expect(page.pictures.map(({ takeId }) => takeId)).toContainEqual(expect.stringMatching(/^[0-9a-f-]{36}$/))
  })
})

describe('settings', () => {
  test('of the window are kept for the next start, also beside a file that cannot be read', async () => {
    await desk.ask('app.change', { theme: 'light', panes: { 'script.tree': 300 } })
    await desk.ask('app.change', {
      panes: { 'script.inspector': 280, 'gallery.tree': 200 },
      keys: { 'gallery.keep': ['J'] },
    })
    await desk.ask('app.change', { panes: { 'gallery.tree': null }, memory: { zoom: '2', 'open chapters': '[]' } })
    await desk.ask('app.change', { memory: { 'open chapters': null } })
    expect(await desk.ask('app.settings', {})).toEqual({
      theme: 'light',
      language: null,
      textSize: 100,
      panes: { 'script.tree': 300, 'script.inspector': 280 },
      keys: { 'gallery.keep': ['J'] },
      memory: { zoom: '2' },
      pacing: 'default',
    })
    const file = join(desk.desk.household.env.PANELWRIGHT_SETTINGS!, 'window.json')
    expect(existsSync(file)).toBe(true)
    writeFileSync(file, '{"theme": 7')
    expect(await desk.ask('app.settings', {})).toMatchObject({ theme: 'light' })
  })

  test('of providers never give a secret back', async () => {
    expect(await desk.ask('provider.secret', { name: 'OPENAI_API_KEY', value: 'sk-CANARY-1234567890' })).toEqual({
      kept: 'session',
    })
    const list = await desk.ask('provider.list', {})
    expect(JSON.stringify(list)).not.toContain('CANARY')
    const [key] = list.providers.find(({ id }) => id === 'openai')!.settings.filter(({ secret }) => secret)
    expect(key).toMatchObject({ source: 'session', value: null })
    expect(JSON.stringify(desk.events)).not.toContain('CANARY')
    expect(await desk.ask('provider.secret', { name: 'OPENAI_API_KEY', value: null })).toEqual({ kept: 'forgotten' })
  })
})
