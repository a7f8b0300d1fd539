import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type BusyTestBook, minutesBeforeNoon, openBusyTestBook } from './busy-test-book.ts'
import { batchOverview, dashboard } from './dashboard.ts'
import { ledgerPage } from './ledger-view.ts'
import { machineWatch } from './machine.ts'
import { savedReport, saveReport } from './saved-reports.ts'

let book: BusyTestBook
afterEach(() => book.close())

function twoBatches() {
  book = openBusyTestBook('The Tide')
  const first = book.addChapter('1', 4)
  const second = book.addChapter('2', 4)
  const noir = book.addBatch('noir · en', 'noir', minutesBeforeNoon(60), first, [
    'done',
    'secondTry',
    'unknown',
    'refused',
  ])
  const manga = book.addBatch('manga · en', 'manga', minutesBeforeNoon(30), second, [
    'done',
    'done',
    'failed',
    'waited',
  ])
  return { noir, manga }
}

describe('dashboard', () => {
  it('tells figures, money and troubles of one batch', () => {
    const { noir } = twoBatches()
    const shown = dashboard(book.project, { batchId: noir })
    expect(shown.jobs).toEqual({ done: 2, failed: 0, refused: 1, unknown: 1, running: 0, queued: 0 })
    expect(shown.pace).toMatchObject({ averageMs: 15_000, slowestMs: 18_000 })
    expect(shown.money).toMatchObject({ maybeCalls: 1, maybeUsd: 0.05, quotedUsd: 0.2, capUsd: null, replies: 2 })
    expect(shown.money.spentUsd).toBeCloseTo(0.08)
    expect(shown.money.bookSpentUsd).toBeCloseTo(0.2)
    expect(shown.troubles.map(({ state, failure, count }) => [state, failure, count])).toEqual([
      ['refused', 'refused', 1],
      ['unknown', 'timeout', 1],
      ['mended', 'overloaded', 1],
    ])
    expect(shown.troubles[0]).toMatchObject({
      place: { chapter: '1', scene: 1, panel: 4 },
      spentUsd: 0,
      lane: 'openai',
    })
    expect(shown.troubles.map(({ retryUsd }) => retryUsd)).toEqual([0.05, 0.05, 0])
    expect(shown.troubles[1]!.maybeUsd).toBeCloseTo(0.05)
    expect(shown.marks.map(({ kind }) => kind)).toEqual(['failed', 'refused', 'unknown'])
  })

  it('tells the whole book, and lists its batches newest first', () => {
    const { noir, manga } = twoBatches()
    const shown = dashboard(book.project, 'book')
    expect(shown.jobs).toMatchObject({ done: 4, failed: 1, queued: 1 })
    expect(shown.troubles.map(({ state }) => state)).toEqual([
      'failed',
      'refused',
      'unknown',
      'retrying',
      'waited',
      'mended',
    ])
    const { batches, lanes } = batchOverview(book.project)
    expect(batches).toMatchObject([
      { id: manga, number: 2, jobs: 4, done: 2, failed: 1, queued: 1, lanes: ['openai'], averageMs: 12_000 },
      { id: noir, number: 1, jobs: 4, done: 2, refused: 1, unknown: 1 },
    ])
    expect(lanes).toMatchObject([{ jobs: 8, done: 4 }])
    // 12:00 less an hour is today, too.
    expect(dashboard(book.project, 'today').jobs).toEqual(shown.jobs)
  })

  it('is of a book without runs as well, and of no batch that there is not', () => {
    book = openBusyTestBook()
    expect(dashboard(book.project, 'book')).toMatchObject({
      from: null,
      pace: { perMinute: null },
      rate: { points: [] },
      spans: [],
      troubles: [],
    })
    expect(() => dashboard(book.project, { batchId: 'none' })).toThrow(/no such batch/)
  })
})

describe('money line by line', () => {
  it('says where the panel is', () => {
    const { manga } = twoBatches()
    const { total, lines } = ledgerPage(book.project, manga, { offset: 0, limit: 10 })
    expect(total).toBe(3)
    expect(lines.map(({ place }) => place)).toEqual([
      { chapter: '2', scene: 1, panel: 3 },
      { chapter: '2', scene: 1, panel: 2 },
      { chapter: '2', scene: 1, panel: 1 },
    ])
  })
})

describe('a saved report', () => {
  it('lies with the exports and can be fetched, or where the author says', () => {
    twoBatches()
    const { id, name, bytes } = saveReport(book.project, { batchId: null, as: 'page', path: null })
    expect(name).toMatch(/^report 2026-11-20 .*\.html$/)
    const asset = savedReport(book.project, id!)
    expect(asset).toMatchObject({ bytes, saveAs: name, type: 'text/html; charset=utf-8' })
    expect(readFileSync(asset.path, 'utf8')).toContain('The Tide')
    const own = join(book.project.folder, 'mine.json')
    expect(saveReport(book.project, { batchId: null, as: 'json', path: own })).toMatchObject({ id: null })
    expect(JSON.parse(readFileSync(own, 'utf8')).jobs.done).toBe(4)
  })

  it('is fetched by its name alone', () => {
    book = openBusyTestBook()
    for (const id of ['../../book.sqlite', 'none.html', '..', ''])
      expect(() => savedReport(book.project, id)).toThrow(/no such report/)
    expect(() => saveReport(book.project, { batchId: null, as: 'page', path: 'report.html' })).toThrow(/whole path/)
    expect(existsSync('report.html')).toBe(false)
  })
})

describe('this computer', () => {
  it('tells memory and disk at once, and how busy it is from the second look on', () => {
    book = openBusyTestBook()
    const look = machineWatch()
    const first = look(book.project.folder)
    expect(first.load).toBeNull()
    expect(first.memory.free).toBeGreaterThan(0)
    expect(first.disk!.free).toBeGreaterThan(0)
    let second = look(book.project.folder)
    for (const until = Date.now() + 2_000; second.load === null && Date.now() < until; )
      second = look(book.project.folder)
    expect(second.load).toBeGreaterThanOrEqual(0)
    expect(second.load).toBeLessThanOrEqual(1)
  })
})
