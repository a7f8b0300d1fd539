/**
 * Runs every check and every test, and closes with one line over all of them: `N passed, N failed, N skipped`.
 *
 * `--quick` leaves out the slow suites (crash, fault and end-to-end stories).
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchJudges } from './judges.ts'

interface Tally {
  passed: number
  failed: number
  skipped: number
}

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
add(vitest('quick'))
if (!quick) add(vitest('slow'))

if (absent.length > 0) {
  console.log(`\n!!! NOT RUN: tests that need ${absent.join(', ')} (missing here and not installable) !!!`)
}
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

function vitest(project: string): Tally {
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
    ])
    const tally = readTally(report)
    // A suite that broke before its first test has nothing to count, and must not pass for that.
    return passed || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } catch (error) {
    console.error(`The ${project} suite left no report: ${error instanceof Error ? error.message : error}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readTally(report: string): Tally {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
  }
}

function add(tally: Tally): void {
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
}
