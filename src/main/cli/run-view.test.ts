import { describe, expect, it } from 'vitest'
import { type RunReport, recoveryLines, runExitCode, runView } from './run-view.ts'

const NONE = { queued: 0, running: 0, done: 0, failed: 0, refused: 0, unknown: 0, cancelled: 0 }

const DONE: RunReport = {
  brought: { ...NONE, done: 12 },
  counts: { ...NONE, done: 20 },
  end: { ended: 'drained', failure: null, openLanes: [], held: [] },
  recovery: {
    ...{ adopted: [], trashed: [], foreign: [], requeued: 0, unknown: [], missing: [], changed: [], returned: [] },
    ...{ remembered: 0, stranded: [] },
  },
  quote: {
    jobs: 12,
    skipped: { done: 8 },
    impossible: 0,
    editions: [],
    fromUsd: 0,
    untilUsd: 0,
    unknownPrices: 0,
    waiting: { jobs: 0, fromUsd: 0, untilUsd: 0, unknownPrices: 0 },
    time: null,
  },
}
const halted = {
  lane: 'openai',
  openFailure: 'quota',
  message: 'The quota is used up.',
  openedAt: 0,
  notBefore: 0,
  action: 'Raise it.',
} as const

describe('the end of a run', () => {
  it('is 0 when all is done', () => {
    expect(runExitCode(DONE)).toBe(0)
    expect(runView(DONE, 'tide')).toEqual(['12 pictures made · 8 there already'])
  })

  it('is 1 when some failed now, or were refused before and are still missing', () => {
    const failed = { ...DONE, brought: { ...NONE, done: 10, failed: 2 } }
    expect(runExitCode(failed)).toBe(1)
    expect(runView(failed, 'tide')).toEqual([
      '10 pictures made · 2 failed · 8 there already',
      'What failed, and why: panelwright status tide',
    ])
    expect(runExitCode({ ...DONE, quote: { ...DONE.quote!, skipped: { refused: 1 } } })).toBe(1)
    expect(runExitCode({ ...DONE, quote: { ...DONE.quote!, impossible: 1 } })).toBe(1)
  })

  it('is 3 when a provider is halted or a cap is reached, also when some failed', () => {
    const counts = { ...NONE, done: 10, queued: 5 }
    const brought = { ...NONE, done: 10, failed: 1 }
    const quota = { ...DONE, brought, counts, end: { ...DONE.end, openLanes: [halted] } }
    expect(runExitCode(quota)).toBe(3)
    expect(runView(quota, 'tide').slice(1)).toEqual([
      'openai: The quota is used up. Raise it.',
      'Then: panelwright resume tide && panelwright generate tide',
    ])
    const amounts = { capUsd: 5, leftUsd: 0.03, neededUsd: 0.067 }
    const held = [{ batchId: 'b', ok: false, why: 'over-budget', of: 'batch', ...amounts } as const]
    const capped = { ...DONE, counts, end: { ...DONE.end, held } }
    expect(runExitCode(capped)).toBe(3)
    expect(runView(capped, 'tide').at(-1)).toBe(
      'The next picture may cost $0.067, and of the --budget these pictures were ordered with ($5.00) $0.03 is left. To spend more, take them out and generate them again with a higher one: panelwright cancel tide --batch b',
    )
    const spent = { ...capped, end: { ...DONE.end, held: [{ ...held[0]!, of: 'run' as const }] } }
    expect(runView(spent, 'tide').at(-1)).toBe(
      'The next picture may cost $0.067, and of the --budget of this command ($5.00) $0.03 is left. Go on with another --budget, or leave it at that.',
    )
    const book = { ...capped, end: { ...DONE.end, held: [{ ...held[0]!, of: 'book' as const }] } }
    expect(runView(book, 'tide').at(-1)).toMatch(/ To raise it: panelwright budget tide --book <usd>$/)
    const unpriced = { ...held[0]!, why: 'price-unknown', of: 'day', neededUsd: null } as const
    expect(runView({ ...capped, end: { ...DONE.end, held: [unpriced] } }, 'tide').at(-1)).toBe(
      'The price of the next picture is unknown, and the cap of the day ($5.00) holds only for what has one. Choose a model whose price is known, or go on without a cap: panelwright budget tide --day none',
    )
  })

  it('tells of pictures that are held back by a pause or wait for the author’s word, and that nothing else was to make', () => {
    const { quote: _, ...idle } = DONE
    const paused = { ...idle, brought: NONE, counts: NONE, paused: 7, leftUnknown: 1 }
    expect(runExitCode(paused)).toBe(3)
    expect(runView(paused, 'tide')).toEqual([
      'There was nothing to make.',
      '7 pictures wait in paused batches, until: panelwright resume tide',
      '1 picture was cut off and may have been paid; --retry-interrupted makes them again.',
    ])
  })

  it('ends with what to do next once all is made', () => {
    const next = { what: 'Export the book.', verb: 'export' as const, options: ['--style', 'noir'] }
    expect(runView({ ...DONE, next }, 'tide').at(-1)).toBe('Next: panelwright export tide --style noir')
    const spaced = { what: '', verb: 'generate' as const, options: ['--sampler', 'Euler a'] }
    expect(runView({ ...DONE, next: spaced }, 'tide').at(-1)).toBe(
      'Next: panelwright generate tide --sampler "Euler a"',
    )
  })

  it.each([
    ['stopped', 130],
    ['aborted', 130],
    ['disk', 2],
    ['gate', 0],
  ] as const)('is told apart when the run was %s', (ended, code) => {
    const report = { ...DONE, counts: { ...NONE, done: 10, queued: 5 }, end: { ...DONE.end, ended } }
    expect(runExitCode(report)).toBe(code)
    expect(runView(report, 'tide').at(-1)).toBe('Go on with: panelwright generate tide')
  })

  it('says what the last owner left and what was done about it, and nothing when all was in order', () => {
    expect(recoveryLines(DONE)).toEqual([])
    const recovery = { ...DONE.recovery, adopted: ['takes/a.png'], requeued: 2, missing: ['takes/b.png'] }
    expect(recoveryLines({ ...DONE, recovery })).toEqual([
      '1 picture found on disk and taken in; nothing was made twice.',
      '2 pictures were under way and put back into the queue.',
      '1 picture missing on disk; made again when asked for.',
    ])
    const stranded = [
      { path: 'overnight/b', pictures: 3 },
      { path: 'overnight/c', pictures: null },
    ]
    expect(recoveryLines({ ...DONE, recovery: { ...DONE.recovery, remembered: 4, stranded } })).toEqual([
      expect.stringMatching(/^4 pictures were handed over after this copy of the book was made/),
      expect.stringMatching(/^overnight\/b has 3 pictures of panels that are not in this book, and is kept\. /),
      expect.stringMatching(/^overnight\/c has answers of panels/),
    ])
  })
})
