import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FailureKind, JobState } from '../../src/shared/domain/job.ts'
import { httpProvider } from '../harness/http-provider.ts'
import {
  BEHAVIOURS,
  type Behaviour,
  type MisbehavingServer,
  startMisbehavingServer,
} from '../harness/misbehaving-server.ts'
import { batchOrder, hurriedClock, jobOrder, openTestBook, orderOf, type TestBook } from '../harness/test-book.ts'

/** Two minutes of waiting pass in a quarter of a second; a request may take as long as it likes. */
const HURRY = 500
const PATIENT_MS = 1e9

let server: MisbehavingServer
let book: TestBook

beforeEach(async () => {
  server = await startMisbehavingServer()
})
afterEach(async () => {
  book.remove()
  await server.close()
})

function openBook(panels: number): void {
  book = openTestBook(panels, { providers: [httpProvider(server.url)], clock: hurriedClock(HURRY) })
}

/** What becomes of one job whose first call meets a behaviour, and every later one none. */
const FIRST_CALL: { behaviour: Behaviour; state: JobState; calls: number; failure: FailureKind | null }[] = [
  { behaviour: 'ok', state: 'done', calls: 1, failure: null },
  { behaviour: 'slow', state: 'done', calls: 1, failure: null },
  { behaviour: 'same-picture', state: 'done', calls: 1, failure: null },
  { behaviour: 'wait-2', state: 'done', calls: 2, failure: null },
  { behaviour: 'wait-120', state: 'done', calls: 2, failure: null },
  { behaviour: 'server-error', state: 'done', calls: 2, failure: null },
  { behaviour: 'cut', state: 'unknown', calls: 1, failure: 'network' },
  { behaviour: 'no-image', state: 'done', calls: 2, failure: null },
  { behaviour: 'wrong-mime', state: 'done', calls: 2, failure: null },
  { behaviour: 'truncated', state: 'done', calls: 2, failure: null },
  { behaviour: 'refusal', state: 'refused', calls: 1, failure: 'refused' },
  { behaviour: 'invalid', state: 'failed', calls: 1, failure: 'invalid' },
  { behaviour: 'quota', state: 'queued', calls: 1, failure: 'quota' },
  { behaviour: 'billing', state: 'queued', calls: 1, failure: 'billing' },
  { behaviour: 'bad-key', state: 'queued', calls: 1, failure: 'unauthorized' },
]

describe('a first call that misbehaves', () => {
  for (const { behaviour, state, calls, failure } of FIRST_CALL)
    test(`${behaviour}: the job is ${state} after ${calls} call(s)`, async () => {
      openBook(1)
      server.script = ({ nth }) => (nth === 1 ? behaviour : 'ok')
      book.queue.enqueue(orderOf(1))
      await book.queue.run({ timeoutMs: PATIENT_MS })
      const [job] = book.queue.jobs({}, { offset: 0, limit: 1 })
      expect(job).toMatchObject({ state, failure })
      expect(server.calls.get('panel 0')).toBe(calls)
      if (failure)
        expect(book.queue.failures()[0]).toMatchObject({ failure, jobs: 1, action: expect.stringMatching(/\w/) })
    })
})

describe('a provider that never does better', () => {
  const ALWAYS: { behaviour: Behaviour; kind: FailureKind; calls: number }[] = [
    { behaviour: 'server-error', kind: 'overloaded', calls: 5 },
    { behaviour: 'truncated', kind: 'corrupt', calls: 3 },
    { behaviour: 'wrong-mime', kind: 'corrupt', calls: 3 },
    { behaviour: 'no-image', kind: 'no-image', calls: 2 },
  ]
  for (const { behaviour, kind, calls } of ALWAYS)
    test(`${behaviour}: the job fails as ${kind} after ${calls} calls, and the ledger knows each that may have cost`, async () => {
      openBook(1)
      server.script = () => behaviour
      book.queue.enqueue(orderOf(1))
      const end = await book.queue.run({ timeoutMs: PATIENT_MS })
      expect(end.ended).toBe('drained')
      const [job] = book.queue.jobs({}, { offset: 0, limit: 1 })
      expect(job).toMatchObject({ state: 'failed', failure: kind, attempts: calls })
      expect(server.calls.get('panel 0')).toBe(calls)
      expect(book.queue.spent().chargedUsd).toBeCloseTo((server.charged.get('panel 0') ?? 0) * 0.04)
    })
})

