import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addPanels,
  batchOrder,
  jobOrder,
  manualClock,
  plainProvider,
  replyWith,
} from '../../../e2e/harness/test-book.ts'
import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import { ProviderError } from '../providers/provider.ts'
import { openTestStore } from '../store/open-test-store.ts'
import { queueStore } from '../store/queue/index.ts'
import { byteRoom } from './byte-room.ts'
import { type Claim, claimNext } from './claim.ts'
import { cancelJobs, pauseBatch, resumeBatch, resumeLane, retryJobs } from './commands.ts'
import type { QueueContext } from './context.ts'
import { enqueue } from './enqueue.ts'
import { recover } from './recovery.ts'
import { recordFailed, recordStored } from './settle.ts'
import { judge } from './verdict.ts'

const PANELS = 6
const KINDS: FailureKind[] = ['overloaded', 'refused', 'invalid', 'quota', 'rate-limited', 'no-image']

/** What the queue should do, in the fewest words. */
class Model {
  jobs: { panel: number; batch: number; state: JobState; attempts: number }[] = []
  paused = new Set<number>()
  batches = 0
  open = false
  charged = 0
  unknownCalls = 0

  wanted = (panel: number) =>
    this.jobs.some((job) => job.panel === panel && ['queued', 'running', 'unknown', 'done'].includes(job.state))
  next = () => (this.open ? undefined : this.jobs.find((job) => job.state === 'queued' && !this.paused.has(job.batch)))
  running = () => this.jobs.filter(({ state }) => state === 'running')
  fail(job: Model['jobs'][number], kind: FailureKind): void {
    const attempts = { overloaded: 5, 'no-image': 2, refused: 1, invalid: 1 }[kind as string]
    if (kind === 'quota') this.open = true
    if (attempts === undefined) job.state = 'queued'
    else job.state = ++job.attempts < attempts ? 'queued' : kind === 'refused' ? 'refused' : 'failed'
  }
  crash(): void {
    for (const job of this.running()) {
      job.state = 'unknown'
      this.unknownCalls++
    }
  }
}

class Real {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-model-'))
  sqlite = openTestStore().sqlite
  clock = manualClock()
  claims: Claim[] = []
  batchIds: string[] = []
  pictures = 0
  context: QueueContext = {
    store: queueStore(this.sqlite),
    folder: '',
    providers: new Map([['plain', plainProvider()]]),
    clock: this.clock,
    room: byteRoom(),
    overrun: { usd: 0 },
    random: () => 0,
    files: { store: () => expect.unreachable() },
    checkPicture: () => expect.unreachable(),
    commit: async (work) => work(),
    emit() {},
    onStep() {},
    freeReserve: async () => false,
  }
  constructor() {
    mkdirSync(join(this.folder, 'takes'))
    addPanels({ sqlite: this.sqlite }, PANELS)
  }
  close(): void {
    this.sqlite.close()
    rmSync(this.folder, { recursive: true })
  }
}

type Command = fc.AsyncCommand<Model, Real>

/** After each command both sides agree on every job, on the money, and that each key is wanted once. */
function agree(model: Model, { context, sqlite }: Real): void {
  const real = sqlite.prepare('select panel_id panelId, state, attempts from job order by batch_id, position').all()
  expect(real).toEqual(model.jobs.map(({ panel, state, attempts }) => ({ panelId: `panel-${panel}`, state, attempts })))
  const { maybeCalls, chargedUsd } = context.store.ledger.spentInBook()
  expect(maybeCalls).toBe(model.unknownCalls)
  expect(chargedUsd).toBeCloseTo(model.charged * 0.04)
  expect(sqlite.prepare('select count(*) n from take').get()).toEqual({ n: model.charged })
}

function command(name: string, check: (model: Model) => boolean, run: (model: Model, real: Real) => unknown): Command {
  return {
    check,
    toString: () => name,
    async run(model, real) {
      await run(model, real)
      agree(model, real)
    },
  }
}

const always = () => true
const someRuns = (model: Model) => model.running().length > 0
const pick = <T>(from: T[], n: number): T => from[n % from.length]!
const claimOf = (real: Real, panel: number) => real.claims.findIndex(({ job }) => job.panelId === `panel-${panel}`)

