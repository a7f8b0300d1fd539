import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OUT_STATES } from '../../src/main/store/queue/remote-batches.ts'
import { expectWholeBook, type KillableProject, makeKillableProject } from '../harness/batch-process.ts'
import { NIGHT_VENDORS, type NightVendor, REFERENCE_PATH } from '../harness/overnight-book.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import type { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import type { VendorServer } from '../harness/vendors/vendor-server.ts'

/** So many that lines are left for a kill at each step of taking one in. */
const JOBS = 40
/** Of OpenAI: four orders, with and without references. */
const BATCHES = 8
/** So often the vendor ends what it has: a process sees a batch at work, too. */
const VENDOR_MS = 60
/** In the order a night comes to them; steps that only a live call has are left out. */
const STEPS = [
  'enqueued',
  'staged',
  'reference-uploaded',
  'input-written',
  'input-uploaded',
  'submitting',
  'handed-over',
  'submitted',
  'looked',
  'output-downloaded',
  'collecting',
  'written',
  'synced',
  'renamed',
  'folder-synced',
  'committed',
  'line-settled',
  'collected',
  'cleared',
] as const

/** Those a process comes to with every batch, or with every line. */
const REPEATED = STEPS.filter((step) => step !== 'staged' && step !== 'reference-uploaded')

interface Night {
  server: VendorServer
  project: KillableProject
  /** Runs a process on the book: killed at a step, or to its end. @returns whether it was killed */
  run(crashAt?: string): Promise<boolean>
  /** Every picture once, every picture paid once, and the ledger says what the vendor says. */
  expectOneNight(): Promise<void>
}

async function withNight(vendor: NightVendor, test: (night: Night) => Promise<void>): Promise<void> {
  const server = await vendor.start()
  const account = { id: vendor.id, env: vendor.env(server) }
  const project = makeKillableProject(JOBS, server, undefined, account, 'run-overnight')
  mkdirSync(join(project.folder, 'references'), { recursive: true })
  writeFileSync(join(project.folder, REFERENCE_PATH), tinyPng(7))
  let busy = false
  const work = setInterval(async () => {
    if (busy) return
    busy = true
    await vendor.finish(server)
    busy = false
  }, VENDOR_MS)
  const trashed: string[] = []
  const night: Night = {
    server,
    project,
    async run(crashAt) {
      const { signal, code, recovery, errors } = await project.start(crashAt ? { crashAt } : {}).gone
      if (signal === null) expect({ code, errors }).toEqual({ code: 0, errors: '' })
      // An overnight call is never in doubt: the vendor can be asked what became of it.
      expect(recovery?.unknown ?? []).toEqual([])
      trashed.push(...(recovery?.trashed ?? []))
      return signal === 'SIGKILL'
    },
    async expectOneNight() {
      await expectWholeBook(project, JOBS, trashed)
      expect([...server.charged].filter(([, times]) => times !== 1)).toEqual([])
      expect(server.charged.size).toBe(JOBS)
      await project.look(async ({ store, spent }) => {
        expect(spent()).toMatchObject({ maybeCalls: 0, unpricedCalls: 0 })
        expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
        expect(store.remoteBatches.inStates(['staged', ...OUT_STATES])).toEqual([])
      })
      expect(readdirSync(join(project.folder, 'overnight'))).toEqual([])
    },
  }
  try {
    await test(night)
  } finally {
    clearInterval(work)
    project.remove()
    await server.close()
  }
}

describe.concurrent.each(NIGHT_VENDORS)('$id', (vendor) => {
  test('processes killed right after each step, one after the other, lose nothing and pay nothing twice', () =>
    withNight(vendor, async ({ run, expectOneNight }) => {
      for (const step of STEPS) expect(await run(`${step}:1`), step).toBe(true)
      await run()
      await expectOneNight()
    }))

  test('a process killed again and again at random comes to the same end', () =>
    withNight(vendor, async ({ run, expectOneNight }) => {
      for (let round = 0; round < 12; round++) {
        const step = STEPS[Math.floor(Math.random() * STEPS.length)]
        await run(`${step}:${1 + Math.floor(Math.random() * 3)}`)
      }
      await run()
      await expectOneNight()
    }))

  if (vendor.id === 'openai') {
    test('processes killed when another batch, or line, comes to a step come to the same end', () =>
      withNight(vendor, async ({ run, expectOneNight }) => {
        let kills = 0
        for (const step of REPEATED) if (await run(`${step}:2`)) kills++
        await run()
        await expectOneNight()
        // For the last of them not enough is left of the night.
        expect(kills).toBeGreaterThan(REPEATED.length / 2)
      }))

    test('a batch whose hand-over was answered into nothing is found by its name, in another process', () =>
      withNight(vendor, async ({ server, run, expectOneNight }) => {
        const openai = server as OpenAiServer
        openai.wire = (step, nth) => (step === 'create' && nth === 1 ? 'cut' : 'ok')
        expect(await run('submitting:2')).toBe(true)
        expect(vendor.batches(server)).toBe(1)
        await run()
        expect(vendor.batches(server)).toBe(BATCHES)
        await expectOneNight()
      }))

    test('a download that breaks in the middle, in a process that is killed then, begins anew', () =>
      withNight(vendor, async ({ server, run, expectOneNight }) => {
        const openai = server as OpenAiServer
        openai.wire = (step, nth) => (step === 'download' && nth <= 2 ? 'cut-in-body' : 'ok')
        expect(await run('output-downloaded:1')).toBe(true)
        await run()
        await expectOneNight()
      }))
  }
})
