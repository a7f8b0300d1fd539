import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { reportView } from '../cli/report-view.ts'
import { type BusyTestBook, minutesBeforeNoon, openBusyTestBook } from './busy-test-book.ts'
import { reportPage } from './report/page.ts'
import { runReport, writeReport } from './reporting.ts'

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

describe('runReport', () => {
  it('tells success, attempts, pace and money over all batches', () => {
    twoBatches()
    const report = runReport(book.project, null)
    expect(report.jobs).toMatchObject({ done: 4, refused: 1, unknown: 1, failed: 1, queued: 1 })
    expect(report.successRate).toBeCloseTo(4 / 7)
    expect(report.attempts).toEqual({ total: 9, done: 4, failed: 2, refused: 1, waited: 1, unknown: 1, cut: 0 })
    expect(report.pace.averageMs).toBe(13_500)
    expect(report.money.spentUsd).toBeCloseTo(0.2)
    expect(report.money).toMatchObject({ maybeCalls: 1, maybeUsd: 0.05, unpricedCalls: 0 })
    expect(report.money.quotedUsd).toBeCloseTo(0.2)
    expect(report.money.perTakeUsd).toBeCloseTo(0.05)
  })

  it('tells them apart by batch, style and chapter', () => {
    twoBatches()
    const { batches, styles, chapters } = runReport(book.project, null)
    expect(batches.map(({ name, jobs, done, failed }) => [name, jobs, done, failed])).toEqual([
      ['noir · en · openai', 4, 2, 2],
      ['manga · en · openai', 4, 2, 1],
    ])
    expect(styles.map(({ name, averageMs }) => [name, averageMs])).toEqual([
      ['manga', 12_000],
      ['noir', 15_000],
    ])
    expect(chapters.map(({ name }) => name)).toEqual(['1. Chapter 1', '2. Chapter 2'])
    // Of four pictures two came: like is set beside like.
    expect(chapters[0]!.quotedUsd).toBeCloseTo(0.1)
    expect(chapters[0]!.spentUsd).toBeCloseTo(0.08)
    expect(chapters[0]!.perTakeUsd).toBeCloseTo(0.04)
  })

  it('reports on one batch when asked to', () => {
    const { manga } = twoBatches()
    const report = runReport(book.project, manga)
    expect(report.jobs).toMatchObject({ done: 2, failed: 1, queued: 1, refused: 0 })
    expect(report.batches.map(({ name }) => name)).toEqual(['manga · en · openai'])
    expect(report.unknownCalls).toEqual([])
  })

  it('lists every call that may have been billed, with what its provider calls it', () => {
    twoBatches()
    expect(runReport(book.project, null).unknownCalls).toMatchObject([
      { provider: 'openai', chapter: '1', scene: 1, style: 'noir', requestId: 'req_2', estimateUsd: 0.05 },
    ])
  })

  it('reckons what a picture that stands for its panel cost, with all that was thrown away', () => {
    twoBatches()
    const { sqlite } = book.project.store
    expect(runReport(book.project, null).money).toMatchObject({ accepted: 4, perAcceptedUsd: expect.closeTo(0.05) })
    const ids = sqlite.prepare('select id from take order by id').pluck().all() as string[]
    sqlite.prepare("update take set state = 'rejected' where id in (?, ?)").run(ids[0], ids[1])
    expect(runReport(book.project, null).money).toMatchObject({ accepted: 2, perAcceptedUsd: expect.closeTo(0.1) })
    // A picture that was rejected and then picked after all.
    sqlite.exec(`insert into pick select panel_id, art_style_id, language, id, 0 from take where id = '${ids[0]}'`)
    const { money, styles } = runReport(book.project, null)
    expect(money.accepted).toBe(3)
    expect(styles.map(({ name, accepted }) => [name, accepted])).toEqual([
      ['manga', 2],
      ['noir', 1],
    ])
  })

  it('counts a panel once, however many pictures were made for it', () => {
    book = openBusyTestBook()
    const [panel] = book.addChapter('1', 1)
    const batch = book.addBatch('first', 'noir', minutesBeforeNoon(60), [panel!], ['done', 'done', 'done'])
    expect(runReport(book.project, batch).money).toMatchObject({
      accepted: 1,
      perTakeUsd: expect.closeTo(0.04),
      perAcceptedUsd: expect.closeTo(0.12),
    })
  })

  it('tells models apart, and what they were sent of what was asked for', () => {
    const { noir, manga } = twoBatches()
    const { sqlite } = book.project.store
    const request = (model: string) =>
      JSON.stringify({ providerModel: model, width: 1440, height: 720, quality: 'low' })
    for (const [batch, model] of [
      [noir, 'ink-1'],
      [manga, 'ink-2'],
    ])
      sqlite.prepare('insert into job_request select key, ? from job where batch_id = ?').run(request(model!), batch)
    const sent = JSON.stringify({ size: '1536x1024', withoutEffect: ['seed'] })
    sqlite.prepare("update attempt set sent = ? where outcome = 'done'").run(sent)
    const report = runReport(book.project, null)
    expect(report.models.map(({ name, done, jobs }) => [name, done, jobs])).toEqual([
      ['openai ink-1', 2, 4],
      ['openai ink-2', 2, 4],
    ])
    const { width, height } = sqlite.prepare('select width, height from take limit 1').get() as Record<string, number>
    expect(report.sent).toEqual(
      ['ink-1', 'ink-2'].map((model) => ({
        provider: 'openai',
        model,
        asked: '1440x720',
        sent: '1536x1024',
        came: `${width}x${height}`,
        quality: 'low',
        withoutEffect: ['seed'],
        pictures: 2,
      })),
    )
    expect(reportView(report, 80).join('\n')).toMatch(
      /openai ink-1 .*low .*1440x720 as 1536x1024 [\s\S]*without effect: seed/,
    )
    expect(reportPage(report)).toContain('1536x1024')
  })

  it('does not know the price of a picture when a call had none', () => {
    twoBatches()
    book.project.store.sqlite.exec('update ledger set usd = null where rowid = 1; update job set estimate_usd = null')
    expect(runReport(book.project, null).money).toMatchObject({ unpricedCalls: 1, quotedUsd: null, perTakeUsd: null })
  })

  it('refuses a batch that does not exist', () => {
    twoBatches()
    expect(() => runReport(book.project, 'x')).toThrow('There is no batch x.')
  })
})

