import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import {
  atOnce,
  batchOrder,
  freeProvider,
  heldProvider,
  jobOrder,
  manualClock,
  openTestBook,
  orderOf,
  plainProvider,
  replyWith,
  type TestBook,
} from '../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../e2e/harness/tiny-picture.ts'
import { ProviderError } from '../providers/provider.ts'
import { ALL } from '../store/queue/jobs.ts'
import type { QueueEvent } from './context.ts'

let book: TestBook
afterEach(() => book.remove())

/** Resolves when a job has come to a state. */
function reaches(state: string, times = 1): Promise<void> {
  return new Promise((resolve) => {
    const stop = book.queue.subscribe((event: QueueEvent) => {
      if (event.type !== 'job.changed' || event.state !== state || --times > 0) return
      stop()
      resolve()
    })
  })
}

test('a batch runs to its end: every job done, every file whole, every call in the ledger', async () => {
  book = openTestBook(20)
  expect(book.queue.enqueue(orderOf(20)).queued).toBe(20)
  const end = await book.queue.run()
  expect(end).toMatchObject({ ended: 'drained', failure: null, openLanes: [], held: [] })
  expect(book.queue.counts()).toMatchObject({ done: 20, queued: 0, running: 0 })
  for (let n = 0; n < 20; n++) {
    const [take] = book.queue.store.takes.ofPanel(`panel-${n}`)
    const bytes = readFileSync(join(book.folder, take!.path))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(take!.sha256)
    expect(bytes.byteLength).toBe(take!.bytes)
  }
  expect(book.queue.spent()).toEqual({ chargedUsd: expect.closeTo(0.8), maybeUsd: 0, maybeCalls: 0, unpricedCalls: 0 })
})

test('never more calls at once than the provider allows, and a free slot is filled at once', async () => {
  const held = heldProvider({ ...atOnce(3) })
  book = openTestBook(5, { providers: [held.provider] })
  book.queue.enqueue(orderOf(5))
  const run = book.queue.run()
  await held.made(3)
  expect(book.queue.counts()).toMatchObject({ running: 3, queued: 2 })
  held.calls[1]!.answer()
  await held.made(4)
  for (const call of held.calls) call.answer()
  await held.made(5)
  held.calls[4]!.answer()
  await run
  expect(book.queue.counts().done).toBe(5)
})

describe('order', () => {
  test('goes by priority, then by the age of the batch, then by place in it', async () => {
    const seeds: number[] = []
    const provider = plainProvider({
      ...atOnce(1),
      generate: async ({ seed }) => {
        seeds.push(seed)
        return replyWith(tinyPng(seed))
      },
    })
    book = openTestBook(6, { providers: [provider] })
    book.queue.enqueue(batchOrder([jobOrder(0)], { priority: 'low' }))
    book.queue.enqueue(batchOrder([jobOrder(1), jobOrder(2)]))
    book.queue.enqueue(batchOrder([jobOrder(3)]))
    book.queue.enqueue(batchOrder([jobOrder(5), jobOrder(4)], { priority: 'high' }))
    await book.queue.run()
    expect(seeds).toEqual([5, 4, 1, 2, 3, 0])
  })

  test('leaves a paused batch alone until it is resumed, also in the middle of a run', async () => {
    const held = heldProvider({ ...atOnce(1) })
    book = openTestBook(4, { providers: [held.provider] })
    const { batchId } = book.queue.enqueue(batchOrder([jobOrder(0), jobOrder(1)]))
    book.queue.enqueue(batchOrder([jobOrder(2), jobOrder(3)]))
    book.queue.pauseBatch(batchId!)
    const run = book.queue.run()
    await held.made(1)
    book.queue.resumeBatch(batchId!)
    for (let n = 0; n < 4; n++) {
      await held.made(n + 1)
      held.calls[n]!.answer()
    }
    await run
    expect(held.calls.map(({ seed }) => seed)).toEqual([2, 0, 1, 3])
  })

  test('is kept to the jobs that are named, also within a batch and when they come back for another try', async () => {
    let calls = 0
    const provider = plainProvider({
      generate: async ({ seed }) => {
        if (calls++ === 0) throw new ProviderError('overloaded', '')
        return replyWith(tinyPng(seed))
      },
    })
    book = openTestBook(6, { providers: [provider], random: () => 0 })
    book.queue.enqueue(orderOf(4))
    book.queue.enqueue(batchOrder([jobOrder(4), jobOrder(5)]))
    const named = book.queue.jobs({}, ALL).filter(({ panelId }) => ['panel-2', 'panel-5'].includes(panelId))
    const ids = named.map(({ id }) => id)
    expect((await book.queue.run({ jobs: ids })).ended).toBe('drained')
    expect(calls).toBe(3)
    expect(book.queue.jobs({ states: ['done'] }, ALL).map(({ id }) => id)).toEqual(ids)
    expect(book.queue.store.runScope.counts()).toMatchObject({ done: 2, queued: 0 })
    expect(book.queue.store.runScope.spent().chargedUsd).toBeCloseTo(0.08)

    await book.queue.run({ jobs: [] })
    expect(book.queue.counts()).toMatchObject({ done: 2, queued: 4 })
    await book.queue.run()
    expect(book.queue.counts()).toMatchObject({ done: 6 })
  })
})

