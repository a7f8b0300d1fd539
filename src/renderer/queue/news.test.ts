import { expect, test } from 'vitest'
import { newsBetween } from './news.ts'
import { BILLING, summary } from './summary.case.ts'

const running = summary({ phase: 'running', jobs: { queued: 2 }, run: { jobs: { done: 8, queued: 2 } } })
const ended = (given: Parameters<typeof summary>[0]) => summary({ ended: 'drained', ...given })

test('How things stand when the page is loaded is no news', () => {
  expect(newsBetween(null, ended({ run: { jobs: { done: 10 } } }))).toBeNull()
})

test('The end is told, with those that have no picture', () => {
  expect(newsBetween(running, ended({ jobs: { done: 10 }, run: { jobs: { done: 10 } } }))).toEqual({
    kind: 'done',
    pictures: 10,
  })
  expect(
    newsBetween(running, ended({ jobs: { done: 8, failed: 2 }, run: { jobs: { done: 8, failed: 1, refused: 1 } } })),
  ).toEqual({ kind: 'partly', pictures: 8, failed: 2 })
})

test('A gate says how many wait', () => {
  const after = ended({ ended: 'gate', behindGate: 40, jobs: { queued: 40 }, run: { jobs: { done: 10 } } })
  expect(newsBetween(running, after)).toEqual({ kind: 'gate', pictures: 10, waiting: 40 })
})

test('A lane that closes is told once', () => {
  const held = summary({ phase: 'running', jobs: { queued: 2 }, waits: [BILLING], run: { jobs: { queued: 2 } } })
  expect(newsBetween(running, held)).toMatchObject({ kind: 'stopped', need: { lane: 'openai' }, waiting: 2 })
  expect(newsBetween(held, ended({ jobs: { queued: 2 }, waits: [BILLING], run: { jobs: { queued: 2 } } }))).toBeNull()
})

test('A pause by the author is no news to them', () => {
  expect(
    newsBetween(running, ended({ ended: 'stopped', jobs: { queued: 2 }, run: { jobs: { queued: 2 } } })),
  ).toBeNull()
})
