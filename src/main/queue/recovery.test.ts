import { appendFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  batchOrder,
  freeProvider,
  jobOrder,
  openTestBook,
  orderOf,
  plainProvider,
  replyWith,
  type TestBook,
} from '../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../e2e/harness/tiny-picture.ts'
import { ALL } from '../store/queue/jobs.ts'
import { takeFileName, temporaryName } from './take-path.ts'

let book: TestBook
afterEach(() => book.remove())

const NEVER = () => new Promise<never>(() => {})

/** Starts calls that never end, as a process that dies leaves them. */
async function dieWhileRunning(jobs: number): Promise<void> {
  const started = new Promise<void>((resolve) => {
    let left = jobs
    book.queue.subscribe((event) => {
      if (event.type === 'job.changed' && event.state === 'running' && --left === 0) resolve()
    })
  })
  book.queue.enqueue(orderOf(jobs))
  void book.queue.run()
  await started
}

function nameOf(n: number) {
  return { panelId: `panel-${n}`, artStyleId: 'noir', language: 'en', imageIndex: 0, key: jobOrder(n).key }
}

function writeFile(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(join(book.folder, path)), { recursive: true })
  writeFileSync(join(book.folder, path), bytes)
}

describe('jobs that ran when the owner died', () => {
  test('are unknown when they were paid, listed with what they may have cost, and cost no attempt', async () => {
    book = openTestBook(3, { providers: [plainProvider({ generate: NEVER })] })
    await dieWhileRunning(3)
    const queue = book.reopen({ providers: [plainProvider()] })
    const { unknown, requeued } = await queue.recover()
    expect([unknown.length, requeued]).toEqual([3, 0])
    expect(queue.counts()).toMatchObject({ unknown: 3, running: 0 })
    expect(queue.spent()).toMatchObject({ maybeCalls: 3, maybeUsd: expect.closeTo(0.12) })
    expect(queue.jobs({}, ALL).map(({ attempts }) => attempts)).toEqual([0, 0, 0])
  })

  test('are made again when they were free', async () => {
    book = openTestBook(3, { providers: [freeProvider({ generate: NEVER })] })
    await dieWhileRunning(3)
    const queue = book.reopen({ providers: [freeProvider()] })
    expect(await queue.recover()).toMatchObject({ requeued: 3, unknown: [] })
    await queue.run()
    expect(queue.counts().done).toBe(3)
  })

  test('are asked about where the provider can tell: finished ones land, lost ones are made again', async () => {
    const generate: ReturnType<typeof plainProvider>['generate'] = async ({ seed }, { remember }) => {
      await remember(`task-${seed}`)
      return NEVER()
    }
    book = openTestBook(3, { providers: [plainProvider({ generate })] })
    await dieWhileRunning(3)
    const made: number[] = []
    const queue = book.reopen({
      providers: [
        plainProvider({
          generate: async ({ seed }) => {
            made.push(seed)
            return replyWith(tinyPng(seed))
          },
          reconcile: async (task) => (task === 'task-1' ? 'lost' : replyWith(tinyPng(Number(task.slice(5))))),
        }),
      ],
    })
    await queue.run()
    expect(queue.counts()).toMatchObject({ done: 3, unknown: 0 })
    expect(made).toEqual([1])
    expect(queue.spent()).toMatchObject({ chargedUsd: expect.closeTo(0.12) })
  })
})