const enqueueSome = (panels: number[]) =>
  command(`enqueue ${panels}`, always, (model, { context, batchIds }) => {
    const { batchId } = enqueue(context, batchOrder(panels.map((panel) => jobOrder(panel))))
    const fresh = panels.filter((panel) => !model.wanted(panel))
    for (const panel of fresh) model.jobs.push({ panel, batch: model.batches, state: 'queued', attempts: 0 })
    if (fresh.length === 0) return expect(batchId).toBeNull()
    model.batches++
    batchIds.push(batchId!)
  })

const claim = command('claim', always, (model, real) => {
  const expected = model.next()
  const open = real.context.store.lanes.get('plain').openFailure !== null
  const { claim } = open
    ? { claim: null }
    : claimNext(real.context, 'plain', { run: null, dayUsd: null, bookUsd: null })
  expect(claim?.job.panelId).toBe(expected && `panel-${expected.panel}`)
  if (!claim || !expected) return
  expected.state = 'running'
  real.claims.push(claim)
})

const complete = (which: number) =>
  command(`complete ${which}`, someRuns, (model, real) => {
    const job = pick(model.running(), which)
    const [claimed] = real.claims.splice(claimOf(real, job.panel), 1)
    const n = real.pictures++
    const size = { sha256: String(n), bytes: 1, width: 64, height: 64, format: 'png' as const }
    writeFileSync(join(real.folder, `takes/${n}.png`), 'x')
    recordStored(real.context, claimed!, { path: `takes/${n}.png`, ...size }, replyWith(new Uint8Array(1)))
    job.state = 'done'
    job.attempts++
    model.charged++
  })

const fail = (which: number, kind: FailureKind) =>
  command(`fail ${which} ${kind}`, someRuns, (model, real) => {
    const job = pick(model.running(), which)
    const [claimed] = real.claims.splice(claimOf(real, job.panel), 1)
    const error = new ProviderError(kind, '')
    const facts = { attempts: claimed!.job.attempts, free: false, waits: 0, now: real.clock.now(), random: 0 }
    recordFailed(real.context, claimed!, error, judge(error, facts))
    model.fail(job, kind)
  })

const pause = (which: number, on: boolean) =>
  command(
    `${on ? 'pause' : 'resume'} ${which}`,
    (model) => model.batches > 0,
    (model, { context, batchIds }) => {
      const batch = which % model.batches
      if (on) pauseBatch(context, batchIds[batch]!)
      else resumeBatch(context, batchIds[batch]!)
      if (on) model.paused.add(batch)
      else model.paused.delete(batch)
    },
  )

const resume = command('resume the lane', always, (model, { context }) => {
  expect(resumeLane(context, 'plain')).toBe(model.open)
  model.open = false
})

const crash = command('crash and reopen', always, async (model, real) => {
  real.claims = []
  await recover(real.context, real.folder)
  model.crash()
})

const retry = (unknown: boolean) =>
  command(`retry${unknown ? ' unknown, too' : ''}`, always, (model, { context }) => {
    retryJobs(context, {}, { unknown })
    for (const job of model.jobs) {
      const meant = ['failed', 'refused', 'cancelled', ...(unknown ? ['unknown'] : [])].includes(job.state)
      if (!meant || (job.state !== 'unknown' && model.wanted(job.panel))) continue
      job.state = 'queued'
      job.attempts = 0
    }
  })

const cancelQueued = command('cancel what is queued', always, (model, { context }) => {
  cancelJobs(context, { states: ['queued'] })
  for (const job of model.jobs) if (job.state === 'queued') job.state = 'cancelled'
})

const number = fc.nat(20)
const commands = fc.commands(
  [
    fc.uniqueArray(fc.nat(PANELS - 1), { minLength: 1, maxLength: 4 }).map(enqueueSome),
    fc.constant(claim),
    fc.constant(claim),
    number.map(complete),
    fc.tuple(number, fc.constantFrom(...KINDS)).map(([which, kind]) => fail(which, kind)),
    fc.tuple(number, fc.boolean()).map(([which, on]) => pause(which, on)),
    fc.constant(resume),
    fc.constant(crash),
    fc.boolean().map(retry),
    fc.constant(cancelQueued),
  ],
  { size: '+1' },
)

test('whatever happens in whatever order, the queue does what thirty lines of model say', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const real = new Real()
      try {
        await fc.asyncModelRun(() => ({ model: new Model(), real }), steps)
      } finally {
        real.close()
      }
    }),
    { numRuns: 150 },
  )
})
