import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import sharp from 'sharp'
import { addPanels, atOnce, orderOf, plainProvider, replyWith } from '../../e2e/harness/test-book.ts'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { openQueue } from '../../src/main/queue/open-queue.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { inFolder, type Measured, median } from './measure.ts'

const JOBS = 200
const AT_ONCE = 8
const LATENCY_MS = 200
const ROUNDS = 5
const IDEAL_MS = (JOBS / AT_ONCE) * LATENCY_MS
const MOST_OF_IDEAL = 1.02
const PICTURE_SIDE = 1024

/**
 * How long 200 calls of 200 ms take, eight at once, with every picture (2.5 MB) decoded to its last pixel, written,
 * synced and committed before the end. The ideal is the calls alone; how long these take by themselves on this machine
 * at this hour is measured beside it, because a busy machine misses the ideal without any queue.
 */
export async function makespan(): Promise<Measured> {
  const pictures = await realisticPictures()
  const times: number[] = []
  const callsAlone: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    callsAlone.push(await inFolder(() => onlyCall(pictures)))
    times.push(await inFolder((folder) => runBatch(folder, pictures)))
  }
  const ratio = median(times) / IDEAL_MS
  const size = pictures.reduce((sum, picture) => sum + picture.length, 0) / pictures.length / 1e6
  return {
    passed: ratio <= MOST_OF_IDEAL,
    lines: [
      `${JOBS} pictures of ${size.toFixed(2)} MB, ${AT_ONCE} at once, ${LATENCY_MS} ms each: ideal ${IDEAL_MS} ms`,
      `median ${Math.round(median(times))} ms = ${ratio.toFixed(3)} × ideal (most ${MOST_OF_IDEAL}; rounds ${times.map((ms) => (ms / IDEAL_MS).toFixed(3)).join(' ')})`,
      `the same calls, each decoded and kept in memory only: median ${(median(callsAlone) / IDEAL_MS).toFixed(3)} × ideal`,
    ],
  }
}

/** No queue, no disk: what calls and decoding cost here. */
async function onlyCall(pictures: Buffer[]): Promise<number> {
  const begun = performance.now()
  const checks: Promise<unknown>[] = []
  const loop = async (first: number) => {
    for (let n = first; n < JOBS; n += AT_ONCE) {
      await new Promise((resolve) => setTimeout(resolve, LATENCY_MS))
      checks.push(checkPicture(pictures[n % pictures.length]!))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => loop(n)))
  await Promise.all(checks)
  return performance.now() - begun
}

/** PNGs that weigh and decode as a generated picture of 1024 × 1024 does: smooth areas with fine grain. */
async function realisticPictures(): Promise<Buffer[]> {
  const pictures: Buffer[] = []
  for (let n = 0; n < AT_ONCE; n++) {
    const pixels = Buffer.alloc(PICTURE_SIDE * PICTURE_SIDE * 3)
    const grain = randomBytes(pixels.length)
    for (let i = 0; i < pixels.length; i++) pixels[i] = ((i / 3 / PICTURE_SIDE / 4) & 0x7f) + (grain[i]! & 0x7f)
    const raw = { width: PICTURE_SIDE, height: PICTURE_SIDE, channels: 3 as const }
    pictures.push(await sharp(pixels, { raw }).png({ compressionLevel: 6 }).toBuffer())
  }
  return pictures
}

async function runBatch(folder: string, pictures: Buffer[]): Promise<number> {
  const store = openStore(join(folder, 'book.sqlite'))
  addPanels(store, JOBS)
  const generate = async ({ seed }: { seed: number }) => {
    await new Promise((resolve) => setTimeout(resolve, LATENCY_MS))
    return replyWith(pictures[seed % pictures.length]!)
  }
  const queue = openQueue(
    { folder, store },
    { providers: [plainProvider({ ...atOnce(AT_ONCE), generate })], checkPicture },
  )
  await queue.recover()
  queue.enqueue(orderOf(JOBS))
  const begun = performance.now()
  await queue.run()
  const ms = performance.now() - begun
  if (queue.counts().done !== JOBS) throw new Error('Jobs were lost')
  store.close()
  return ms
}
