/** Prints how many roughs a second are drawn end to end, technique by technique: `node bench/roughs-speed.ts [seconds] [concurrency]`. */
import { availableParallelism } from 'node:os'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import type { GenerationRequest } from '../src/shared/domain/generation.ts'
import { FIXTURES, LOOKS } from './roughs-fixtures.ts'

const seconds = Number(process.argv[2] ?? 4)
const concurrency = Number(process.argv[3] ?? availableParallelism() + 1)

function requestFor(index: number, lookName: string): GenerationRequest {
  const stage = FIXTURES[index % FIXTURES.length]!
  return {
    prompt: stage.panel.what,
    negativePrompt: '',
    provider: 'roughs',
    providerModel: 'roughs-1',
    width: 1024,
    height: 1024,
    quality: null,
    seed: index,
    references: [],
    artStyle: { id: lookName, version: 1 },
    language: 'en',
    index: 0,
    stage: { ...stage, look: LOOKS[lookName]! },
  }
}

for (const lookName of Object.keys(LOOKS)) {
  await drawRough(requestFor(0, lookName))
  const until = performance.now() + seconds * 1000
  const start = performance.now()
  const before = process.cpuUsage()
  let next = 0
  let bytes = 0
  const lane = async () => {
    while (performance.now() < until) bytes += (await drawRough(requestFor(next++, lookName))).bytes.length
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  const rate = next / ((performance.now() - start) / 1000)
  // On a busy machine the rate says little; the processor time of one picture says what idle cores would do.
  const used = process.cpuUsage(before)
  const cpu = Math.round((used.user + used.system) / 1000 / next)
  console.log(
    `${lookName.padEnd(14)} ${rate.toFixed(1).padStart(6)} pictures/s   ${cpu} ms of processor each   ${Math.round(bytes / next / 1024)} KB each`,
  )
}