describe('the report as a page', () => {
  it('holds what others wrote as text, never as markup', () => {
    book = openBusyTestBook('<script>alert(1)</script> "Tide" & Co')
    const panels = book.addChapter('1', 1)
    book.addBatch('<img src=x onerror=alert(1)>', 'noir', minutesBeforeNoon(5), panels, ['done'])
    const page = reportPage(runReport(book.project, null))
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;Tide&quot; &amp; Co')
  })

  it('stands alone: loads nothing, links nowhere', () => {
    twoBatches()
    const page = reportPage(runReport(book.project, null))
    expect(page).not.toMatch(/https?:|src=|href=|url\(|@import/)
    expect(page).toContain("default-src 'none'")
  })

  it('draws a column for each stretch of time in which something ended', () => {
    twoBatches()
    const page = reportPage(runReport(book.project, null))
    expect(page.match(/<rect class="done" x=/g)!.length).toBeGreaterThanOrEqual(2)
    expect(page).not.toContain('NaN')
  })

  it('is whole for a book in which nothing was ever made', () => {
    book = openBusyTestBook()
    const page = reportPage(runReport(book.project, null))
    expect(page).not.toMatch(/NaN|undefined|null/)
    expect(page).toContain('</html>')
  })
})

describe('writeReport', () => {
  it('writes page, object or text, and says so when it cannot', () => {
    twoBatches()
    const report = runReport(book.project, null)
    const file = join(book.project.folder, 'report')
    writeReport(report, file, 'json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ title: 'The Tide' })
    writeReport(report, file, ['one', 'two'])
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')
    writeFileSync(join(book.project.folder, 'taken'), '')
    expect(() => writeReport(report, join(book.project.folder, 'taken', 'report.html'), 'page')).toThrow(
      'no place for a file',
    )
  })
})
