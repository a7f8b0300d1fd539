import { expect, test } from 'vitest'
import { needsOf, outOfReach, stopsTheWork, waitingFor } from './needs.ts'
import { BILLING, summary } from './summary.case.ts'

const kinds = (...given: Parameters<typeof summary>) => needsOf(summary(...given)).map(({ kind }) => kind)

test('A held lane is told first, with why, and only while something waits for it', () => {
  expect(needsOf(summary({ jobs: { queued: 66, failed: 2 }, waits: [BILLING], ended: 'drained' }))).toEqual([
    { kind: 'lane', lane: 'openai', failure: 'billing', message: BILLING.message, action: BILLING.action },
    { kind: 'failed', pictures: 2 },
  ])
  expect(kinds({ waits: [BILLING] })).toEqual([])
})

test('A lane that goes on by itself needs nobody', () => {
  expect(kinds({ jobs: { queued: 5 }, phase: 'running', waits: [{ ...BILLING, failure: null, until: 5 }] })).toEqual([])
})

test('A run that ended with pictures left and no lane held was stopped by a cap', () => {
  expect(kinds({ ended: 'drained', jobs: { queued: 40 }, run: { jobs: { done: 10, queued: 40 } } })).toEqual(['cap'])
  expect(kinds({ ended: 'stopped', jobs: { queued: 40 }, run: { jobs: { done: 10, queued: 40 } } })).toEqual([])
})

test('A full disk is told with its remedy, and not while a new run is under way', () => {
  const trouble = { message: 'Full.', remedy: 'Make room.' }
  expect(kinds({ ended: 'disk', trouble, jobs: { queued: 3 } })).toEqual(['disk'])
  expect(kinds({ phase: 'running', ended: null, trouble: null, jobs: { queued: 3 } })).toEqual([])
})

test('A gate, calls in doubt, failures and refusals are told, in this order', () => {
  expect(kinds({ ended: 'gate', behindGate: 40, jobs: { queued: 40, unknown: 1, failed: 2, refused: 3 } })).toEqual([
    'gate',
    'unknown',
    'failed',
    'refused',
  ])
})

test('A gate waits until what was stopped before it has come', () => {
  expect(kinds({ ended: 'stopped', behindGate: 40, stopped: 0, jobs: { queued: 40 } })).toEqual(['gate'])
  expect(kinds({ ended: 'stopped', behindGate: 40, stopped: 8, jobs: { queued: 48 } })).toEqual([])
})

test('What waits behind a gate is not counted beside what was stopped', () => {
  expect(waitingFor(summary({ stopped: 5, behindGate: 20, jobs: { queued: 25 } }))).toBe(5)
  expect(waitingFor(summary({ behindGate: 20, jobs: { queued: 20 } }))).toBe(20)
})

test('Only what stops the work stands over it', () => {
  expect(
    needsOf(summary({ jobs: { queued: 1, failed: 1 }, waits: [BILLING] }))
      .filter(stopsTheWork)
      .map(({ kind }) => kind),
  ).toEqual(['lane'])
})

test('A provider out of reach is told while something is tried again, and a wait for its pace is not', () => {
  const waits = [{ ...BILLING, failure: null, until: 5 }]
  const unreachable = { kind: 'unreachable' as const, over: 0, retrying: 1, message: '', action: '' }
  const jobs = { queued: 5 }
  expect(outOfReach(summary({ phase: 'running', jobs, waits, failures: [unreachable] }))).toEqual({
    lane: 'openai',
    until: 5,
  })
  expect(outOfReach(summary({ phase: 'running', jobs, waits }))).toBeNull()
  expect(outOfReach(summary({ jobs, waits, failures: [{ ...unreachable, over: 1, retrying: 0 }] }))).toBeNull()
})
