import { expect, test } from 'vitest'
import { ProviderError } from '../providers/provider.ts'
import {
  afterFailedAnswer,
  NO_STREAK,
  REJECTIONS_UNTIL_OPEN,
  streakVerdict,
  TROUBLES_UNTIL_PROBING,
  UNREACHABLE_UNTIL_OPEN,
} from './circuit.ts'

const NOW = 1_000_000
const after = (errors: ProviderError[]) => errors.reduce(afterFailedAnswer, NO_STREAK)
const times = (n: number, error: ProviderError) => Array.from({ length: n }, () => error)
const rejected = (status: number) => new ProviderError('invalid', '', { httpStatus: status })
const down = new ProviderError('overloaded', '')

test('three rejections in a row with one status open the lane', () => {
  expect(streakVerdict(after(times(REJECTIONS_UNTIL_OPEN - 1, rejected(400))), true, NOW, 0)).toBeNull()
  expect(streakVerdict(after(times(REJECTIONS_UNTIL_OPEN, rejected(400))), true, NOW, 0)).toEqual({ do: 'open' })
})

test('rejections with different statuses, or with an answer of another kind between them, do not', () => {
  expect(streakVerdict(after([rejected(400), rejected(404), rejected(400)]), true, NOW, 0)).toBeNull()
  const refusal = new ProviderError('refused', '')
  expect(streakVerdict(after([rejected(400), rejected(400), refusal, rejected(400)]), true, NOW, 0)).toBeNull()
})

test('after five troubles in a row the lane only probes, less and less often', () => {
  expect(streakVerdict(after(times(TROUBLES_UNTIL_PROBING - 1, down)), true, NOW, 0.5)).toBeNull()
  const waits = [0, 1, 2, 10].map((more) =>
    streakVerdict(after(times(TROUBLES_UNTIL_PROBING + more, down)), true, NOW, 0.5),
  )
  expect(waits).toEqual([500, 1_000, 2_000, 60_000].map((ms) => ({ do: 'probe', until: NOW + ms })))
})

test('throttles are no trouble', () => {
  expect(streakVerdict(after(times(20, new ProviderError('rate-limited', ''))), true, NOW, 0)).toBeNull()
})

test('a provider that was never reached is left to the author soon, one that was there before gets its time', () => {
  const nobody = new ProviderError('unreachable', '')
  const { never, before } = UNREACHABLE_UNTIL_OPEN
  const verdict = (calls: number, hasAnswered: boolean) =>
    streakVerdict(after(times(calls, nobody)), hasAnswered, NOW, 0)
  expect([verdict(never - 1, false), verdict(never, false)]).toEqual([null, { do: 'open' }])
  expect([verdict(before - 1, true), verdict(before, true)]).toEqual([null, { do: 'open' }])
})
