import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { createProject, openProject } from '../../src/main/open-project.ts'
import { openQueue, type Queue } from '../../src/main/queue/open-queue.ts'
import type { Recovery } from '../../src/main/queue/recovery.ts'
import { bundleScripts } from './bundle-scripts.ts'
import type { MisbehavingServer } from './misbehaving-server.ts'
import { addPanels, BLANK_SETTINGS, plainProvider } from './test-book.ts'

/** A real project on disk, worked on by processes that may be killed. */
export interface KillableProject {
  folder: string
  /** Starts a process on the batch; `under`: a command line that takes it along, e.g. `strace`. */
  start(options?: { crashAt?: string; free?: boolean; under?: string[] }): BatchProcess
  /** Opens the book here, once no process owns it; to read only where it cannot be owned, as on a full disk. */
  look<T>(see: (queue: Queue) => Promise<T>): Promise<T>
  remove(): void
}

export interface BatchProcess {
  child: ChildProcess
  /** Resolves when the process is gone, with what it reported. */
  gone: Promise<{
    signal: string | null
    code: number | null
    recovery: Recovery | null
    output: unknown[]
    errors: string
  }>
}

/** What killable processes run. */
const scripts = await bundleScripts(['run-batch', 'run-overnight'])
afterAll(() => rmSync(scripts, { recursive: true, force: true }))

/** @param scriptName what its processes run */
export function makeKillableProject(
  jobs: number,
  server: { url: string },
  parent: string = tmpdir(),
  vendor: { id: string; env: Record<string, string> } | null = null,
  scriptName: 'run-batch' | 'run-overnight' = 'run-batch',
): KillableProject {
  const root = mkdtempSync(join(parent, 'panelwright-kill-'))
  const folder = join(root, 'Book.panelwright')
  const project = createProject(folder, BLANK_SETTINGS, { what: 'test' })
  addPanels(project.store, jobs)
  project.close()
  return {
    folder,
    start({ crashAt, free, under = [] } = {}) {
      const script = join(scripts, `${scriptName}.js`)
      const price = free ? 'free' : 'paid'
      const target = vendor ? [vendor.id] : [server.url, price]
      const [command = '', ...args] = [...under, process.execPath, script, folder, String(jobs), ...target]
      const child = spawn(command, args, {
        env: { ...process.env, ...vendor?.env, CRASH_AT: crashAt ?? '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      let errors = ''
      child.stdout.on('data', (data) => (output += data))
      child.stderr.on('data', (data) => (errors += data))
      const gone = new Promise<Awaited<BatchProcess['gone']>>((resolve) =>
        child.on('close', (code, signal) => {
          const lines =
            output.trim() === ''
              ? []
              : output
                  .trim()
                  .split('\n')
                  .map((line) => JSON.parse(line))
          resolve({ signal, code, recovery: lines[0]?.recovery ?? null, output: lines, errors })
        }),
      )
      return { child, gone }
    },
    async look(see) {
      const book = openProject(folder, { mode: 'own-or-read', what: 'test' })
      try {
        return await see(openQueue(book, { providers: [plainProvider()], checkPicture }))
      } finally {
        book.close()
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Everything that must hold for a book whose batch has come to its end, however often its process was killed. */
export async function expectWholeBook(project: KillableProject, jobs: number, trashed: string[]): Promise<void> {
  const takes = await project.look(async (queue) => {
    expect(queue.counts()).toMatchObject({ done: jobs, queued: 0, running: 0, failed: 0, refused: 0, unknown: 0 })
    return Array.from({ length: jobs }, (_, n) => {
      const found = queue.store.takes.ofPanel(`panel-${n}`)
      expect(found, `takes of panel ${n}`).toHaveLength(1)
      return found[0]!
    })
  })
  for (const take of takes) {
    const bytes = readFileSync(join(project.folder, take.path))
    expect(bytes.byteLength).toBe(take.bytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(take.sha256)
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: take.width, height: take.height })
  }
  expect(filesUnder(project.folder, 'takes').sort()).toEqual(takes.map(({ path }) => path).sort())
  expect(filesUnder(project.folder, 'trash').sort()).toEqual([...trashed].sort())
}

/**
 * The ledger has what the provider counted; what it cannot know for certain is marked and listed, call by call.
 *
 * @returns how many calls it cannot know for certain
 */
export async function expectLedgerMatches(
  project: KillableProject,
  server: Pick<MisbehavingServer, 'charged'>,
  jobs: number,
): Promise<number> {
  return project.look(async ({ store }) => {
    const lines = store.jobs
      .list({}, { offset: 0, limit: -1 })
      .flatMap((job) =>
        store.attempts.ofJob(job.id).map((attempt) => ({ panelId: job.panelId, attemptId: attempt.id })),
      )
    const uncertain = new Set(store.ledger.unknown().map(({ attemptId }) => attemptId))
    for (let n = 0; n < jobs; n++) {
      const ofPanel = lines.filter(({ panelId }) => panelId === `panel-${n}`)
      const unknown = ofPanel.filter(({ attemptId }) => uncertain.has(attemptId)).length
      const certain = ofPanel.length - unknown
      expect(certain, `certain calls of panel ${n}`).toBe(1)
      const served = server.charged.get(`panel ${n}`) ?? 0
      expect(served).toBeGreaterThanOrEqual(certain)
      expect(served).toBeLessThanOrEqual(certain + unknown)
    }
    return uncertain.size
  })
}

export function filesUnder(folder: string, part: string): string[] {
  return readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}
