import { describe, expect, test } from 'vitest'
import { FAILURE_KINDS, type FailureKind } from '../../shared/domain/job.ts'
import { ProviderError } from '../providers/provider.ts'
import { REMEDIES } from './remedies.ts'
import { judge } from './verdict.ts'

const NOW = 1_000_000
const facts = { attempts: 0, free: false, waits: 0, now: NOW, random: 0.5 }

/** What a first failure of each kind leads to. */
const FIRST: Record<FailureKind, { event: string; spent: boolean; lane: string | null; stopRun: boolean }> = {
  'rate-limited': { event: 'put-back', spent: false, lane: 'hold', stopRun: false },
  overloaded: { event: 'put-back', spent: true, lane: null, stopRun: false },
  network: { event: 'put-back', spent: true, lane: null, stopRun: false },
  timeout: { event: 'put-back', spent: true, lane: null, stopRun: false },
  refused: { event: 'refuse', spent: true, lane: null, stopRun: false },
  invalid: { event: 'fail', spent: true, lane: null, stopRun: false },
  'no-image': { event: 'put-back', spent: true, lane: null, stopRun: false },
  corrupt: { event: 'put-back', spent: true, lane: null, stopRun: false },
  'no-key': { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  forbidden: { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  insecure: { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  proxy: { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  'wrong-address': { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  'missing-part': { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  unreachable: { event: 'put-back', spent: false, lane: 'hold', stopRun: false },
  'out-of-memory': { event: 'fail', spent: true, lane: null, stopRun: false },
  unauthorized: { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  quota: { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  billing: { event: 'put-back', spent: false, lane: 'open', stopRun: false },
  unsupported: { event: 'fail', spent: true, lane: null, stopRun: false },
  local: { event: 'put-back', spent: false, lane: null, stopRun: true },
  cancelled: { event: 'put-back', spent: false, lane: null, stopRun: false },
  unexpected: { event: 'put-back', spent: true, lane: null, stopRun: false },
}

/** Attempts in all before a kind that comes back every time fails; null = it never does. */
const ATTEMPTS: Record<FailureKind, number | null> = {
  'rate-limited': null,
  overloaded: 5,
  network: 5,
  timeout: 5,
  refused: 1,
  invalid: 1,
  'no-image': 2,
  corrupt: 3,
  'no-key': null,
  forbidden: null,
  insecure: null,
  proxy: null,
  'wrong-address': null,
  'missing-part': null,
  unreachable: null,
  'out-of-memory': 1,
  unauthorized: null,
  quota: null,
  billing: null,
  unsupported: 1,
  local: null,
  cancelled: null,
  unexpected: 3,
}

describe.each(FAILURE_KINDS)('%s', (kind) => {
  test('has its course', () => {
    const { event, spent, lane, stopRun } = judge(new ProviderError(kind, ''), facts)
    expect({ event, spent, lane: lane?.do ?? null, stopRun }).toEqual(FIRST[kind])
  })

  test('is tried as often as it may help', () => {
    let attempts = 0
    for (let tries = 1; tries <= 20; tries++) {
      const verdict = judge(new ProviderError(kind, ''), { ...facts, attempts })
      if (verdict.spent) attempts++
      if (verdict.event === 'put-back') continue
      expect(tries).toBe(ATTEMPTS[kind])
      return
    }
    expect(ATTEMPTS[kind]).toBeNull()
  })

  test('tells the author what happened and what to do, in sentences', () => {
    expect(REMEDIES[kind].message).toMatch(/^[A-Z].*\.$/)
    expect(REMEDIES[kind].action).toMatch(/^[A-Z].*\.$/)
  })
})

test('a busy server that says until when makes the lane wait, as a throttle does', () => {
  const verdict = judge(new ProviderError('overloaded', '', { retryAfterMs: 7_000 }), facts)
  expect(verdict).toMatchObject({ event: 'put-back', spent: false, lane: { do: 'hold', until: NOW + 7_000 } })
})

test('throttles that name no time wait longer each time', () => {
  const waits = [0, 1, 2, 3].map(
    (before) => judge(new ProviderError('rate-limited', ''), { ...facts, waits: before }).lane,
  )
  expect(waits).toEqual([500, 1_000, 2_000, 4_000].map((ms) => ({ do: 'hold', until: NOW + ms })))
})

test.each(['network', 'timeout', 'cancelled'] as const)(
  'a paid call that may be billed and ended in %s is unknown, a free one is not',
  (kind) => {
    const error = new ProviderError(kind, '', { maybeBilled: true })
    expect(judge(error, facts)).toMatchObject({ event: 'lose-sight', maybeBilled: true })
    expect(judge(error, { ...facts, free: true })).toMatchObject({ event: 'put-back', maybeBilled: false })
  },
)

test('a connection that failed before anything was sent is tried again', () => {
  const verdict = judge(new ProviderError('network', '', { maybeBilled: false }), facts)
  expect(verdict).toMatchObject({ event: 'put-back', spent: true, maybeBilled: false })
})
