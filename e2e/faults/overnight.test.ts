import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JOB_STEPS, OVERNIGHT_STEPS } from '../../src/main/queue/context.ts'
import { expectWholeBook, type KillableProject, makeKillableProject } from '../harness/batch-process.ts'
import { REFERENCE_PATH } from '../harness/overnight-book.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

const JOBS = 12
/** Enough for a process to see a batch at work, too. */
const VENDOR_MS = 40

let server: OpenAiServer
let project: KillableProject
beforeEach(async () => {
  server = await OpenAiServer.start({ batchAfterMs: VENDOR_MS })
  project = makeKillableProject(JOBS, server, undefined, 'run-overnight.ts')
  mkdirSync(join(project.folder, 'references'))
  writeFileSync(join(project.folder, REFERENCE_PATH), tinyPng(7))
})
afterEach(async () => {
  project.remove()
  await server.close()
})

/** Runs a process on the book; killed at a step, or to its end. */
async function run(crashAt?: string) {
  const process = project.start({ ...(crashAt ? { crashAt } : {}), vendor: 'openai' })
  const { signal, code, recovery, errors } = await process.gone
  if (signal === null) expect({ code, errors }).toEqual({ code: 0, errors: '' })
  // An overnight call is never in doubt: the vendor can be asked what became of it.
  expect(recovery?.unknown ?? []).toEqual([])
  return { killed: signal === 'SIGKILL', trashed: recovery?.trashed ?? [] }
}

/** Every picture once, every picture paid once, and the ledger says what the vendor says. */
async function expectOneNight(trashed: string[]): Promise<void> {
  await expectWholeBook(project, JOBS, trashed)
  expect([...server.charged.entries()].filter(([, times]) => times !== 1)).toEqual([])
  expect(server.charged.size).toBe(JOBS)
  const spent = await project.look(async (queue) => queue.spent())
  expect(spent).toMatchObject({ maybeCalls: 0, unpricedCalls: 0 })
  expect(spent.chargedUsd).toBeCloseTo(server.billedUsd, 9)
  const running = await project.look(async (queue) => queue.store.remoteBatches.inStates(['staged', 'submitted']))
  expect(running).toEqual([])
  expect(readdirSync(join(project.folder, 'overnight'))).toEqual([])
}

/** Of a live call only; what waits for the night is never sent by itself. */
const LIVE_ONLY = ['claimed', 'sent', 'received']

for (const step of [...OVERNIGHT_STEPS, ...JOB_STEPS.filter((one) => !LIVE_ONLY.includes(one))])
  test(`a process killed right after ${step} loses nothing and pays nothing twice`, async () => {
    const trashed: string[] = []
    let kills = 0
    for (const time of [1, 2, 1]) {
      const end = await run(`${step}:${time}`)
      if (end.killed) kills++
      trashed.push(...end.trashed)
    }
    expect(kills).toBeGreaterThan(0)
    trashed.push(...(await run()).trashed)
    await expectOneNight(trashed)
  })

test('a process killed again and again at random moments comes to the same end', async () => {
  const trashed: string[] = []
  const steps = [...OVERNIGHT_STEPS, 'written', 'renamed', 'committed']
  for (let round = 0; round < 12; round++) {
    const step = steps[Math.floor(Math.random() * steps.length)]
    trashed.push(...(await run(`${step}:${1 + Math.floor(Math.random() * 3)}`)).trashed)
  }
  trashed.push(...(await run()).trashed)
  await expectOneNight(trashed)
})

test('a process killed while the answer to its hand-over was lost finds the batch by its name', async () => {
  server.wire = (step, nth) => (step === 'create' && nth === 1 ? 'cut' : 'ok')
  await run('submitting:2')
  const batches = server.batches.all.length
  expect(batches).toBe(1)
  await run()
  expect(server.batches.all).toHaveLength(2)
  await expectOneNight([])
})

test('a download that breaks in the middle, in a process that is killed then, begins anew', async () => {
  server.wire = (step, nth) => (step === 'download' && nth <= 2 ? 'cut-in-body' : 'ok')
  await run('output-downloaded:1')
  await run()
  await expectOneNight([])
})
