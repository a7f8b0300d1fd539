import { renameSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queueStore } from '../store/queue/index.ts'
import { ALL } from '../store/queue/jobs.ts'
import { type GenerateOptions, generate } from './generating.ts'
import { goOn, quoteRetry } from './going-on.ts'
import { openQuayBook, PICTURE_USD, type QuayBook } from './quay-book.ts'
import { cancelWork, letGo, pauseBatches, resumeWork } from './queue-control.ts'
import { bookStatus } from './status.ts'

let book: QuayBook
let project: QuayBook['project']
let provider: QuayBook['provider']

const make = (gate?: number, more: Partial<GenerateOptions> = {}) =>
  generate(project, { styles: ['noir'], provider, gate, ...more }, {}, [provider])
const jobs = () => bookStatus(project).jobs

async function open(chapters: number): Promise<void> {
  book = await openQuayBook(chapters)
  ;({ project, provider } = book)
}

beforeEach(() => open(1))
afterEach(() => book.close())

describe('goOn', () => {
  it('works off what waits, without a new plan', async () => {
    await make(1)
    expect(jobs()).toMatchObject({ done: 1, queued: 2 })
    const report = await goOn(project, {}, {}, [provider])
    expect(report.brought).toMatchObject({ done: 2 })
    expect(jobs()).toMatchObject({ done: 3, queued: 0 })
  })

  it('tries again what was refused, and only what the author means', async () => {
    book.answers.push('refused', 'invalid', 'draw')
    await make()
    expect(jobs()).toMatchObject({ done: 1, refused: 1, failed: 1 })
    const report = await goOn(project, { retry: { failure: 'refused' } }, {}, [provider])
    expect(report.retried).toBe(1)
    expect(jobs()).toMatchObject({ done: 2, failed: 1 })
  })

  it('does not send refused words again unasked, and says how many it left alone', async () => {
    book.answers.push('refused', 'invalid', 'draw')
    await make()
    const report = await goOn(project, { retry: {} }, {}, [provider])
    expect(report).toMatchObject({ retried: 1, leftRefused: 1, brought: { done: 1 } })
    expect(jobs()).toMatchObject({ done: 2, refused: 1 })
    expect(book.calls).toHaveLength(4)
    expect(await goOn(project, { retry: {}, refused: true }, {}, [provider])).toMatchObject({
      retried: 1,
      leftRefused: 0,
    })
    expect(jobs()).toMatchObject({ done: 3, refused: 0 })
  })

  it('names each refused panel until it has a picture in other words', async () => {
    book.answers.push('refused')
    await make()
    expect(bookStatus(project).refused).toMatchObject([
      {
        chapter: '1',
        scene: 1,
        panel: 1,
        style: 'noir',
        lang: 'en',
        provider: 'test',
        message: 'The provider refused the prompt under its content rules.',
      },
    ])
    expect(bookStatus(project).next).toMatchObject({
      verb: 'generate',
      options: ['--style', 'noir', '--provider', 'test', '--model', 'test-1', '--chapters', '1'],
    })
    project.store.sqlite.exec("update panel set what = 'A woman sits on a stone quay.' where what like 'A woman%'")
    await make()
    expect(bookStatus(project)).toMatchObject({ refused: [], jobs: { done: 3, refused: 1 } })
    expect(bookStatus(project).next.verb).toBe('export')
  })

  it('leaves alone what may have been paid, until the author accepts that it may be paid twice', async () => {
    book.answers.push('timeout')
    await make()
    expect(jobs()).toMatchObject({ done: 2, unknown: 1 })
    await goOn(project, { retry: {} }, {}, [provider])
    expect(jobs()).toMatchObject({ done: 2, unknown: 1 })
    await goOn(project, { retry: {}, retryInterrupted: true }, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3, unknown: 0 })
  })

  it('tells beforehand what trying again queues and costs at most', async () => {
    book.answers.push('timeout')
    await make()
    expect(quoteRetry(project, { retry: {} })).toMatchObject({ jobs: 0, untilUsd: 0 })
    const [lost] = queueStore(project.store.sqlite).jobs.list({ states: ['unknown'] }, ALL)
    const asked = { retry: { ids: [lost!.id] }, retryInterrupted: true }
    expect(quoteRetry(project, asked)).toMatchObject({ jobs: 1, untilUsd: 0, unknownPrices: 1 })
    project.store.sqlite.exec(`update job set estimate_usd = ${PICTURE_USD}`)
    expect(quoteRetry(project, asked)).toMatchObject({ jobs: 1, untilUsd: PICTURE_USD, unknownPrices: 0 })
    expect(await goOn(project, asked, {}, [provider])).toMatchObject({ retried: 1, brought: { done: 1 } })
    expect(quoteRetry(project, asked)).toMatchObject({ jobs: 0 })
  })

  it('lets go of what may have been paid, and of nothing else; the ledger keeps it', async () => {
    book.answers.push('timeout')
    await make()
    const all = queueStore(project.store.sqlite).jobs.list({}, ALL)
    const uncertain = () =>
      project.store.sqlite.prepare("select count(*) from ledger where certainty = 'unknown'").pluck().get()
    const before = uncertain()
    expect(before).toBe(1)
    const ids = all.map(({ id }) => id)
    expect(letGo(project, ids)).toBe(1)
    expect(jobs()).toMatchObject({ done: 2, unknown: 0, cancelled: 1 })
    expect(letGo(project, ids)).toBe(0)
    expect(uncertain()).toBe(before)
    await goOn(project, { retry: {}, retryInterrupted: true }, {}, [provider])
    expect(jobs()).toMatchObject({ done: 2, cancelled: 1 })
  })

  it('lets a halted lane try again, for going on is the author’s word', async () => {
    book.answers.push('billing')
    const { end } = await make()
    expect(end.openLanes).toHaveLength(1)
    expect(jobs()).toMatchObject({ queued: 3 })
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3 })
  })

  it('names a batch or a job that does not exist, and makes nothing', async () => {
    await make(1)
    await expect(goOn(project, { batchId: 'x' }, {}, [provider])).rejects.toThrow('There is no batch x.')
    await expect(goOn(project, { retry: { ids: ['y'] } }, {}, [provider])).rejects.toThrow('There is no job y.')
    expect(book.calls).toHaveLength(1)
  })

  it('brings back what was cut off although nothing waits, when the author accepts that it may be paid twice', async () => {
    book.answers.push('timeout')
    await make()
    expect((await goOn(project, {}, {}, [provider])).leftUnknown).toBe(1)
    expect(jobs()).toMatchObject({ done: 2, unknown: 1 })
    await goOn(project, { retryInterrupted: true }, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3 })
  })

  it('tells how many pictures wait in paused batches', async () => {
    await make(1)
    pauseBatches(project, {})
    expect(await goOn(project, {}, {}, [provider])).toMatchObject({
      brought: { done: 0 },
      paused: 2,
      next: { verb: 'resume' },
    })
  })

  it('tells of a project that was moved away, not of a disk that takes nothing', async () => {
    await make(1)
    const moved = `${project.folder}-moved`
    const moving: typeof provider = {
      ...provider,
      async generate(...call) {
        const reply = await provider.generate(...call)
        renameSync(project.folder, moved)
        return reply
      },
    }
    await expect(goOn(project, {}, {}, [moving])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    renameSync(moved, project.folder)
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3 })
  })
})

