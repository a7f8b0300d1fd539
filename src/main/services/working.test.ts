import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { bookQueue } from './book-queue.ts'
import { openQuayBook, type QuayBook } from './quay-book.ts'
import { stakesOf } from './stakes.ts'
import { type BookWork, bookWork } from './working.ts'

let book: QuayBook
let work: BookWork
let summaries: QueueSummary[]
let opened: number

beforeEach(async () => {
  book = await openQuayBook(2)
  summaries = []
  opened = 0
  work = bookWork(book.project, { summary: (summary) => summaries.push(summary), job() {}, take() {} }, (project) => {
    opened++
    return bookQueue(project, [book.provider])
  })
})

afterEach(async () => {
  work.abort()
  await work.idle()
  work.close()
  book.close()
})

const all = () => ({ styles: ['noir'], provider: book.provider })

/** When so many pictures were asked for. */
async function calls(count: number): Promise<void> {
  while (book.calls.length < count) await new Promise((resolve) => setImmediate(resolve))
}

describe('work on a book', () => {
  test('takes up more while it runs, and ends when all of it is done', async () => {
    await work.generate({ ...all(), chapters: ['1'] })
    await work.generate({ ...all(), chapters: ['2'] })
    await work.idle()
    expect(work.summary()).toMatchObject({ phase: 'idle', ended: 'drained', jobs: { done: 6 } })
    expect(book.calls).toHaveLength(6)
  })

  test('that was stopped lands what is under way, and starts nothing by itself', async () => {
    await work.generate(all())
    await calls(1)
    work.stop()
    await work.idle()
    const { jobs, ended } = work.summary()
    expect(ended).toBe('stopped')
    expect(jobs.done).toBeGreaterThan(0)
    expect(jobs.queued).toBe(6 - jobs.done)
    const made = book.calls.length
    // New work is about the panels it names, not about what was stopped.
    await work.generate({ ...all(), styles: ['manga'], chapters: ['2'] })
    await work.idle()
    expect(book.calls).toHaveLength(made + 3)
  })

  test('behind a gate waits, also when other work goes on', async () => {
    expect(await work.generate({ ...all(), gate: 2 })).toMatchObject({ working: 2, behindGate: 4 })
    await work.idle()
    expect(work.summary()).toMatchObject({ ended: 'gate', behindGate: 4 })
    await work.generate({ ...all(), styles: ['manga'], chapters: ['1'] })
    await work.idle()
    expect(book.calls).toHaveLength(5)
    expect(await work.goOn({ gate: 1 })).toMatchObject({ working: 1, behindGate: 3 })
    await work.idle()
    expect(book.calls).toHaveLength(6)
  })

  test('that is stopped before its gate goes on to the gate, and the gate holds', async () => {
    await work.generate({ ...all(), gate: 4, concurrency: 1 })
    await calls(1)
    work.stop()
    await work.idle()
    const made = book.calls.length
    expect(made).toBeLessThan(4)
    expect(work.summary()).toMatchObject({ behindGate: 2, stopped: 4 - made, jobs: { queued: 6 - made } })
    expect(stakesOf(book.project).waiting.pictures).toBe(4 - made)
    expect(await work.goOn({})).toMatchObject({ working: 4 - made, behindGate: 0 })
    await work.idle()
    expect(book.calls).toHaveLength(4)
    expect(work.summary()).toMatchObject({ ended: 'gate', behindGate: 2, stopped: 0 })
  })

  test('is told under the cap of its batch, also once it has ended', async () => {
    await work.generate({ ...all(), budgetUsd: 5 })
    await work.idle()
    expect(work.summary().money.budgetUsd).toBe(5)
    const [batch] = work.queue.store.batches.list()
    work.queue.capBatch(batch!.id, null)
    expect(work.summary().money.budgetUsd).toBeNull()
  })

  test('takes the next pictures of a gate, and not those that were stopped before it', async () => {
    await work.generate({ ...all(), gate: 4, concurrency: 1 })
    await calls(1)
    work.stop()
    await work.idle()
    const made = book.calls.length
    expect(await work.goOn({ gate: 1 })).toMatchObject({ working: 1, behindGate: 1 })
    await work.idle()
    expect(book.calls).toHaveLength(made + 1)
    expect(work.summary()).toMatchObject({ behindGate: 1, stopped: 4 - made })
  })

  test('has nothing behind its gate any more once that was cancelled', async () => {
    await work.generate({ ...all(), gate: 2 })
    await work.idle()
    work.queue.cancel({ states: ['queued'] })
    expect(work.summary()).toMatchObject({ behindGate: 0, stopped: 0, run: { jobs: { done: 2, queued: 0 } } })
  })

  test('goes on under a new cap that is set meanwhile, and spends no more', async () => {
    await work.generate(all())
    await calls(1)
    book.project.book.change({ budgetUsd: 0 })
    work.refresh()
    await work.idle()
    const made = book.calls.length
    expect(made).toBeLessThan(6)
    expect(work.summary().jobs.queued).toBe(6 - made)
  })

  test('goes on with other keys once what is under way has come', async () => {
    await work.generate(all())
    await calls(1)
    work.refresh()
    await work.idle()
    expect(opened).toBe(2)
    expect(work.summary()).toMatchObject({ ended: 'drained', jobs: { done: 6 } })
    expect(book.calls).toHaveLength(6)
  })

  test('does not go round in circles before a lane that is halted', async () => {
    book.answers.push('unauthorized')
    await work.generate(all())
    await work.idle()
    expect(book.calls).toHaveLength(1)
    expect(work.summary()).toMatchObject({ phase: 'idle', waits: [{ until: null }], jobs: { queued: 6 } })
  })

  test('tries again what failed, on the author’s word', async () => {
    book.answers.push('invalid')
    await work.generate(all())
    await work.idle()
    expect(work.summary().jobs).toMatchObject({ done: 5, failed: 1 })
    expect(await work.goOn({ retry: {} })).toMatchObject({ retried: 1, working: 1 })
    await work.idle()
    expect(work.summary().jobs).toMatchObject({ done: 6, failed: 0 })
  })

  test('tells how it stands, at most twice a second, and once at the end', async () => {
    await work.generate(all())
    await work.idle()
    expect(summaries.at(-1)).toMatchObject({ phase: 'idle', jobs: { done: 6 } })
    expect(summaries.length).toBeLessThan(6)
  })

  test('shows what is under way with the moment it was sent', async () => {
    await work.generate(all())
    await calls(1)
    const [slot] = work.summary().slots
    expect(slot).toMatchObject({ style: 'noir', lang: 'en', lane: 'test', fraction: null })
    expect(slot!.startedAt).toBeLessThanOrEqual(Date.now())
    await work.idle()
    expect(work.summary().slots).toEqual([])
  })
})