describe('a gate', () => {
  test('brings exactly so many jobs to their end, and the next run goes on with the rest', async () => {
    book = openTestBook(25)
    book.queue.enqueue(orderOf(25))
    expect((await book.queue.run({ gate: 10 })).ended).toBe('gate')
    expect(book.queue.counts()).toMatchObject({ done: 10, queued: 15, running: 0 })
    expect((await book.queue.run()).ended).toBe('drained')
    expect(book.queue.counts().done).toBe(25)
  })

  test('counts refusals, and not what goes back for another try', async () => {
    const tries = new Map<number, number>()
    const provider = plainProvider({
      generate: async ({ seed }) => {
        tries.set(seed, (tries.get(seed) ?? 0) + 1)
        if (seed === 0) throw new ProviderError('refused', '')
        if (seed === 1 && tries.get(seed) === 1) throw new ProviderError('overloaded', '')
        return replyWith(tinyPng(seed))
      },
    })
    book = openTestBook(20, { providers: [provider], random: () => 0 })
    book.queue.enqueue(orderOf(20))
    await book.queue.run({ gate: 6 })
    const { done, refused, queued } = book.queue.counts()
    expect([done + refused, refused, queued]).toEqual([6, 1, 14])
  })
})

describe('money', () => {
  test('a cap holds what is spent and what runs, and says which batch waits for it', async () => {
    const held = heldProvider({ ...atOnce(8) })
    book = openTestBook(10, { providers: [held.provider] })
    const { batchId } = book.queue.enqueue(orderOf(10, { budgetUsd: 0.13 }))
    const run = book.queue.run()
    await held.made(3)
    expect(book.queue.counts()).toMatchObject({ running: 3, queued: 7 })
    for (const call of held.calls) call.answer()
    const end = await run
    expect(end.held).toMatchObject([{ batchId, why: 'over-budget', of: 'batch', capUsd: 0.13, neededUsd: 0.04 }])
    expect(end.held).toMatchObject([{ leftUsd: expect.closeTo(0.01) }])
    expect(book.queue.spent(batchId!).chargedUsd).toBeCloseTo(0.12)
  })

  test('a cheaper call than quoted leaves room for another', async () => {
    book = openTestBook(4, {
      providers: [plainProvider({ ...atOnce(1), generate: async ({ seed }) => replyWith(tinyPng(seed), 0.01) })],
    })
    book.queue.enqueue(orderOf(4, { budgetUsd: 0.06 }))
    await book.queue.run()
    expect(book.queue.counts().done).toBe(3)
  })

  test('a batch over its cap does not keep the next one from running', async () => {
    book = openTestBook(4)
    book.queue.enqueue(batchOrder([jobOrder(0), jobOrder(1)], { budgetUsd: 0.05 }))
    book.queue.enqueue(batchOrder([jobOrder(2), jobOrder(3)]))
    await book.queue.run()
    expect(book.queue.counts()).toMatchObject({ done: 3, queued: 1 })
  })

  test.each([{ dayUsd: 0.09 }, { bookUsd: 0.09 }])('%o holds over all batches', async (caps) => {
    book = openTestBook(4)
    book.queue.enqueue(batchOrder([jobOrder(0), jobOrder(1)]))
    book.queue.enqueue(batchOrder([jobOrder(2), jobOrder(3)]))
    await book.queue.run(caps)
    expect(book.queue.counts()).toMatchObject({ done: 2, queued: 2 })
  })

  test('a cap on the run counts what this run spends, in all batches, and nothing that was spent before', async () => {
    book = openTestBook(8)
    book.queue.enqueue(batchOrder([jobOrder(0), jobOrder(1)]))
    await book.queue.run()
    book.queue.enqueue(batchOrder([jobOrder(2)]))
    book.queue.enqueue(batchOrder([3, 4, 5, 6, 7].map((n) => jobOrder(n))))
    const end = await book.queue.run({ runUsd: 0.13 })
    expect(book.queue.counts()).toMatchObject({ done: 5, queued: 3 })
    expect(end.held).toMatchObject([{ why: 'over-budget', of: 'run' }])
    await book.queue.run({ runUsd: 0.04 })
    expect(book.queue.counts()).toMatchObject({ done: 6, queued: 2 })
  })

  test('a job without a price does not start under a cap', async () => {
    book = openTestBook(1)
    book.queue.enqueue(batchOrder([jobOrder(0, { estimateUsd: null })], { budgetUsd: 5 }))
    const end = await book.queue.run()
    expect(end.held).toMatchObject([{ why: 'price-unknown' }])
  })
})