describe('a paid command makes what it names and nothing besides', () => {
  beforeEach(async () => {
    book.close()
    await open(2)
  })

  it('generate with a chapter leaves the other chapters of the batch waiting', async () => {
    await make(1)
    expect(jobs()).toMatchObject({ done: 1, queued: 5 })
    const { counts } = await make(undefined, { chapters: ['2'] })
    expect(counts).toMatchObject({ done: 3, queued: 0 })
    expect(jobs()).toMatchObject({ done: 4, queued: 2 })
    expect(book.calls).toHaveLength(4)
  })

  it.each([
    ['of one kind', () => ({ failure: 'refused' as const })],
    [
      'by their ids',
      () => ({
        ids: queueStore(project.store.sqlite)
          .jobs.list({ states: ['refused'] }, ALL)
          .map(({ id }) => id),
      }),
    ],
  ])('retry of jobs %s leaves all others waiting', async (_, which) => {
    book.answers.push('refused', 'invalid')
    await make(2)
    expect(jobs()).toMatchObject({ refused: 1, failed: 1, queued: 4 })
    expect(await goOn(project, { retry: which() }, {}, [provider])).toMatchObject({ retried: 1, brought: { done: 1 } })
    expect(jobs()).toMatchObject({ done: 1, failed: 1, queued: 4 })
    expect(book.calls).toHaveLength(3)
  })

  it('a budget caps what the command spends, also when it goes on with older batches', async () => {
    await make(2)
    const { end, counts } = await goOn(project, { budgetUsd: 2.5 * PICTURE_USD }, {}, [provider])
    // Nobody knows the price of this provider beforehand, so it does not start under a cap.
    expect(end.held).toMatchObject([{ of: 'run', why: 'price-unknown' }])
    project.store.sqlite.exec(`update job set estimate_usd = ${PICTURE_USD}`)
    const priced = await goOn(project, { budgetUsd: 2.5 * PICTURE_USD }, {}, [provider])
    expect(priced.end.held).toMatchObject([{ of: 'run', why: 'over-budget' }])
    expect([counts.done, priced.counts.done]).toEqual([2, 4])
    expect(book.calls).toHaveLength(4)
  })
})

describe('pause, resume and cancel', () => {
  it('holds a batch back until it is resumed', async () => {
    await make(1)
    expect(pauseBatches(project, {})).toBe(1)
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ queued: 2 })
    expect(pauseBatches(project, {})).toBe(0)
    expect(resumeWork(project, {})).toEqual({ batches: 1, lanes: 0 })
    expect(resumeWork(project, {})).toEqual({ batches: 0, lanes: 0 })
    await goOn(project, {}, {}, [provider])
    expect(jobs()).toMatchObject({ done: 3 })
  })

  it('resumes one provider and says when another is meant', async () => {
    book.answers.push('unauthorized')
    await make()
    expect(() => resumeWork(project, { provider: 'tset' })).toThrow('no halted provider "tset"')
    expect(resumeWork(project, { provider: 'test' })).toEqual({ batches: 0, lanes: 1 })
    expect(bookStatus(project).lanes).toMatchObject([{ lane: 'test', state: 'clear' }])
  })

  it('cancels what waits and keeps what is there', async () => {
    await make(1)
    expect(cancelWork(project, {})).toBe(2)
    expect(jobs()).toMatchObject({ done: 1, cancelled: 2, queued: 0 })
    expect(bookStatus(project).takes).toBe(1)
  })
})
