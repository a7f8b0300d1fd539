import { spawn } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { resolve } from 'node:path'
import { deflateSync } from 'node:zlib'
import { build } from 'vite'
import { connected, overnightJobs } from '../e2e/harness/overnight-book.ts'
import { batchOrder, openTestBook } from '../e2e/harness/test-book.ts'
import { png } from '../e2e/harness/tiny-picture.ts'
import { OpenAiServer } from '../e2e/harness/vendors/openai/openai-server.ts'
import type { Painter } from '../e2e/harness/vendors/paint.ts'
import { ALL } from '../src/main/store/queue/jobs.ts'

/**
 * Memory while an overnight batch is collected whose answer has 200 MB, in a process of its own that is bundled as what
 * ships is:
 *
 *   npx node bench/overnight.ts [pictures]
 */
const JOBS = Number(process.argv[2] ?? 48)
const MEGABYTE = 1024 * 1024
/** More than the process had before it began. */
const LIMIT_MB = 150

/** Noise: three megabytes that no compression makes smaller, as a detailed picture is. */
const noise: Painter = async ({ width, height }) => {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) randomFillSync(rows, y * (width * 3 + 1) + 1, width * 3)
  return png(width, height, deflateSync(rows, { level: 1 }))
}

const server = await OpenAiServer.start({ painter: noise })
const env = { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` }
const book = openTestBook(JOBS, { providers: [connected('openai', env)] })
try {
  const { batchId } = book.queue.enqueue(batchOrder(overnightJobs(JOBS)))
  const jobs = book.queue.jobs({ batchId: batchId! }, ALL).map(({ id }) => id)
  await book.queue.runOvernight({ jobs, submitOnly: true })
  await server.batches.runAll()
  const answers = [...server.files.values()].filter(({ purpose }) => purpose === 'batch_output')
  const bytes = answers.reduce((sum, file) => sum + file.bytes.byteLength, 0)
  const { done, before, peak, seconds } = await collect(await bundle())
  const passed = done === JOBS && peak - before <= LIMIT_MB
  console.log(`${passed ? 'PASS' : 'FAIL'} overnight`)
  console.log(
    `  ${done} of ${JOBS} pictures from ${Math.round(bytes / MEGABYTE)} MB of answers in ${seconds.toFixed(1)} s`,
  )
  console.log(
    `  ${Math.round(peak - before)} MB more in memory at most (limit ${LIMIT_MB}); ${Math.round(before)} MB before it began`,
  )
  if (!passed) process.exitCode = 1
} finally {
  await server.close()
  book.remove()
}

/** @returns the bundle's file; within the project, so that it finds the packages that stay outside */
async function bundle(): Promise<string> {
  const outDir = resolve('node_modules/.cache/panelwright-bench')
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'sharp', '@img/sharp-wasm32', 'harfbuzzjs'] },
    build: { ssr: resolve('bench/overnight/collect.ts'), outDir, target: 'node24', emptyOutDir: true },
  })
  return resolve(outDir, 'collect.js')
}

async function collect(script: string): Promise<{ done: number; before: number; peak: number; seconds: number }> {
  const child = spawn(process.execPath, [script, book.folder], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new Error(`The collector ended with ${code}`)
  return JSON.parse(output)
}