describe('stopping', () => {
  test('first lets running jobs land', async () => {
    const held = heldProvider({ ...atOnce(2) })
    book = openTestBook(5, { providers: [held.provider] })
    book.queue.enqueue(orderOf(5))
    const stop = new AbortController()
    const run = book.queue.run({ stop: stop.signal })
    await held.made(2)
    stop.abort()
    for (const call of held.calls) call.answer()
    expect((await run).ended).toBe('stopped')
    expect(book.queue.counts()).toMatchObject({ done: 2, queued: 3, running: 0, unknown: 0 })
  })

  test('then cuts them: paid ones are unknown and in the ledger', async () => {
    const held = heldProvider({ ...atOnce(2) })
    book = openTestBook(5, { providers: [held.provider] })
    book.queue.enqueue(orderOf(5))
    const abort = new AbortController()
    const run = book.queue.run({ abort: abort.signal })
    await held.made(2)
    abort.abort()
    expect((await run).ended).toBe('aborted')
    expect(held.calls.every(({ signal }) => signal.aborted)).toBe(true)
    expect(book.queue.counts()).toMatchObject({ unknown: 2, queued: 3, running: 0 })
    expect(book.queue.spent()).toMatchObject({ maybeCalls: 2, maybeUsd: expect.closeTo(0.08) })
  })

  test('puts free ones that were cut back into the queue', async () => {
    const held = heldProvider({ ...atOnce(2) })
    book = openTestBook(5, { providers: [freeProvider({ generate: held.provider.generate })] })
    book.queue.enqueue(orderOf(5))
    const abort = new AbortController()
    const run = book.queue.run({ abort: abort.signal })
    await held.made(2)
    abort.abort()
    await run
    expect(book.queue.counts()).toMatchObject({ queued: 5, unknown: 0 })
    expect(book.queue.spent()).toMatchObject({ chargedUsd: 0, maybeCalls: 0 })
  })

  test('does not wait for a lane that waits', async () => {
    const clock = manualClock()
    const provider = plainProvider({
      generate: async () => {
        throw new ProviderError('rate-limited', '', { retryAfterMs: 3_600_000 })
      },
    })
    book = openTestBook(3, { providers: [provider], clock })
    book.queue.enqueue(orderOf(3))
    const stop = new AbortController()
    const run = book.queue.run({ stop: stop.signal })
    await reaches('queued')
    stop.abort()
    expect((await run).ended).toBe('stopped')
    expect(book.queue.lanes()).toMatchObject([{ lane: 'plain', notBefore: clock.now() + 3_600_000 }])
  })
})

