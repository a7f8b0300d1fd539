import { afterEach, describe, expect, test } from 'vitest'
import {
  freeProvider,
  hurriedClock,
  openTestBook,
  orderOf,
  replyWith,
  type TestBook,
} from '../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../e2e/harness/tiny-picture.ts'
import type { FailureKind } from '../../shared/domain/job.ts'
import { type ImageProvider, ProviderError } from '../providers/provider.ts'

let book: TestBook
afterEach(() => book.remove())

const NEVER = () => new Promise<never>(() => {})
/** A provider that counts what it makes and what it is asked. */
function counting(reconcile: NonNullable<ImageProvider['reconcile']>, changes: Partial<ImageProvider> = {}) {
  const made: number[] = []
  const asked: string[] = []
  const provider = freeProvider({
    generate: async ({ seed }, { remember }) => {
      made.push(seed)
      await remember(`again-${seed}`)
      return replyWith(tinyPng(seed), 0)
    },
    reconcile: (task, io, request) => {
      asked.push(task)
      return reconcile(task, io, request)
    },
    ...changes,
  })
  return { provider, made, asked }
}

/** Starts free calls that never end and are remembered, as a process that dies leaves them. */
async function dieWhileRunning(jobs: number): Promise<void> {
  let left = jobs
  const started = Promise.withResolvers<void>()
  const generate: ImageProvider['generate'] = async ({ seed }, { remember }) => {
    await remember(`task-${seed}`)
    if (--left === 0) started.resolve()
    return NEVER()
  }
  book = openTestBook(jobs, { providers: [freeProvider({ generate })] })
  book.queue.enqueue(orderOf(jobs))
  void book.queue.run()
  await started.promise
}

describe('free jobs that ran when the owner died', () => {
  test('are asked about before they are made again: finished ones land, lost ones are made', async () => {
    await dieWhileRunning(3)
    const { provider, made, asked } = counting(async (task) =>
      task === 'task-1' ? 'lost' : replyWith(tinyPng(Number(task.slice(5))), 0),
    )
    const queue = book.reopen({ providers: [provider] })
    expect(await queue.recover()).toMatchObject({ requeued: 3, unknown: [] })
    await queue.run()
    expect(queue.counts()).toMatchObject({ done: 3, unknown: 0 })
    expect(asked.sort()).toEqual(['task-0', 'task-1', 'task-2'])
    expect(made).toEqual([1])
    expect(queue.spent()).toMatchObject({ chargedUsd: 0, maybeCalls: 0 })
  })

  test('are waited for while their server still works on them', async () => {
    await dieWhileRunning(1)
    let questions = 0
    const { provider, made } = counting(async () => (++questions < 4 ? 'running' : replyWith(tinyPng(0), 0)))
    const queue = book.reopen({ providers: [provider], clock: hurriedClock(1_000) })
    await queue.run()
    expect([queue.counts().done, questions, made]).toEqual([1, 4, []])
  })

  test('stay in the queue, neither lost nor made twice, while their server cannot be asked', async () => {
    await dieWhileRunning(1)
    const { provider, made } = counting(async () => {
      throw new ProviderError('unreachable', 'nobody there')
    })
    const queue = book.reopen({ providers: [provider], clock: hurriedClock(100_000) })
    const { openLanes } = await queue.run()
    expect(openLanes).toMatchObject([{ openFailure: 'unreachable' }])
    expect([queue.counts().queued, made]).toEqual([1, []])
  })
})

describe('a free job that failed within a run', () => {
  test.each<[FailureKind, boolean]>([
    ['network', true],
    ['timeout', true],
    ['unreachable', true],
    ['corrupt', false],
    ['overloaded', false],
    ['unexpected', false],
  ])('after %s is asked about first: %s', async (kind, isAsked) => {
    let attempts = 0
    const { provider, asked } = counting(async () => 'lost', {
      generate: async ({ seed }, { remember }) => {
        await remember('first')
        if (++attempts === 1) throw new ProviderError(kind, 'once')
        return replyWith(tinyPng(seed), 0)
      },
    })
    book = openTestBook(1, { providers: [provider], clock: hurriedClock(10_000) })
    book.queue.enqueue(orderOf(1))
    await book.queue.run()
    expect([book.queue.counts().done, attempts, asked]).toEqual([1, 2, isAsked ? ['first'] : []])
  })
})
