import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { replyWith } from '../../e2e/harness/test-book.ts'
import { tinyPng } from '../../e2e/harness/tiny-picture.ts'
import type { Queue } from '../../src/main/queue/open-queue.ts'
import { inFolder, type Measured } from './measure.ts'
import { runInBook } from './run-in-book.ts'

const JOBS = 5_000
const AT_ONCE = 8
const BYTES = 4_000_000
const SAMPLE_EVERY = 100
/** Megabytes of growth over a thousand takes that are taken for noise. */
const MOST_SLOPE = 10

const LARGE = { jobs: 8, bytes: 50_000_000 }
const ROOM = 256 * 1024 * 1024
/** Of the room for pictures: decoding, writing and what the collector has not taken yet come on top. */
const MOST_OF_ROOM = 2.5
const MOST_LATE_MS = 50
const MEGABYTE = 1e6

/**
 * Whether memory stays flat over 5,000 takes of 4 MB, and what eight pictures of 50 MB that arrive at once take. Files are
 * removed once they are committed, so that the disk need not hold 20 GB.
 */
export async function memory(): Promise<Measured> {
  const many = await manyTakes()
  const large = await largePictures()
  return { passed: many.passed && large.passed, lines: [...many.lines, ...large.lines] }
}

async function manyTakes(): Promise<Measured> {
  const pictures = Array.from({ length: AT_ONCE }, (_, seed) => tinyPng(seed, 64, BYTES))
  const samples: number[] = []
  let late = 0
  const ms = await inFolder(async (folder) => {
    const generate = async ({ seed }: { seed: number }) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return replyWith(await arriving(pictures[seed % pictures.length]!))
    }
    const watch = (queue: Queue) => {
      let done = 0
      removeWhenDone(queue, folder)
      queue.subscribe((event) => {
        if (event.type !== 'job.changed' || event.state !== 'done') return
        if (++done % SAMPLE_EVERY === 0) samples.push(process.memoryUsage.rss() / MEGABYTE)
      })
    }
    const run = await runInBook(folder, JOBS, AT_ONCE, generate, { watch })
    late = run.lateP99
    return run.ms
  })
  // The first half fills caches and pools.
  const second = samples.slice(samples.length / 2)
  const slope = (slopeOf(second) * 1_000) / SAMPLE_EVERY
  return {
    passed: slope <= MOST_SLOPE && late <= MOST_LATE_MS,
    lines: [
      `${JOBS} takes of ${BYTES / MEGABYTE} MB in ${(ms / 1_000).toFixed(0)} s, ${AT_ONCE} at once`,
      `memory ${samples[0]!.toFixed(0)} MB at first, ${Math.max(...samples).toFixed(0)} MB at most, ${samples.at(-1)!.toFixed(0)} MB at last`,
      `slope over the second half: ${slope.toFixed(1)} MB a thousand takes (most ${MOST_SLOPE})`,
      `event loop late: p99 ${late.toFixed(1)} ms (most ${MOST_LATE_MS})`,
    ],
  }
}

async function largePictures(): Promise<Measured> {
  const picture = tinyPng(1, 64, LARGE.bytes)
  const before = process.memoryUsage.rss()
  let most = 0
  let reading = 0
  let mostReading = 0
  let late = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss() - before)
  }
  const ms = await inFolder(async (folder) => {
    const run = await runInBook(folder, LARGE.jobs, LARGE.jobs, async (_, { hold }) => {
      await hold?.(LARGE.bytes)
      reading++
      mostReading = Math.max(mostReading, reading)
      const bytes = await arriving(picture)
      look()
      await new Promise((resolve) => setTimeout(resolve, 100))
      look()
      reading--
      return replyWith(bytes)
    })
    late = run.lateP99
    return run.ms
  })
  const isWithin = most <= MOST_OF_ROOM * ROOM && mostReading <= Math.floor(ROOM / LARGE.bytes)
  return {
    passed: isWithin && late <= MOST_LATE_MS,
    lines: [
      `${LARGE.jobs} pictures of ${LARGE.bytes / MEGABYTE} MB at once in ${ms.toFixed(0)} ms: ${mostReading} were read together (room for ${Math.floor(ROOM / LARGE.bytes)})`,
      `memory ${(most / MEGABYTE).toFixed(0)} MB more at most (most ${((MOST_OF_ROOM * ROOM) / MEGABYTE).toFixed(0)})`,
      `event loop late: p99 ${late.toFixed(1)} ms (most ${MOST_LATE_MS})`,
    ],
  }
}

const PIECE = 1024 * 1024

/** The bytes in memory of their own, come in pieces as a network brings them. */
async function arriving(picture: Buffer): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(picture.length)
  for (let at = 0; at < picture.length; at += PIECE) {
    picture.copy(bytes, at, at, at + PIECE)
    await setImmediate()
  }
  return bytes
}

function removeWhenDone(queue: Queue, folder: string): void {
  queue.subscribe((event) => {
    if (event.type !== 'job.changed' || event.state !== 'done') return
    for (const { path } of queue.store.takes.ofPanel(event.panelId)) void rm(join(folder, path), { force: true })
  })
}

/** Least squares. @returns growth from one sample to the next */
function slopeOf(values: number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let covariance = 0
  let variance = 0
  for (const [at, value] of values.entries()) {
    covariance += (at - middle) * (value - mean)
    variance += (at - middle) ** 2
  }
  return covariance / variance
}
