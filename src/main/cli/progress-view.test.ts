import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import { bar, progressLine, progressView } from './progress-view.ts'
import { textWidth } from './terminal-text.ts'

const NONE = { queued: 0, running: 0, done: 0, failed: 0, refused: 0, unknown: 0, cancelled: 0 }

const START: ProgressSnapshot = {
  now: 0,
  startedAt: 0,
  counts: { ...NONE, queued: 200 },
  perMinute: null,
  timeLeft: { from: 600_000, until: 1_500_000, measured: false },
  underWay: [],
  waits: [],
  failures: [],
  money: { spentUsd: 0, unpricedCalls: 0, maybeUsd: 0, maybeCalls: 0, estimateUsd: 8, budgetUsd: null },
  phase: 'running',
}

const MIDDLE: ProgressSnapshot = {
  ...START,
  now: 900_000,
  counts: { ...NONE, done: 131, running: 4, queued: 62, refused: 2, unknown: 1 },
  perMinute: 5.2,
  timeLeft: { from: 770_000, until: 770_000, measured: true },
  waits: [{ lane: 'openai', until: 930_000, message: 'The provider asked to slow down.', action: '' }],
  failures: [
    {
      kind: 'refused',
      over: 2,
      retrying: 0,
      message: 'The provider refused the prompt.',
      action: 'Reword it, then retry.',
    },
    {
      kind: 'overloaded',
      over: 0,
      retrying: 3,
      message: 'The provider had trouble on its side.',
      action: 'Retry later.',
    },
  ],
  money: { spentUsd: 5.24, unpricedCalls: 0, maybeUsd: 0.04, maybeCalls: 1, estimateUsd: 8, budgetUsd: 10 },
}

describe('progressView', () => {
  it('tells how far pictures are, where their server says so', () => {
    const drawing = { ...MIDDLE, underWay: [0.92, 0.4, 0.3, 0.1, 0] }
    expect(progressView(drawing, 79)).toContain('under way: 92 %, 40 %, 30 %, 10 % …')
    expect(progressLine({ ...MIDDLE, underWay: [0.5] })).toContain('under way: 50 %')
    expect(progressView({ ...START, underWay: [0.5] }, 79).join('\n')).not.toContain('under way')
  })

  it('says what is not known yet as such, and marks estimates', () => {
    expect(progressView(START, 79).join('\n')).toMatchInlineSnapshot(`
      "░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  0 of 200 · 0 %
      pace not measured yet · 10 min to 25 min left (estimate)
      200 queued
      $0.00 spent of about $8.00"
    `)
  })

  it('shows pace, time left, success, waits, failures with their remedy, and money', () => {
    expect(progressView(MIDDLE, 79).join('\n')).toMatchInlineSnapshot(`
      "██████████████████████████▊░░░░░░░░░░░░░  134 of 200 · 67 %
      5.2 a minute (measured) · about 13 min left
      98 % succeeded · 4 running · 62 queued · 2 refused · 1 unknown
      $5.24 spent of about $8.00 · 1 cut-off call, perhaps $0.04 more · cap $10.00
        · openai waits 30 s: The provider asked to slow down.
        · 2 × refused: The provider refused the prompt. Reword it, then retry.
        · 3 × overloaded, tried again soon: The provider had trouble on its side."
    `)
  })

  it('has no empty parts in a log before anything happened', () => {
    expect(progressLine({ ...START, counts: NONE })).not.toMatch(/· +·/)
  })

  it('names the hour at which a long run ends', () => {
    const timeLeft = { from: 7_200_000, until: 7_200_000, measured: true }
    const end = new Date(MIDDLE.now + 7_200_000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    expect(progressLine({ ...MIDDLE, timeLeft })).toContain(`about 2 h left, until ${end}`)
  })

  it('says how to go on when it lands after Ctrl-C', () => {
    expect(progressView({ ...MIDDLE, waits: [], failures: [], phase: 'landing' }, 79).at(-1)).toBe(
      'Landing: 4 pictures still under way. Ctrl-C again cuts them off.',
    )
  })

  it('never takes an unknown price for nothing', () => {
    const money = { ...START.money, estimateUsd: null, unpricedCalls: 3 }
    expect(progressLine({ ...MIDDLE, money })).toContain('at least $0.00 spent, 3 calls of unknown price')
    expect(progressLine({ ...MIDDLE, money: { ...money, unpricedCalls: 0 } })).toContain('$0.00 spent, price unknown')
  })

  it('names what the author has to do for a lane that is halted', () => {
    const waits = [{ lane: 'openai', until: null, message: 'The key is not accepted.', action: 'Enter a valid key.' }]
    expect(progressLine({ ...MIDDLE, waits })).toContain(
      'openai is halted: The key is not accepted. Enter a valid key.',
    )
  })

  it('counts every job that is over, so that failures do not hold the bar back', () => {
    const counts = { ...NONE, done: 150, failed: 30, refused: 20 }
    expect(progressView({ ...START, counts }, 79)[0]).toBe(`${'█'.repeat(40)}  200 of 200 · 100 %`)
  })

  it('fits the terminal, however narrow and however long the messages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.string({ maxLength: 300 }), (columns, message) => {
        const waits = [{ lane: 'openai', until: null, message, action: '' }]
        for (const line of progressView({ ...MIDDLE, waits }, columns))
          expect(textWidth(line)).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

describe('bar', () => {
  it('is full only when all is done, and never longer than its width', () => {
    expect(bar(0, 8)).toBe('░░░░░░░░')
    expect(bar(0.55, 8)).toBe('████▍░░░')
    expect(bar(0.999, 8)).toBe('███████▉')
    expect(bar(1, 8)).toBe('████████')
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 }), (share, width) => {
        expect([...bar(share, width)].length).toBe(width)
      }),
    )
  })
})
