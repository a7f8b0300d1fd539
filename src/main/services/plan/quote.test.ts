import { describe, expect, test } from 'vitest'
import { quote } from './quote.ts'

type Job = Parameters<typeof quote>[0][number]
const job = (over: Partial<Job> = {}): Job => ({
  wanted: true,
  problem: null,
  state: 'new',
  style: 'noir',
  lang: 'en',
  price: { fromUsd: 0.01, untilUsd: 0.02 },
  ...over,
})

describe('a quote', () => {
  test('is the sum of ranges, all together and by style and language', () => {
    const jobs = [job(), job({ lang: 'es' }), job({ style: 'manga', price: { fromUsd: 0.1, untilUsd: 0.1 } }), job()]
    const { jobs: count, fromUsd, untilUsd, editions } = quote(jobs)
    expect([count, fromUsd, untilUsd]).toEqual([4, expect.closeTo(0.13), expect.closeTo(0.16)])
    expect(editions.map(({ style, lang, jobs, untilUsd }) => [style, lang, jobs, untilUsd])).toEqual([
      ['noir', 'en', 2, expect.closeTo(0.04)],
      ['noir', 'es', 1, expect.closeTo(0.02)],
      ['manga', 'en', 1, expect.closeTo(0.1)],
    ])
  })

  test('counts unknown prices, and never takes them for nothing', () => {
    expect(quote([job(), job({ price: null }), job({ price: null })])).toMatchObject({
      jobs: 3,
      unknownPrices: 2,
      untilUsd: 0.02,
    })
  })

  test('has what waits apart, and names what is not made by the reason', () => {
    const idle = { wanted: false }
    const jobs = [
      job(),
      job({ ...idle, state: 'queued' }),
      job({ ...idle, state: 'done' }),
      job({ ...idle, state: 'done', problem: 'The prompt is too long.' }),
      job({ ...idle, state: 'new', problem: 'The prompt is too long.' }),
    ]
    expect(quote(jobs)).toMatchObject({
      jobs: 1,
      skipped: { queued: 1, done: 2 },
      impossible: 1,
      waiting: { jobs: 1, untilUsd: 0.02 },
    })
  })

  test('asks how long it takes for all that generating works on, and for nothing where there is nothing', () => {
    const asked: number[] = []
    const time = (pictures: number) => {
      asked.push(pictures)
      return null
    }
    quote([job(), job({ wanted: false, state: 'queued' }), job({ wanted: false, state: 'done' })], time)
    quote([job({ wanted: false, state: 'done' })], time)
    expect(asked).toEqual([2])
  })
})