describe('a provider that is down', () => {
  test('is probed with one call at a time, and everything is made once it is back', async () => {
    const clock = manualClock()
    let down = true
    let open = 0
    let mostWhileProbing = 0
    let calls = 0
    const provider = plainProvider({
      ...atOnce(8),
      generate: async ({ seed }) => {
        calls++
        open++
        if (calls > 8) mostWhileProbing = Math.max(mostWhileProbing, open)
        await Promise.resolve()
        open--
        if (down) throw new ProviderError('overloaded', '')
        return replyWith(tinyPng(seed))
      },
    })
    book = openTestBook(40, { providers: [provider], clock, random: () => 0.99 })
    book.queue.enqueue(orderOf(40))
    const run = book.queue.run()
    const probe = async () => {
      const before = calls
      while (calls === before) {
        const next = clock.next()
        if (next !== null && book.queue.counts().running === 0) clock.advance(next - clock.now())
        await setImmediate()
      }
    }
    while (calls < 8 || book.queue.counts().running > 0) await setImmediate()
    for (let probes = 0; probes < 3; probes++) await probe()
    expect(mostWhileProbing).toBe(1)
    expect(calls).toBe(8 + 3)
    down = false
    let ended = false
    void run.then(() => {
      ended = true
    })
    while (!ended) {
      await setImmediate()
      const next = clock.next()
      if (next !== null && book.queue.counts().running === 0) clock.advance(next - clock.now())
    }
    expect(book.queue.counts()).toMatchObject({ done: 40, failed: 0 })
  })

  test('that rejects three panels in a row in the same way is paused, the rest stays queued', async () => {
    const provider = plainProvider({
      ...atOnce(1),
      generate: async () => {
        throw new ProviderError('invalid', 'model not found', { httpStatus: 404 })
      },
    })
    book = openTestBook(50, { providers: [provider] })
    book.queue.enqueue(orderOf(50))
    const end = await book.queue.run()
    expect(end.openLanes).toMatchObject([{ lane: 'plain', openFailure: 'invalid' }])
    expect(book.queue.counts()).toMatchObject({ failed: 3, queued: 47 })
  })

  test('that is halted from before is no matter of a run that has nothing waiting there', async () => {
    book = openTestBook(2)
    book.queue.enqueue(orderOf(1))
    book.queue.store.lanes.open('elsewhere', 'missing-part', 'There is no such checkpoint.', 0)
    expect(await book.queue.run()).toMatchObject({ ended: 'drained', openLanes: [] })
    book.queue.enqueue(batchOrder([{ ...jobOrder(1), lane: 'elsewhere' }]))
    expect((await book.queue.run()).openLanes).toMatchObject([
      { lane: 'elsewhere', openFailure: 'missing-part', action: expect.stringContaining('Install it') },
    ])
  })
})

test('a bug in a provider fails that job, with its words in the journal only', async () => {
  const provider = plainProvider({
    generate: async () => {
      throw new TypeError('x is not a function')
    },
  })
  book = openTestBook(1, { providers: [provider], random: () => 0 })
  book.queue.enqueue(orderOf(1))
  await book.queue.run()
  const [job] = book.queue.jobs({}, ALL)
  expect(job).toMatchObject({ state: 'failed', failure: 'unexpected', attempts: 3 })
  expect(job!.message).not.toContain('function')
  expect(book.queue.store.attempts.ofJob(job!.id)[0]!.detail).toContain('x is not a function')
})

test('one run at a time', async () => {
  book = openTestBook(1)
  const run = book.queue.run()
  await expect(book.queue.run()).rejects.toMatchObject({ code: 'WRONG_USE' })
  await run
})
