import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import type { ImageProvider, ProviderReply } from '../../src/main/providers/provider.ts'
import type { Clock } from '../../src/main/queue/clock.ts'
import { openQueue, type Queue, type QueueParts } from '../../src/main/queue/open-queue.ts'
import type { BatchOrder, JobOrder } from '../../src/main/queue/order.ts'
import type { BookSettings } from '../../src/main/store/book.ts'
import { openStore, type Store } from '../../src/main/store/open-store.ts'
import type { GenerationRequest } from '../../src/shared/domain/generation.ts'
import { tinyPng } from './tiny-picture.ts'

/** For tests: a book with panels, a provider that draws tiny pictures, and a clock that is turned by hand. */

/** Of a book that has nothing to say about itself. */
export const BLANK_SETTINGS: BookSettings = {
  title: 'Book',
  author: '',
  language: 'en',
  pageFormat: 'us-comic',
  readingDirection: 'ltr',
  wordsPerPanel: 90,
  noteHeadings: [],
  budgetUsd: null,
  dayBudgetUsd: null,
}

/** Adds `count` panels, `panel-0` and on, to a book that has none. What they show does not matter to the queue. */
export function addPanels({ sqlite }: Pick<Store, 'sqlite'>, count: number): void {
  sqlite.transaction(() => {
    insertBlank(sqlite, 'source', { id: 'source', kind: 'prose' })
    insertBlank(sqlite, 'chapter', { id: 'chapter', source_id: 'source' })
    insertBlank(sqlite, 'scene', { id: 'scene', chapter_id: 'chapter' })
    const camera = { shot: 'medium', angle: 'eye-level', importance: 3 }
    for (let n = 0; n < count; n++) {
      const order_key = `a${String(n).padStart(6, '0')}`
      insertBlank(sqlite, 'panel', { id: `panel-${n}`, scene_id: 'scene', order_key, ...camera })
    }
  })()
}

/** Inserts a row with `values`, and what is empty for everything else it must have. */
function insertBlank(sqlite: Store['sqlite'], table: string, values: Record<string, unknown>): void {
  const columns = sqlite.pragma(`table_info(${table})`) as {
    name: string
    type: string
    notnull: 0 | 1
    pk: number
    dflt_value: unknown
  }[]
  const row = { ...values }
  for (const { name, type, notnull, pk, dflt_value } of columns)
    if (notnull && !pk && dflt_value === null && !(name in row)) row[name] = type.toLowerCase() === 'text' ? '[]' : 0
  const names = Object.keys(row)
  sqlite.prepare(`insert into ${table} (${names}) values (${names.map((name) => `@${name}`)})`).run(row)
}

/** The job for panel `n`: seed and prompt carry the number. */
export function jobOrder(n: number, changes: Partial<JobOrder> = {}): JobOrder {
  const request: GenerationRequest = {
    prompt: `panel ${n}`,
    negativePrompt: '',
    provider: 'plain',
    providerModel: 'plain-1',
    width: 64,
    height: 64,
    quality: null,
    seed: n,
    references: [],
    artStyle: { id: 'noir', version: 1 },
    language: 'en',
    index: 0,
    stage: null,
  }
  const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  return { panelId: `panel-${n}`, folder: 'ch01/sc01', key, lane: 'plain', request, estimateUsd: 0.04, ...changes }
}

export function batchOrder(jobs: JobOrder[], changes: Partial<BatchOrder> = {}): BatchOrder {
  return { title: 'Batch', settings: {}, priority: 'normal', budgetUsd: null, jobs, ...changes }
}

export function orderOf(count: number, changes: Partial<BatchOrder> = {}): BatchOrder {
  return batchOrder(
    Array.from({ length: count }, (_, n) => jobOrder(n)),
    changes,
  )
}

export function replyWith(bytes: Uint8Array, costUsd: number | null = 0.04): ProviderReply {
  return { bytes, costUsd, requestId: null, sent: {}, regions: null, pace: null }
}

