import { describe, expect, test } from 'vitest'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { ProviderError } from '../../providers/provider.ts'
import type { Clock } from '../../queue/clock.ts'
import { type CallsOptions, type PaidCall, runCalls } from './run-calls.ts'

/** Time that passes only when everybody waits for it. */
function standingClock(): Clock & { waits: number[] } {
  let now = 0
  const clock = {
    waits: [] as number[],
    now: () => now,
    after(ms: number, wake: () => void) {
      let isOff = false
      // Request limits are the longest waits of all, and never come to pass here.
      if (ms < 100_000)
        setImmediate(() => {
          if (isOff) return
          clock.waits.push(ms)
          now += ms
          wake()
        })
      return () => {
        isOff = true
      }
    },
  }
  return clock
}

interface Made {
  name: string
  failed: string[]
}

function callsOf(scripts: (FailureKind | 'ok' | ProviderError)[][], made: Made[], usd = 0.01): PaidCall[] {
  return scripts.map((script, at) => {
    const one: Made = { name: `call ${at}`, failed: [] }
    const call: PaidCall = {
      estimateUsd: usd,
      async make() {
        made.push(one)
        const answer = script.shift() ?? 'ok'
        if (answer !== 'ok')
          throw answer instanceof ProviderError
            ? answer
            : new ProviderError(answer, 'as the test says', { maybeBilled: answer === 'timeout', httpStatus: 400 })
      },
      failed(error) {
        one.failed.push(error.kind)
        return []
      },
    }
    return call
  })
}

const run = (calls: PaidCall[], over: Partial<CallsOptions> = {}) =>
  runCalls(calls, {
    clock: standingClock(),
    random: () => 0.5,
    concurrency: 2,
    timeoutMs: 120_000,
    free: false,
    caps: () => [],
    ...over,
  })

describe('runCalls', () => {
  test('makes every call once', async () => {
    const made: Made[] = []
    expect(await run(callsOf([['ok'], ['ok'], ['ok']], made))).toEqual({ ended: 'all', why: null, held: null, left: 0 })
    expect(made).toHaveLength(3)
  })

  test('waits as long as it is asked to, and tries again what passes by itself', async () => {
    const clock = standingClock()
    const made: Made[] = []
    const wait = new ProviderError('rate-limited', '', { retryAfterMs: 7_000, httpStatus: 429 })
    const end = await run(callsOf([[wait, 'overloaded', 'ok']], made), { clock })
    expect(end.ended).toBe('all')
    expect(made.map(({ name }) => name)).toEqual(['call 0', 'call 0', 'call 0'])
    expect(clock.waits).toContain(7_000)
  })

  test('does not make again what may have been billed', async () => {
    const made: Made[] = []
    await run(callsOf([['timeout'], ['ok']], made))
    expect(made).toHaveLength(2)
    expect(made[0]!.failed).toEqual(['timeout'])
  })

  test('stops at a failure that the next call would meet too, and says what to do', async () => {
    const made: Made[] = []
    const end = await run(callsOf([['unauthorized'], ['ok'], ['ok'], ['ok']], made), { concurrency: 1 })
    expect(end).toMatchObject({ ended: 'halted', left: 4 })
    expect(end.why?.message).toBe('The provider does not accept the key.')
    expect(made).toHaveLength(1)
  })

  test('makes in its place what a call that failed for good leaves to do', async () => {
    const made: Made[] = []
    const [whole, ...parts] = callsOf([['refused'], ['ok'], ['ok']], made)
    whole!.failed = () => parts
    expect((await run([whole!])).ended).toBe('all')
    expect(made.map(({ name }) => name)).toEqual(['call 0', 'call 1', 'call 2'])
  })

  test('starts nothing that would go over a cap', async () => {
    const made: Made[] = []
    const end = await run(callsOf([['ok'], ['ok'], ['ok']], made), {
      concurrency: 1,
      caps: () => [{ of: 'run', capUsd: 0.025, spentUsd: made.length * 0.01, runningUsd: 0 }],
    })
    expect(end).toMatchObject({ ended: 'budget', why: null, held: { of: 'run', neededUsd: 0.01 }, left: 1 })
    expect(made).toHaveLength(2)
  })

  test('starts nothing more once it is told to stop, and ends what runs when it is cut', async () => {
    const stop = new AbortController()
    const made: Made[] = []
    const calls = callsOf([['ok'], ['ok']], made)
    const first = calls[0]!.make
    calls[0]!.make = async (signal) => {
      stop.abort()
      return first(signal)
    }
    expect(await run(calls, { stop: stop.signal, concurrency: 1 })).toMatchObject({ ended: 'stopped', left: 1 })

    const abort = new AbortController()
    const hanging: PaidCall = {
      estimateUsd: 0,
      make: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new ProviderError('cancelled', 'cut', { maybeBilled: true })))
          abort.abort()
        }),
      failed: () => [],
    }
    expect((await run([hanging], { abort: abort.signal })).ended).toBe('aborted')
  })

  test('lets faults of ours through', async () => {
    const broken: PaidCall = {
      estimateUsd: 0,
      make: () => Promise.reject(new TypeError('x is not a function')),
      failed: () => [],
    }
    await expect(run([broken])).rejects.toThrow('x is not a function')
  })
})
