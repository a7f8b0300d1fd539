import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { JOB_STEPS, OVERNIGHT_STEPS } from '../../src/main/queue/context.ts'
import { OUT_STATES } from '../../src/main/store/queue/remote-batches.ts'
import { expectWholeBook, type KillableProject, makeKillableProject } from '../harness/batch-process.ts'
import { NIGHT_VENDORS, REFERENCE_PATH } from '../harness/overnight-book.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import type { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import type { VendorServer } from '../harness/vendors/vendor-server.ts'

const JOBS = 12
/** So often the vendor ends what it has: a process sees a batch at work, too. */
const VENDOR_MS = 60
/** Of a live call only; what waits for the night is never sent by itself. */
const LIVE_ONLY: readonly string[] = ['claimed', 'sent', 'received']
const STEPS = [...OVERNIGHT_STEPS, ...JOB_STEPS.filter((step) => !LIVE_ONLY.includes(step))]

describe.each(NIGHT_VENDORS)('$id', (vendor) => {
  let server: VendorServer
  let project: KillableProject
  let work: NodeJS.Timeout
  let trashed: string[]
  beforeEach(async () => {
    server = await vendor.start()
    project = makeKillableProject(
      JOBS,
      server,
      undefined,
      { id: vendor.id, env: vendor.env(server) },
      'run-overnight.ts',
    )
    mkdirSync(join(project.folder, 'references'), { recursive: true })
    writeFileSync(join(project.folder, REFERENCE_PATH), tinyPng(7))
    let busy = false
    work = setInterval(async () => {
      if (busy) return
      busy = true
      await vendor.finish(server)
      busy = false
    }, VENDOR_MS)
    trashed = []
  })
  afterEach(async () => {
    clearInterval(work)
    project.remove()
    await server.close()
  })

  /** Runs a process on the book: killed at a step, or to its end. @returns whether it was killed */
  async function run(crashAt?: string): Promise<boolean> {
    const { signal, code, recovery, errors } = await project.start(crashAt ? { crashAt } : {}).gone
    if (signal === null) expect({ code, errors }).toEqual({ code: 0, errors: '' })
    // An overnight call is never in doubt: the vendor can be asked what became of it.
    expect(recovery?.unknown ?? []).toEqual([])
    trashed.push(...(recovery?.trashed ?? []))
    return signal === 'SIGKILL'
  }

  /** Every picture once, every picture paid once, and the ledger says what the vendor says. */
  async function expectOneNight(): Promise<void> {
    await expectWholeBook(project, JOBS, trashed)
    expect([...server.charged].filter(([, times]) => times !== 1)).toEqual([])
    expect(server.charged.size).toBe(JOBS)
    await project.look(async ({ store, spent }) => {
      expect(spent()).toMatchObject({ maybeCalls: 0, unpricedCalls: 0 })
      expect(spent().chargedUsd).toBeCloseTo(server.billedUsd, 9)
      expect(store.remoteBatches.inStates(['staged', ...OUT_STATES])).toEqual([])
    })
    expect(readdirSync(join(project.folder, 'overnight'))).toEqual([])
  }

  test('processes killed right after each step, one after the other, lose nothing and pay nothing twice', async () => {
    const missed: string[] = []
    for (const step of STEPS) if (!(await run(`${step}:1`))) missed.push(step)
    await run()
    await expectOneNight()
    // The work may be done before the last steps come up again.
    expect(missed.length).toBeLessThan(STEPS.length / 2)
  })

  test('a process killed again and again at random comes to the same end', async () => {
    for (let round = 0; round < 12; round++) {
      const step = STEPS[Math.floor(Math.random() * STEPS.length)]
      await run(`${step}:${1 + Math.floor(Math.random() * 3)}`)
    }
    await run()
    await expectOneNight()
  })

  if (vendor.id === 'openai') {
    test.each(STEPS)('a process killed right after %s loses nothing and pays nothing twice', async (step) => {
      let kills = 0
      for (const time of [1, 2]) if (await run(`${step}:${time}`)) kills++
      expect(kills).toBeGreaterThan(0)
      await run()
      await expectOneNight()
    })

    test('a batch whose hand-over was answered into nothing is found by its name, in another process', async () => {
      const openai = server as OpenAiServer
      openai.wire = (step, nth) => (step === 'create' && nth === 1 ? 'cut' : 'ok')
      expect(await run('submitting:2')).toBe(true)
      expect(vendor.batches(server)).toBe(1)
      await run()
      expect(vendor.batches(server)).toBe(2)
      await expectOneNight()
    })

    test('a download that breaks in the middle, in a process that is killed then, begins anew', async () => {
      const openai = server as OpenAiServer
      openai.wire = (step, nth) => (step === 'download' && nth <= 2 ? 'cut-in-body' : 'ok')
      expect(await run('output-downloaded:1')).toBe(true)
      await run()
      await expectOneNight()
    })
  }
})
