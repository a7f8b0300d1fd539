import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProject } from '../../src/main/open-project.ts'
import { openQuayBook } from '../../src/main/services/quay-book.ts'
import { queueStore } from '../../src/main/store/queue/index.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

/** What somebody at a desk says and is told. */
interface Session {
  child: ChildProcess
  said: Record<string, unknown>[]
  until(isMeant: (line: Record<string, unknown>) => boolean): Promise<void>
  kill(): Promise<void>
  close(): Promise<void>
}

const CHAPTERS = 10
const GATE = 24
let base: string
let folder: string
let server: OpenAiServer
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-resume-'))
  const book = await openQuayBook(CHAPTERS, base)
  folder = book.project.folder
  book.project.close()
  server = await OpenAiServer.start()
})
afterEach(async () => {
  await server.close()
  rmSync(base, { recursive: true, force: true })
})

function sit(kind: 'browser' | 'command', ...asked: string[]): Session {
  const child = spawn(process.execPath, ['e2e/harness/run-desk.ts', kind, folder, ...asked], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PANELWRIGHT_SETTINGS: join(base, 'settings'),
      OPENAI_API_KEY: server.key,
      OPENAI_BASE_URL: `${server.url}/v1`,
      PANELWRIGHT_OPENAI_TIER: '5',
    },
  })
  const gone = once(child, 'exit')
  const said: Record<string, unknown>[] = []
  const listeners = new Set<() => void>()
  createInterface({ input: child.stdout! }).on('line', (line) => {
    said.push(JSON.parse(line))
    for (const look of listeners) look()
  })
  return {
    child,
    said,
    until: (isMeant) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!said.some(isMeant)) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        void gone.then(() => reject(new Error(`ended with ${JSON.stringify(said.slice(-3))}`)))
        look()
      }),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async close() {
      child.stdin!.end()
      await gone
    },
  }
}

const GENERATE = [
  'batch.generate',
  JSON.stringify({ styles: ['noir'], provider: 'openai', gate: GATE, laterGates: [], concurrency: 3 }),
]
const isIdle = (line: Record<string, unknown>) =>
  line.event === 'queue.summary' && (line.data as { phase: string }).phase === 'idle'
const isNotice = (code: string) => (line: Record<string, unknown>) =>
  line.event === 'notice' && (line.data as { code: string }).code === code

function look<Result>(work: (store: ReturnType<typeof queueStore>) => Result): Result {
  const project = openProject(folder, { mode: 'read', what: 'a test' })
  try {
    return work(queueStore(project.store.sqlite))
  } finally {
    project.close()
  }
}

/** Begins a batch of which some pictures come, some never do, and the rest wait; then the process is killed. */
async function killMidway(kind: 'browser' | 'command' = 'browser'): Promise<{ paid: number; hanging: number }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.script = ({ number }) => {
    if (number <= 6) return 'ok'
    if (number === 8) resolve()
    return 'hang'
  }
  const session = sit(kind, ...GENERATE)
  await promise
  await session.kill()
  const { done, running } = look(({ jobs }) => jobs.counts(null))
  expect(done).toBeGreaterThan(0)
  expect(running).toBeGreaterThan(0)
  return { paid: done, hanging: running }
}

test('a batch that was killed goes on by itself when the book is opened again, and no further than it was let', async () => {
  const { hanging } = await killMidway()
  server.script = () => 'ok'
  const session = sit('browser')
  await session.until(isNotice('work-resumed'))
  await session.until(isNotice('jobs-unknown'))
  await session.until(isIdle)
  const counts = look(({ jobs }) => jobs.counts(null))
  // What hung may have been paid: it is never made again unasked. What came whole before the kill is taken in.
  expect(counts.unknown).toBeGreaterThan(0)
  expect(counts.unknown).toBeLessThanOrEqual(hanging)
  expect(counts).toMatchObject({ done: GATE - counts.unknown, running: 0, failed: 0, queued: 3 * CHAPTERS - GATE })
  const summary = session.said.filter(({ event }) => event === 'queue.summary').at(-1)!.data
  expect(summary).toMatchObject({ behindGate: 3 * CHAPTERS - GATE })
  await session.close()
  const before = server.orders.length
  const again = sit('browser', 'batch.next-step', '{}')
  await again.until((line) => 'reply' in line)
  expect(again.said.find((line) => 'reply' in line)).toMatchObject({
    reply: { ok: true, data: { next: { pictures: 3 * CHAPTERS - GATE }, ready: true } },
  })
  await again.close()
  // Nothing was begun that had come to its end.
  expect(server.orders.length).toBe(before)
})

test('what the author had paused stays paused, and the command line starts nothing by itself', async () => {
  await killMidway()
  server.script = () => 'ok'
  const before = server.orders.length
  const command = sit('command', 'queue.summary', '{}')
  await command.until((line) => 'reply' in line)
  await command.close()
  expect(server.orders.length).toBe(before)

  // The last word counts: it is given before anything else can go on.
  const paused = sit('command', 'batch.stop', '{}')
  await paused.until((line) => 'reply' in line)
  await paused.close()
  const session = sit('browser', 'queue.summary', '{}')
  // How things were left has been looked at, and what is to go on would have.
  await session.until(({ event, data }) => event === 'changed' && (data as { nouns: string[] }).nouns.includes('tree'))
  await session.until((line) => 'reply' in line)
  await session.close()
  expect(server.orders.length).toBe(before)
  expect(session.said.some(isNotice('work-resumed'))).toBe(false)
})

test('a window that is closed with pictures waiting goes on with them when it is opened again', async () => {
  server.script = () => 'ok'
  const session = sit('browser', ...GENERATE)
  await session.until(({ event }) => event === 'take.arrived')
  await session.close()
  const { done } = look(({ jobs }) => jobs.counts(null))
  expect(done).toBeLessThan(GATE)
  const again = sit('browser')
  await again.until(isNotice('work-resumed'))
  await again.until(isIdle)
  await again.close()
  expect(look(({ jobs }) => jobs.counts(null))).toMatchObject({ done: GATE, unknown: 0 })
  expect([...server.charged.values()].reduce((sum, n) => sum + n, 0)).toBe(GATE)
})
