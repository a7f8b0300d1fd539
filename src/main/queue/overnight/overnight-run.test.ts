import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connected, overnightJob, overnightJobs, referenceTo } from '../../../../e2e/harness/overnight-book.ts'
import { batchOrder, hurriedClock, openTestBook, type TestBook } from '../../../../e2e/harness/test-book.ts'
import { tinyPng } from '../../../../e2e/harness/tiny-picture.ts'
import type { OpenAiBatch } from '../../../../e2e/harness/vendors/openai/batches.ts'
import { OpenAiServer } from '../../../../e2e/harness/vendors/openai/openai-server.ts'
import { ALL } from '../../store/queue/jobs.ts'
import { OUT_STATES } from '../../store/queue/remote-batches.ts'
import type { JobOrder } from '../order.ts'
import type { OvernightEnd, OvernightOptions } from './overnight-run.ts'

const openaiAt = ({ url, key }: Pick<OpenAiServer, 'url' | 'key'>) =>
  connected('openai', { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1` })

let server: OpenAiServer
let book: TestBook
beforeEach(async () => {
  server = await OpenAiServer.start()
  // A minute passes in 0.6 s, and so do the limits of calls: faster, and a busy computer would miss them.
  book = openTestBook(40, { providers: [openaiAt(server)], clock: hurriedClock(100) })
})
afterEach(async () => {
  book.remove()
  await server.close()
})

function queueUp(jobs: JobOrder[], budgetUsd: number | null = null): string[] {
  const { batchId } = book.queue.enqueue(batchOrder(jobs, { budgetUsd }))
  return book.queue.jobs({ batchId: batchId! }, ALL).map(({ id }) => id)
}

/** Runs a night; `vendor` is let work after every round that left something with it. */
function night(
  jobs: string[],
  options: Partial<OvernightOptions> = {},
  vendor: (batch: OpenAiBatch) => unknown = (batch) => server.batches.run(batch),
): Promise<OvernightEnd> {
  const busy = new Set<OpenAiBatch>()
  const letWork = async (batch: OpenAiBatch) => {
    if (busy.has(batch)) return
    busy.add(batch)
    await vendor(batch)
    busy.delete(batch)
  }
  return book.queue.runOvernight({
    jobs,
    pollMs: 1_000,
    ...options,
    onRound: (standing) => {
      options.onRound?.(standing)
      for (const batch of server.batches.open) void letWork(batch)
    },
  })
}

const overnightFiles = () =>
  existsSync(join(book.folder, 'overnight')) ? readdirSync(join(book.folder, 'overnight')) : []
const spent = () => book.queue.spent()

describe('a night', () => {
  test('makes every picture once, at half the price, and leaves nothing behind', async () => {
    const end = await night(queueUp(overnightJobs(5)))
    expect(end).toMatchObject({ ended: 'drained', failure: null, openLanes: [], held: [], handedBack: 0 })
    expect(book.queue.counts()).toMatchObject({ done: 5, running: 0, queued: 0 })
    expect(server.batches.all).toHaveLength(1)
    expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
    expect(spent()).toMatchObject({ maybeCalls: 0, unpricedCalls: 0 })
    expect([...server.charged.values()]).toEqual([1, 1, 1, 1, 1])
    for (let n = 0; n < 5; n++) expect(book.queue.store.takes.ofPanel(`panel-${n}`)).toHaveLength(1)
    expect(overnightFiles()).toEqual([])
    const [job] = book.queue.jobs({}, ALL)
    const [attempt] = book.queue.store.attempts.ofJob(job!.id)
    expect(attempt).toMatchObject({ outcome: 'done', sent: { overnight: true, model: 'gpt-image-2.5-flare' } })
    expect(JSON.stringify(attempt)).not.toContain(server.key)
  })

  test('costs half of what the same pictures cost by day', async () => {
    await night(queueUp([overnightJob(0)]))
    const byNight = spent().chargedUsd
    const live = overnightJob(1)
    queueUp([{ ...live, lane: 'openai' }])
    await book.queue.run()
    expect(spent().chargedUsd - byNight).toBeCloseTo(byNight * 2, 9)
  })

  test('a live run leaves what waits for the night alone', async () => {
    queueUp(overnightJobs(2))
    expect(await book.queue.run()).toMatchObject({ ended: 'drained' })
    expect(book.queue.counts()).toMatchObject({ queued: 2 })
    expect(server.seen).toEqual([])
  })

  test('handing over only: the answers are collected by a later run, also in another process', async () => {
    const jobs = queueUp(overnightJobs(3))
    expect(await night(jobs, { submitOnly: true }, () => {})).toMatchObject({ ended: 'submitted' })
    expect(book.queue.counts()).toMatchObject({ running: 3 })
    book.reopen()
    const recovery = await book.queue.recover()
    expect(recovery).toMatchObject({ requeued: 0, unknown: [] })
    expect(book.queue.counts()).toMatchObject({ running: 3 })
    await server.batches.runAll()
    expect(await night([])).toMatchObject({ ended: 'drained' })
    expect(book.queue.counts()).toMatchObject({ done: 3 })
    expect(server.batches.all).toHaveLength(1)
  })

  test('pictures of two models, and those with references, go into batches of their own', async () => {
    const bytes = tinyPng(1)
    mkdirSync(join(book.folder, 'references'))
    writeFileSync(join(book.folder, 'references', 'maren.png'), bytes)
    const references = [referenceTo('references/maren.png', bytes)]
    const jobs = queueUp([
      overnightJob(0),
      overnightJob(1, { providerModel: 'gpt-image-2.5-sunburst' }),
      overnightJob(2, { references }),
      overnightJob(3, { references }),
      overnightJob(4),
    ])
    await night(jobs)
    expect(book.queue.counts()).toMatchObject({ done: 5 })
    expect(server.batches.all.map(({ endpoint, lines }) => [endpoint, lines.length]).sort()).toEqual([
      ['/v1/images/edits', 2],
      ['/v1/images/generations', 1],
      ['/v1/images/generations', 2],
    ])
    expect([...server.files.values()].filter(({ purpose }) => purpose === 'vision')).toHaveLength(1)
    expect(server.orders.filter((order) => order.references.length === 1)).toHaveLength(2)
  })

  test('a cap holds back what goes over it, counting what is out', async () => {
    const jobs = queueUp(overnightJobs(6))
    const end = await night(jobs, { bookUsd: 0.0145, submitOnly: true }, () => {})
    expect(book.queue.counts()).toMatchObject({ running: 4, queued: 2 })
    expect(end.held).toMatchObject([{ of: 'book', why: 'over-budget' }])
    // The same cap, asked again while the first four are out.
    await night(jobs, { bookUsd: 0.0145, submitOnly: true }, () => {})
    expect(book.queue.counts()).toMatchObject({ running: 4, queued: 2 })
  })

  test('a gate hands over so many and no more', async () => {
    const end = await night(queueUp(overnightJobs(6)), { gate: 2 })
    expect(end).toMatchObject({ ended: 'drained' })
    expect(book.queue.counts()).toMatchObject({ done: 2, queued: 4 })
  })

  test('only the jobs of the run are handed over', async () => {
    const jobs = queueUp(overnightJobs(4))
    await night(jobs.slice(0, 1))
    expect(book.queue.counts()).toMatchObject({ done: 1, queued: 3 })
  })
})

describe('answers that are no picture', () => {
  test('each ends as its own outcome: picture, refusal, error, another try', async () => {
    server.script = ({ prompt, nth }) => {
      if (prompt === 'panel 0') return 'moderation-input'
      if (prompt === 'panel 1') return nth === 1 ? 'server-error' : 'ok'
      if (prompt === 'panel 2') return nth === 1 ? '429' : 'ok'
      if (prompt === 'panel 3') return 'no-image'
      return nth === 1 && prompt === 'panel 4' ? 'truncated' : 'ok'
    }
    const end = await night(queueUp(overnightJobs(7)))
    expect(end).toMatchObject({ ended: 'drained', openLanes: [] })
    expect(book.queue.counts()).toMatchObject({ done: 5, refused: 1, failed: 1, queued: 0, running: 0 })
    expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
    const refused = book.queue.jobs({ states: ['refused'] }, ALL)[0]!
    expect(refused.message).toMatch(/OpenAI refused/)
  })

  test('a provider that is out of quota stops the lane, and nothing goes round in circles', async () => {
    server.script = () => 'insufficient-quota'
    const end = await night(queueUp(overnightJobs(3)))
    expect(end.openLanes).toMatchObject([{ lane: 'openai:overnight', openFailure: 'quota' }])
    expect(book.queue.counts()).toMatchObject({ queued: 3 })
    expect(server.batches.all).toHaveLength(1)
  })

  test('a request that keeps failing is given up after its attempts', async () => {
    server.script = () => '429'
    await night(queueUp(overnightJobs(1)))
    expect(book.queue.counts()).toMatchObject({ failed: 1 })
    expect(server.batches.all.length).toBeLessThanOrEqual(5)
  })

  test('a night that is over half way keeps what came; the rest waits, at no charge', async () => {
    const jobs = queueUp(overnightJobs(6))
    const end = await night(jobs, {}, async (batch) => {
      await server.batches.work(batch, 4)
      server.batches.end(batch, 'expired')
    })
    expect(end).toMatchObject({ ended: 'drained', handedBack: 2 })
    expect(book.queue.counts()).toMatchObject({ done: 4, queued: 2 })
    expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
    expect(book.queue.jobs({ states: ['queued'] }, ALL)[0]).toMatchObject({
      attempts: 0,
      message: expect.stringMatching(/night was over/),
    })
    book.reopen()
    await night(jobs)
    expect(book.queue.counts()).toMatchObject({ done: 6 })
    expect([...server.charged.values()]).toEqual([1, 1, 1, 1, 1, 1])
  })
})

describe('batches that are not taken', () => {
  test('one that is turned down puts its jobs back and leaves the lane to the author', async () => {
    const jobs = queueUp(overnightJobs(2))
    const end = await night(jobs, {}, (batch) => {
      server.files.delete(batch.inputFileId)
      server.batches.begin(batch)
    })
    expect(end.openLanes).toMatchObject([{ openFailure: 'invalid', message: expect.stringMatching(/did not take/) }])
    expect(book.queue.counts()).toMatchObject({ queued: 2 })
    expect(spent()).toMatchObject({ chargedUsd: 0, maybeCalls: 0 })
    const [job] = book.queue.jobs({}, ALL)
    expect(book.queue.store.attempts.ofJob(job!.id)[0]!.detail).toMatch(/input_file_not_found/)
    expect(overnightFiles()).toEqual([])
    expect(book.queue.resumeLane('openai:overnight')).toBe(true)
    await night(jobs)
    expect(book.queue.counts()).toMatchObject({ done: 2 })
  })

  test('a key that is not accepted leaves everything waiting', async () => {
    const other = await OpenAiServer.start({ key: 'sk-other-0123456789abcdef' })
    book.reopen({ providers: [openaiAt({ url: other.url, key: server.key })] })
    const end = await night(queueUp(overnightJobs(2)))
    await other.close()
    expect(end.openLanes).toMatchObject([{ openFailure: 'unauthorized' }])
    expect(book.queue.counts()).toMatchObject({ queued: 2, running: 0 })
  })

  test('references the vendor has lost are uploaded again', async () => {
    const bytes = tinyPng(2)
    mkdirSync(join(book.folder, 'references'))
    writeFileSync(join(book.folder, 'references', 'otto.png'), bytes)
    const references = [referenceTo('references/otto.png', bytes)]
    const isVision = ({ purpose }: { purpose: string }) => purpose === 'vision'
    let lost = 0
    await night(queueUp([overnightJob(0, { references }), overnightJob(1, { references })]), {}, async (batch) => {
      for (const file of [...server.files.values()].filter(isVision)) if (lost++ === 0) server.files.delete(file.id)
      await server.batches.run(batch)
    })
    expect(book.queue.counts()).toMatchObject({ done: 2 })
    expect(server.seen.filter(({ path, method }) => path === '/v1/files' && method === 'POST')).toHaveLength(4)
  })

  test('a reference that is gone from disk ends its own panel, before anything is sent of it', async () => {
    const references = [referenceTo('references/nobody.png', tinyPng(3))]
    await night(queueUp([overnightJob(0, { references }), overnightJob(1)]))
    expect(book.queue.counts()).toMatchObject({ done: 1, failed: 1 })
    expect(book.queue.jobs({ states: ['failed'] }, ALL)[0]!.message).toMatch(/nobody\.png cannot be read/)
  })
})

describe('trouble on the way', () => {
  test('an answer to the hand-over that is lost: the batch is found by its name, never handed over twice', async () => {
    server.wire = (step, nth) => (step === 'create' && nth === 1 ? 'cut' : 'ok')
    await night(queueUp(overnightJobs(3)))
    expect(server.batches.all).toHaveLength(1)
    expect(book.queue.counts()).toMatchObject({ done: 3 })
  })

  test('a batch is found among hundreds', async () => {
    const jobs = queueUp(overnightJobs(1))
    server.wire = (step, nth) => {
      if (step !== 'create' || nth > 1) return 'ok'
      const [mine] = server.batches.all
      for (let n = 0; n < 230; n++)
        server.batches.all.push({
          ...mine!,
          id: `batch_other${n}`,
          metadata: { panelwright: `${n}` },
          status: 'failed',
        })
      return 'cut'
    }
    await night(jobs)
    expect(server.batches.all).toHaveLength(231)
    expect(book.queue.counts()).toMatchObject({ done: 1 })
  })

  test('uploads, looks and downloads that break are done again', async () => {
    server.wire = (step, nth) => {
      if (nth > 2 || step === 'create') return 'ok'
      return step === 'download' ? 'cut-in-body' : nth === 1 ? 'cut' : 'bad-gateway'
    }
    const end = await night(queueUp(overnightJobs(4)))
    expect(end).toMatchObject({ ended: 'drained', openLanes: [] })
    expect(book.queue.counts()).toMatchObject({ done: 4 })
    expect([...server.charged.values()]).toEqual([1, 1, 1, 1])
  })

  test('answers the vendor no longer has are not asked for again unasked: they may be paid', async () => {
    const jobs = queueUp(overnightJobs(2))
    await night(jobs, {}, async (batch) => {
      await server.batches.run(batch)
      if (batch.outputFileId) server.files.delete(batch.outputFileId)
    })
    expect(book.queue.counts()).toMatchObject({ unknown: 2 })
    expect(spent()).toMatchObject({ maybeCalls: 2 })
  })

  test('stopping while waiting leaves the batch with the vendor', async () => {
    const stop = new AbortController()
    const jobs = queueUp(overnightJobs(2))
    const end = await night(jobs, { stop: stop.signal, onRound: () => stop.abort() }, () => {})
    expect(end).toMatchObject({ ended: 'stopped' })
    expect(book.queue.counts()).toMatchObject({ running: 2 })
    expect(book.queue.store.remoteBatches.inStates(OUT_STATES)).toMatchObject([{ state: 'submitted' }])
  })
})

describe('taking in', () => {
  /** Lets the vendor end a batch, and has a hand in what it has written. */
  const written = (change: (text: string) => string) => async (batch: OpenAiBatch) => {
    await server.batches.run(batch)
    const file = server.files.get(batch.outputFileId ?? '')
    if (file) file.bytes = Buffer.from(change(file.bytes.toString()))
  }

  test('a vendor that answers twice is heard once, and answers to others are passed over', async () => {
    const others = `${JSON.stringify({ custom_id: 'other', response: null, error: null })}\n`
    await night(
      queueUp(overnightJobs(3)),
      {},
      written((text) => others + text + text),
    )
    expect(book.queue.counts()).toMatchObject({ done: 3 })
    for (let n = 0; n < 3; n++) expect(book.queue.store.takes.ofPanel(`panel-${n}`)).toHaveLength(1)
    expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test('an answer that cannot be read is not asked for again unasked: it may be paid', async () => {
    const broken = written((text) => text.replace('{"id"', '{"id'))
    await night(queueUp(overnightJobs(3)), {}, broken)
    expect(book.queue.counts()).toMatchObject({ done: 2, unknown: 1 })
    expect(spent()).toMatchObject({ maybeCalls: 1 })
  })

  test('stopped half way it goes on where it was, and settles nothing twice', async () => {
    server.script = ({ prompt }) => (prompt === 'panel 1' ? 'moderation' : 'ok')
    const jobs = queueUp(overnightJobs(9))
    const stop = new AbortController()
    book.reopen({ onStep: (step) => step === 'line-settled' && stop.abort() })
    expect(await night(jobs, { stop: stop.signal })).toMatchObject({ ended: 'stopped' })
    const { running, done } = book.queue.counts()
    expect(running).toBeGreaterThan(0)
    expect(done).toBeGreaterThan(0)
    // What is on this disk needs no vendor any more.
    server.wire = () => 'cut'
    book.reopen()
    await night([])
    expect(book.queue.counts()).toMatchObject({ done: 8, refused: 1, running: 0 })
    for (const { id } of book.queue.jobs({}, ALL)) expect(book.queue.store.attempts.ofJob(id)).toHaveLength(1)
    expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test('a refusal that was taken in before stays one, however often it is read', async () => {
    server.script = ({ prompt }) => (prompt === 'panel 0' ? 'moderation' : 'ok')
    const [first] = queueUp([overnightJob(0), overnightJob(1), overnightJob(2)])
    const stop = new AbortController()
    book.reopen({ onStep: (step) => step === 'collecting' && stop.abort() })
    await night(
      book.queue.jobs({}, ALL).map(({ id }) => id),
      { stop: stop.signal },
    )
    // As if the first answer had been settled, and the process killed then.
    const { sqlite } = book.store
    sqlite.prepare("update job set state = 'refused', attempts = 1, finished_at = 5 where id = ?").run(first)
    book.reopen()
    await night([])
    expect(book.queue.jobs({ ids: [first!] }, ALL)).toMatchObject([{ state: 'refused', attempts: 1, finishedAt: 5 }])
    expect(book.queue.counts()).toMatchObject({ done: 2, refused: 1 })
  })

  test('a disk that is full ends the night with every answer kept; the next one needs no vendor', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    book.reopen({ files: { store: () => Promise.reject(full) } })
    const jobs = queueUp(overnightJobs(4))
    expect(await night(jobs)).toMatchObject({ ended: 'disk', failure: { kind: 'local' } })
    expect(book.queue.counts()).toMatchObject({ running: 4 })
    server.wire = () => 'cut'
    book.reopen()
    expect(await night([])).toMatchObject({ ended: 'drained' })
    expect(book.queue.counts()).toMatchObject({ done: 4 })
    expect([...server.charged.values()]).toEqual([1, 1, 1, 1])
  })
})

describe('calling back', () => {
  test('keeps what was made, and cancels the rest', async () => {
    const jobs = queueUp(overnightJobs(5))
    await night(jobs, { submitOnly: true }, () => {})
    await server.batches.work(server.batches.all[0]!, 2)
    expect(await book.queue.callBackOvernight()).toEqual({ jobs: 5, unheard: 0 })
    expect(server.batches.all[0]!.status).toBe('cancelling')
    expect(book.queue.counts()).toMatchObject({ running: 5 })
    await night([])
    expect(book.queue.counts()).toMatchObject({ done: 2, cancelled: 3, running: 0 })
    expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test('of one batch leaves the others with the vendor', async () => {
    const first = queueUp([overnightJob(0), overnightJob(1)])
    const second = queueUp([overnightJob(2), overnightJob(3)])
    await night([...first, ...second], { submitOnly: true }, () => {})
    const { batchId } = book.queue.jobs({ ids: first }, ALL)[0]!
    expect(await book.queue.callBackOvernight(batchId)).toMatchObject({ jobs: 2 })
    expect(server.batches.all.map(({ status }) => status).sort()).toEqual(['cancelling', 'validating'])
    await night([])
    expect(book.queue.counts()).toMatchObject({ done: 2, cancelled: 2 })
  })

  test('is told to the vendor in the next run when it could not be reached', async () => {
    const jobs = queueUp(overnightJobs(2))
    await night(jobs, { submitOnly: true }, () => {})
    server.wire = (step, nth) => (step === 'cancel' && nth === 1 ? 'cut' : 'ok')
    // The connection broke after the vendor had heard it.
    expect(await book.queue.callBackOvernight()).toEqual({ jobs: 2, unheard: 2 })
    server.batches.all[0]!.status = 'in_progress'
    await night([], {}, (batch) => batch.status === 'cancelling' && server.batches.run(batch))
    expect(book.queue.counts()).toMatchObject({ cancelled: 2 })
  })
})

test('files of a batch the book does not know stay where they are', async () => {
  const folder = join(book.folder, 'overnight', '01999999-0000-7000-8000-000000000000')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'output-1.jsonl'), 'paid for')
  await book.queue.recover()
  expect(existsSync(join(folder, 'output-1.jsonl'))).toBe(true)
  rmSync(folder, { recursive: true })
})
