import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assetResponse } from '../web/asset-response.ts'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

const picture = (path: string) => {
  const url = new URL(`http://127.0.0.1${path}`)
  return assetResponse(desk.desk, url, new Request(url))
}

describe('the sample', () => {
  test('is read, drawn and lettered here, and the author gets a copy with its pictures', async () => {
    expect(await desk.ask('app.sample', {})).toMatchObject({ state: 'reading', book: null })
    expect((await picture('/asset/sample/left')).status).toBe(404)
    const folder = await desk.desk.household.sample.made()
    expect(folder).not.toBeNull()
    const shown = await desk.ask('app.sample', {})
    expect(shown).toMatchObject({ state: 'ready', book: { title: 'Postage Due', panels: 226, chapters: 4 } })
    expect(shown.drawn).toBe(shown.toDraw)
    expect(shown.spread!.left.framesMm.length).toBeGreaterThan(2)
    for (const side of ['left', 'right'])
      expect((await picture(`/asset/sample/${side}`)).headers.get('content-type')).toBe('image/jpeg')

    const { book } = await desk.ask('book.sample', {})
    expect(book!.folder).toContain('books')
    const { states } = await desk.ask('tree.outline', {})
    expect(states.taken).toBe(shown.drawn)
    expect(states.empty).toBe(226 - shown.drawn)
    expect(desk.faults).toEqual([])
  }, 60_000)
})

describe('recent books', () => {
  const recent = async () => (await desk.ask('app.recent', {})).books[0]!

  test('tell how they stand, and how they were left', async () => {
    await desk.ask('book.open', { folder: desk.folder })
    expect(await recent()).toMatchObject({ left: 'open', states: { empty: 3 }, takes: 0, hasCover: false })
    await desk.ask('batch.generate', { styles: ['noir'], maxJobs: 2 })
    await desk.desk.book().work.idle()
    await desk.ask('book.close', {})
    const { id, ...book } = await recent()
    expect(book).toMatchObject({ left: 'safely', states: { empty: 1, taken: 2 }, takes: 2, hasCover: true })
    expect((await picture(`/asset/recent/${id}`)).headers.get('content-type')).toBe('image/webp')
  })

  test('that were moved are found again, and keep their row', async () => {
    await desk.ask('book.open', { folder: desk.folder })
    await desk.ask('book.close', {})
    const moved = join(desk.folder, '..', 'elsewhere')
    mkdirSync(moved)
    renameSync(desk.folder, join(moved, 'Quay.panelwright'))
    const { id, exists } = await recent()
    expect(exists).toBe(false)
    expect(await desk.desk.request('book.open', { recent: id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await desk.desk.request('app.locate', { id, folder: moved })).toMatchObject({
      error: { code: 'NOT_A_PROJECT' },
    })
    await desk.ask('app.locate', { id, folder: join(moved, 'Quay.panelwright') })
    expect((await desk.ask('app.recent', {})).books).toMatchObject([{ title: 'Quay', exists: true, left: 'safely' }])
  })
})
