import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { parseAddresses } from '../../src/main/providers/comfyui/address.ts'
import { comfyUi } from '../../src/main/providers/comfyui/comfyui-provider.ts'
import { PATIENCE } from '../../src/main/providers/comfyui/watch.ts'
import type { ImageProvider } from '../../src/main/providers/provider.ts'
import type { BatchOrder } from '../../src/main/queue/order.ts'
import { ALL } from '../../src/main/store/queue/jobs.ts'
import { expectWholeBook, type KillableProject, makeKillableProject } from '../harness/batch-process.ts'
import { batchOrder, hurriedClock, jobOrder, openTestBook, type TestBook } from '../harness/test-book.ts'
import { type ComfyUiOptions, ComfyUiServer } from '../harness/vendors/comfyui/comfyui-server.ts'
import { roughPicture } from '../harness/vendors/paint.ts'

/** ComfyUI behind the real queue: several servers, some of which die, and processes that are killed. */

const CHECKPOINT = 'sd_xl_base_1.0.safetensors'
let servers: ComfyUiServer[] = []
let book: TestBook | null = null
let project: KillableProject | null = null
afterEach(async () => {
  book?.remove()
  project?.remove()
  book = project = null
  await Promise.all(servers.map((server) => server.close()))
})

async function start(count: number, options: (n: number) => ComfyUiOptions = () => ({})): Promise<ComfyUiServer[]> {
  servers = await Promise.all(Array.from({ length: count }, (_, n) => ComfyUiServer.start(options(n))))
  return servers
}

function provider(): ImageProvider {
  return comfyUi({
    addresses: parseAddresses(servers.map(({ url }) => url).join(',')),
    checkpoint: CHECKPOINT,
    patience: { ...PATIENCE, pollMs: { first: 10, last: 50 }, silentMs: 200 },
  })
}

function order(count: number): BatchOrder {
  const jobs = Array.from({ length: count }, (_, n) => {
    const request = { ...jobOrder(n).request, provider: 'comfyui', providerModel: CHECKPOINT, width: 512, height: 512 }
    const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
    return jobOrder(n, { request, key, lane: 'comfyui', estimateUsd: 0 })
  })
  return batchOrder(jobs)
}

