import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JobOrder } from '../../src/main/queue/order.ts'
import type { OvernightOptions } from '../../src/main/queue/overnight/overnight-run.ts'
import { backUp } from '../../src/main/store/backups.ts'
import { bookRepository } from '../../src/main/store/book.ts'
import { ALL } from '../../src/main/store/queue/jobs.ts'
import { OUT_STATES } from '../../src/main/store/queue/remote-batches.ts'
import { restoreNewestBackup } from '../../src/main/store/restore.ts'
import { connected, overnightJob, overnightJobs } from '../harness/overnight-book.ts'
import { BLANK_SETTINGS, batchOrder, hurriedClock, openTestBook, type TestBook } from '../harness/test-book.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

/** A book that comes back from a backup older than what an overnight service was handed. */

const JOBS = 5
/** What a book had come to when it was copied, and when it was lost, in order. */
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
const COPIED: readonly Moment[] = ['before', 'enqueued', 'staged', 'submitting', 'submitted', 'line-settled']
const PAIRS = COPIED.flatMap((copied) =>
  MOMENTS.slice(Math.max(MOMENTS.indexOf(copied), 2)).map((lost) => ({ copied, lost })),
)

interface Desk {
  server: OpenAiServer
  book: TestBook
  copyBook(): void
  /** The newest backup takes the place of the book, as when it is found damaged. */
  restore(): void
  /** What the author does: ask for pictures, and let the night make them. */
  night(jobs: JobOrder[], options?: Partial<OvernightOptions>): Promise<void>
  /** Asks for pictures, hands them over, and leaves. */
  handOver(jobs: JobOrder[]): Promise<void>
  /** Runs a night whose process is killed once `dies` says so at a step. */
  dyingNight(jobs: JobOrder[], dies: (step: string, nth: number) => boolean): Promise<void>
  overnightFolders(): string[]
  /** Of panels 0 and on. */
  expectEachOnce(count: number): void
}

