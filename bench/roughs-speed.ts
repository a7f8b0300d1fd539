/**
 * Prints how many roughs a second are drawn end to end (staged, rasterised, encoded) in each style that ships, from the
 * panels of the sample book at 1024 × 1024: `node bench/roughs-speed.ts [seconds] [concurrency]`.
 */
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import { requestsOf } from './roughs/books.ts'

const seconds = Number(process.argv[2] ?? 4)
const concurrency = Number(process.argv[3] ?? availableParallelism() + 1)
const SIDE_PX = 1024

const styles = readdirSync(join(import.meta.dirname, '../resources/styles')).map((file) => basename(file, '.json'))
for (const style of styles) {
  const requests = (await requestsOf('sample', style)).map((request) => ({
    ...request,
    width: SIDE_PX,
    height: SIDE_PX,
  }))
  await drawRough(requests[0]!)
  const begun = performance.now()
  const until = begun + seconds * 1000
  const before = process.cpuUsage()
  let next = 0
  let bytes = 0
  const lane = async () => {
    while (performance.now() < until) bytes += (await drawRough(requests[next++ % requests.length]!)).bytes.length
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  const rate = next / ((performance.now() - begun) / 1000)
  // On a busy machine the rate says little; the processor time of one picture says what idle cores would do.
  const { user, system } = process.cpuUsage(before)
  const cpuMs = Math.round((user + system) / 1000 / next)
  console.log(
    `${style.padEnd(16)} ${rate.toFixed(1).padStart(5)} pictures/s   ${cpuMs} ms of processor each   ${Math.round(bytes / next / 1024)} KB each`,
  )
}
