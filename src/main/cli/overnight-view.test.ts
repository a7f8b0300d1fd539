import { expect, test } from 'vitest'
import type { NightReport } from '../services/overnight.ts'
import { EXIT } from './exit-code.ts'
import { nightExitCode, nightView, standingLine } from './overnight-view.ts'

const NONE = { queued: 0, running: 0, done: 0, failed: 0, refused: 0, unknown: 0, cancelled: 0 }
const HOUR = 3_600_000
const report = (change: Partial<NightReport> = {}): NightReport => ({
  brought: NONE,
  counts: NONE,
  end: { ended: 'drained', failure: null, openLanes: [], held: [], handedBack: 0 },
  out: { pictures: 0, batches: 0 },
  waiting: 0,
  recovery: {
    ...{ adopted: [], trashed: [], foreign: [], missing: [], changed: [], returned: [], requeued: 0, unknown: [] },
    ...{ remembered: 0, stranded: [] },
  },
  diagnostics: [],
  next: { what: 'Export the book.', verb: 'export', options: ['--style', 'noir'] },
  ...change,
})
const ended = (change: Partial<NightReport['end']>) => ({ ...report().end, ...change })
const batch = {
  ...{ id: 'b', provider: 'openai', model: 'gpt-image-2', state: 'submitted' as const, inputId: 'f', remoteId: 'r' },
  ...{ jobs: 250, word: 'in_progress', done: 60, failed: 0, message: null, cancelAskedAt: null },
  ...{ createdAt: 0, submittedAt: HOUR, lookedAt: null, endedAt: null },
}

test('a night in a line: what is out, how far it is, for how long, and what is in the way', () => {
  const standing = { batches: [batch, { ...batch, submittedAt: 2 * HOUR, failed: 1 }], waiting: 0, trouble: null }
  expect(standingLine({ ...standing, now: 4 * HOUR, nextLookAt: null })).toBe(
    '2 batches out · 121 of 500 answered · for 3 h',
  )
  expect(standingLine({ batches: [], waiting: 3, trouble: 'Nothing answers.', now: 0, nextLookAt: 1 })).toBe(
    '3 waiting · Nothing answers.',
  )
})

test('what came, and what comes next', () => {
  expect(nightView(report({ brought: { ...NONE, done: 12, refused: 1 } }), 'tide')).toEqual([
    '12 pictures made · 1 refused',
    'What failed, and why: panelwright status tide',
  ])
  expect(nightView(report({ brought: { ...NONE, done: 12 } }), 'tide')).toEqual([
    '12 pictures made',
    'Next: panelwright export tide --style noir',
  ])
})

test('what stays with the service, and how to go on', () => {
  const out = { pictures: 5, batches: 1 }
  expect(nightView(report({ out, end: ended({ ended: 'stopped' }) }), 'tide')).toEqual([
    '0 pictures made · 5 with the overnight service',
    'Stopped; 5 pictures in 1 batch stay with the overnight service, which goes on with them.',
    'To collect them: panelwright generate tide --overnight',
    'To call them back: panelwright cancel tide',
  ])
  expect(nightView(report({ out, end: ended({ ended: 'submitted' }) }), 'tide')[1]).toBe(
    'Handed over: 5 pictures in 1 batch. The answers may take a day.',
  )
  expect(nightView(report({ waiting: 2, end: ended({ handedBack: 2 }) }), 'tide').slice(1)).toEqual([
    'The night was too short for 2 pictures; they wait again, and nothing was charged for them.',
    'To hand over what waits: panelwright generate tide --overnight',
  ])
})

test('exit codes are those of any run', () => {
  const lane = {
    lane: 'openai:overnight',
    openFailure: 'quota',
    message: 'Used up.',
    openedAt: 1,
    notBefore: 0,
  } as const
  expect(nightExitCode(report())).toBe(EXIT.done)
  expect(nightExitCode(report({ end: ended({ ended: 'submitted' }), out: { pictures: 1, batches: 1 } }))).toBe(
    EXIT.done,
  )
  expect(nightExitCode(report({ brought: { ...NONE, failed: 1 } }))).toBe(EXIT.someFailed)
  expect(nightExitCode(report({ end: ended({ openLanes: [lane] }) }))).toBe(EXIT.paused)
  expect(nightExitCode(report({ end: ended({ ended: 'stopped' }) }))).toBe(EXIT.interrupted)
  expect(nightExitCode(report({ end: ended({ ended: 'disk' }) }))).toBe(EXIT.wrongUse)
  expect(nightView(report({ waiting: 4, end: ended({ openLanes: [lane] }) }), 'tide')).toEqual([
    '0 pictures made · 4 waiting',
    'openai:overnight: Used up.',
    'Then: panelwright generate tide --overnight',
  ])
})
