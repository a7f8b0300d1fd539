/**
 * Runs every check and every test, and closes with one line over all of them: `N passed, N failed, N skipped`.
 *
 * `--quick` leaves out the slow suites (crash, fault and end-to-end stories). Stories are whole programs and browsers
 * beside each other: the few that fail are run again alone, and what passes only then counts as passed and is named.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fetchJudges } from './judges.ts'

interface Tally {
  passed: number
  failed: number
  skipped: number
}

const KEYS = ['passed', 'failed', 'skipped'] as const

/** What a project's tests came to. */
interface Outcome {
  tally: Tally
  /** Files with a failed test, with what they came to. */
  failed: { file: string; tally: Tally; tests: string[] }[]
}

/** So many files with failures may be chance; more are a fault that running again only delays. */
const FEW_FILES = 3

const CHECKS: { name: string; command: string[] }[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the window', command: ['tsc', '-p', 'src/renderer', '--noEmit'] },
  { name: 'format, lint and import boundaries', command: ['biome', 'ci', '.'] },
  { name: 'unused files, exports and packages', command: ['knip'] },
]

const quick = process.argv.includes('--quick')
const total: Tally = { passed: 0, failed: 0, skipped: 0 }

await Promise.all(CHECKS.map(runCheck))
// The suites run the built command line and set type in the fonts that the build puts in place.
tell('build', spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' }).status === 0)

const absent = quick ? [] : fetchJudges()
add(vitest('quick').tally)
const unsteady: string[] = []
if (!quick) add(againAlone(vitest('slow')))

if (absent.length > 0) {
  console.log(`\n!!! NOT RUN: tests that need ${absent.join(', ')} (missing here and not installable) !!!`)
}
if (unsteady.length > 0) console.log(`\n!!! UNSTEADY, passed only when run again alone:\n${unsteady.join('\n')} !!!`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0

function tell(check: string, passed: boolean): void {
  console.log(`${passed ? 'ok' : 'FAILED'}: ${check}`)
  total[passed ? 'passed' : 'failed'] += 1
}

/** Runs a check beside the others; what it printed comes in one piece, with its outcome. */
function runCheck({ name, command: [program, ...args] }: (typeof CHECKS)[number]): Promise<void> {
  return new Promise((resolve) => {
    const check = spawn(join('node_modules', '.bin', program!), args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const printed: Buffer[] = []
    check.stdout.on('data', (chunk) => printed.push(chunk))
    check.stderr.on('data', (chunk) => printed.push(chunk))
    const done = (passed: boolean) => {
      process.stdout.write(Buffer.concat(printed))
      tell(name, passed)
      resolve()
    }
    check.on('error', (error) => {
      printed.push(Buffer.from(`${error.message}\n`))
      done(false)
    })
    check.on('close', (code) => done(code === 0))
  })
}

function run([program, ...args]: string[]): boolean {
  return spawnSync(join('node_modules', '.bin', program!), args, { stdio: 'inherit' }).status === 0
}

/** @param files of the project; default all of them */
function vitest(project: string, files: readonly string[] = []): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-tests-'))
  const report = join(folder, 'report.json')
  try {
    const passed = run([
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ])
    const outcome = readReport(report)
    // What went wrong outside of all files must not pass.
    if (!passed && outcome.tally.failed === 0) outcome.tally.failed = 1
    return outcome
  } catch (error) {
    console.error(`The ${project} suite left no report: ${error instanceof Error ? error.message : error}`)
    return { tally: { passed: 0, failed: 1, skipped: 0 }, failed: [] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs files with failures once more, one at a time, and counts them as they came out then. */
function againAlone({ tally, failed }: Outcome): Tally {
  if (failed.length > FEW_FILES) return tally
  const counted = { ...tally }
  for (const { file, tally: before, tests } of failed) {
    console.log(`\nOnce more, alone: ${file}`)
    const { tally: after } = vitest('slow', [file])
    if (after.failed === 0) unsteady.push(...tests.map((test) => `${file}: ${test}`))
    for (const key of KEYS) counted[key] += after[key] - before[key]
  }
  return counted
}

interface Report {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

function readReport(path: string): Outcome {
  const report: Report = JSON.parse(readFileSync(path, 'utf8'))
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 }
  const failed: Outcome['failed'] = []
  for (const { name, status, assertionResults: results } of report.testResults) {
    const passed = results.filter((result) => result.status === 'passed').length
    const tests = results.filter((result) => result.status === 'failed').map(({ fullName }) => fullName)
    const own = { passed, failed: tests.length, skipped: results.length - passed - tests.length }
    // What broke before its first test has no test that failed.
    if (status === 'failed' && tests.length === 0) {
      own.failed = 1
      tests.push('what stands before its tests')
    }
    for (const key of KEYS) tally[key] += own[key]
    if (own.failed > 0) failed.push({ file: relative('.', name), tally: own, tests })
  }
  return { tally, failed }
}

function add(tally: Tally): void {
  for (const key of KEYS) total[key] += tally[key]
}
