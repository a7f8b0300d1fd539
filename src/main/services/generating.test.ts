import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import { runExitCode, runView } from '../cli/run-view.ts'
import { MODELS } from '../providers/catalogue/models/index.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { setBudgets } from './budgets.ts'
import { type GenerateOptions, generate } from './generating.ts'
import type { Quote } from './plan/quote.ts'
import { openQuayBook, PICTURE_USD, type QuayBook } from './quay-book.ts'
import { bookStatus } from './status.ts'

let book: QuayBook
let provider: ImageProvider

const make = (more: Partial<GenerateOptions> = {}, hooks: Parameters<typeof generate>[2] = {}) =>
  generate(book.project, { styles: ['noir'], provider, ...more }, hooks, [provider])
const jobs = () => bookStatus(book.project).jobs

beforeEach(async () => {
  book = await openQuayBook(1)
  provider = pricedAs(book.provider, 'gpt-image-1-mini')
})
afterEach(() => book.close())

/** The test's provider under the name of one that has prices. */
function pricedAs(plain: ImageProvider, model: string): ImageProvider {
  const { can } = MODELS.find((entry) => entry.model === model)!
  return { ...plain, id: 'openai', models: [model], capabilities: () => ({ ...can!, ...SMALL }) }
}

const SMALL = { sizes: { kind: 'list' as const, sizes: [{ width: 1024, height: 1024 }] } }

describe('a cap on the book', () => {
  it('holds pictures back that may go over it: exit code 3, in words that say which, what is left and what is needed', async () => {
    setBudgets(book.project, { bookUsd: 2 * PICTURE_USD + 0.002 })
    const report = await make()
    expect(jobs()).toMatchObject({ done: 2, queued: 1 })
    expect(runExitCode(report)).toBe(3)
    expect(report.end.held).toMatchObject([{ of: 'book', why: 'over-budget', capUsd: 0.082 }])
    expect(report.end.held[0]!.leftUsd).toBeCloseTo(0.002)
    const words = runView(report, 'quay').join('\n')
    expect(words).toMatch(
      /^The next picture may cost \$0\.\d+, and of the cap of the book \(\$0\.082\) \$0\.002 is left\./m,
    )
    expect(words).toContain('panelwright budget quay --book <usd>')

    setBudgets(book.project, { bookUsd: null })
    expect(runExitCode(await make())).toBe(0)
    expect(jobs()).toMatchObject({ done: 3 })
  })

  it('of the day holds as well, and the tighter one decides', async () => {
    setBudgets(book.project, { bookUsd: 100, dayUsd: 0.001 })
    const report = await make()
    expect(report.end.held).toMatchObject([{ of: 'day' }])
    expect(jobs()).toMatchObject({ done: 0, queued: 3 })
    expect(book.calls).toHaveLength(0)
  })

  it('does not let a picture of unknown price start', async () => {
    provider = { ...provider, models: ['gpt-image-9'] }
    setBudgets(book.project, { bookUsd: 100 })
    const report = await make()
    expect(report.end.held).toMatchObject([{ of: 'book', why: 'price-unknown', neededUsd: null }])
    expect(book.calls).toHaveLength(0)
  })
})

describe('the quote', () => {
  const quoteOf = async (more: Partial<GenerateOptions> = {}): Promise<Quote> => {
    const { quote } = await make(more)
    return quote
  }

  it('says how long it takes once pictures of the model were measured', async () => {
    expect((await quoteOf({ maxJobs: 2 })).time).toBeNull()
    const { time } = await quoteOf()
    expect(time).toMatchObject({ measured: 2, perMinute: null })
    expect(time!.untilMs).toBeGreaterThanOrEqual(time!.fromMs)
  })

  it('is told before anything is made', async () => {
    const order: string[] = []
    await make({}, { onQuote: ({ jobs }) => order.push(`quote ${jobs}, calls ${book.calls.length}`) })
    expect(order).toEqual(['quote 3, calls 0'])
  })

  it('has no more than the pictures that are asked for', async () => {
    expect(await quoteOf({ maxJobs: 2 })).toMatchObject({ jobs: 2 })
    expect(await quoteOf({})).toMatchObject({ jobs: 1 })
  })

  it('has what is made again', async () => {
    await make()
    expect((await quoteOf()).jobs).toBe(0)
    expect((await quoteOf({ again: true })).jobs).toBe(3)
    expect(book.calls).toHaveLength(6)
  })
})

it('tells how far a picture is that its server reports on', async () => {
  const { generate: draw } = provider
  const reporting: ImageProvider = {
    ...provider,
    generate: async (request, io) => {
      io.progress?.(0.25)
      await new Promise((resolve) => setImmediate(resolve))
      return draw.call(provider, request, io)
    },
  }
  provider = reporting
  const shown: ProgressSnapshot[] = []
  let now = 1_000
  // Every event is shown when a second passes with each look at the clock.
  book.project.now = () => (now += 1_000)
  await make({}, { onProgress: (snapshot) => shown.push(snapshot) })
  expect(shown.flatMap(({ underWay }) => underWay)).toContain(0.25)
  expect(shown.at(-1)!.underWay).toEqual([])
})
