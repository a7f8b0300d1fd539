import { afterEach, describe, expect, test } from 'vitest'
import { lookForPersonWith } from '../../src/main/checks/look-for-person.ts'
import { googleVision } from '../../src/main/checks/vision/google.ts'
import { pictureModeration } from '../../src/main/checks/vision/moderation.ts'
import { openAiVision } from '../../src/main/checks/vision/openai.ts'
import type { VisionModel, VisionQuestion } from '../../src/main/checks/vision/vision-model.ts'
import { ProviderError } from '../../src/main/providers/provider.ts'
import type { Setting } from '../../src/main/providers/setup.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import type { Eye } from '../harness/vendors/eye.ts'
import { GoogleServer } from '../harness/vendors/google/google-server.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import type { VendorBase, VendorCall } from '../harness/vendors/vendor-server.ts'

const QUESTIONS: VisionQuestion[] = [
  { name: 'p1_text', kind: 'statement', says: 'In picture 1, there is writing.' },
  { name: 'p1_count', kind: 'choice', asks: 'How many people are in picture 1?', choices: ['0', '1', '2'] },
]
const PICTURES = [
  { bytes: new Uint8Array(tinyPng(1)), format: 'png' as const },
  { bytes: new Uint8Array(tinyPng(2)), format: 'png' as const },
]
const NOW = Date.parse('2026-11-20')
const never = new AbortController().signal

interface Stand {
  server: VendorBase & { eye: Eye; script: (call: VendorCall) => string }
  model: VisionModel
  key: string
}

let stands: Stand[] = []
afterEach(async () => {
  for (const { server } of stands) await server.close()
  stands = []
})

