import { expect, test } from 'vitest'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { ProviderError } from '../../providers/provider.ts'
import { judgeLine, lostReferences } from './judge-line.ts'

const facts = { free: false, waits: 0, now: 1_000, random: 0.5 }

test.each<[FailureKind, number, string, boolean]>([
  ['refused', 0, 'refuse', true],
  ['invalid', 0, 'fail', true],
  ['overloaded', 0, 'put-back', true],
  ['overloaded', 4, 'fail', true],
  // By day the lane would wait, and no attempt be spent.
  ['rate-limited', 0, 'put-back', true],
  ['rate-limited', 4, 'fail', true],
  ['quota', 3, 'put-back', false],
])('a request that ended as %s after %i attempts: %s', (kind, attempts, event, spent) => {
  const verdict = judgeLine(new ProviderError(kind, 'x'), { ...facts, attempts })
  expect(verdict).toMatchObject({ event, spent, notBefore: 0 })
  expect(verdict.lane?.do).not.toBe('hold')
})

test('a quota that is used up is left to the author', () => {
  expect(judgeLine(new ProviderError('quota', 'x'), { ...facts, attempts: 0 }).lane).toEqual({ do: 'open' })
})

test('a reference the vendor lost is worth another try, but not for ever', () => {
  const error = lostReferences(new ProviderError('invalid', 'No such File object', { httpStatus: 404 }))
  expect(judgeLine(error, { ...facts, attempts: 0 })).toMatchObject({
    event: 'put-back',
    message: expect.stringMatching(/uploaded again/),
    maybeBilled: false,
  })
  expect(judgeLine(error, { ...facts, attempts: 2 })).toMatchObject({ event: 'fail' })
})
