import { afterEach, expect, test } from 'vitest'
import {
  atOnce,
  batchOrder,
  freeProvider,
  heldProvider,
  jobOrder,
  openTestBook,
  orderOf,
  plainProvider,
  replyWith,
  type TestBook,
} from '../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../e2e/harness/tiny-picture.ts'
import { ProviderError } from '../providers/provider.ts'
import { ALL } from '../store/queue/jobs.ts'

let book: TestBook
afterEach(() => book.remove())

test('the author cancels what waits and what runs; a paid picture on its way is kept all the same', async () => {
  const held = heldProvider({ ...atOnce(1) })
  book = openTestBook(3, { providers: [held.provider] })
  const { batchId } = book.queue.enqueue(orderOf(3))
  const run = book.queue.run()
  await held.made(1)
  expect(book.queue.cancel({ batchId: batchId! })).toBe(3)
  expect(book.queue.counts()).toMatchObject({ cancelled: 3 })
  held.calls[0]!.answer()
  await run
  expect(book.queue.counts()).toMatchObject({ cancelled: 2, done: 1 })
  expect(book.queue.store.takes.ofPanel('panel-0')).toHaveLength(1)
})

test('the author cancels a free call that runs: it is cut off', async () => {
  const held = heldProvider()
  book = openTestBook(1, { providers: [freeProvider({ generate: held.provider.generate })] })
  book.queue.enqueue(orderOf(1))
  const run = book.queue.run()
  await held.made(1)
  book.queue.cancel({})
  await run
  expect(held.calls[0]!.signal.aborted).toBe(true)
  expect(book.queue.counts()).toMatchObject({ cancelled: 1 })
})

test('the author retries one, all failed ones, or those of a kind, with all their attempts', async () => {
  let broken = true
  const provider = plainProvider({
    generate: async ({ seed }) => {
      if (broken && seed === 0) throw new ProviderError('refused', '')
      if (broken && seed < 3) throw new ProviderError('unsupported', '')
      return replyWith(tinyPng(seed))
    },
  })
  book = openTestBook(4, { providers: [provider] })
  book.queue.enqueue(orderOf(4))
  await book.queue.run()
  expect(book.queue.counts()).toMatchObject({ refused: 1, failed: 2, done: 1 })
  broken = false
  expect(book.queue.retry({ failure: 'refused' })).toEqual({ retried: 1, notNeeded: 0 })
  const [first] = book.queue.jobs({ states: ['failed'] }, ALL)
  expect(book.queue.retry({ ids: [first!.id] }).retried).toBe(1)
  expect(book.queue.retry({ states: ['failed'] }).retried).toBe(1)
  expect(book.queue.retry({}).retried).toBe(0)
  await book.queue.run()
  expect(book.queue.counts()).toMatchObject({ done: 4 })
})

test('the author retries nothing whose picture came some other way', async () => {
  let broken = true
  const provider = plainProvider({
    generate: async ({ seed }) => {
      if (broken) throw new ProviderError('refused', '')
      return replyWith(tinyPng(seed))
    },
  })
  book = openTestBook(1, { providers: [provider] })
  book.queue.enqueue(orderOf(1))
  await book.queue.run()
  broken = false
  book.queue.enqueue(orderOf(1))
  expect(book.queue.retry({})).toEqual({ retried: 0, notNeeded: 1 })
  await book.queue.run()
  expect(book.queue.retry({})).toEqual({ retried: 0, notNeeded: 1 })
})

test('the author adds a batch in the middle of a run, and it is worked on', async () => {
  const held = heldProvider({ ...atOnce(2) })
  book = openTestBook(2, { providers: [held.provider] })
  book.queue.enqueue(batchOrder([jobOrder(0)]))
  const run = book.queue.run()
  await held.made(1)
  book.queue.enqueue(batchOrder([jobOrder(1)]))
  await held.made(2)
  for (const call of held.calls) call.answer()
  await run
  expect(book.queue.counts().done).toBe(2)
})

test('a batch that its cap stopped goes on under a higher one', async () => {
  book = openTestBook(3)
  const { batchId } = book.queue.enqueue(orderOf(3, { budgetUsd: 0.05 }))
  await book.queue.run()
  expect(book.queue.counts()).toMatchObject({ done: 1, queued: 2 })
  book.queue.capBatch(batchId!, 0.09)
  await book.queue.run()
  expect(book.queue.counts()).toMatchObject({ done: 2, queued: 1 })
  book.queue.capBatch(batchId!, null)
  await book.queue.run()
  expect(book.queue.counts()).toMatchObject({ done: 3, queued: 0 })
  expect(() => book.queue.capBatch('nobody', 1)).toThrow('There is no batch nobody.')
})
