import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { A1111_BEHAVIOURS } from '../e2e/harness/vendors/a1111/a1111-server.ts'
import { COMFYUI_BEHAVIOURS } from '../e2e/harness/vendors/comfyui/behaviours.ts'
import { behaviourOf } from '../e2e/harness/vendors/google/behaviours.ts'
import { BEHAVIOURS as OPENAI_BEHAVIOURS } from '../e2e/harness/vendors/openai/behaviours.ts'
import { OPENAI_FACE_BEHAVIOURS } from '../e2e/harness/vendors/sd-server/openai-face.ts'
import { courseOf, type Mishap } from './stand-ins/misbehaving.ts'
import { VENDORS } from './stand-ins/vendors.ts'
import { bill, logLine } from './stand-ins/words.ts'

const folder = mkdtempSync(join(tmpdir(), 'panelwright-stand-ins-'))
afterAll(() => rmSync(folder, { recursive: true }))

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--', 'tools/stand-ins.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let error = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    error += data
  })
  return {
    child,
    ended: once(child, 'close').then(([code]) => ({ code: code as number, out, error })),
    async says(words: string) {
      while (!out.includes(words)) await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    },
  }
}

test('they start, draw, say what it would have cost, and end with the bill', async () => {
  const file = join(folder, 'settings.env')
  const standIns = start('--env-file', file)
  await standIns.says('Calls as they come')
  const settings = Object.fromEntries(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => /^export (\w+)=(.*)$/.exec(line)!.slice(1)),
  ) as Record<string, string>
  const reply = await fetch(`${settings.OPENAI_BASE_URL}/images/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${settings.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-image-2', prompt: 'A lighthouse at dusk', size: '1024x1024', quality: 'low' }),
  })
  expect(reply.status).toBe(200)
  await standIns.says('A lighthouse at dusk')
  standIns.child.kill('SIGINT')
  const { code, out } = await standIns.ended
  expect(code).toBe(0)
  expect(out).toMatch(/openai {2,}\$0\.\d+ {2,}A lighthouse at dusk/)
  expect(out).toMatch(/openai {2,}1 picture {2,}\$0\.\d+\nIn all \$0\.\d+, of which nobody pays anything\./)
})

test('a port that is taken is said in one sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const { code, error } = await start('--ports', String(port - 1)).ended
  server.close()
  expect(code).toBe(2)
  expect(error).toMatch(/^The stand-in for \w+ cannot listen on port \d+: .*Choose other --ports\.\n$/)
})

test.each([
  [['--ports', 'many'], '--ports takes a whole number'],
  [['--night', '0'], '--night takes a whole number'],
  [['--pots', '1'], "Unknown option '--pots'"],
])('%o is wrong use', async (args, words) => {
  const { code, error } = await start(...args).ended
  expect(code).toBe(2)
  expect(error).toContain(words)
})

describe('what goes wrong', () => {
  const mishaps: Mishap[] = [
    { behaviour: 'refused', share: 0.03, of: 'prompt' },
    { behaviour: 'broken', share: 0.05, of: 'call' },
  ]
  const courses = Array.from({ length: 4_000 }, (_, n) => courseOf({ prompt: `panel ${n}`, nth: 1 }, mishaps))

  test('is as frequent as it says', () => {
    const share = (name: string) => courses.filter((course) => course === name).length / courses.length
    expect(share('refused')).toBeCloseTo(0.03, 1.5)
    expect(share('broken')).toBeCloseTo(0.05, 1.5)
  })

  test('is a refusal for good, and a fault once', () => {
    const again = courses.map((_, n) => courseOf({ prompt: `panel ${n}`, nth: 2 }, mishaps))
    const meet = (name: string) => courses.flatMap((course, n) => (course === name ? [again[n]] : []))
    expect(new Set(meet('refused'))).toEqual(new Set(['refused']))
    expect(meet('broken').filter((course) => course === 'ok').length).toBeGreaterThan(100)
  })
})

test('every stand-in knows what may go wrong with it', () => {
  const known: Record<string, (behaviour: string) => boolean> = {
    openai: (behaviour) => OPENAI_BEHAVIOURS.includes(behaviour),
    google: (behaviour) => behaviourOf(behaviour) !== null,
    comfyui: (behaviour) => (COMFYUI_BEHAVIOURS as readonly string[]).includes(behaviour),
    endpoint: (behaviour) => (OPENAI_FACE_BEHAVIOURS as readonly string[]).includes(behaviour),
    a1111: (behaviour) => (A1111_BEHAVIOURS as readonly string[]).includes(behaviour),
  }
  for (const { id, mishaps } of VENDORS)
    for (const { behaviour } of mishaps) expect(known[id]?.(behaviour), `${id}: ${behaviour}`).toBe(true)
})

test('a line of the log has no line break of a prompt, and no more than fits', () => {
  const line = logLine(
    new Date(2026, 10, 20, 9, 5, 7),
    'google',
    0.0672,
    `A harbour\n\x1b[31m${'and boats '.repeat(40)}`,
  )
  expect(line).toMatch(/^09:05:07 {2}google {4}\$0\.0672 {11}A harbour \[31mand boats .*…$/)
  expect(line.length).toBeLessThan(110)
})

test('a bill of nothing is short', () => {
  expect(bill([{ id: 'openai', pictures: 0, billedUsd: 0 }])).toEqual(['No pictures were asked for.'])
  expect(bill([{ id: 'a1111', pictures: 2, billedUsd: 0 }]).at(-1)).toBe('In all nothing.')
})
