import { afterEach, beforeEach, expect, test } from 'vitest'
import { connected } from '../../../e2e/harness/overnight-book.ts'
import { OpenAiServer } from '../../../e2e/harness/vendors/openai/openai-server.ts'
import type { OvernightSummary } from '../../shared/contract/index.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { bookQueue } from './book-queue.ts'
import { type NightWatch, nightWatch } from './night-watch.ts'
import { planBatch } from './planning.ts'
import { openQuayBook, type QuayBook } from './quay-book.ts'
import { type BookWork, bookWork } from './working.ts'

let server: OpenAiServer
let provider: ImageProvider
let book: QuayBook
let work: BookWork
let night: NightWatch
let told: OvernightSummary[]

beforeEach(async () => {
  server = await OpenAiServer.start()
  provider = connected('openai', { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` })
  book = await openQuayBook(2)
  sit()
})
afterEach(async () => {
  await leave()
  book.close()
  await server.close()
})

function sit(): void {
  told = []
  work = bookWork(book.project, { summary() {}, job() {}, take() {} }, (project, recovered) =>
    bookQueue(project, [provider, book.provider], recovered),
  )
  night = nightWatch(
    book.project,
    () => work.queue,
    { summary: (summary) => told.push(summary), event: (event) => work.pass(event) },
    { providers: () => [provider, book.provider], pollMs: 5 },
  )
}

async function leave(): Promise<void> {
  await night.close()
  work.abort()
  await work.idle()
  work.close()
}

const options = (chapters?: string[]) => ({
  styles: ['noir'],
  provider,
  overnight: true,
  ...(chapters ? { chapters } : {}),
})

async function order(chapters?: string[]): Promise<string[]> {
  await work.ready()
  const { jobIds } = await work.take(planBatch(book.project, options(chapters)), options(chapters))
  return jobIds
}

async function until(isMeant: () => boolean): Promise<void> {
  while (!isMeant()) await new Promise((resolve) => setImmediate(resolve))
}

test('hands over on the author’s word only, at half the price, and is due within a day', async () => {
  await order()
  expect(night.summary()).toMatchObject({ waiting: { pictures: 6 }, batches: [], pictures: 0, titles: ['noir · en'] })
  const byDay = planBatch(book.project, { ...options(), overnight: false }).jobs
  expect(night.summary().waiting.untilUsd).toBeCloseTo(
    byDay.reduce((sum, { price }) => sum + price!.untilUsd, 0) / 2,
    9,
  )
  night.look()
  expect(server.batches.all).toHaveLength(0)
  await expect(night.start({ agreedUsd: 0.0001 })).rejects.toThrow(/costs more/)
  await night.start({})
  await until(() => night.summary().batches[0]?.state === 'submitted')
  const { batches, pictures, waiting, dueAt } = night.summary()
  expect({ pictures, waiting: waiting.pictures }).toEqual({ pictures: 6, waiting: 0 })
  expect(dueAt).toBe(batches[0]!.submittedAt! + 86_400_000)
})

test('collects by itself while the book is open, beside a live run, and tells each picture', async () => {
  const ids = await order(['1'])
  await night.start({ jobIds: ids })
  await until(() => night.summary().batches[0]?.state === 'submitted')
  // The day goes on meanwhile.
  await work.generate({ styles: ['manga'], provider: book.provider, chapters: ['2'] })
  await server.batches.runAll()
  await until(() => night.summary().batches.length === 0)
  await work.idle()
  expect(work.summary().jobs).toMatchObject({ done: 6, failed: 0, unknown: 0, running: 0 })
  expect(book.calls).toHaveLength(3)
  await until(() => told.at(-1)?.batches.length === 0)
  expect(told.at(-1)).toMatchObject({ pictures: 0, nextLookAt: null })
})

test('finds what is out when the book is opened again, and hands over nothing more', async () => {
  const first = await order(['1'])
  await night.start({ jobIds: first })
  await until(() => night.summary().batches[0]?.state === 'submitted')
  await order(['2'])
  await leave()
  sit()
  await work.recover()
  night.look()
  await server.batches.runAll()
  await until(() => night.summary().batches.length === 0)
  expect(night.summary()).toMatchObject({ waiting: { pictures: 3 } })
  expect(server.batches.all).toHaveLength(1)
})

test('looks when it is asked to, and calls back what is out', async () => {
  await night.start({ jobIds: await order() })
  await until(() => night.summary().batches[0]?.state === 'submitted')
  expect((await night.collect()).batches[0]!.lookedAt).not.toBeNull()
  expect(await night.cancel()).toMatchObject({ pictures: 6 })
  await server.batches.runAll()
  await until(() => night.summary().batches.length === 0)
  expect(work.summary().jobs.running).toBe(0)
  await expect(night.cancel('no-such-batch')).rejects.toThrow(/no batch/)
})
