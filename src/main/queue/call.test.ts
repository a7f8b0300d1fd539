import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import {
  atOnce,
  freeProvider,
  manualClock,
  openTestBook,
  orderOf,
  plainProvider,
  replyWith,
  type TestBook,
} from '../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../e2e/harness/tiny-picture.ts'
import type { ProviderIo, ProviderReply } from '../providers/provider.ts'
import { ALL } from '../store/queue/jobs.ts'
import type { QueueEvent } from './context.ts'

let book: TestBook
afterEach(() => book.remove())

/** A provider that waits for the picture of each call until the test hands it over, and asks for room before. */
function roomyProvider(bytesOf: (seed: number) => number) {
  const given: number[] = []
  const finish = new Map<number, () => void>()
  const provider = plainProvider({
    ...atOnce(8),
    generate: async ({ seed }, { hold }) => {
      await hold?.(bytesOf(seed))
      given.push(seed)
      await new Promise<void>((resolve) => finish.set(seed, resolve))
      return replyWith(tinyPng(seed))
    },
  })
  return { provider, given, finish: (seed: number) => finish.get(seed)?.() }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate()
}

test('a reply is read only while there is room for it, and gives its room back once its picture is stored', async () => {
  const { provider, given, finish } = roomyProvider(() => 40)
  book = openTestBook(4, { providers: [provider], roomBytes: 100 })
  book.queue.enqueue(orderOf(4))
  const run = book.queue.run()
  await until(() => given.length === 2 && book.queue.counts().running === 4)
  for (let turn = 0; turn < 20; turn++) await setImmediate()
  expect(given).toEqual([0, 1])
  finish(1)
  await until(() => given.length === 3)
  expect(book.queue.counts().done).toBe(1)
  for (const seed of [0, 2]) finish(seed)
  await until(() => given.length === 4)
  finish(3)
  await run
  expect(book.queue.counts().done).toBe(4)
})

test('room is given back when the author cuts a call, and by a provider that never asked', async () => {
  let calls = 0
  const provider = freeProvider({
    ...atOnce(1),
    generate: async ({ seed }, { hold, signal }) => {
      calls++
      if (seed === 0 && calls === 1) {
        await hold?.(1_000)
        return new Promise<ProviderReply>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
        )
      }
      if (seed === 1) await hold?.(90)
      return replyWith(tinyPng(seed, 64, 500))
    },
  })
  book = openTestBook(2, { providers: [provider], roomBytes: 100 })
  book.queue.enqueue(orderOf(2))
  const abort = new AbortController()
  const run = book.queue.run({ abort: abort.signal })
  await until(() => calls === 1)
  abort.abort()
  await run
  await book.queue.run()
  expect(book.queue.counts().done).toBe(2)
})

test('a call that waits for room is stopped promptly, while the one that has it goes on', async () => {
  const waited: unknown[] = []
  const { provider, given, finish } = roomyProvider(() => 80)
  const generate: typeof provider.generate = (request, io) =>
    provider.generate(request, io).catch((error: unknown) => {
      waited.push(error)
      throw error
    })
  book = openTestBook(2, { providers: [freeProvider({ ...provider, free: true, generate })], roomBytes: 100 })
  book.queue.enqueue(orderOf(2))
  const run = book.queue.run()
  await until(() => given.length === 1 && book.queue.counts().running === 2)
  const waiting = book.queue.jobs({}, ALL).find(({ panelId }) => panelId === 'panel-1')!
  book.queue.cancel({ ids: [waiting.id] })
  await until(() => waited.length === 1)
  finish(0)
  await run
  expect(book.queue.counts()).toMatchObject({ done: 1, cancelled: 1 })
})

test('a provider says how long one request may take; what the run says goes before', async () => {
  const clock = manualClock()
  const hanging = { generate: () => new Promise<ProviderReply>(() => {}), timeoutMs: () => 3_600_000 }
  book = openTestBook(1, { providers: [freeProvider(hanging)], clock, random: () => 0 })
  book.queue.enqueue(orderOf(1))
  const stop = new AbortController()
  const run = book.queue.run({ stop: stop.signal })
  await until(() => clock.next() === clock.now() + 3_600_000)
  stop.abort()
  clock.advance(3_599_999)
  expect(book.queue.counts().running).toBe(1)
  clock.advance(1)
  await run
  expect(book.queue.failures()).toMatchObject([{ failure: 'timeout', jobs: 1 }])

  const again = book.queue.run({ timeoutMs: 5_000 })
  await until(() => clock.next() === clock.now() + 5_000)
  book.queue.cancel({})
  await again
})

test('how far a picture is, is told now and then and never past its end', async () => {
  const clock = manualClock()
  const tell = Promise.withResolvers<NonNullable<ProviderIo['progress']>>()
  const answer = Promise.withResolvers<ProviderReply>()
  const provider = freeProvider({
    generate: (_, { progress }) => {
      tell.resolve((fraction) => progress?.(fraction))
      return answer.promise
    },
  })
  book = openTestBook(1, { providers: [provider], clock })
  book.queue.enqueue(orderOf(1))
  const told: QueueEvent[] = []
  book.queue.subscribe((event) => void (event.type === 'job.progress' && told.push(event)))
  const run = book.queue.run()
  const progress = await tell.promise
  for (const fraction of [0, 0.1, 0.2]) progress(fraction)
  clock.advance(250)
  progress(Number.NaN)
  progress(0.3)
  clock.advance(250)
  progress(7)
  answer.resolve(replyWith(tinyPng(0)))
  await run
  expect(told.map((event) => event.type === 'job.progress' && event.fraction)).toEqual([0, 0.3, 1])
})
