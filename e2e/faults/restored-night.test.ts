import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Queue } from '../../src/main/queue/open-queue.ts'
import type { JobOrder } from '../../src/main/queue/order.ts'
import type { OvernightOptions } from '../../src/main/queue/overnight/overnight-run.ts'
import { backUp } from '../../src/main/store/backups.ts'
import { bookRepository } from '../../src/main/store/book.ts'
import { ALL } from '../../src/main/store/queue/jobs.ts'
import { OUT_STATES } from '../../src/main/store/queue/remote-batches.ts'
import { restoreNewestBackup } from '../../src/main/store/restore.ts'
import { SETTINGS } from '../harness/batch-process.ts'
import { connected, overnightJob, overnightJobs } from '../harness/overnight-book.ts'
import { batchOrder, hurriedClock, openTestBook, type TestBook } from '../harness/test-book.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

/** A book that comes back from a backup older than what an overnight service was handed. */

const JOBS = 5
/** What a book may have come to when it was last copied, and when it was lost, in order. */
const MOMENTS = [
  'before',
  'enqueued',
  'staged',
  'input-uploaded',
  'submitting',
  'handed-over',
  'submitted',
  'output-downloaded',
  'collecting',
  'line-settled',
  'collected',
  'cleared',
] as const
type Moment = (typeof MOMENTS)[number]
const PAIRS = MOMENTS.flatMap((copied, at) => MOMENTS.slice(Math.max(at, 2)).map((lost) => ({ copied, lost })))

