import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type BusyTestBook, minutesBeforeNoon, NOON, openBusyTestBook } from './busy-test-book.ts'
import { nextStep } from './next-step.ts'
import { bookStatus } from './status.ts'

let book: BusyTestBook
afterEach(() => book.close())

function takeFiles(): string[] {
  const paths = book.project.store.sqlite.prepare('select path from take order by id').pluck().all() as string[]
  return paths.map((path) => join(book.project.folder, path))
}

describe('bookStatus', () => {
  it('knows a new book and what to do with it', () => {
    book = openBusyTestBook('The Tide')
    expect(bookStatus(book.project)).toMatchObject({
      title: 'The Tide',
      chapters: 0,
      scenes: 0,
      panels: 0,
      takes: 0,
      jobs: { queued: 0, running: 0, done: 0, failed: 0, refused: 0, unknown: 0, cancelled: 0 },
      spentUsd: 0,
      next: { verb: 'import' },
    })
  })

  it('counts story, jobs, pictures and money from the tables', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 7)
    const stories = ['done', 'secondTry', 'refused', 'failed', 'unknown', 'waited', 'queued'] as const
    const id = book.addBatch('noir · en', 'noir', minutesBeforeNoon(60), panels, stories)
    const status = bookStatus(book.project)
    expect(status).toMatchObject({
      chapters: 1,
      scenes: 1,
      panels: 7,
      takes: 2,
      jobs: { queued: 2, running: 0, done: 2, failed: 1, refused: 1, unknown: 1, cancelled: 0 },
      maybeCalls: 1,
      maybeUsd: 0.05,
      unpricedCalls: 0,
      queuedUsd: 0.1,
      editions: [{ style: 'noir', lang: 'en', panels: 2, picked: 0 }],
      batches: [{ id, title: 'noir · en', jobs: 7, done: 2, paused: false }],
    })
    expect(status.spentUsd).toBeCloseTo(0.12)
    expect(status.failures.map(({ kind, over, retrying }) => [kind, over, retrying])).toEqual([
      ['no-image', 1, 0],
      ['refused', 1, 0],
      ['timeout', 1, 0],
      ['rate-limited', 0, 1],
    ])
  })

  it('leaves out what is in the trash', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 3)
    book.addChapter('2', 4)
    book.addBatch('noir', 'noir', minutesBeforeNoon(60), panels, ['done'])
    book.project.store.sqlite.exec(`update chapter set trashed_at = ${NOON} where number = '2'`)
    book.project.store.sqlite.exec(`update take set trashed_at = ${NOON}`)
    expect(bookStatus(book.project)).toMatchObject({ chapters: 1, scenes: 1, panels: 3, takes: 0, editions: [] })
  })

  it('calls a price unknown that nobody knows', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 2)
    book.addBatch('noir', 'noir', minutesBeforeNoon(60), panels, ['done', 'queued'])
    book.project.store.sqlite.exec('update ledger set usd = null; update job set estimate_usd = null')
    expect(bookStatus(book.project)).toMatchObject({ spentUsd: 0, unpricedCalls: 1, queuedUsd: null })
  })

  it('tells of a halted lane with the remedy, and of a wait until it is over', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 1)
    book.addBatch('noir', 'noir', minutesBeforeNoon(60), panels, ['queued'])
    const { sqlite } = book.project.store
    sqlite.exec(`insert into lane (lane, not_before, message) values ('openai', ${NOON + 30_000}, 'Slow down.')`)
    expect(bookStatus(book.project).lanes).toMatchObject([
      { lane: 'openai', state: 'waiting', queued: 1, until: NOON + 30_000 },
    ])
    sqlite.exec(`update lane set not_before = ${NOON}`)
    expect(bookStatus(book.project).lanes).toMatchObject([{ state: 'clear', message: '' }])
    sqlite.exec(`update lane set open_failure = 'unauthorized', opened_at = ${NOON}, message = 'The key is wrong.'`)
    const status = bookStatus(book.project)
    expect(status.lanes).toMatchObject([{ state: 'halted', failure: 'unauthorized', message: 'The key is wrong.' }])
    expect(status.next).toMatchObject({ verb: 'resume', options: ['--provider', 'openai'] })
  })

  it('counts files that are missing, changed, or came twice, as they are on disk now', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 3)
    book.addBatch('noir', 'noir', minutesBeforeNoon(60), panels, ['done', 'done', 'done'])
    const [first, second] = takeFiles()
    rmSync(first!)
    writeFileSync(second!, 'longer')
    const { sqlite } = book.project.store
    sqlite.exec('update take set same_as_take_id = (select min(id) from take) where id = (select max(id) from take)')
    sqlite.exec('update take set same_as_take_id = id where id = (select min(id) from take)')
    expect(bookStatus(book.project)).toMatchObject({
      files: { missing: 1, changed: 1, repeated: 1 },
      editions: [{ panels: 1, lost: 2 }],
      next: { verb: 'generate', options: ['--style', 'noir'] },
    })
  })

  it('misses no file whose picture was made again, nor one that a newer picture took the place of', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 1)
    book.addBatch('noir', 'noir', minutesBeforeNoon(60), panels, ['done'])
    rmSync(takeFiles()[0]!)
    book.project.store.sqlite.exec("update take set file_state = 'missing'")
    expect(bookStatus(book.project).next.what).toMatch(/missing/)
    book.addBatch('noir', 'noir', minutesBeforeNoon(30), panels, ['done'])
    expect(bookStatus(book.project)).toMatchObject({ files: { missing: 0 }, next: { verb: 'export' } })
  })

  it('asks for a lost picture in the edition it belongs to', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 2)
    book.addBatch('manga', 'manga', minutesBeforeNoon(60), panels.slice(0, 1), ['done'])
    rmSync(takeFiles()[0]!)
    book.addBatch('noir', 'noir', minutesBeforeNoon(30), panels, ['done', 'done'])
    expect(bookStatus(book.project)).toMatchObject({
      editions: [
        { style: 'noir', panels: 2, lost: 0 },
        { style: 'manga', panels: 0, lost: 1 },
      ],
      next: { verb: 'generate', options: ['--style', 'manga'] },
    })
  })
})

describe('nextStep', () => {
  it('asks for what is most pressing, down to the export', () => {
    book = openBusyTestBook()
    const panels = book.addChapter('1', 2)
    const step = () => nextStep(bookStatus(book.project))
    expect(step().verb).toBe('generate')
    const id = book.addBatch('noir', 'noir', minutesBeforeNoon(60), panels, ['done', 'queued'])
    expect(step()).toMatchObject({ verb: 'generate', options: [] })
    book.project.store.sqlite.exec(`update batch set paused_at = 1 where id = '${id}'`)
    expect(step()).toMatchObject({ verb: 'resume', options: [] })
    book.project.store.sqlite.exec("update job set state = 'failed', failure = 'no-image' where state = 'queued'")
    expect(step().verb).toBe('retry')
    book.project.store.sqlite.exec("update job set state = 'cancelled', failure = null where state = 'failed'")
    expect(step()).toMatchObject({ verb: 'generate', options: ['--style', 'noir'] })
    book.addBatch('noir', 'noir', minutesBeforeNoon(30), panels.slice(1), ['done'])
    expect(step()).toMatchObject({ verb: 'export', options: ['--style', 'noir', '--format', 'pdf', 'cbz'] })
    book.project.store.sqlite.exec('update panel set stale_at = 1')
    expect(step()).toMatchObject({ verb: 'generate', what: 'Make the pictures again whose script changed.' })
  })
})
