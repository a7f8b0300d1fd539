import { expect, test } from 'vitest'
import { barView, newer, underWay } from './bar-view.ts'
import { slot, summary } from './summary.case.ts'

test('An empty queue has nothing to pause and nothing to go on with', () => {
  expect(barView(summary(), 0)).toMatchObject({ state: 'empty', control: null, done: 0, total: 0 })
})

test('What waits for the night, or behind a gate, is nothing to resume', () => {
  expect(barView(summary({ jobs: { queued: 7 } }), 0)).toMatchObject({ state: 'waiting', control: null })
})

test('A run is counted by its own pictures, cancelled ones left out', () => {
  const view = barView(
    summary({
      phase: 'running',
      jobs: { done: 900, queued: 80 },
      run: { jobs: { done: 114, running: 6, queued: 78, failed: 2, cancelled: 5 }, perMinute: 5, timeLeftMs: 60_000 },
    }),
    0,
  )
  expect(view).toMatchObject({ state: 'running', control: 'pause', done: 114, total: 200, timeLeftMs: 60_000 })
  expect(view.shares.taken).toBeCloseTo(0.57)
  expect(view.shares.failed).toBeCloseTo(0.01)
})

test('Pictures under way move the bar before they are there, and never past the end', () => {
  // Two at once at six a minute: 20 s each.
  expect(underWay([slot(0), slot(15_000)], 6, 20_000)).toEqual([0.9, 0.25])
  expect(underWay([slot(0, 0.5), slot(0, 1)], null, 20_000)).toEqual([0.5, 0.9])
  expect(underWay([slot(0)], null, 20_000)).toEqual([0])
  expect(underWay([slot(5_000)], 6, 0)).toEqual([0])
})

test('After a restart of main, when no run is known, the book is counted', () => {
  expect(barView(summary({ jobs: { done: 13, queued: 7 }, stopped: 7 }), 0)).toMatchObject({
    state: 'waiting',
    control: 'go-on',
    done: 13,
    total: 20,
  })
})

test('Once a run has ended, what waits beside it is counted rather than it', () => {
  const ended = { ended: 'drained' as const, run: { jobs: { done: 10 } } }
  expect(barView(summary({ ...ended, jobs: { done: 10 } }), 0)).toMatchObject({ state: 'done', done: 10, total: 10 })
  expect(barView(summary({ ...ended, jobs: { done: 10, queued: 5 } }), 0)).toMatchObject({ done: 10, total: 15 })
})

test('A wait that ends by itself is told while the queue works', () => {
  const waits = [{ lane: 'openai', failure: null, until: 90_000, message: '', action: '' }]
  expect(barView(summary({ phase: 'running', jobs: { queued: 3 }, waits }), 60_000).waitsUntil).toBe(90_000)
  expect(barView(summary({ phase: 'running', jobs: { queued: 3 }, waits }), 95_000).waitsUntil).toBeNull()
})

test('The summary that was counted later stands', () => {
  const [early, late] = [summary({ now: 1 }), summary({ now: 2 })]
  expect(newer(late, early)).toBe(late)
  expect(newer(null, early)).toBe(early)
})