describe('files that no row knows', () => {
  test('a whole picture of a job is adopted, not bought again', async () => {
    book = openTestBook(1, { providers: [plainProvider({ generate: NEVER })] })
    await dieWhileRunning(1)
    const path = `takes/ch01/sc01/${takeFileName(nameOf(0), 'png', 1)}`
    writeFile(path, tinyPng(0))
    const queue = book.reopen({ providers: [plainProvider({ generate: () => expect.unreachable() })] })
    expect(await queue.recover()).toMatchObject({ adopted: [path], unknown: [], trashed: [] })
    expect(queue.counts()).toMatchObject({ done: 1, unknown: 0 })
    expect(queue.store.takes.ofPanel('panel-0')).toMatchObject([{ path, width: 64, height: 64, format: 'png' }])
    expect(queue.spent()).toMatchObject({ chargedUsd: 0.04, maybeCalls: 0 })
    await queue.run()
  })

  test('a temporary file that is whole is adopted, too; one that is not goes to the trash', async () => {
    book = openTestBook(2, { providers: [plainProvider({ generate: NEVER })] })
    await dieWhileRunning(2)
    writeFile(`takes/ch01/sc01/${temporaryName(nameOf(0))}`, tinyPng(0))
    writeFile(`takes/ch01/sc01/${temporaryName(nameOf(1))}`, tinyPng(1).subarray(0, 80))
    const queue = book.reopen()
    const { adopted, trashed, unknown } = await queue.recover()
    expect(adopted).toEqual([`takes/ch01/sc01/${takeFileName(nameOf(0), 'png', 1)}`])
    expect(trashed).toEqual([`trash/takes/ch01/sc01/${temporaryName(nameOf(1))}`])
    expect(readFileSync(join(book.folder, trashed[0]!)).byteLength).toBe(80)
    expect(unknown).toHaveLength(1)
  })

  test('pictures that an older backup does not know become takes again', async () => {
    book = openTestBook(3)
    book.queue.enqueue(orderOf(3))
    await book.queue.run()
    book.store.sqlite.exec(
      'delete from ledger; delete from take; delete from attempt; delete from job; delete from job_request',
    )
    const queue = book.reopen()
    expect((await queue.recover()).adopted).toHaveLength(3)
    expect(queue.enqueue(orderOf(3)).skipped.map(({ why }) => why)).toEqual(['done', 'done', 'done'])
  })

  test('files of somebody else are reported and left alone', async () => {
    book = openTestBook(1)
    writeFile('takes/ch01/sketch.psd', Buffer.from('mine'))
    writeFile('takes/.DS_Store', Buffer.from(''))
    const { foreign, trashed } = await book.queue.recover()
    expect([foreign, trashed]).toEqual([['takes/ch01/sketch.psd'], []])
    expect(readFileSync(join(book.folder, 'takes/ch01/sketch.psd'), 'utf8')).toBe('mine')
  })
})

describe('pictures touched by hand', () => {
  async function madeOne(): Promise<string> {
    book = openTestBook(1)
    book.queue.enqueue(orderOf(1))
    await book.queue.run()
    return book.queue.store.takes.ofPanel('panel-0')[0]!.path
  }

  test('that are deleted are missing, not done, and whole again when they return', async () => {
    const path = await madeOne()
    const bytes = readFileSync(join(book.folder, path))
    rmSync(join(book.folder, path))
    expect(await book.reopen().recover()).toMatchObject({ missing: [path], changed: [], returned: [] })
    expect(book.queue.store.takes.hasWhole(jobOrder(0).key)).toBe(false)
    writeFile(path, bytes)
    expect(await book.reopen().recover()).toMatchObject({ missing: [], returned: [path] })
  })

  test('that are edited are changed, and never overwritten', async () => {
    const path = await madeOne()
    appendFileSync(join(book.folder, path), 'x')
    const queue = book.reopen()
    expect(await queue.recover()).toMatchObject({ missing: [], changed: [path] })
    const edited = readFileSync(join(book.folder, path))
    queue.enqueue(orderOf(1))
    await queue.run()
    expect(readFileSync(join(book.folder, path))).toEqual(edited)
    expect(queue.store.takes.ofPanel('panel-0')).toHaveLength(2)
  })

  test('one flipped bit is noticed although size stays the same', async () => {
    const path = await madeOne()
    const bytes = readFileSync(join(book.folder, path))
    bytes[bytes.length - 20]! ^= 1
    writeFile(path, bytes)
    utimesSync(join(book.folder, path), new Date(), new Date(Date.now() + 60_000))
    expect(await book.reopen().recover()).toMatchObject({ changed: [path] })
  })
})

test('a clock that was set back holds no job for longer than a day', async () => {
  book = openTestBook(1)
  book.queue.enqueue(batchOrder([jobOrder(0)]))
  const farOff = Date.now() + 1e12
  book.store.sqlite.prepare('update job set not_before = ?').run(farOff)
  book.queue.store.lanes.hold('plain', farOff, '')
  await book.queue.recover()
  expect(book.queue.jobs({}, ALL)[0]!.notBefore).toBeLessThan(Date.now() + 25 * 3_600_000)
  expect(book.queue.lanes()[0]!.notBefore).toBeLessThan(Date.now() + 25 * 3_600_000)
})
