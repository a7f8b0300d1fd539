import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openTestBook, orderOf, type TestBook } from '../../../e2e/harness/test-book.ts'

let book: TestBook
afterEach(() => book.remove())

test('a batch runs to its end: every job done, every file whole, every call in the ledger', async () => {
  book = openTestBook(20)
  const { queued } = book.queue.enqueue(orderOf(20))
  expect(queued).toBe(20)
  const end = await book.queue.run()
  expect(end).toMatchObject({ ended: 'drained', failure: null, openLanes: [], held: [] })
  expect(book.queue.counts()).toMatchObject({ done: 20, queued: 0, running: 0 })
  for (let n = 0; n < 20; n++) {
    const [take] = book.queue.store.takes.ofPanel(`panel-${n}`)
    const bytes = readFileSync(join(book.folder, take!.path))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(take!.sha256)
    expect(bytes.byteLength).toBe(take!.bytes)
  }
  expect(book.queue.spent().chargedUsd).toBeCloseTo(0.8)
})