async function openAi(model?: string, settings: Record<string, string> = {}): Promise<Stand> {
  const server = await OpenAiServer.start()
  const setting = settingOf({ OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1`, ...settings })
  return stand({ server, model: openAiVision(setting, model, () => NOW), key: server.key })
}

async function google(settings: Record<string, string> = {}): Promise<Stand> {
  const server = await GoogleServer.start()
  const setting = settingOf({ GEMINI_API_KEY: server.key, GOOGLE_GEMINI_BASE_URL: server.url, ...settings })
  return stand({ server, model: googleVision(setting, undefined, () => NOW), key: server.key })
}

function stand(one: Stand): Stand {
  stands.push(one)
  return one
}

const settingOf =
  (values: Record<string, string>): Setting =>
  (name) =>
    values[name]

const failureOf = (promise: Promise<unknown>): Promise<ProviderError> =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ProviderError)
      return error as ProviderError
    },
  )

const VENDORS: [name: string, make: () => Promise<Stand>][] = [
  ['OpenAI decisions', () => openAi()],
  ['OpenAI responses', () => openAi('gpt-5.6-luna')],
  ['Gemini', () => google()],
]

describe.each(VENDORS)('%s', (name, make) => {
  test('answers every question with a probability, and says what it cost to the cent of the bill', async () => {
    const { server, model } = await make()
    server.eye = ({ choices }) => (choices ? '2' : 0.81)
    const { answers, costUsd } = await model.look(PICTURES, QUESTIONS, never)
    expect(answers.get('p1_text')).toEqual({ kind: 'statement', probability: 0.81 })
    const count = answers.get('p1_count')
    expect(count?.kind === 'choice' && count.probabilities.get('2')).toBe(0.9)
    expect(server.billedUsd).toBeGreaterThan(0)
    expect(costUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test('gets the pictures as they are, in their order, and the questions in words', async () => {
    const { server, model } = await make()
    const glances: Parameters<Eye>[0][] = []
    server.eye = (glance) => {
      glances.push(glance)
      return glance.choices ? '1' : 0.1
    }
    await model.look(PICTURES, QUESTIONS, never)
    expect(glances.map(({ name }) => name)).toEqual(['p1_text', 'p1_count'])
    expect(glances[0]!.text).toContain('there is writing')
    expect(glances[1]!.choices).toEqual(['0', '1', '2'])
    expect(glances[0]!.pictures.map((picture) => picture.equals(tinyPng(1)))).toEqual([true, false])
  })

  test('declining as a whole is a refusal that was billed, or no answer to any question', async () => {
    const { server, model } = await make()
    server.script = () => (name === 'Gemini' ? 'blocked:PROHIBITED_CONTENT' : 'declined')
    if (name === 'OpenAI decisions') {
      const { answers } = await model.look(PICTURES, QUESTIONS, never)
      expect([...answers.values()]).toEqual([null, null])
      return
    }
    const failure = await failureOf(model.look(PICTURES, QUESTIONS, never))
    expect(failure).toMatchObject({ kind: 'refused', says: 'The model declined to look at this.', maybeBilled: true })
    expect(failure.costUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test.each(['wrong form', 'no JSON'])(
    'an answer that is of the %s is corrupt, and what it cost is known',
    async (what) => {
      const { server, model } = await make()
      const script = {
        'OpenAI decisions': { 'wrong form': 'wrong-form', 'no JSON': 'bad-json' },
        'OpenAI responses': { 'wrong form': 'wrong-form', 'no JSON': 'bad-answer' },
        Gemini: { 'wrong form': 'no-usage', 'no JSON': 'text-only' },
      }[name]![what as 'no JSON']!
      server.script = () => script
      const failure = await failureOf(model.look(PICTURES, QUESTIONS, never))
      expect(failure).toMatchObject({ kind: 'corrupt', maybeBilled: true })
      expect(server.billedUsd).toBeGreaterThan(0)
      if (script !== 'bad-json') expect(failure.costUsd).toBeCloseTo(server.billedUsd, 9)
    },
  )

  test('a wait, a wrong key and a server in trouble are told apart, without the key', async () => {
    const { server, model, key } = await make()
    const isGoogle = name === 'Gemini'
    const kinds: [script: string, kind: string, retryAfterMs: number | null][] = [
      [isGoogle ? 'header-wait' : '429', 'rate-limited', isGoogle ? 9_000 : 2_000],
      ['bad-key', 'unauthorized', null],
      [isGoogle ? 'quota-day' : 'insufficient-quota', 'quota', null],
      [isGoogle ? 'internal' : 'server-error', 'overloaded', null],
      ['cut', 'network', null],
    ]
    for (const [script, kind, retryAfterMs] of kinds) {
      server.script = () => script
      const failure = await failureOf(model.look(PICTURES, QUESTIONS, never))
      expect([script, failure.kind, failure.retryAfterMs]).toEqual([script, kind, retryAfterMs])
      expect(`${failure.detail} ${failure.says} ${failure.message}`).not.toContain(key)
    }
    expect(server.billedUsd).toBe(0)
  })

  test('stops before anything is sent and in the middle', async () => {
    const { server, model } = await make()
    const before = await failureOf(model.look(PICTURES, QUESTIONS, AbortSignal.abort()))
    expect(before.kind).toBe('cancelled')
    expect(server.calls.size).toBe(0)
    const stop = new AbortController()
    server.script = () => 'hang'
    const look = failureOf(model.look(PICTURES, QUESTIONS, stop.signal))
    await expect.poll(() => server.calls.size).toBe(1)
    stop.abort()
    expect((await look).kind).toBe('cancelled')
  })
})

test('without a key nobody is asked', async () => {
  const { kind } = await failureOf(openAiVision(() => undefined).look(PICTURES, QUESTIONS, never))
  expect(kind).toBe('no-key')
  expect((await failureOf(googleVision(() => undefined).look(PICTURES, QUESTIONS, never))).kind).toBe('no-key')
})

test('an account without decisions is asked in words instead, once and for all', async () => {
  const { server, model } = await openAi()
  server.script = ({ nth }) => (nth === 1 ? 'no-path' : 'ok')
  for (let n = 0; n < 2; n++) {
    const { answers } = await model.look(PICTURES, QUESTIONS, never)
    expect(answers.get('p1_count')).toEqual({ kind: 'choice', probabilities: new Map([['1', 0.9]]) })
  }
  const paths = server.seen.map(({ path }) => path)
  expect(paths).toEqual(['/v1/decisions', '/v1/responses', '/v1/responses'])
})

test('what it may cost is quoted with an upper bound; a model nobody looked up has no price', async () => {
  const { model, server } = await openAi()
  const { fromUsd, untilUsd } = model.estimate(PICTURES.length, QUESTIONS, '2026-11-20')
  await model.look(PICTURES, QUESTIONS, never)
  expect(fromUsd).toBeLessThanOrEqual(server.billedUsd)
  expect(untilUsd).toBeGreaterThanOrEqual(server.billedUsd)
  const unknown = openAiVision(() => 'key', 'gpt-9')
  expect(unknown.estimate(2, QUESTIONS, '2026-11-20')).toMatchObject({ fromUsd: null })
  expect(unknown.estimate(2, QUESTIONS, '2026-11-20').untilUsd).toBeGreaterThan(untilUsd)
  // Before a price begins to hold, nobody knows it; it may change on a day.
  const gemini = googleVision(() => 'key')
  expect(gemini.estimate(2, QUESTIONS, '2026-01-01').fromUsd).toBeNull()
  const [today, later] = ['2026-11-20', '2027-01-01'].map((on) => gemini.estimate(2, QUESTIONS, on).untilUsd)
  expect(later).toBeCloseTo(today! * 2)
})

describe('a reference picture', () => {
  test('is looked at for a person and for how much of the frame they take', async () => {
    for (const { server, model } of [await openAi(), await google()]) {
      server.eye = ({ choices }) => (choices ? 'over a half' : 0.97)
      const seen = await lookForPersonWith(model, never)(PICTURES[0]!)
      expect(seen?.person).toBe(true)
      expect(seen?.share).toBeGreaterThan(0.65)
      server.eye = ({ choices }) => (choices ? 'no person' : 0.02)
      expect((await lookForPersonWith(model, never)(PICTURES[0]!))?.person).toBe(false)
    }
  })

  test('is left alone when nobody can say', async () => {
    const { server, model } = await openAi()
    server.script = () => 'server-error'
    expect(await lookForPersonWith(model, never)(PICTURES[0]!)).toBeNull()
    server.script = () => 'declined'
    expect(await lookForPersonWith(model, never)(PICTURES[0]!)).toBeNull()
  })
})

test('moderation names the categories of a picture in our words, and costs nothing', async () => {
  const server = await OpenAiServer.start()
  stand({ server, model: null as never, key: server.key })
  const moderate = pictureModeration(settingOf({ OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` }))
  server.flagged = () => ['violence/graphic', 'violence']
  const { flagged, categories } = await moderate(PICTURES[0]!, never)
  expect(flagged).toBe(true)
  expect(categories.filter((one) => one.flagged).map(({ name }) => name)).toEqual(['violence', 'graphic violence'])
  server.flagged = () => []
  expect((await moderate(PICTURES[0]!, never)).flagged).toBe(false)
  expect(server.billedUsd).toBe(0)
})