test('an account fault reaches the provider no more often than there are calls at once, and resuming is one step', async () => {
  openBook(200)
  let broken = true
  server.script = () => (broken ? 'quota' : 'ok')
  book.queue.enqueue(orderOf(200))
  const end = await book.queue.run({ timeoutMs: PATIENT_MS })
  expect(end.openLanes).toMatchObject([{ lane: 'plain', openFailure: 'quota' }])
  expect(server.calls.size).toBeLessThanOrEqual(8)
  expect(book.queue.counts()).toMatchObject({ queued: 200 })
  expect(book.queue.jobs({}, { offset: 0, limit: 200 }).every(({ attempts }) => attempts === 0)).toBe(true)

  broken = false
  book.queue.resumeLane('plain')
  await book.queue.run({ timeoutMs: PATIENT_MS })
  expect(book.queue.counts()).toMatchObject({ queued: 0, done: 200 })
})

test('a key that the provider repeats in its error is nowhere in the book', async () => {
  openBook(1)
  server.script = () => 'bad-key'
  book.queue.enqueue(orderOf(1))
  await book.queue.run({ timeoutMs: PATIENT_MS })
  const [job] = book.queue.jobs({}, { offset: 0, limit: 1 })
  const [attempt] = book.queue.store.attempts.ofJob(job!.id)
  expect(attempt!.detail).toContain('Incorrect API key')
  expect(attempt!.detail).not.toContain('0123456789abcdef')
})

test('the same picture for two panels is kept and marked', async () => {
  openBook(3)
  server.script = ({ prompt }) => (prompt === 'panel 1' ? 'ok' : 'same-picture')
  book.queue.enqueue(orderOf(3))
  await book.queue.run({ timeoutMs: PATIENT_MS })
  const repeated = book.queue.store.takes.repeated()
  expect(repeated).toHaveLength(1)
  const first = book.queue.store.takes.get(repeated[0]!.sameAsTakeId!)
  expect([first!.panelId, repeated[0]!.panelId].sort()).toEqual(['panel-0', 'panel-2'])
})

test('a throttle holds the whole lane for as long as it asks, and costs no attempt', async () => {
  openBook(8)
  server.script = ({ prompt, nth }) => (prompt === 'panel 0' && nth === 1 ? 'wait-120' : 'ok')
  book.queue.enqueue(orderOf(8))
  await book.queue.run({ timeoutMs: PATIENT_MS, concurrency: 1 })
  const first = book.queue.jobs({}, { offset: 0, limit: 1 })[0]!
  const [waited, done] = book.queue.store.attempts.ofJob(first.id)
  expect(waited).toMatchObject({ outcome: 'waited', failure: 'rate-limited' })
  // The wait counts from the answer, and what writing it down takes goes by in a hurry.
  expect(done!.startedAt - waited!.startedAt).toBeGreaterThanOrEqual(120_000)
  expect(first.attempts).toBe(1)
  for (const job of book.queue.jobs({}, { offset: 0, limit: 8 }))
    expect(job.startedAt!).toBeGreaterThanOrEqual(waited!.startedAt + 120_000)
})

