import { describe, expect, test } from 'vitest'
import { JOB_STEPS } from '../../src/main/queue/context.ts'
import {
  expectLedgerMatches,
  expectWholeBook,
  type KillableProject,
  makeKillableProject,
} from '../harness/batch-process.ts'
import { VENDOR_CASES, type VendorCase } from '../harness/vendors/vendor-cases.ts'
import type { VendorServer } from '../harness/vendors/vendor-server.ts'

const KILLS = 25
const JOBS = 200

interface Batch {
  vendor: VendorCase
  server: VendorServer
  project: KillableProject
  jobs: number
  /** Half pictures that the starts after a kill have moved to the trash. */
  trashed: string[]
}

async function withBatch(vendor: VendorCase, jobs: number, work: (batch: Batch) => Promise<void>): Promise<void> {
  const server = await vendor.start()
  const project = makeKillableProject(jobs, server, undefined, { id: vendor.id, env: vendor.env(server) })
  try {
    await work({ vendor, server, project, jobs, trashed: [] })
  } finally {
    project.remove()
    await server.close()
  }
}

/** Kills the process at a random moment after so many requests have come in. */
async function killAfter({ server, project, trashed }: Batch, requests: number): Promise<void> {
  const batch = project.start()
  const before = server.seen.length
  const watch = setInterval(() => {
    if (server.seen.length - before < requests) return
    clearInterval(watch)
    setTimeout(() => batch.child.kill('SIGKILL'), Math.random() * 40)
  }, 1)
  const { signal, recovery, errors } = await batch.gone
  clearInterval(watch)
  if (signal === null) expect(errors).toBe('')
  trashed.push(...(recovery?.trashed ?? []))
}

async function runToTheEnd({ project, trashed }: Batch): Promise<void> {
  const { code, recovery, errors } = await project.start().gone
  expect(errors).toBe('')
  expect(code).toBe(0)
  trashed.push(...(recovery?.trashed ?? []))
}

/** Every job done once; nothing paid that the ledger does not know of, and nothing at all where nothing costs. */
async function expectTheTruth({ vendor, server, project, jobs, trashed }: Batch): Promise<void> {
  await expectWholeBook(project, jobs, trashed)
  const { chargedUsd, maybeCalls } = await project.look(async (queue) => queue.spent())
  if (vendor.mostUsd === 0) {
    expect({ chargedUsd, maybeCalls }).toEqual({ chargedUsd: 0, maybeCalls: 0 })
    return
  }
  const uncertain = await expectLedgerMatches(project, server, jobs)
  expect(uncertain).toBe(maybeCalls)
  // What the vendor put on the bill lies between what is certain and what may be.
  const cent = 1e-2
  expect(server.billedUsd).toBeGreaterThanOrEqual(chargedUsd - cent)
  expect(server.billedUsd).toBeLessThanOrEqual(chargedUsd + uncertain * vendor.mostUsd + cent)
}

describe.concurrent.each(VENDOR_CASES)('$id', (vendor) => {
  test(`killed ${KILLS} times at random ends with every job done once and the bill explained`, () =>
    withBatch(vendor, JOBS, async (batch) => {
      for (let round = 0; round < KILLS; round++) await killAfter(batch, 1 + Math.floor(Math.random() * 16))
      await runToTheEnd(batch)
      await expectTheTruth(batch)
    }))

  test('killed right after each step of a job, one after the other, loses nothing', () =>
    withBatch(vendor, 48, async (batch) => {
      for (const step of JOB_STEPS) {
        const { signal, recovery } = await batch.project.start({ crashAt: `${step}:${step === 'enqueued' ? 1 : 2}` })
          .gone
        expect(signal, step).toBe('SIGKILL')
        batch.trashed.push(...(recovery?.trashed ?? []))
      }
      await runToTheEnd(batch)
      await expectTheTruth(batch)
    }))
})
