import { afterEach, expect, test } from 'vitest'
import { JOB_STEPS } from '../../src/main/queue/context.ts'
import { ALL } from '../../src/main/store/queue/jobs.ts'
import {
  expectLedgerMatches,
  expectWholeBook,
  type KillableProject,
  makeKillableProject,
} from '../harness/batch-process.ts'
import { COST_USD, type MisbehavingServer, startMisbehavingServer } from '../harness/misbehaving-server.ts'

const KILLS = 25
const CONCURRENCY = 8

let server: MisbehavingServer
let project: KillableProject
afterEach(async () => {
  project.remove()
  await server.close()
})

/** Kills the process at a random moment after some calls have come in. */
async function killAtRandom(calls: number): Promise<{ killed: boolean; trashed: string[] }> {
  const batch = project.start()
  const before = total(server.calls)
  const watch = setInterval(() => {
    if (total(server.calls) - before >= calls) {
      clearInterval(watch)
      setTimeout(() => batch.child.kill('SIGKILL'), Math.random() * 15)
    }
  }, 1)
  const { signal, recovery, errors } = await batch.gone
  clearInterval(watch)
  if (signal === null) expect(errors).toBe('')
  return { killed: signal === 'SIGKILL', trashed: recovery?.trashed ?? [] }
}

async function runToTheEnd(trashed: string[]): Promise<void> {
  const { code, recovery, errors } = await project.start().gone
  expect(errors).toBe('')
  expect(code).toBe(0)
  trashed.push(...(recovery?.trashed ?? []))
}

test(`a batch of 200 killed ${KILLS} times ends with every job done once, no orphan and no unexplained call`, async () => {
  server = await startMisbehavingServer({ latencyMs: 15 })
  project = makeKillableProject(200, server)
  const trashed: string[] = []
  let kills = 0
  for (let round = 0; round < KILLS; round++) {
    const result = await killAtRandom(1 + Math.floor(Math.random() * 2 * CONCURRENCY))
    if (result.killed) kills++
    trashed.push(...result.trashed)
  }
  await runToTheEnd(trashed)
  expect(kills).toBeGreaterThan(KILLS / 2)
  await expectWholeBook(project, 200, trashed)
  const uncertain = await expectLedgerMatches(project, server, 200)
  expect(await chargedUsd()).toBeCloseTo(200 * COST_USD)
  const extra = total(server.calls) - 200
  expect(extra).toBeLessThanOrEqual(uncertain)
  // Calls at once, and as many pictures on their way to disk.
  expect(uncertain).toBeLessThanOrEqual(kills * 2 * CONCURRENCY)
})

for (const step of JOB_STEPS)
  test(`a process killed right after a job is ${step} loses nothing`, async () => {
    server = await startMisbehavingServer()
    project = makeKillableProject(48, server)
    const trashed: string[] = []
    for (const time of [1, 2, 5]) {
      const { signal, recovery } = await project.start({ crashAt: `${step}:${time}` }).gone
      if (step !== 'enqueued' || time === 1) expect(signal).toBe('SIGKILL')
      trashed.push(...(recovery?.trashed ?? []))
    }
    await runToTheEnd(trashed)
    await expectWholeBook(project, 48, trashed)
    await expectLedgerMatches(project, server, 48)
    expect(await chargedUsd()).toBeCloseTo(48 * COST_USD)
  })

test('after a kill no job is running, and the calls in flight are unknown until the author decides', async () => {
  server = await startMisbehavingServer()
  project = makeKillableProject(24, server)
  await project.start({ crashAt: 'sent:6' }).gone
  const interrupted = await project.look(async (queue) => queue.jobs({ states: ['running'] }, ALL).length)
  await project.look(async (queue) => {
    const { unknown, adopted } = await queue.recover()
    expect(unknown.length).toBeGreaterThan(0)
    expect(unknown.length + adopted.length).toBe(interrupted)
    await queue.run()
    expect(queue.counts()).toMatchObject({ running: 0, queued: 0, unknown: unknown.length })
    expect(queue.spent().maybeCalls).toBe(unknown.length)
    expect(queue.retry({})).toMatchObject({ retried: 0 })
    expect(queue.retry({}, { unknown: true })).toMatchObject({ retried: unknown.length })
  })
})

test('free calls that were cut off are simply made again', async () => {
  server = await startMisbehavingServer()
  project = makeKillableProject(24, server)
  await project.start({ crashAt: 'sent:6', free: true }).gone
  const { recovery, code } = await project.start({ free: true }).gone
  expect(code).toBe(0)
  expect(recovery!.unknown).toEqual([])
  await expectWholeBook(project, 24, recovery!.trashed)
  expect(await project.look(async (queue) => queue.spent())).toMatchObject({ chargedUsd: 0, maybeCalls: 0 })
})

function total(counts: Map<string, number>): number {
  return [...counts.values()].reduce((sum, n) => sum + n, 0)
}

const chargedUsd = () => project.look(async (queue) => queue.spent().chargedUsd)