/** How often each panel was drawn to the end, over all servers. */
function drawn(): Map<string, number> {
  const sum = new Map<string, number>()
  for (const { charged } of servers) for (const [prompt, n] of charged) sum.set(prompt, (sum.get(prompt) ?? 0) + n)
  return sum
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('one of three servers dies in the middle of its work: every picture is there, none is drawn twice', async () => {
  const COUNT = 40
  await start(3, (n) => ({ script: ({ number }) => (n === 1 && number === 4 ? 'held' : 'ok') }))
  const [, dying] = servers as [ComfyUiServer, ComfyUiServer, ComfyUiServer]
  book = openTestBook(COUNT, { providers: [provider()], clock: hurriedClock(100) })
  book.queue.enqueue(order(COUNT))
  const running = book.queue.run()
  await until(() => dying.calls.size === 4)
  await dying.close()
  await running
  expect(book.queue.counts()).toMatchObject({ done: COUNT, failed: 0, queued: 0 })
  expect([...drawn().values()]).toEqual(Array(COUNT).fill(1))
  expect(dying.charged.size).toBe(3)
  for (const server of servers) expect(server.charged.size).toBeGreaterThan(2)
})

test('a server that is started anew in the middle of its work is given the picture again', async () => {
  await start(1, () => ({ script: ({ nth, number }) => (number === 2 && nth === 1 ? 'restarted' : 'ok') }))
  book = openTestBook(3, { providers: [provider()], clock: hurriedClock(100) })
  book.queue.enqueue(order(3))
  await book.queue.run()
  expect(book.queue.counts().done).toBe(3)
  expect([...servers[0]!.calls.values()].sort()).toEqual([1, 1, 2])
  expect([...drawn().values()]).toEqual([1, 1, 1])
})

test('trouble of every kind on the way ends with every picture there', async () => {
  const troubles = [
    'cut',
    'bad-gateway',
    'wrong-mime',
    'accepted-then-cut',
    'socket-drop',
    'deleted',
    'restarted-after',
  ]
  const COUNT = troubles.length * 2
  await start(1, () => ({
    script: ({ prompt, nth }) =>
      nth === 1 ? (troubles[Number(prompt.split(' ')[1]) % troubles.length] ?? 'ok') : 'ok',
  }))
  book = openTestBook(COUNT, { providers: [provider()], clock: hurriedClock(1_000) })
  book.queue.enqueue(order(COUNT))
  await book.queue.run()
  expect(book.queue.counts()).toMatchObject({ done: COUNT })
  expect([...drawn().values()]).toEqual(Array(COUNT).fill(1))
})

test('a checkpoint that is missing stops the lane at its first answer, and says what there is', async () => {
  await start(1, () => ({ checkpoints: ['sd_xl_turbo_1.0.safetensors'] }))
  book = openTestBook(5, { providers: [provider()] })
  book.queue.enqueue(order(5))
  const { openLanes } = await book.queue.run()
  expect(openLanes).toMatchObject([
    { openFailure: 'missing-part', message: expect.stringContaining('Did you mean sd_xl_turbo_1.0.safetensors?') },
  ])
  expect(servers[0]!.files.size).toBe(0)
  servers[0]!.checkpoints = [CHECKPOINT]
  book.queue.resumeLane('comfyui')
  await book.queue.run()
  expect(book.queue.counts().done).toBe(5)
})

test('a process that is killed while three servers draw leaves nothing to be drawn twice', async () => {
  let held = true
  await start(3, () => ({ script: () => (held ? 'held' : 'ok') }))
  const env = { COMFYUI_URL: servers.map(({ url }) => url).join(',') }
  project = makeKillableProject(9, { url: '' }, tmpdir(), { id: 'comfyui', env })
  const first = project.start()
  await until(() => servers.every(({ queue }) => queue.length === 1))
  first.child.kill('SIGKILL')
  await first.gone
  held = false
  // One ends before the next process starts, one goes on under its eyes, one loses its memory.
  servers[0]!.finish()
  await until(() => servers[0]!.queue.length === 0)
  servers[2]!.restart()
  const second = project.start()
  const asked = servers[1]!.seen.length
  await until(() => servers[1]!.seen.length > asked + 1)
  servers[1]!.finish()
  const { code, recovery, errors } = await second.gone
  expect([errors, code, recovery?.requeued]).toEqual(['', 0, 3])
  await expectWholeBook(project, 9, [])
  expect([...drawn().values()]).toEqual(Array(9).fill(1))
  const calls = servers.flatMap(({ calls }) => [...calls.values()])
  expect(calls.reduce((sum, n) => sum + n, 0)).toBe(10)
})

test('a run that is cut off leaves nothing running on the servers, and goes on later', async () => {
  let behaviour = 'held'
  await start(2, () => ({ script: () => behaviour }))
  book = openTestBook(4, { providers: [provider()] })
  book.queue.enqueue(order(4))
  const abort = new AbortController()
  const running = book.queue.run({ abort: abort.signal })
  await until(() => servers.every(({ queue }) => queue.length === 1))
  abort.abort()
  expect(await running).toMatchObject({ ended: 'aborted' })
  await until(() => servers.every(({ queue }) => queue.length === 0))
  expect(book.queue.counts()).toMatchObject({ queued: 4 })
  behaviour = 'ok'
  await book.queue.run()
  expect(book.queue.jobs({ states: ['done'] }, ALL)).toHaveLength(4)
})

test('pictures look like something where people look at them', async () => {
  await start(1, () => ({ painter: roughPicture }))
  book = openTestBook(1, { providers: [provider()] })
  book.queue.enqueue(order(1))
  await book.queue.run()
  const [take] = book.queue.store.takes.ofPanel('panel-0')
  expect(take).toMatchObject({ width: 512, height: 512, format: 'png' })
  expect(take!.bytes).toBeGreaterThan(20_000)
})
