import { expect, test } from 'vitest'
import { JOB_STATES } from '../../shared/domain/job.ts'
import { type JobEvent, transition } from './states.ts'

const EVENTS: JobEvent[] = ['claim', 'land', 'put-back', 'fail', 'refuse', 'lose-sight', 'cancel', 'ask-again']

test('a job goes from state to state as the table says, and no other way', () => {
  const table = JOB_STATES.map((state) => [
    state,
    Object.fromEntries(
      EVENTS.flatMap((event) => (transition(state, event) ? [[event, transition(state, event)]] : [])),
    ),
  ])
  expect(Object.fromEntries(table)).toEqual({
    queued: { claim: 'running', land: 'done', cancel: 'cancelled' },
    running: {
      land: 'done',
      'put-back': 'queued',
      fail: 'failed',
      refuse: 'refused',
      'lose-sight': 'unknown',
      cancel: 'cancelled',
    },
    done: {},
    failed: { land: 'done', 'ask-again': 'queued' },
    refused: { land: 'done', 'ask-again': 'queued' },
    unknown: { land: 'done', 'put-back': 'queued', cancel: 'cancelled', 'ask-again': 'queued' },
    cancelled: { land: 'done', 'ask-again': 'queued' },
  })
})

test('what has ended runs again only when the author says so', () => {
  for (const state of ['failed', 'refused', 'unknown', 'cancelled'] as const)
    expect(transition(state, 'claim')).toBeNull()
})

test('a picture that arrives late is turned away in no state but done, where it is no news', () => {
  expect(JOB_STATES.filter((state) => transition(state, 'land') === null)).toEqual(['done'])
})
