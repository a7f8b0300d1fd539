import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { type OvernightAnswer, type OvernightLane, ProviderError } from '../../src/main/providers/provider.ts'
import type { GenerationRequest } from '../../src/shared/domain/generation.ts'
import { googleAt, googleRequest, writeReference } from '../harness/vendors/google/google-case.ts'
import { GoogleServer } from '../harness/vendors/google/google-server.ts'

const MODEL = 'gemini-nano-banana-2.1'
const HOUR = 3_600_000
const DAYLIGHT_USD = 0.0336

let server: GoogleServer
let lane: OvernightLane
let clock: number
const folder = mkdtempSync(join(tmpdir(), 'panelwright-google-night-'))
const { signal } = new AbortController()

beforeEach(async () => {
  await server?.close()
  clock = Date.parse('2026-11-21T20:00:00Z')
  server = await GoogleServer.start({ now: () => clock })
  lane = googleAt(server).overnight!
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Requests of a night by their ids. */
function night(count: number): Map<string, GenerationRequest> {
  return new Map(
    Array.from({ length: count }, (_, at) => [`job-${at}`, googleRequest({ prompt: `Panel ${at}`, seed: at })]),
  )
}

async function handOver(
  requests: Map<string, GenerationRequest>,
  uploaded = new Map<string, string>(),
  name = 'night-1',
) {
  const file = join(folder, `${name}.jsonl`)
  writeFileSync(file, [...requests].map(([id, request]) => `${lane.line(id, request, uploaded)}\n`).join(''))
  return lane.submit(await lane.uploadInput(file, signal), name, MODEL, signal)
}

async function answersOf(remoteId: string, requests: Map<string, GenerationRequest>): Promise<OvernightAnswer[]> {
  const { outputs } = await lane.look(remoteId, signal)
  const answers: OvernightAnswer[] = []
  for (const output of outputs) {
    const parts: Uint8Array[] = []
    for await (const part of lane.download(output, signal)) parts.push(part)
    const lines = Buffer.concat(parts).toString('utf8').split('\n').filter(Boolean)
    answers.push(...lines.map((line) => lane.read(line, (id) => requests.get(id) ?? null)))
  }
  return answers
}

async function failureOf(made: Promise<unknown>): Promise<ProviderError> {
  const thrown = await made.then(
    () => null,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(ProviderError)
  return thrown as ProviderError
}

describe('a night', () => {
  test('goes from hand-over to pictures at half the price, by their ids', async () => {
    const requests = night(5)
    const id = await handOver(requests)
    expect(await lane.look(id, signal)).toMatchObject({
      state: 'working',
      word: 'BATCH_STATE_PENDING',
      total: 5,
      done: 0,
    })
    server.run(id)
    expect(await lane.look(id, signal)).toMatchObject({ state: 'working', word: 'BATCH_STATE_RUNNING', outputs: [] })
    await server.end(id)
    expect(await lane.look(id, signal)).toMatchObject({ state: 'ended', done: 5, failed: 0, total: 5, message: null })
    const answers = await answersOf(id, requests)
    expect(answers.map((one) => one.id).toSorted()).toEqual([...requests.keys()])
    // Not in the order they were handed over.
    expect(answers[0]?.id).toBe('job-4')
    let usd = 0
    for (const answer of answers) {
      if (!answer.ok) throw answer.error
      const { prompt, width, height } = requests.get(answer.id)!
      const own = await server.painter({ prompt, width, height, seed: requests.get(answer.id)!.seed })
      expect(Buffer.compare(answer.reply.bytes, own)).toBe(0)
      expect(await checkPicture(answer.reply.bytes)).toMatchObject({ ok: true, width, height })
      expect(answer.reply.costUsd).toBeCloseTo(DAYLIGHT_USD / 2, 4)
      usd += answer.reply.costUsd ?? Number.NaN
    }
    expect(usd).toBeCloseTo(server.billedUsd, 9)
  })

  test('asks for the same as by day', async () => {
    const request = googleRequest({ quality: '2K', width: 2752, height: 1536, seed: 99 })
    await googleAt(server).generate(request, { signal, folder, remember: async () => {} })
    const byDay = JSON.parse(server.asked[0]!.body.toString())
    expect(JSON.parse(lane.line('job', request, new Map()))).toEqual({ key: 'job', request: byDay })
  })

  test('has refusals, errors and pictures side by side', async () => {
    const behaviours: Record<string, string> = {
      'Panel 0': 'finish:IMAGE_SAFETY',
      'Panel 1': 'blocked:PROHIBITED_CONTENT',
      'Panel 2': 'invalid',
      'Panel 3': 'unavailable',
      'Panel 4': 'text-only',
      'Panel 5': 'thought-first',
      'Panel 6': 'rate-limited',
    }
    server.script = ({ prompt }) => behaviours[prompt] ?? 'ok'
    const requests = night(8)
    const id = await handOver(requests)
    await server.end(id, 'PARTIALLY_SUCCEEDED')
    expect(await lane.look(id, signal)).toMatchObject({ state: 'ended', done: 5, failed: 3 })
    const answers = new Map((await answersOf(id, requests)).map((answer) => [answer.id, answer]))
    const kind = (at: number) => {
      const answer = answers.get(`job-${at}`)!
      return answer.ok ? 'picture' : answer.error.kind
    }
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(kind)).toEqual([
      'refused',
      'refused',
      'invalid',
      'overloaded',
      'no-image',
      'picture',
      'rate-limited',
      'picture',
    ])
    const refused = answers.get('job-0')!
    expect(refused.ok ? null : refused.error).toMatchObject({ says: expect.stringContaining('kept it back') })
    const paid = [...answers.values()].map((one) => (one.ok ? one.reply.costUsd : one.error.costUsd) ?? 0)
    expect(paid.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(server.billedUsd, 9)
  })

  test('with references sends them once, and by their address', async () => {
    const references = [writeReference(folder, 1), writeReference(folder, 2)]
    const uploaded = new Map<string, string>()
    for (const { hash, path } of references) uploaded.set(hash, await lane.uploadReference(join(folder, path), signal))
    const requests = new Map([...night(3)].map(([id, request]) => [id, { ...request, references }]))
    const id = await handOver(requests, uploaded)
    await server.end(id)
    expect((await answersOf(id, requests)).every(({ ok }) => ok)).toBe(true)
    expect(server.files.names.filter((name) => !name.includes('batch'))).toHaveLength(3)
  })

  test('whose references are gone by then says so for each request', async () => {
    const reference = writeReference(folder, 3)
    const uploaded = new Map([[reference.hash, await lane.uploadReference(join(folder, reference.path), signal)]])
    clock += 30 * HOUR
    const requests = new Map([['job-0', googleRequest({ references: [reference] })]])
    const id = await handOver(requests, uploaded)
    clock += 20 * HOUR
    await server.end(id)
    expect(await answersOf(id, requests)).toMatchObject([{ id: 'job-0', ok: false, lostReferences: true }])
    expect(server.billedUsd).toBe(0)
  })
})

describe('a hand-over', () => {
  test('whose answer was lost is found by its name', async () => {
    server.script = ({ prompt }) => (prompt === 'night-lost' ? 'cut' : 'ok')
    const error = await failureOf(handOver(night(2), new Map(), 'night-lost'))
    expect(error).toMatchObject({ kind: 'network', maybeBilled: true })
    const id = await lane.find('night-lost', signal)
    expect(id).not.toBeNull()
    expect(await lane.look(id!, signal)).toMatchObject({ total: 2 })
    expect(server.batches.names).toHaveLength(1)
  })

  test('that never arrived is not found', async () => {
    await handOver(night(1))
    expect(await lane.find('night-of-nobody', signal)).toBeNull()
  })

  test('is found among more than fit on a page', async () => {
    const id = await handOver(night(1), new Map(), 'night-first')
    for (let at = 0; at < 105; at++)
      server.batches.create(
        MODEL,
        { batch: { displayName: `other-${at}`, inputConfig: { requests: { requests: [{ request: {} }] } } } },
        () => null,
      )
    server.seen.length = 0
    expect(await lane.find('night-first', signal)).toBe(id)
    expect(server.seen.length).toBe(2)
  })

  test.each([
    ['rate-limited', 'rate-limited'],
    ['quota-day', 'quota'],
    ['bad-key', 'unauthorized'],
    ['unavailable', 'overloaded'],
    ['billing', 'billing'],
  ])('that is turned away with %s is one request', async (behaviour, kind) => {
    server.script = () => behaviour
    expect((await failureOf(handOver(night(1)))).kind).toBe(kind)
    expect(server.asked).toHaveLength(1)
    expect(server.batches.names).toHaveLength(0)
  })

  test('of an input that cannot be read is rejected as a whole', async () => {
    const file = join(folder, 'broken.jsonl')
    writeFileSync(file, '{"key":"job-0","request":{}}\nnot a line\n')
    const id = await lane.submit(await lane.uploadInput(file, signal), 'night-broken', MODEL, signal)
    expect(await lane.look(id, signal)).toMatchObject({
      state: 'rejected',
      word: 'BATCH_STATE_FAILED',
      outputs: [],
      message: expect.stringContaining('Line 2'),
    })
  })

  test('of an input that is gone is invalid', async () => {
    expect((await failureOf(lane.submit('files/never', 'night-1', MODEL, signal))).kind).toBe('invalid')
  })

  test('of an input of several chunks arrives whole', async () => {
    const prompt = 'Rain. '.repeat(1_500_000)
    const id = await handOver(new Map([['job-0', googleRequest({ prompt })]]))
    const uploads = server.seen.filter(({ query }) => query.has('upload_id'))
    expect(uploads.length).toBe(2)
    expect(await lane.look(id, signal)).toMatchObject({ total: 1, state: 'working' })
  })

  test('without its references uploaded is not even written', () => {
    const request = googleRequest({ references: [writeReference(folder, 4)] })
    expect(() => lane.line('job', request, new Map())).toThrow(ProviderError)
  })
})

describe('a batch', () => {
  test('that nobody got round to expires after two days, without answers and without a bill', async () => {
    const id = await handOver(night(3))
    clock += 49 * HOUR
    expect(await lane.look(id, signal)).toMatchObject({
      state: 'ended',
      word: 'BATCH_STATE_EXPIRED',
      outputs: [],
      done: 0,
      total: 3,
    })
    expect(server.billedUsd).toBe(0)
  })

  test('that is cancelled ends, with what there is', async () => {
    const requests = night(4)
    const id = await handOver(requests)
    server.run(id)
    await lane.cancel(id, signal)
    expect(await lane.look(id, signal)).toMatchObject({ state: 'ended', word: 'BATCH_STATE_CANCELLED', outputs: [] })
    // Once more is no harm.
    await lane.cancel(id, signal)
    const other = await handOver(requests, new Map(), 'night-2')
    await server.end(other, 'CANCELLED', 2)
    expect(await answersOf(other, requests)).toHaveLength(2)
  })

  test('that succeeded in part has answers to that part', async () => {
    const requests = night(4)
    const id = await handOver(requests)
    await server.end(id, 'PARTIALLY_SUCCEEDED', 3)
    expect(await lane.look(id, signal)).toMatchObject({
      state: 'ended',
      word: 'BATCH_STATE_PARTIALLY_SUCCEEDED',
      done: 3,
      total: 4,
    })
    expect((await answersOf(id, requests)).map((one) => one.id).toSorted()).toEqual(['job-0', 'job-1', 'job-2'])
  })

  test('that failed is rejected, but not when there are answers to fetch', async () => {
    const requests = night(2)
    const id = await handOver(requests)
    await server.end(id, 'FAILED')
    expect(await lane.look(id, signal)).toMatchObject({ state: 'rejected', message: expect.stringContaining('13') })
    const half = await handOver(requests, new Map(), 'night-2')
    await server.end(half, 'FAILED', 1)
    expect((await lane.look(half, signal)).state).toBe('ended')
    expect(await answersOf(half, requests)).toHaveLength(1)
  })

  test('that nobody knows is said to be gone', async () => {
    expect(await failureOf(lane.look('batches/never', signal))).toMatchObject({ httpStatus: 404 })
    expect((await failureOf(lane.look('../secret', signal))).kind).toBe('invalid')
  })

  test('keeps its answers for two days', async () => {
    const id = await handOver(night(1))
    await server.end(id)
    const { outputs } = await lane.look(id, signal)
    clock += 49 * HOUR
    const download = lane.download(outputs[0]!, signal)[Symbol.asyncIterator]().next()
    expect((await failureOf(download)).says).toContain('two days')
  })
})

test('a line that answers nothing is corrupt; one for a request nobody knows has its id', () => {
  for (const line of ['', 'no', '[]', '{"response":{}}'])
    expect(() => lane.read(line, () => googleRequest())).toThrow(expect.objectContaining({ kind: 'corrupt' }))
  expect(lane.read('{"key":"stranger","response":{}}', () => null)).toMatchObject({ id: 'stranger', ok: false })
})

test('a file of ours that cannot be read is this computer’s trouble', async () => {
  const missing = join(folder, 'missing.jsonl')
  expect((await failureOf(lane.uploadInput(missing, signal))).kind).toBe('local')
  expect((await failureOf(lane.uploadReference(missing, signal))).kind).toBe('local')
  const text = join(folder, 'text.png')
  writeFileSync(text, 'no picture at all')
  expect((await failureOf(lane.uploadReference(text, signal))).kind).toBe('invalid')
  expect(server.seen).toHaveLength(0)
})

test('everything stops when it is told to', async () => {
  const stopped = AbortSignal.abort()
  const file = join(folder, 'stop.jsonl')
  writeFileSync(file, `${lane.line('job-0', googleRequest(), new Map())}\n`)
  const calls = [
    lane.uploadInput(file, stopped),
    lane.submit('files/a', 'night', MODEL, stopped),
    lane.find('night', stopped),
    lane.look('batches/a', stopped),
    lane.download('files/a', stopped)[Symbol.asyncIterator]().next(),
    lane.cancel('batches/a', stopped),
  ]
  for (const call of calls) expect((await failureOf(call)).kind).toBe('cancelled')
  expect(server.seen).toHaveLength(0)
})

test('a download stops in the middle', async () => {
  const stop = new AbortController()
  const id = await handOver(night(4))
  server.files.keep('files/batch-large', Buffer.alloc(64_000_000, 10))
  await server.end(id)
  const parts = lane.download('files/batch-large', stop.signal)[Symbol.asyncIterator]()
  expect((await parts.next()).value?.byteLength).toBeGreaterThan(0)
  stop.abort()
  const rest = async () => {
    for (let more = await parts.next(); !more.done; more = await parts.next());
  }
  expect((await failureOf(rest())).kind).toBe('cancelled')
})

test('no key turns up in a line, a name or an error', async () => {
  server.script = () => 'forbidden'
  const error = await failureOf(handOver(night(1)))
  const line = lane.line('job', googleRequest(), new Map())
  expect(`${line}${error.message}${error.detail}${error.stack}`).not.toContain(server.key)
  expect(server.seen.every(({ path, query }) => !`${path}${query}`.includes(server.key))).toBe(true)
})
