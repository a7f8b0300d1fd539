/**
 * Imagery YAML: the samples against what is expected of them, and the speed of scan and write-back beside the `yaml`
 * package on the same text. Where the command line is built, also the whole command as people run it.
 *
 *   node bench/imagery.ts                      a synthetic folder of 1,000 files of 80 KB
 *   node bench/imagery.ts --samples <folder>   also compares with the expected.json in it
 *
 * Ends with exit code 1 when a target is missed.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseDocument } from 'yaml'
import { keepHeapSmall } from '../src/main/cli/small-heap.ts'
import { reporter } from '../src/main/imagery/problem.ts'
import { readChapter } from '../src/main/imagery/read-chapter.ts'
import { writeResult } from '../src/main/imagery/write-result.ts'
import { readYamlText } from '../src/main/imagery/yaml/read-yaml.ts'
import { connectProviders } from '../src/main/providers/registry.ts'
import { planImagery } from '../src/main/services/imagery/plan-imagery.ts'
import { builtLine, runBuilt } from './built-command.ts'
import { compareWithSamples } from './imagery/samples.ts'
import { syntheticChapter, writeSyntheticFolder } from './imagery/synthetic-folder.ts'

const FILES = 1_000
const BYTES_EACH = 80_000
const PATCHED_BYTES = 300_000
const TARGETS = { scanMs: 3_000, patchMs: 20, memoryMb: 300 }

// As the command does.
keepHeapSmall()
const { values } = parseArgs({ options: { samples: { type: 'string' } } })
process.exitCode = [samples(values.samples), scan(), patch()].every(Boolean) ? 0 : 1

function samples(root: string | undefined): boolean {
  if (root === undefined || !existsSync(join(root, 'expected.json'))) {
    console.log(`SAMPLES SKIPPED: ${root === undefined ? 'say --samples <folder>' : `${root} has no expected.json`}\n`)
    return true
  }
  const { checks, differences } = compareWithSamples(root)
  console.log(`Samples: ${checks} checks, ${differences.length} differences`)
  for (const difference of differences) console.log(`  ${difference}`)
  return differences.length === 0
}

function scan(): boolean {
  const root = mkdtempSync(join(tmpdir(), 'panelwright-imagery-bench-'))
  try {
    const bytes = writeSyntheticFolder(root, FILES, BYTES_EACH)
    const providers = connectProviders(() => undefined)
    const started = performance.now()
    const cpuBefore = process.cpuUsage()
    const plan = planImagery(root, { kinds: ['chapter', 'location'] }, providers, '2026-11-21')
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(cpuBefore)
    const memoryMb = process.resourceUsage().maxRSS / 1024
    const megabytes = (bytes * FILES) / 1e6
    const peer = timed(() => void parseDocument(syntheticChapter('ch0001', BYTES_EACH)), 5) * FILES
    console.log(`Scan and plan: ${FILES} files, ${megabytes.toFixed(0)} MB, ${plan.tasks.length} pictures to make`)
    console.log(
      `  ${ms.toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of them computing (target ${TARGETS.scanMs}); the yaml package alone would parse for about ${peer.toFixed(0)} ms: ${(peer / ms).toFixed(1)} times as long`,
    )
    console.log(`  ${memoryMb.toFixed(0)} MB at most, from source, with this bench and what node takes to strip types`)
    const built = runBuilt(['imagery', 'all', root, '--dry-run'])
    console.log(builtLine(built, TARGETS.memoryMb))
    return ms <= TARGETS.scanMs && (built?.memoryMb ?? memoryMb) <= TARGETS.memoryMb
  } finally {
    rmSync(root, { recursive: true })
  }
}

function patch(): boolean {
  const text = syntheticChapter('ch0001', PATCHED_BYTES)
  const record = {
    generated_at: '2026-01-02T03:04:05.000Z',
    file_name: 'a.png',
    file_path: 'generated/chapters/ch0001/a.png',
    provider: 'openai',
    model: 'm',
    provider_metadata: { task_key: 'k' },
  }
  const ms = timed(() => {
    const read = readYamlText(text)
    if (!read.ok) throw new Error('the synthetic chapter cannot be read')
    const { targets } = readChapter(read.root, text, 'ch0001', reporter('f', text, []))
    const written = writeResult(text, read.root, targets.at(-1)!, record)
    if (!written.ok) throw new Error(written.why)
  }, 30)
  const peer = timed(() => {
    const document = parseDocument(text)
    document.setIn(['images', 0, 'file_path'], record.file_path)
    void String(document)
  }, 3)
  console.log(
    `Write-back into ${(text.length / 1000).toFixed(0)} KB: ${ms.toFixed(1)} ms (target ${TARGETS.patchMs}); the yaml package takes ${peer.toFixed(0)} ms: ${(peer / ms).toFixed(1)} times as long`,
  )
  return ms <= TARGETS.patchMs
}

/** Median, ms. */
function timed(work: () => void, rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!
}