let server: OpenAiServer
let book: TestBook
beforeEach(async () => {
  server = await OpenAiServer.start()
  const provider = connected('openai', { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` })
  book = openTestBook(JOBS, { providers: [provider], clock: hurriedClock(100) })
  bookRepository(book.store).begin(SETTINGS, Date.now())
})
afterEach(async () => {
  book.remove()
  await server.close()
})

const ids = (queue: Queue) => queue.jobs({}, ALL).map(({ id }) => id)
const overnightFolders = () =>
  existsSync(join(book.folder, 'overnight')) ? readdirSync(join(book.folder, 'overnight')) : []
const copyBook = () => void backUp(book.store.sqlite, join(book.folder, 'backups'), Date.now())

/** What the author does: ask for pictures, and let the night make them. */
async function night(jobs: JobOrder[], options: Partial<OvernightOptions> = {}): Promise<void> {
  if (jobs.length > 0) book.queue.enqueue(batchOrder(jobs))
  await book.queue.runOvernight({
    jobs: ids(book.queue),
    pollMs: 1_000,
    onRound: () => void server.batches.runAll(),
    ...options,
  })
}

/** Runs a night whose book is copied at one moment and whose process dies at another. */
async function dyingNight(copied: Moment, lost: Moment, jobs: JobOrder[]): Promise<void> {
  const seen = new Set<string>()
  book.reopen({
    onStep(step) {
      if (seen.has(step)) return
      seen.add(step)
      if (step === copied) copyBook()
      if (step === lost) throw new Error('killed')
    },
  })
  if (copied === 'before') copyBook()
  await expect(night(jobs)).rejects.toThrow('killed')
}

/** The newest backup takes the place of the book, as when it is found damaged. */
function restore(): void {
  book.store.close()
  restoreNewestBackup(join(book.folder, 'book.sqlite'), join(book.folder, 'backups'), Date.now())
  book.reopen()
}

/** As if the backup were older than the panel. */
const losePanel = (n: number) => void book.store.sqlite.prepare('delete from panel where id = ?').run(`panel-${n}`)

function expectEachOnce(count: number): void {
  expect(Object.fromEntries(server.charged)).toEqual(
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`panel ${n}`, 1])),
  )
  for (let n = 0; n < count; n++) expect(book.queue.store.takes.ofPanel(`panel-${n}`), `panel ${n}`).toHaveLength(1)
  expect(book.queue.store.remoteBatches.inStates(['staged', ...OUT_STATES])).toEqual([])
  expect(book.queue.counts()).toMatchObject({ queued: 0, running: 0, unknown: 0, failed: 0 })
}

test.each(PAIRS)('copied: $copied, lost: $lost — every picture once, and paid once', async ({ copied, lost }) => {
  await dyingNight(copied, lost, overnightJobs(JOBS))
  restore()
  await night(overnightJobs(JOBS))
  expectEachOnce(JOBS)
  expect(overnightFolders()).toEqual([])
  expect(book.queue.spent()).toMatchObject({ maybeCalls: 0 })
  // Once all is taken in and cleared away, nothing is left that tells what it cost.
  if (lost !== 'cleared') expect(book.queue.spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
})

describe('a book from a backup made before the hand-over', () => {
  test('says how many pictures are with the service, and a live run does not buy them either', async () => {
    copyBook()
    await night(overnightJobs(JOBS), { submitOnly: true })
    restore()
    expect(await book.queue.recover()).toMatchObject({ remembered: JOBS, stranded: [], requeued: 0, unknown: [] })
    const live = overnightJobs(JOBS).map((job) => ({ ...job, lane: 'openai' }))
    expect(book.queue.enqueue(batchOrder(live)).skipped.map(({ why }) => why)).toEqual(live.map(() => 'live'))
    await book.queue.run()
    expect(server.charged.size).toBe(0)
    await night([])
    expectEachOnce(JOBS)
  })

  test('a process that dies while it remembers does so again', async () => {
    copyBook()
    await night(overnightJobs(JOBS), { submitOnly: true })
    restore()
    await book.queue.recover()
    book.reopen()
    expect(await book.queue.recover()).toMatchObject({ remembered: 0, stranded: [], unknown: [] })
    await night([])
    expectEachOnce(JOBS)
  })

  test('a batch whose hand-over was answered into nothing is found by its name', async () => {
    server.wire = (step, nth) => (step === 'create' && nth === 1 ? 'cut' : 'ok')
    copyBook()
    const stop = new AbortController()
    await night(overnightJobs(JOBS), { stop: stop.signal, onRound: () => stop.abort() })
    expect(server.batches.all).toHaveLength(1)
    restore()
    await night(overnightJobs(JOBS))
    expect(server.batches.all).toHaveLength(1)
    expectEachOnce(JOBS)
  })

  test('a picture that went into a second batch belongs to that one', async () => {
    server.script = ({ prompt, nth }) => (prompt === 'panel 1' && nth === 1 ? '429' : 'ok')
    book.queue.enqueue(batchOrder(overnightJobs(JOBS)))
    copyBook()
    // Dies with the first batch taken in but not cleared away, and the second one out.
    const seen: string[] = []
    book.reopen({
      onStep(step) {
        seen.push(step)
        if (seen.filter((each) => each === 'submitted').length === 2 && step === 'looked') throw new Error('killed')
      },
    })
    await expect(night([])).rejects.toThrow('killed')
    expect(server.batches.all).toHaveLength(2)
    restore()
    await night(overnightJobs(JOBS))
    expect(server.batches.all).toHaveLength(2)
    expectEachOnce(JOBS)
  })

  test('a job of the backup that wanted the same picture stands down', async () => {
    const [job] = [overnightJob(0)]
    book.queue.enqueue(batchOrder([job!]))
    copyBook()
    book.queue.cancel({})
    await night([job!], { submitOnly: true })
    restore()
    await night([job!])
    expectEachOnce(1)
    expect(book.queue.counts()).toMatchObject({ done: 1, cancelled: 1 })
  })

  test('pictures of panels it does not have are kept and told, and the others come', async () => {
    copyBook()
    await night(overnightJobs(3), { submitOnly: true })
    restore()
    losePanel(1)
    const { remembered, stranded } = await book.queue.recover()
    expect([remembered, stranded]).toEqual([
      2,
      [{ path: expect.stringMatching(/^overnight\/[0-9a-f-]+$/), pictures: 1 }],
    ])
    await night([])
    expect(book.queue.counts()).toMatchObject({ done: 2, queued: 0, running: 0 })
    expect(readdirSync(join(book.folder, stranded[0]!.path)).sort()).toEqual([
      'batch.json',
      'input.jsonl',
      'output-1.jsonl',
    ])
    book.reopen()
    expect((await book.queue.recover()).stranded).toEqual(stranded)
  })

  test('what the service never got is not handed over for panels it does not have', async () => {
    copyBook()
    book.reopen({
      onStep: (step) => {
        if (step === 'submitting') throw new Error('killed')
      },
    })
    await expect(night(overnightJobs(3))).rejects.toThrow('killed')
    restore()
    losePanel(1)
    await night([])
    expect(Object.fromEntries(server.charged)).toEqual({ 'panel 0': 1, 'panel 2': 1 })
  })
})
