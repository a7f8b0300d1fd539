import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { addPanels, atOnce, orderOf, plainProvider } from '../../e2e/harness/test-book.ts'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import type { ImageProvider } from '../../src/main/providers/provider.ts'
import { openQueue, type Queue } from '../../src/main/queue/open-queue.ts'
import { openStore } from '../../src/main/store/open-store.ts'

/** What a run in a book of its own took. */
export interface RunTaken {
  ms: number
  /** Event loop late by, ms. */
  lateP99: number
  lateMost: number
}

/** The loop is looked at so often; what is measured contains it. */
const LOOK_EVERY_MS = 1

/**
 * Queues so many jobs in a new book and works them off with the queue as it ships: every picture decoded, written, synced
 * and committed.
 *
 * @param options.watch told of the queue before it runs
 */
export async function runInBook(
  folder: string,
  jobs: number,
  concurrency: number,
  generate: ImageProvider['generate'],
  { watch = () => {}, random = Math.random }: { watch?: (queue: Queue) => void; random?: () => number } = {},
): Promise<RunTaken> {
  const store = openStore(join(folder, 'book.sqlite'))
  addPanels(store, jobs)
  const provider = plainProvider({ ...atOnce(concurrency), generate })
  const queue = openQueue({ folder, store }, { providers: [provider], checkPicture, random })
  await queue.recover()
  queue.enqueue(orderOf(jobs))
  watch(queue)
  const delay = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS })
  delay.enable()
  const begun = performance.now()
  await queue.run()
  const ms = performance.now() - begun
  delay.disable()
  if (queue.counts().done !== jobs) throw new Error(`Jobs were lost: ${JSON.stringify(queue.counts())}`)
  store.close()
  const late = (ns: number) => Math.max(0, ns / 1e6 - LOOK_EVERY_MS)
  return { ms, lateP99: late(delay.percentile(99)), lateMost: late(delay.max) }
}
