import { replyWith } from '../../e2e/harness/test-book.ts'
import { tinyPng } from '../../e2e/harness/tiny-picture.ts'
import { ProviderError } from '../../src/main/providers/provider.ts'
import { nextAttemptAt } from '../../src/main/queue/backoff.ts'
import { inFolder, type Measured, median } from './measure.ts'
import { type RunTaken, runInBook } from './run-in-book.ts'

const JOBS = 800
const AT_ONCE = 8
const LATENCY_MS = 200
/** One call in so many is answered with a 503. */
const ONE_IN = 20
const ROUNDS = 3
const MOST_OF_IDEAL = 1.05
const MOST_REFILL_MS = 5
const MOST_LATE_MS = 50

const fails = (nth: number) => nth % ONE_IN === ONE_IN / 2
/** So that the ideal waits as long as the queue does. */
const RANDOM = 0.5

/** The same calls in slots that are never empty while a picture may be asked for. */
function idealMs(): number {
  const slots = new Array<number>(AT_ONCE).fill(0)
  const due: { at: number }[] = []
  let fresh = JOBS
  let calls = 0
  for (let left = JOBS; left > 0; ) {
    slots.sort((a, b) => a - b)
    const free = slots[0]!
    due.sort((a, b) => a.at - b.at)
    const isRetry = due.length > 0 && (due[0]!.at <= free || fresh === 0)
    const start = isRetry ? Math.max(free, due.shift()!.at) : free
    if (!isRetry) fresh--
    slots[0] = start + LATENCY_MS
    if (fails(calls++)) due.push({ at: nextAttemptAt(1, null, slots[0], RANDOM) })
    else left--
  }
  return Math.max(...slots)
}

/** No queue, no disk: what so many waits take on this machine at this hour. */
async function waitsAlone(calls: number): Promise<number> {
  const begun = performance.now()
  const loop = async (first: number) => {
    for (let n = first; n < calls; n += AT_ONCE) await new Promise((resolve) => setTimeout(resolve, LATENCY_MS))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => loop(n)))
  return performance.now() - begun
}

/**
 * How long 800 calls of 200 ms take, eight at once, when one in twenty fails and is made again after its backoff. The ideal
 * has the same calls and the same backoffs, and no gap between two calls of a slot. Beside it: how long a
 * slot stays empty, and how late the event loop is.
 */
export async function errors(): Promise<Measured> {
  const ratios: number[] = []
  const alone: number[] = []
  const refills: number[] = []
  const taken: RunTaken[] = []
  for (let round = 0; round < ROUNDS; round++)
    await inFolder(async (folder) => {
      let calls = 0
      /** When slots fell empty. */
      const freed: number[] = []
      const generate = async ({ seed }: { seed: number }) => {
        const nth = calls++
        const free = freed.shift()
        if (free !== undefined) refills.push(performance.now() - free)
        await new Promise((resolve) => setTimeout(resolve, LATENCY_MS))
        freed.push(performance.now())
        if (fails(nth)) throw new ProviderError('overloaded', '503', { httpStatus: 503 })
        return replyWith(tinyPng(seed))
      }
      const run = await runInBook(folder, JOBS, AT_ONCE, generate, { random: () => RANDOM })
      ratios.push(run.ms / idealMs())
      alone.push((await waitsAlone(calls)) / ((calls / AT_ONCE) * LATENCY_MS))
      taken.push(run)
      return run.ms
    })
  refills.sort((a, b) => a - b)
  const ratio = median(ratios)
  const refill = median(refills)
  const late = Math.max(...taken.map(({ lateP99 }) => lateP99))
  return {
    passed: ratio <= MOST_OF_IDEAL && refill <= MOST_REFILL_MS && late <= MOST_LATE_MS,
    lines: [
      `${JOBS} pictures, ${AT_ONCE} at once, ${LATENCY_MS} ms each, one call in ${ONE_IN} answered with 503`,
      `median ${ratio.toFixed(3)} × ideal (most ${MOST_OF_IDEAL}; rounds ${ratios.map((one) => one.toFixed(3)).join(' ')})`,
      `the same waits alone: median ${median(alone).toFixed(3)} × theirs`,
      `slot filled again after: median ${refill.toFixed(1)} ms (most ${MOST_REFILL_MS}), nine of ten within ${refills[Math.floor(refills.length * 0.9)]!.toFixed(1)} ms`,
      `event loop late: p99 ${late.toFixed(1)} ms (most ${MOST_LATE_MS}), at worst ${Math.max(...taken.map(({ lateMost }) => lateMost)).toFixed(0)} ms`,
    ],
  }
}
