import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ALL } from '../../src/main/store/queue/jobs.ts'
import { expectWholeBook, filesUnder, type KillableProject, makeKillableProject } from '../harness/batch-process.ts'
import { httpProvider } from '../harness/http-provider.ts'
import { type MisbehavingServer, startMisbehavingServer } from '../harness/misbehaving-server.ts'
import { makeReadOnly, makeSmallDisk, type SmallDisk } from '../harness/mount.ts'
import { openTestBook, orderOf } from '../harness/test-book.ts'
import { tinyPng } from '../harness/tiny-picture.ts'

const KB = 1024
const probe = makeSmallDisk(1)
probe?.remove()
if (!probe)
  console.warn('NOT RUN: the tests of a full and of a read-only disk, because this process may not mount one.')

let server: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer({ picture: (seed) => tinyPng(seed, 64, 300 * KB) })
})
afterEach(() => server.close())

describe.skipIf(!probe)('a disk that is full', () => {
  let disk: SmallDisk
  let project: KillableProject
  afterEach(() => disk.remove())

  test('ends the run with state intact, and with room the rest is made', async () => {
    disk = makeSmallDisk(8)!
    project = makeKillableProject(60, server, disk.folder)
    const { code, errors, output } = await project.start().gone
    expect(errors).toBe('')
    expect(code).toBe(0)
    expect(output.at(-1)).toMatchObject({ ended: 'disk' })

    const made = await project.look(async (queue) => {
      const counts = queue.counts()
      expect(counts).toMatchObject({ failed: 0, refused: 0, cancelled: 0 })
      expect(counts.done + counts.queued + counts.running).toBe(60)
      expect(queue.jobs({ states: ['queued'] }, ALL).every(({ attempts }) => attempts === 0)).toBe(true)
      return counts.done
    })
    expect(made).toBeGreaterThan(5)
    // Nothing was asked for after the disk was known to be full.
    expect(server.calls.size).toBeLessThanOrEqual(made + 2 * 8 + 1)

    disk.resize(80)
    const rest = await project.start().gone
    expect(rest.errors).toBe('')
    await expectWholeBook(project, 60, rest.recovery?.trashed ?? [])
  })

  test('still takes the pictures that are paid for, out of the reserve', async () => {
    disk = makeSmallDisk(96)!
    project = makeKillableProject(200, server, disk.folder)
    expect(existsSync(join(project.folder, 'reserve.bin'))).toBe(true)
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(join(disk.folder, 'filler'), Buffer.alloc(bavail * bsize - 4 * KB * KB, 1))
    const { output, errors } = await project.start().gone
    expect(errors).toBe('')
    expect(output.at(-1)).toMatchObject({ ended: 'disk' })
    await project.look(async (queue) => {
      expect(queue.counts()).toMatchObject({ running: 0, unknown: 0, failed: 0 })
      expect(queue.counts().done).toBe(server.charged.size)
    })
  })
})

test.skipIf(!probe)(
  'a folder of pictures that is read-only ends the run; nothing is lost and nothing fails',
  async () => {
    const book = openTestBook(20, { providers: [httpProvider(server.url)] })
    mkdirSync(join(book.folder, 'takes/ch01/sc01'), { recursive: true })
    const undo = makeReadOnly(join(book.folder, 'takes'))!
    try {
      book.queue.enqueue(orderOf(20))
      const end = await book.queue.run()
      expect(end).toMatchObject({ ended: 'disk', failure: { kind: 'local' } })
      expect(book.queue.counts()).toMatchObject({ queued: 20 })
      expect(server.calls.size).toBeLessThanOrEqual(16)
      undo()
      await book.queue.run()
      expect(book.queue.counts()).toMatchObject({ done: 20 })
    } finally {
      undo()
      book.remove()
    }
  },
)

test('a project that is moved away under a run ends it, and nothing is made anew in its place', async () => {
  const book = openTestBook(40, { providers: [httpProvider(server.url)] })
  const elsewhere = `${book.folder}-moved`
  book.queue.enqueue(orderOf(40))
  let landed = 0
  book.queue.subscribe((event) => {
    if (event.type === 'job.changed' && event.state === 'done' && ++landed === 10) renameSync(book.folder, elsewhere)
  })
  const end = await book.queue.run()
  expect(end).toMatchObject({ ended: 'disk', failure: { kind: 'local' } })
  expect(existsSync(book.folder)).toBe(false)
  expect(filesUnder(elsewhere, 'takes').length).toBeGreaterThanOrEqual(10)
  book.remove()
  rmSync(elsewhere, { recursive: true })
})

test('a second process is told at once who works on the book, and the first goes on', async () => {
  server.script = ({ seed }) => (seed < 20 ? 'ok' : 'hang')
  const project = makeKillableProject(60, server)
  const first = project.start()
  while (server.calls.size < 28) await new Promise((resolve) => setTimeout(resolve, 5))
  const second = await project.start().gone
  expect(second.code).not.toBe(0)
  expect(second.errors).toMatch(/belongs to run-batch \(process \d+/)
  server.script = () => 'ok'
  server.release()
  expect((await first.gone).code).toBe(0)
  await expectWholeBook(project, 60, [])
  expect([...server.calls.values()].every((calls) => calls === 1)).toBe(true)
  project.remove()
})