async function atDesk(work: (desk: Desk) => Promise<void>): Promise<void> {
  const server = await OpenAiServer.start()
  const provider = connected('openai', { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` })
  const book = openTestBook(JOBS, { providers: [provider], clock: hurriedClock(100) })
  bookRepository(book.store).begin(BLANK_SETTINGS, Date.now())
  const backups = join(book.folder, 'backups')
  const desk: Desk = {
    server,
    book,
    copyBook: () => void backUp(book.store.sqlite, backups, Date.now()),
    restore() {
      book.store.close()
      restoreNewestBackup(join(book.folder, 'book.sqlite'), backups, Date.now())
      book.reopen()
    },
    async night(jobs, options = {}) {
      const { queue } = book
      await queue.recover()
      if (jobs.length > 0) queue.enqueue(batchOrder(jobs))
      const ids = queue.jobs({}, ALL).map(({ id }) => id)
      await queue.runOvernight({ jobs: ids, pollMs: 1_000, onRound: () => void server.batches.runAll(), ...options })
    },
    handOver: (jobs) => desk.night(jobs, { submitOnly: true, onRound: () => {} }),
    async dyingNight(jobs, dies) {
      const times = new Map<string, number>()
      const stop = new AbortController()
      book.reopen({
        onStep(step) {
          const nth = (times.get(step) ?? 0) + 1
          times.set(step, nth)
          if (!dies(step, nth)) return
          // In this process, lines that are taken in beside this one would live on.
          if (step === 'line-settled') stop.abort()
          else throw new Error('killed')
        },
      })
      const ended = await desk.night(jobs, { stop: stop.signal }).catch(String)
      if (!stop.signal.aborted) expect(ended).toBe('Error: killed')
    },
    overnightFolders: () =>
      existsSync(join(book.folder, 'overnight')) ? readdirSync(join(book.folder, 'overnight')) : [],
    expectEachOnce(count) {
      const once = Array.from({ length: count }, (_, n) => [`panel ${n}`, 1])
      expect(Object.fromEntries(server.charged)).toEqual(Object.fromEntries(once))
      const { takes, remoteBatches } = book.queue.store
      for (let n = 0; n < count; n++) expect(takes.ofPanel(`panel-${n}`), `panel ${n}`).toHaveLength(1)
      expect(remoteBatches.inStates(['staged', ...OUT_STATES])).toEqual([])
      expect(book.queue.counts()).toMatchObject({ queued: 0, running: 0, unknown: 0, failed: 0 })
    },
  }
  try {
    await work(desk)
  } finally {
    book.remove()
    await server.close()
  }
}

describe.concurrent('a book from a backup of a night', () => {
  test.each(PAIRS)('copied: $copied, lost: $lost — every picture once, and paid once', ({ copied, lost }) =>
    atDesk(async ({ server, book, copyBook, dyingNight, restore, night, expectEachOnce, overnightFolders }) => {
      if (copied === 'before') copyBook()
      await dyingNight(overnightJobs(JOBS), (step, nth) => {
        if (step === copied && nth === 1) copyBook()
        return step === lost
      })
      restore()
      await night(overnightJobs(JOBS))
      expectEachOnce(JOBS)
      // Of what was never handed over a book that has forgotten it knows nothing: its files are left alone.
      const forgotten = lost === 'input-uploaded' && (copied === 'before' || copied === 'enqueued')
      expect(overnightFolders()).toHaveLength(forgotten ? 1 : 0)
      expect(book.queue.spent()).toMatchObject({ maybeCalls: 0 })
      // Once all is taken in and cleared away, nothing is left that tells what it cost.
      if (lost !== 'cleared') expect(book.queue.spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
    }),
  )
})

describe.concurrent('a book from a backup made before the hand-over', () => {
  test('says how many pictures are with the service, and a live run does not buy them either', () =>
    atDesk(async ({ server, book, copyBook, handOver, restore, night, expectEachOnce }) => {
      copyBook()
      await handOver(overnightJobs(JOBS))
      restore()
      expect(await book.queue.recover()).toMatchObject({ remembered: JOBS, stranded: [], requeued: 0, unknown: [] })
      const live = overnightJobs(JOBS).map((job) => ({ ...job, lane: 'openai' }))
      expect(book.queue.enqueue(batchOrder(live)).skipped.map(({ why }) => why)).toEqual(live.map(() => 'live'))
      await book.queue.run()
      expect(server.charged.size).toBe(0)
      await night([])
      expectEachOnce(JOBS)
    }))

  test('which is killed once it has remembered, has nothing to remember again', () =>
    atDesk(async ({ book, copyBook, handOver, restore, night, expectEachOnce }) => {
      copyBook()
      await handOver(overnightJobs(JOBS))
      restore()
      await book.queue.recover()
      book.reopen()
      expect(await book.queue.recover()).toMatchObject({ remembered: 0, stranded: [], unknown: [] })
      await night([])
      expectEachOnce(JOBS)
    }))

  test('finds a batch by its name when its hand-over was answered into nothing', () =>
    atDesk(async ({ server, copyBook, restore, night, expectEachOnce }) => {
      server.wire = (step, nth) => (step === 'create' && nth === 1 ? 'cut' : 'ok')
      copyBook()
      const stop = new AbortController()
      await night(overnightJobs(JOBS), { stop: stop.signal, onRound: () => stop.abort() })
      expect(server.batches.all).toHaveLength(1)
      restore()
      await night(overnightJobs(JOBS))
      expect(server.batches.all).toHaveLength(1)
      expectEachOnce(JOBS)
    }))

  test('leaves a picture that went into a second batch to that one', () =>
    atDesk(async ({ server, book, copyBook, dyingNight, restore, night, expectEachOnce }) => {
      server.script = ({ prompt, nth }) => (prompt === 'panel 1' && nth === 1 ? '429' : 'ok')
      book.queue.enqueue(batchOrder(overnightJobs(JOBS)))
      copyBook()
      // The first batch is taken in and still there, the second is out.
      let submitted = 0
      await dyingNight([], (step) => {
        if (step === 'collected') throw new Error('killed')
        return false
      })
      expect(server.batches.all).toHaveLength(1)
      await dyingNight([], (step) => step === 'submitted' && ++submitted === 1)
      expect(server.batches.all).toHaveLength(2)
      restore()
      await night(overnightJobs(JOBS))
      expect(server.batches.all).toHaveLength(2)
      expectEachOnce(JOBS)
    }))

  test('lets a job of its own stand down that wants a picture handed over since', () =>
    atDesk(async ({ book, copyBook, handOver, restore, night, expectEachOnce }) => {
      book.queue.enqueue(batchOrder([overnightJob(0)]))
      copyBook()
      book.queue.cancel({})
      await handOver([overnightJob(0)])
      restore()
      await night([overnightJob(0)])
      expectEachOnce(1)
      expect(book.queue.counts()).toMatchObject({ done: 1, cancelled: 1 })
    }))
})

describe.concurrent('a book from a backup made before some of its panels', () => {
  const losePanel = ({ store }: TestBook, n: number) =>
    void store.sqlite.prepare('delete from panel where id = ?').run(`panel-${n}`)

  test('keeps and tells what is there of those, and takes in the others', () =>
    atDesk(async ({ book, copyBook, handOver, restore, night }) => {
      copyBook()
      await handOver(overnightJobs(3))
      restore()
      losePanel(book, 1)
      const { remembered, stranded } = await book.queue.recover()
      expect(remembered).toBe(2)
      expect(stranded).toEqual([{ path: expect.stringMatching(/^overnight\/[0-9a-f-]+$/), pictures: 1 }])
      await night([])
      expect(book.queue.counts()).toMatchObject({ done: 2, queued: 0, running: 0 })
      const kept = readdirSync(join(book.folder, stranded[0]!.path))
      expect(kept.sort()).toEqual(['batch.json', 'input.jsonl', 'output-1.jsonl'])
      book.reopen()
      expect((await book.queue.recover()).stranded).toEqual(stranded)
    }))

  test('does not hand over for those what the service never got', () =>
    atDesk(async ({ server, book, copyBook, dyingNight, restore, night }) => {
      copyBook()
      await dyingNight(overnightJobs(3), (step) => step === 'submitting')
      restore()
      losePanel(book, 1)
      await night([])
      expect(Object.fromEntries(server.charged)).toEqual({ 'panel 0': 1, 'panel 2': 1 })
      expect(book.queue.counts()).toMatchObject({ done: 2, queued: 0, running: 0 })
    }))
})