/** A paid provider called `plain` that answers at once with a picture of the request's seed. */
export function plainProvider(changes: Partial<ImageProvider> = {}): ImageProvider {
  return {
    id: 'plain',
    name: 'Plain',
    models: ['plain-1'],
    free: false,
    capabilities: () => ({
      sizes: { kind: 'free', multipleOf: 1, minPixels: 1, maxPixels: 1e8, minRatio: 0.1, maxRatio: 10 },
      qualities: [],
      seed: true,
      negativePrompt: true,
      references: 0,
      staged: false,
      tuning: [],
    }),
    pace: () => ({ concurrency: 4, requestsPerMinute: null }),
    generate: async (request) => replyWith(tinyPng(request.seed)),
    ...changes,
  }
}

/** A provider that starts with so many calls at once. */
export const atOnce = (concurrency: number): Pick<ImageProvider, 'pace'> => ({
  pace: () => ({ concurrency, requestsPerMinute: null }),
})

/** A free provider of the same kind. */
export function freeProvider(changes: Partial<ImageProvider> = {}): ImageProvider {
  return plainProvider({ free: true, ...changes })
}

/** A provider whose calls end when the test says so. */
export function heldProvider(changes: Partial<ImageProvider> = {}) {
  const calls: { seed: number; answer: (reply?: ProviderReply | Error) => void; signal: AbortSignal }[] = []
  const waiting: (() => void)[] = []
  const provider = plainProvider({
    generate: (request, { signal }) => {
      const { promise, resolve, reject } = Promise.withResolvers<ProviderReply>()
      const answer = (reply: ProviderReply | Error = replyWith(tinyPng(request.seed))) =>
        reply instanceof Error ? reject(reply) : resolve(reply)
      calls.push({ seed: request.seed, answer, signal })
      waiting.shift()?.()
      return promise
    },
    ...changes,
  })
  return {
    provider,
    calls,
    /** Resolves once so many calls have been made. */
    async made(count: number) {
      while (calls.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

export interface ManualClock extends Clock {
  /** Moves time on, waking in order what is due. */
  advance(ms: number): void
  /** When the next waiter wakes; null when nobody waits. */
  next(): number | null
}

export function manualClock(start = 1_800_000_000_000): ManualClock {
  let now = start
  const waiters = new Set<{ at: number; wake: () => void }>()
  const first = () => [...waiters].sort((a, b) => a.at - b.at)[0] ?? null
  return {
    now: () => now,
    after(ms, wake) {
      const waiter = { at: now + ms, wake }
      waiters.add(waiter)
      return () => waiters.delete(waiter)
    },
    advance(ms) {
      const until = now + ms
      for (let due = first(); due && due.at <= until; due = first()) {
        now = Math.max(now, due.at)
        waiters.delete(due)
        due.wake()
      }
      now = until
    },
    next: () => first()?.at ?? null,
  }
}

/** A clock on which `factor` seconds pass in one: two minutes of waiting take no time to speak of. */
export function hurriedClock(factor: number): Clock {
  const start = Date.now()
  const begun = performance.now()
  return {
    now: () => Math.round(start + (performance.now() - begun) * factor),
    after(ms, wake) {
      const timer = setTimeout(wake, ms / factor)
      return () => clearTimeout(timer)
    },
  }
}

export interface TestBook {
  folder: string
  store: Store
  queue: Queue
  /** Opens the book anew, as after a crash: nothing of the old queue is settled. */
  reopen(parts?: Partial<QueueParts>): Queue
  remove(): void
}

/** A project folder with a book of `panels` panels and a queue over it. */
export function openTestBook(panels: number, parts: Partial<QueueParts> = {}): TestBook {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-queue-'))
  const file = join(folder, 'book.sqlite')
  const open = (changes: Partial<QueueParts>) =>
    openQueue({ folder, store: book.store }, { providers: [plainProvider()], checkPicture, ...parts, ...changes })
  const book = { folder, store: openStore(file) } as TestBook
  addPanels(book.store, panels)
  book.queue = open({})
  book.reopen = (changes = {}) => {
    book.store.close()
    book.store = openStore(file)
    book.queue = open(changes)
    return book.queue
  }
  book.remove = () => {
    book.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return book
}
