import { afterEach, describe, expect, test } from 'vitest'
import {
  atOnce,
  openTestBook,
  orderOf,
  plainProvider,
  replyWith,
  type TestBook,
} from '../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../e2e/harness/tiny-picture.ts'
import type { FailureKind } from '../../shared/domain/job.ts'
import { ProviderError } from '../providers/provider.ts'
import { ALL } from '../store/queue/jobs.ts'
import { REMEDIES } from './remedies.ts'

let book: TestBook
afterEach(() => book.remove())

const OPENING: FailureKind[] = [
  'no-key',
  'unauthorized',
  'forbidden',
  'quota',
  'billing',
  'insecure',
  'proxy',
  'wrong-address',
  'missing-part',
]

describe.each(OPENING)('%s', (kind) => {
  test('opens the lane at its first answer; everything stays queued, spends nothing, and goes on when it is put right', async () => {
    let isWell = false
    let calls = 0
    const provider = plainProvider({
      ...atOnce(1),
      generate: async ({ seed }) => {
        calls++
        if (!isWell) throw new ProviderError(kind, 'raw words of the vendor', { httpStatus: 400 })
        return replyWith(tinyPng(seed))
      },
    })
    book = openTestBook(5, { providers: [provider] })
    book.queue.enqueue(orderOf(5))
    const end = await book.queue.run()
    expect(end).toMatchObject({ ended: 'drained', openLanes: [{ lane: 'plain', openFailure: kind }] })
    expect(end.openLanes[0]!.message).toBe(REMEDIES[kind].message)
    expect(calls).toBe(1)
    expect(book.queue.counts()).toMatchObject({ queued: 5, failed: 0, running: 0 })
    expect(book.queue.jobs({}, ALL).map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 0])
    expect(book.queue.spent()).toEqual({ chargedUsd: 0, maybeUsd: 0, maybeCalls: 0, unpricedCalls: 0 })

    await book.queue.run()
    expect(calls).toBe(1)
    isWell = true
    expect(book.queue.resumeLane('plain')).toBe(true)
    await book.queue.run()
    expect(book.queue.counts().done).toBe(5)
  })

  test('is told in the sentence that says more than the kind, on the lane and on the job', async () => {
    const says = 'The server at 127.0.0.1:8188 has no checkpoint called ink.safetensors.'
    const provider = plainProvider({
      ...atOnce(1),
      generate: async () => {
        throw new ProviderError(kind, 'raw words of the vendor', { says })
      },
    })
    book = openTestBook(2, { providers: [provider] })
    book.queue.enqueue(orderOf(2))
    const end = await book.queue.run()
    expect(end.openLanes).toMatchObject([{ message: says }])
    const [job] = book.queue.jobs({}, ALL)
    expect(job).toMatchObject({ state: 'queued', failure: kind, message: says })
    expect(book.queue.store.attempts.ofJob(job!.id)).toMatchObject([{ detail: 'raw words of the vendor' }])
  })
})

describe('money of an answer without a picture', () => {
  const refusing = (options: ConstructorParameters<typeof ProviderError>[2], kind: FailureKind = 'refused') =>
    plainProvider({
      generate: async () => {
        throw new ProviderError(kind, 'no picture', options)
      },
    })

  test('is charged where the provider says what it cost', async () => {
    book = openTestBook(3, { providers: [refusing({ costUsd: 0.002 })] })
    book.queue.enqueue(orderOf(3))
    await book.queue.run()
    expect(book.queue.counts().refused).toBe(3)
    expect(book.queue.spent()).toEqual({
      chargedUsd: expect.closeTo(0.006),
      maybeUsd: 0,
      maybeCalls: 0,
      unpricedCalls: 0,
    })
  })

  test('is one line for every attempt that cost some', async () => {
    book = openTestBook(1, { providers: [refusing({ costUsd: 0.002 }, 'no-image')], random: () => 0 })
    book.queue.enqueue(orderOf(1))
    await book.queue.run()
    expect(book.queue.counts().failed).toBe(1)
    expect(book.queue.spent().chargedUsd).toBeCloseTo(0.004)
  })

  test('is unknown where it may have cost some and nobody says what', async () => {
    book = openTestBook(1, { providers: [refusing({ maybeBilled: true })] })
    book.queue.enqueue(orderOf(1))
    await book.queue.run()
    expect(book.queue.spent()).toMatchObject({ chargedUsd: 0, maybeCalls: 1, maybeUsd: 0.04 })
  })

  test('is none where it cost nothing, and none of a free provider', async () => {
    book = openTestBook(1, { providers: [{ ...refusing({ costUsd: 0.5 }), free: true }] })
    book.queue.enqueue(orderOf(1))
    await book.queue.run()
    expect(book.queue.spent()).toMatchObject({ chargedUsd: 0, maybeCalls: 0 })
  })
})
