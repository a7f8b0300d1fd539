import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/main/cli/commands/index.ts'
import { runCli } from '../../src/main/cli/run-cli.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

/** A book drawn by a vendor that costs money, from the quote to the report, under caps. */

const STRIPS = `# Chapter 1: The quay
## Scene 1: The quay
### Strip 001
A woman waits on a stone quay.
---
A boat comes round the breakwater.
---
A gull takes off.
---
The boat lands.
`

let server: OpenAiServer
let folder: string
let project: string

beforeAll(async () => {
  server = await OpenAiServer.start()
  folder = mkdtempSync(join(tmpdir(), 'panelwright-caps-'))
  project = join(folder, 'quay.panelwright')
  writeFileSync(join(folder, 'strips.txt'), STRIPS)
  await ok('new', project)
  await ok('import', project, join(folder, 'strips.txt'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signals: process,
    env: {
      PANELWRIGHT_SETTINGS: folder,
      OPENAI_API_KEY: server.key,
      OPENAI_BASE_URL: `${server.url}/v1`,
      PANELWRIGHT_OPENAI_TIER: '5',
    },
    cwd: folder,
    now: Date.now,
    version: '0',
  }
  return { code: await runCli(args, world, COMMANDS), out, err }
}

async function ok(...args: string[]): Promise<string> {
  const { code, out, err } = await run(...args)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${out}${err}`)
  return out
}

const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const MAKE = ['--style', 'noir', '--provider', 'openai', '--quality', 'low']
const status = async () => lines(await ok('status', project, '--json'))[0]

describe('a book under caps', () => {
  test('is quoted before anything is sent: a range for each picture and for all', async () => {
    const jobs = lines(await ok('plan', project, ...MAKE, '--json')).filter(({ key }) => key)
    expect(jobs).toHaveLength(4)
    for (const { price } of jobs) {
      expect(price.fromUsd).toBeGreaterThan(0)
      expect(price.untilUsd).toBeGreaterThan(price.fromUsd)
      expect(price.untilUsd).toBeLessThan(0.05)
    }
    const told = await ok('generate', project, ...MAKE, '--dry-run')
    expect(told).toMatch(/^4 pictures to make, about \$0\.\d{2,3}–\$0\.\d{2,3}\.$/m)
    expect(told).toMatch(/^Time: not measured yet\.$/m)
    expect(server.billedUsd).toBe(0)
  })

  test('stops where the cap of the book would be passed, with exit code 3 and words for it', async () => {
    await ok('budget', project, '--book', '0.016')
    const { code, out } = await run('generate', project, ...MAKE, '--concurrency', '1')
    expect(code).toBe(3)
    expect(out).toMatch(
      /The next picture may cost \$0\.\d+, and of the cap of the book \(\$0\.016\) \$0\.\d+ is left\. To raise it: panelwright budget \S+ --book <usd>/,
    )
    expect(server.billedUsd).toBeGreaterThan(0)
    expect(server.billedUsd).toBeLessThanOrEqual(0.016)
    const { spentUsd, jobs, budgetUsd } = await status()
    expect(spentUsd).toBeCloseTo(server.billedUsd, 5)
    expect(budgetUsd).toBe(0.016)
    expect(jobs.queued).toBeGreaterThan(0)
    expect(jobs.failed + jobs.unknown).toBe(0)
  })

  test('shows its caps and what is spent, and says what they were when they change', async () => {
    expect(await ok('budget', project)).toMatch(/^Book +cap \$0\.016 +\$0\.\d+ spent · \$0\.\d+ left\nToday +no cap/)
    expect(await ok('budget', project, '--book', 'none', '--day', '2.5')).toMatch(
      /^Book +no cap \(was cap \$0\.016\).*\nToday +cap \$2\.50 \(was no cap\)/,
    )
    expect((await run('budget', project, '--day', 'much')).code).toBe(2)
  })

  test('keeps everything queued when the account has no credit, after one call', async () => {
    const before = { calls: server.orders.length, ...(await status()) }
    server.script = () => 'insufficient-quota'
    const { code, out } = await run('generate', project, ...MAKE, '--concurrency', '1')
    expect(code).toBe(3)
    expect(out).toMatch(/^openai: .*(quota|credit)/im)
    expect(server.orders.length - before.calls).toBe(1)
    const after = await status()
    expect(after.jobs).toEqual(before.jobs)
    expect(after.lanes).toMatchObject([{ lane: 'openai', state: 'halted', failure: 'quota' }])
    server.script = () => 'ok'
  })

  test('goes on to its end, and the report sets the real cost beside the quote', async () => {
    await ok('generate', project, ...MAKE)
    const [report] = lines(await ok('report', project, '--json'))
    expect(report.jobs).toMatchObject({ done: 4, queued: 0 })
    expect(report.money.spentUsd).toBeCloseTo(server.billedUsd, 5)
    expect(report.money.quotedUsd).toBeGreaterThanOrEqual(report.money.spentUsd)
    expect(report.money).toMatchObject({ accepted: 4, unpricedCalls: 0, maybeCalls: 0 })
    // Slots differ in shape and so in price, and `--json` rounds to a millionth of a dollar.
    expect(report.money.perAcceptedUsd).toBeCloseTo(server.billedUsd / 4, 6)
    expect(report.models).toMatchObject([{ name: expect.stringMatching(/^openai gpt-image-/), done: 4 }])
    expect(report.sent.length).toBeGreaterThan(0)
    for (const group of report.sent) {
      expect(group).toMatchObject({ provider: 'openai', quality: 'low', withoutEffect: ['seed'] })
      expect([group.sent, group.came]).toEqual([group.asked, group.asked])
    }
    const page = join(folder, 'report.html')
    await ok('report', project, '--out', page)
  })

  test('knows how long pictures take, now that some were made', async () => {
    expect(await ok('generate', project, ...MAKE, '--dry-run', '--again')).toMatch(
      /^4 pictures to make, .*\nTime: .*, from 4 pictures measured\.$/m,
    )
  })

  test.each([
    [['--model', 'gpt-image-1'], /was shut down on 2026-10-23/],
    [['--model', 'gpt-image-1.5', '--size', '800x800'], /has no size of 800x800.*nearest it has: 1024x1024/s],
    [['--quality', 'hihg'], /has no quality "hihg"\. Did you mean high/],
  ])('refuses %j before anything is queued', async (flags, words) => {
    const calls = server.orders.length
    const { code, err } = await run('generate', project, '--style', 'noir', '--provider', 'openai', ...flags)
    expect(code).toBe(2)
    expect(err).toMatch(words)
    expect(server.orders.length).toBe(calls)
  })
})
