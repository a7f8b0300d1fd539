import { afterEach, beforeEach, expect, test } from 'vitest'
import { bookQueue } from './book-queue.ts'
import { openQuayBook, PICTURE_USD, type QuayBook } from './quay-book.ts'
import { type BookWork, bookWork } from './working.ts'

let book: QuayBook
let work: BookWork
const open = () =>
  bookWork(book.project, { summary() {}, job() {}, take() {} }, (project, recovered) =>
    bookQueue(project, [book.provider], recovered),
  )

beforeEach(async () => {
  book = await openQuayBook(4)
  work = open()
})
afterEach(async () => {
  work.abort()
  await work.idle()
  work.close()
  book.close()
})

const all = () => ({ styles: ['noir'], provider: book.provider })
async function calls(count: number): Promise<void> {
  while (book.calls.length < count) await new Promise((resolve) => setImmediate(resolve))
}
/** The provider is in no catalogue; what its pictures cost is known here. */
const priced = () => book.project.store.sqlite.prepare('update job set estimate_usd = ?').run(PICTURE_USD)

/** The book is left and opened again, as by another start of the program. */
async function openAgain(): Promise<{ working: number; behindGate: number }> {
  work.leave('land')
  await work.idle()
  work.close()
  work = open()
  await work.recover()
  return work.resume()
}

test('a gate goes on step by step, each with its price, and the last one takes the rest', async () => {
  await work.generate({ ...all(), gate: 2, laterGates: [4] })
  priced()
  await work.idle()
  expect(work.nextStep()).toMatchObject({
    next: { pictures: 4, untilUsd: expect.closeTo(4 * PICTURE_USD, 9), unknownPrices: 0 },
    rest: { pictures: 10 },
    done: 2,
    ready: true,
  })
  await work.goOn({ gate: 4 })
  await work.idle()
  expect(book.calls).toHaveLength(6)
  expect(work.nextStep()).toMatchObject({ next: { pictures: 6 }, done: 6 })
  await work.goOn({ gate: 6 })
  await work.idle()
  expect(work.nextStep()).toMatchObject({ next: null, rest: { pictures: 0 } })
  expect(book.calls).toHaveLength(12)
})

test('a gate counts only what there is to look at', async () => {
  book.answers.push('invalid')
  await work.generate({ ...all(), gate: 3 })
  await work.idle()
  expect(work.nextStep()).toMatchObject({ done: 2, rest: { pictures: 9 } })
})

test('what was begun when the book was left goes on, and what was behind the gate stays there', async () => {
  await work.generate({ ...all(), gate: 9, laterGates: [2], concurrency: 1 })
  await calls(1)
  const { working, behindGate } = await openAgain()
  expect(working).toBeGreaterThan(0)
  expect(behindGate).toBe(3)
  await work.idle()
  expect(book.calls).toHaveLength(9)
  expect(work.summary()).toMatchObject({ ended: 'gate', behindGate: 3, jobs: { done: 9, queued: 3 } })
  expect(work.nextStep()).toMatchObject({ next: { pictures: 2 } })
  expect(await openAgain()).toEqual({ working: 0, behindGate: 3 })
})

test('what the author stopped is not begun any more', async () => {
  await work.generate({ ...all(), concurrency: 1 })
  await calls(1)
  work.stop()
  await work.idle()
  const made = book.calls.length
  expect(await openAgain()).toEqual({ working: 0, behindGate: 0 })
  await work.idle()
  expect(book.calls).toHaveLength(made)
})

test('a cap of the run holds across the break', async () => {
  await work.generate({ ...all(), gate: 3 })
  priced()
  await work.idle()
  await work.goOn({ budgetUsd: 4.5 * PICTURE_USD, concurrency: 1 })
  await calls(4)
  await openAgain()
  await work.idle()
  expect(book.calls).toHaveLength(7)
  expect(work.summary().jobs).toMatchObject({ done: 7, queued: 5 })
})

test('a batch that is paused meanwhile stays so', async () => {
  await work.generate({ ...all(), concurrency: 1 })
  await calls(1)
  for (const { id } of work.queue.store.batches.list()) work.queue.pauseBatch(id)
  expect(await openAgain()).toMatchObject({ working: 0 })
  await work.idle()
  expect(work.summary().jobs.queued).toBeGreaterThan(0)
})
