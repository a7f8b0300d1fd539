import { afterEach, beforeEach, expect, test } from 'vitest'
import { connected } from '../../../e2e/harness/overnight-book.ts'
import { OpenAiServer } from '../../../e2e/harness/vendors/openai/openai-server.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { queueStore } from '../store/queue/index.ts'
import { ALL } from '../store/queue/jobs.ts'
import { generate } from './generating.ts'
import { goOn } from './going-on.ts'
import { callBackNight, generateOvernight, goOnOvernight, type NightHooks } from './overnight.ts'
import { planBatch } from './planning.ts'
import { cancelWork } from './queue-control.ts'
import { bookStatus } from './status.ts'
import { closeTestProject, PAINTER, testProject } from './test-project.ts'

let server: OpenAiServer
let provider: ImageProvider
let project: ReturnType<typeof testProject>
beforeEach(async () => {
  server = await OpenAiServer.start()
  provider = connected('openai', { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` })
  project = testProject()
})
afterEach(async () => {
  closeTestProject(project)
  await server.close()
})

const asked = () => ({ styles: ['noir'], provider, pollMs: 2 })
/** The vendor ends what it has after every look. */
const working: NightHooks = { onStanding: () => void server.batches.runAll() }
const handOver = () => generateOvernight(project, { ...asked(), submitOnly: true }, {}, [provider])
const spent = () => queueStore(project.store.sqlite).ledger.spentInBook()
const jobs = () => queueStore(project.store.sqlite).jobs.list({}, ALL)

test('a night is quoted at half the price, makes every picture, and says what comes next', async () => {
  const byDay = planBatch(project, asked()).quote
  const quotes: number[] = []
  const report = await generateOvernight(
    project,
    asked(),
    { ...working, onQuote: (quote) => quotes.push(quote.untilUsd) },
    [provider],
  )
  expect(quotes).toEqual([expect.closeTo(byDay.untilUsd / 2, 9)])
  expect(report).toMatchObject({ brought: { done: 6 }, end: { ended: 'drained' }, out: { pictures: 0 }, waiting: 0 })
  expect(report.next.verb).toBe('export')
  expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
})

test('what is handed over stays there, and is collected by the next night', async () => {
  const report = await handOver()
  expect(report).toMatchObject({ end: { ended: 'submitted' }, out: { pictures: 6, batches: 1 } })
  expect(report.next).toMatchObject({ verb: 'generate', options: ['--overnight'] })
  expect(bookStatus(project).overnight).toMatchObject([{ provider: 'openai', pictures: 6, state: 'submitted' }])
  const collected = await goOnOvernight(project, { pollMs: 2 }, working, [provider])
  expect(collected).toMatchObject({ brought: { done: 6 }, out: { pictures: 0 } })
  expect(bookStatus(project).overnight).toEqual([])
})

test('by day, what waits for the night comes over at the price of the day; what is out is left alone', async () => {
  // Slots differ in shape, and with them the prices of their pictures.
  const byDay = new Map(planBatch(project, asked()).jobs.map(({ key, price }) => [key, price!.untilUsd]))
  await generateOvernight(project, { ...asked(), submitOnly: true, gate: 2 }, {}, [provider])
  expect(
    jobs()
      .map(({ state }) => state)
      .sort(),
  ).toEqual(['queued', 'queued', 'queued', 'queued', 'running', 'running'])
  const report = await generate(project, asked(), {}, [provider])
  expect(report).toMatchObject({ brought: { done: 4 }, counts: { running: 2 }, overnight: { out: 2, waiting: 0 } })
  const live = jobs().filter(({ lane }) => lane === 'openai')
  expect(live.map(({ estimateUsd }) => estimateUsd)).toEqual(live.map(({ key }) => byDay.get(key)))
  await goOnOvernight(project, { pollMs: 2 }, working, [provider])
  expect([...server.charged.values()]).toEqual([1, 1, 1, 1, 1, 1])
})

test('what waits by day goes over to the night at half the price', async () => {
  const stop = AbortSignal.abort()
  await generate(project, asked(), { stop }, [provider])
  expect(new Set(jobs().map(({ lane }) => lane))).toEqual(new Set(['openai']))
  const day = jobs().reduce((sum, { estimateUsd }) => sum + estimateUsd!, 0)
  await handOver()
  expect(new Set(jobs().map(({ lane }) => lane))).toEqual(new Set(['openai:overnight']))
  expect(jobs().reduce((sum, { estimateUsd }) => sum + estimateUsd!, 0)).toBeCloseTo(day / 2, 9)
})

test('going on by day leaves what waits for the night alone, and says so', async () => {
  await generateOvernight(project, { ...asked(), submitOnly: true, gate: 1 }, {}, [provider])
  const report = await goOn(project, {}, {}, [provider])
  expect(report).toMatchObject({ brought: { done: 0 }, overnight: { out: 1, waiting: 5 } })
  expect(server.orders).toEqual([])
})

test('cancelling takes back what waits and calls back what is out', async () => {
  await generateOvernight(project, { ...asked(), submitOnly: true, gate: 4 }, {}, [provider])
  await server.batches.work(server.batches.all[0]!, 1)
  expect(await callBackNight(project, {}, [provider])).toEqual({ pictures: 4, unheard: 0 })
  expect(cancelWork(project, {})).toBe(2)
  const report = await goOnOvernight(project, { pollMs: 2 }, working, [provider])
  expect(report.brought).toMatchObject({ done: 1, cancelled: 3 })
  expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
})

test('nothing to call back is no reason to ask anybody', async () => {
  expect(await callBackNight(project, {}, [provider])).toEqual({ pictures: 0, unheard: 0 })
  expect(server.seen).toEqual([])
})

test('a budget of the command holds back what goes over it', async () => {
  const each = planBatch(project, { ...asked(), overnight: true }).quote.untilUsd / 6
  const report = await generateOvernight(project, { ...asked(), budgetUsd: each * 2.5, submitOnly: true }, {}, [
    provider,
  ])
  expect(report).toMatchObject({ out: { pictures: 2 }, waiting: 4 })
  expect(report.end.held).not.toEqual([])
})

test('a provider without the service, and a model that is not taken, are told before anything is queued', async () => {
  await expect(generateOvernight(project, { ...asked(), provider: PAINTER }, {}, [PAINTER])).rejects.toMatchObject({
    code: 'WRONG_USE',
    message: 'Painter has no overnight service.',
  })
  expect(jobs()).toEqual([])
})
