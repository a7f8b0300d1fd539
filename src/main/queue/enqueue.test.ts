import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { batchOrder, jobOrder, openTestBook, orderOf, type TestBook } from '../../../e2e/harness/test-book.ts'

let book: TestBook
afterEach(() => book.remove())

test('an order that cannot be stored whole is not stored at all', () => {
  book = openTestBook(5)
  const order = batchOrder([jobOrder(0), jobOrder(1), jobOrder(99)])
  expect(() => book.queue.enqueue(order)).toThrow(/FOREIGN KEY/)
  expect(book.queue.counts().queued).toBe(0)
  expect(book.queue.store.batches.list()).toEqual([])
})

test('the same order twice queues nothing the second time, and says why', () => {
  book = openTestBook(3)
  book.queue.enqueue(orderOf(3))
  const again = book.queue.enqueue(orderOf(3))
  expect(again).toMatchObject({ batchId: null, queued: 0 })
  expect(again.skipped.map(({ why }) => why)).toEqual(['live', 'live', 'live'])
})

test('a picture that is there is not made again, unless the author asks for another', async () => {
  book = openTestBook(2)
  book.queue.enqueue(orderOf(2))
  await book.queue.run()
  expect(book.queue.enqueue(orderOf(2)).skipped.map(({ why }) => why)).toEqual(['done', 'done'])

  expect(book.queue.enqueue(orderOf(2), { again: true }).queued).toBe(2)
  await book.queue.run()
  const paths = book.queue.store.takes.ofPanel('panel-0').map(({ path }) => path)
  expect(new Set(paths).size).toBe(2)
})

test('a picture whose file is gone is made again, under a name of its own', async () => {
  book = openTestBook(1)
  book.queue.enqueue(orderOf(1))
  await book.queue.run()
  const [lost] = book.queue.store.takes.ofPanel('panel-0')
  rmSync(join(book.folder, lost!.path))
  const queue = book.reopen()
  expect((await queue.recover()).missing).toEqual([lost!.path])
  expect(queue.enqueue(orderOf(1)).queued).toBe(1)
  await queue.run()
  const takes = queue.store.takes.ofPanel('panel-0')
  expect(takes.map(({ fileState }) => fileState)).toEqual(['missing', 'whole'])
  expect(takes[1]!.path).not.toBe(lost!.path)
})

test('an order that names an image twice queues it once', () => {
  book = openTestBook(1)
  const { queued, skipped } = book.queue.enqueue(batchOrder([jobOrder(0), jobOrder(0)]))
  expect([queued, skipped.map(({ why }) => why)]).toEqual([1, ['repeated']])
})

test('what the provider cannot do is told before it costs anything', () => {
  book = openTestBook(3)
  const request = jobOrder(0).request
  const { queued, skipped } = book.queue.enqueue(
    batchOrder([
      jobOrder(0, { request: { ...request, quality: 'ultra' } }),
      jobOrder(1, { request: { ...request, width: 10, height: 4_000 } }),
      jobOrder(2, { request: { ...request, provider: 'nobody' } }),
    ]),
  )
  expect(queued).toBe(0)
  expect(skipped.map(({ message }) => message)).toEqual([
    'plain-1 has no quality called ultra.',
    'plain-1 has no size of 10 × 4000 pixels.',
    'There is no provider called nobody.',
  ])
})