test('in a batch of 200 with every misbehaviour mixed in, every job is accounted for', async () => {
  openBook(200)
  const mix = BEHAVIOURS.filter((behaviour) => behaviour !== 'hang')
  const behaviourOf = (seed: number): Behaviour => mix[seed % mix.length]!
  // An account fault ends when the author has put it right, everything else with the next call.
  server.script = ({ seed, nth }) => {
    const behaviour = behaviourOf(seed)
    return nth === 1 || behaviour === 'refusal' || behaviour === 'invalid' ? behaviour : 'ok'
  }
  book.queue.enqueue(orderOf(200))
  let runs = 0
  for (; book.queue.counts().queued > 0; runs++) {
    expect(runs).toBeLessThan(120)
    const end = await book.queue.run({ timeoutMs: PATIENT_MS })
    for (const { lane } of end.openLanes) book.queue.resumeLane(lane)
  }

  const count = (behaviour: Behaviour) =>
    Array.from({ length: 200 }, (_, n) => n).filter((n) => behaviourOf(n) === behaviour).length
  const refused = count('refusal')
  const failed = count('invalid')
  const unknown = count('cut')
  expect(book.queue.counts()).toEqual({
    queued: 0,
    running: 0,
    done: 200 - refused - failed - unknown,
    failed,
    refused,
    unknown,
    cancelled: 0,
  })
  for (const job of book.queue.jobs({}, { offset: 0, limit: 200 })) {
    const takes = book.queue.store.takes.ofPanel(job.panelId)
    expect(takes).toHaveLength(job.state === 'done' ? 1 : 0)
    const attempts = book.queue.store.attempts.ofJob(job.id)
    expect(attempts.length).toBe(server.calls.get(`panel ${job.panelId.slice(6)}`))
    expect(attempts.every(({ outcome }) => outcome !== null)).toBe(true)
  }
  const charged = [...server.charged.values()].reduce((sum, n) => sum + n, 0)
  expect(book.queue.spent().chargedUsd).toBeCloseTo(charged * 0.04)
  // Answers that were cut off or held no picture may have been billed: each has its line.
  expect(book.queue.spent().maybeCalls).toBe(count('cut') + count('no-image') + count('wrong-mime'))
})

test.each([
  { free: false, calls: 1, counts: { unknown: 1 }, maybeCalls: 1 },
  { free: true, calls: 2, counts: { done: 1 }, maybeCalls: 0 },
])('a call whose connection broke is made again only where it is free: $free', async ({ free, calls, ...left }) => {
  const paid = httpProvider(server.url)
  const provider = { ...paid, free }
  book = openTestBook(1, { providers: [provider], clock: hurriedClock(HURRY) })
  server.script = ({ nth }) => (nth === 1 ? 'cut' : 'ok')
  book.queue.enqueue(orderOf(1))
  await book.queue.run({ timeoutMs: PATIENT_MS })
  await book.queue.run({ timeoutMs: PATIENT_MS })
  expect(server.calls.get('panel 0')).toBe(calls)
  expect(book.queue.counts()).toMatchObject(left.counts)
  expect(book.queue.spent().maybeCalls).toBe(left.maybeCalls)
})

test('a connection that is refused costs nothing and is tried again', async () => {
  openBook(1)
  const gone = await startMisbehavingServer()
  await gone.close()
  let calls = 0
  const [there, away] = [httpProvider(server.url), httpProvider(gone.url)]
  book.reopen({
    providers: [{ ...there, generate: (...call) => (calls++ === 0 ? away : there).generate(...call) }],
    clock: hurriedClock(HURRY),
  })
  book.queue.enqueue(orderOf(1))
  await book.queue.run({ timeoutMs: PATIENT_MS })
  expect(book.queue.counts()).toMatchObject({ done: 1 })
  expect(book.queue.spent().maybeCalls).toBe(0)
})

test('a paid answer that comes too late still lands, and is not paid for twice', async () => {
  book = openTestBook(1, { providers: [httpProvider(server.url)], clock: hurriedClock(100) })
  server.script = () => 'hang'
  book.queue.enqueue(batchOrder([jobOrder(0)]))
  const unknown = new Promise<void>((resolve) =>
    book.queue.subscribe((event) => {
      if (event.type === 'job.changed' && event.state === 'unknown') resolve()
    }),
  )
  const run = book.queue.run({ timeoutMs: 20_000 })
  await unknown
  expect(book.queue.spent()).toMatchObject({ maybeCalls: 1, maybeUsd: 0.04 })
  server.release()
  await run
  expect(book.queue.counts()).toMatchObject({ done: 1, unknown: 0 })
  expect(book.queue.spent()).toMatchObject({ maybeCalls: 0, chargedUsd: 0.04 })
  expect(server.calls.get('panel 0')).toBe(1)
})
