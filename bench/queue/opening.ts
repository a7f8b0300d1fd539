import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addPanels, orderOf } from '../../e2e/harness/test-book.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { queueStore } from '../../src/main/store/queue/index.ts'
import { inFolder, type Measured, median } from './measure.ts'

const PANELS = 5_000
const TAKES_A_PANEL = 10
const JOBS = PANELS * TAKES_A_PANEL
const ROUNDS = 7
const MOST_MS = 150

/**
 * How soon a book of 5,000 panels with 50,000 jobs, takes and picture files shows something: from opening the file in a fresh process to
 * the counts and the first 200 jobs. The book was closed in order before, so it is not read through for damage, which happens once a
 * day and after every crash. Looking after the files of all takes comes after that, and is told beside it.
 */
export async function openingABook(): Promise<Measured> {
  const firstPage: number[] = []
  const recovery: number[] = []
  await inFolder((folder) => {
    fill(folder)
    for (let round = 0; round < ROUNDS; round++) {
      const script = join(import.meta.dirname, 'open-book.ts')
      const { stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' })
      if (stderr) throw new Error(stderr)
      const told = JSON.parse(stdout) as { firstPageMs: number; recoveryMs: number }
      firstPage.push(told.firstPageMs)
      recovery.push(told.recoveryMs)
    }
    return 0
  })
  return {
    passed: median(firstPage) <= MOST_MS,
    lines: [
      `first page (open, counts, 200 jobs): median ${median(firstPage).toFixed(0)} ms (most ${MOST_MS}; rounds ${firstPage.map((ms) => ms.toFixed(0)).join(' ')})`,
      `all ${JOBS} files compared with their rows after it: median ${median(recovery).toFixed(0)} ms`,
    ],
  }
}

function fill(folder: string): void {
  const store = openStore(join(folder, 'book.sqlite'))
  addPanels(store, PANELS)
  const queue = queueStore(store.sqlite)
  const order = orderOf(JOBS)
  const bytes = Buffer.from('picture')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  queue.transaction(() => {
    const { jobs: _, ...batch } = order
    queue.batches.insert({ id: 'batch', ...batch, createdAt: 0 })
    for (const [position, job] of order.jobs.entries()) {
      const { key, folder: place, lane, request, estimateUsd } = job
      const panelId = `panel-${position % PANELS}`
      const imageIndex = Math.floor(position / PANELS)
      const id = `job-${String(position).padStart(6, '0')}`
      const edition = { panelId, key, artStyleId: 'noir', language: 'en', imageIndex }
      queue.jobs.insertRequest(key, JSON.stringify(request))
      queue.jobs.insert({ id, batchId: 'batch', position, folder: place, lane, rank: 1, estimateUsd, ...edition })
      const done = { state: 'done' as const, notBefore: 0, attempts: 1, failure: null, message: null }
      queue.jobs.change({ id, ...done, finishedAt: position })
      const size = { sha256, bytes: bytes.length, width: 1024, height: 1024, format: 'png' as const }
      const path = `takes/ch${String(position % 50).padStart(2, '0')}/${id}.png`
      const take = { id: `take-${id}`, jobId: id, path, regions: null, sameAsTakeId: null, createdAt: Date.now() + 1e9 }
      queue.takes.insert({ ...take, ...edition, ...size })
      if (position < 50) mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
  })
  store.close()
}
