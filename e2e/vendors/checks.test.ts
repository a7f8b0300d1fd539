import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sharp } from '../../src/main/images/sharp.ts'
import { openProject } from '../../src/main/open-project.ts'
import { queueStore } from '../../src/main/store/queue/index.ts'
import { type Eye, seesAllWell } from '../harness/vendors/eye.ts'
import { GoogleServer } from '../harness/vendors/google/google-server.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

const ENTRY = fileURLToPath(new URL('../../bin/panelwright.mjs', import.meta.url))
const BIBLE = `# The Quay: character and place bible

## People

### Maren Holt
- id: maren-holt
- aliases: Maren
- always: a woman of forty, red hair, freckles
- look 1931: yellow oilskin coat, black boots

## Places

### Gore Point
- id: gore-point
- signature: a stone quay under a white tower
`
const SCRIPT = `# Chapter 1: The Quay

## Scene 1: The quay, morning

### Strip 001

Maren Holt waits on a stone quay, a naked man and an orgy of gulls before her.
[shot: medium]
---
Maren Holt waves. A rope lies in the gutter, the knot visible to the naked eye.
[shot: medium]
---
An empty boat comes round the breakwater.
[shot: long]
`

const folder = mkdtempSync(join(tmpdir(), 'panelwright-checks-'))
const book = 'tide.panelwright'
let openAi: OpenAiServer
let google: GoogleServer

interface Ended {
  code: number | null
  out: string
  err: string
  records: Record<string, unknown>[]
}

/** A command line in a process of its own, beside the stand-ins of the vendors in this one. */
function panelwright(
  args: string[],
  options: { keys?: boolean; onErr?: (child: { kill(signal: 'SIGINT'): unknown }, err: string) => void } = {},
): Promise<Ended> {
  const keys = {
    OPENAI_API_KEY: openAi.key,
    OPENAI_BASE_URL: `${openAi.url}/v1`,
    PANELWRIGHT_OPENAI_TIER: '5',
    GEMINI_API_KEY: google.key,
    GOOGLE_GEMINI_BASE_URL: google.url,
  }
  const { OPENAI_API_KEY: _, GEMINI_API_KEY: __, GOOGLE_API_KEY: ___, ...env } = process.env
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd: folder,
    env: { ...env, PANELWRIGHT_SETTINGS: join(folder, 'settings'), ...(options.keys === false ? {} : keys) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => {
    err += data
    options.onErr?.(child, err)
  })
  return new Promise((resolve) =>
    child.on('close', (code) => {
      const lines = args.includes('--json') ? out.split('\n').filter(Boolean) : []
      resolve({ code, out, err, records: lines.map((line) => JSON.parse(line)) })
    }),
  )
}

async function check(...args: string[]): Promise<Ended> {
  return panelwright(['check', book, '--json', ...args])
}

const ofType = ({ records }: Ended, type: string) => records.filter((record) => record.type === type)
const summary = (ended: Ended) => ofType(ended, 'summary')[0]!

function ledger() {
  const project = openProject(join(folder, book), { mode: 'read', what: 'a test' })
  try {
    const { ledger } = queueStore(project.store.sqlite)
    return { checks: ledger.spentOnChecks(), all: ledger.spentInBook() }
  } finally {
    project.close()
  }
}

beforeAll(async () => {
  openAi = await OpenAiServer.start()
  google = await GoogleServer.start()
  writeFileSync(join(folder, 'strips.txt'), SCRIPT)
  writeFileSync(join(folder, 'bible.md'), BIBLE)
  expect((await panelwright(['new', book, '--title', 'Tide'])).code).toBe(0)
  expect((await panelwright(['import', book, 'bible.md', 'strips.txt'])).code).toBe(0)
  expect((await panelwright(['generate', book, '--style', 'noir'])).code).toBe(0)
})
afterAll(async () => {
  await openAi.close()
  await google.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  for (const server of [openAi, google]) {
    server.script = () => 'ok'
    server.eye = seesAllWell
    server.calls.clear()
  }
})

describe('words that may be refused', () => {
  test('are told by plan with their panel, for the provider that is meant', async () => {
    const { records, code } = await panelwright(['plan', book, '--style', 'noir', '--provider', 'openai', '--json'])
    expect(code).toBe(0)
    const found = records.filter(({ code }) => code === 'words-refused' || code === 'words-touchy')
    expect(found).toMatchObject([
      {
        type: 'warning',
        code: 'words-refused',
        file: 'strips.txt',
        message: 'Every provider is likely to refuse “orgy” (chapter 1, scene 1, panel 1).',
      },
      { code: 'words-touchy', message: 'openai may refuse “naked” (chapter 1, scene 1, panel 1).' },
    ])
    const jobs = records.filter((record) => 'key' in record)
    expect(jobs.map(({ wanted }) => wanted)).toEqual([true, true, true])
    expect(jobs[0]!.prompt).toContain('orgy of gulls')
  })

  test('are a remark for roughs, which refuse nothing', async () => {
    const { err } = await panelwright(['generate', book, '--style', 'noir', '--dry-run'])
    expect(err).toContain('roughs draws it, but every provider on the net is likely to refuse “orgy”')
    expect(err).not.toContain('“naked”')
  })
})

describe('a look at the pictures', () => {
  const wrong: Eye = (glance) => {
    if (glance.choices) return '3'
    return glance.name.endsWith('_text') ? 0.88 : 0.95
  }

  test('is quoted before, and nothing is sent for the quote', async () => {
    const { code, out } = await panelwright(['check', book, '--dry-run'])
    expect(code).toBe(0)
    expect(out).toMatch(/^3 pictures to look at in 1 call of openai gpt-6-luna, at most about \$0\.\d+\.$/m)
    expect(openAi.calls.size).toBe(0)
  })

  test('of a model whose price nobody knows waits for the author’s word', async () => {
    const refused = await check('--model', 'gpt-9-luna')
    expect(refused.code).toBe(3)
    expect(refused.err).toContain('--any-price')
    expect(openAi.calls.size + google.calls.size).toBe(0)
  })

  test('shows flags with their panels, and rejects nothing', async () => {
    openAi.eye = wrong
    const billedBefore = openAi.billedUsd
    const ended = await check()
    expect(ended.code).toBe(0)
    expect(summary(ended)).toMatchObject({ looked: 3, flagged: 3, failed: 0, ended: 'all' })
    const flags = ofType(ended, 'flag')
    expect(flags.map(({ panel, kind }) => [panel, kind])).toEqual([
      [1, 'people'],
      [1, 'text'],
      [2, 'people'],
      [2, 'text'],
      [3, 'people'],
      [3, 'text'],
    ])
    expect(flags[3]).toMatchObject({
      chapter: '1',
      scene: 1,
      style: 'noir',
      probability: 0.88,
      message: 'There is writing in the picture.',
      checker: 'openai gpt-6-luna',
    })
    expect([...openAi.calls.keys()]).toHaveLength(1)
    const billed = openAi.billedUsd - billedBefore
    expect(billed).toBeGreaterThan(0)
    expect(ledger().checks.chargedUsd).toBeCloseTo(billed, 9)
    expect(ledger().all.chargedUsd).toBeCloseTo(billed, 9)
    const [status] = (await panelwright(['status', book, '--json'])).records
    expect(status).toMatchObject({ takes: 3, checks: { looked: 3, flags: 6 } })
    expect(
      readdirSync(join(folder, book, 'takes'), { recursive: true }).filter((name) =>
        /\.(?:png|jpe?g|webp)$/.test(String(name)),
      ),
    ).toHaveLength(3)
  })

  test('is not paid for twice, and can be asked for again', async () => {
    const again = await check()
    expect(summary(again)).toMatchObject({ looked: 0 })
    expect(ofType(again, 'quote')).toMatchObject([{ pictures: 0, there: 3 }])
    expect(openAi.calls.size).toBe(0)
    openAi.eye = (glance) => (glance.choices ? '2' : seesAllWell(glance))
    const well = await check('--again', '--max', '1')
    expect(summary(well)).toMatchObject({ looked: 1 })
    expect(ofType(well, 'flag').map(({ panel }) => panel)).not.toContain(1)
  })

  test('by another model replaces what the first one found', async () => {
    google.eye = (glance) => (glance.choices ? '1' : glance.name.includes('_who') ? 0.1 : 0.02)
    const before = google.billedUsd
    const spent = ledger().checks.chargedUsd
    const ended = await check('--provider', 'google')
    expect(ended.err).not.toContain(google.key)
    expect(summary(ended)).toMatchObject({ looked: 3 })
    expect(ofType(ended, 'flag').map(({ kind, message }) => [kind, message])).toContainEqual([
      'people',
      expect.stringMatching(/does not seem to be there\./),
    ])
    expect(ledger().checks.chargedUsd - spent).toBeCloseTo(google.billedUsd - before, 9)
  })

  test('that is declined for several at once is made one by one, and noted where it is declined for good', async () => {
    let alone = 0
    google.script = ({ prompt }) => (prompt.startsWith('look at 1:') && alone++ === 0 ? 'ok' : 'blocked:SAFETY')
    const ended = await check('--provider', 'google', '--again')
    expect(ended.code).toBe(1)
    const { looked, failed, messages } = summary(ended) as { looked: number; failed: number; messages: string[] }
    expect(looked + failed).toBe(3)
    expect(looked).toBeGreaterThan(0)
    expect(failed).toBeGreaterThan(0)
    expect(messages).toEqual(['The model declined to look at this.'])
    google.calls.clear()
    await check('--provider', 'google')
    expect(google.calls.size).toBe(0)
  })

  test('stops at a wrong key with the remedy, and goes on where it was', async () => {
    openAi.script = () => 'bad-key'
    const halted = await check('--again')
    expect(halted.code).toBe(3)
    expect(summary(halted)).toMatchObject({ ended: 'halted', looked: 0, left: 1 })
    expect(halted.out + halted.err).not.toContain('sk-')
    openAi.script = () => 'ok'
    expect(summary(await check('--again'))).toMatchObject({ looked: 3 })
  })

  test('never goes over a budget', async () => {
    const { code, records } = await check('--again', '--budget', '0.000001')
    expect(code).toBe(3)
    expect(records.find(({ type }) => type === 'summary')).toMatchObject({ ended: 'budget', looked: 0 })
    expect(openAi.calls.size).toBe(0)
  })

  test('that is cut off is noted as a call that may have been billed', async () => {
    openAi.script = () => 'cut'
    const before = ledger().checks.maybeCalls
    const ended = await check('--again')
    expect(ended.code).toBe(1)
    expect(summary(ended)).toMatchObject({ looked: 0, failed: 3, ended: 'all' })
    expect(ledger().checks.maybeCalls - before).toBe(1)
    expect(openAi.calls.size).toBe(1)
  })

  test('lets what runs land at the first Ctrl-C', async () => {
    openAi.script = () => 'hang'
    const poll = expect.poll(() => openAi.calls.size).toBe(1)
    let interrupted = false
    const ending = panelwright(['check', book, '--again', '--json'], {
      onErr(child, err) {
        if (!interrupted && err.includes('to look at')) {
          interrupted = true
          void poll.then(() => child.kill('SIGINT'))
        }
        if (err.includes('Starting nothing new')) openAi.release()
      },
    })
    const ended = await ending
    expect(ended.code).toBe(130)
    expect(summary(ended)).toMatchObject({ ended: 'stopped', looked: 3 })
  })

  test('says which key is missing', async () => {
    const { code, err } = await panelwright(['check', book], { keys: false })
    expect(code).toBe(2)
    expect(err).toContain('OPENAI_API_KEY')
  })

  test('names a chapter that is not there', async () => {
    expect((await check('--chapters', '9')).err).toContain('There is no chapter 9.')
  })
})

test('moderation flags by category, free of charge', async () => {
  let looked = 0
  openAi.flagged = () => (looked++ === 0 ? ['violence/graphic'] : [])
  const spent = ledger().all
  const ended = await check('--moderation')
  expect(summary(ended)).toMatchObject({ looked: 3, flagged: 1, spentUsd: 0 })
  const flags = ofType(ended, 'flag').filter(({ kind }) => kind === 'moderation')
  expect(flags).toMatchObject([{ message: 'OpenAI’s moderation flags it for graphic violence (93 %).' }])
  expect(ledger().all).toEqual(spent)
  expect(ofType(await check('--moderation'), 'quote')).toMatchObject([{ pictures: 0, there: 3 }])
})

test('a reference is looked at for a person when the author asks for it, and it is paid from the book', async () => {
  const rough = readdirSync(join(folder, book, 'takes'), { recursive: true })
    .map(String)
    .find((name) => /\.(?:png|jpe?g|webp)$/.test(name))!
  const picture = join(book, 'takes', rough)
  google.eye = ({ choices }) => (choices ? 'no person' : 0.04)
  const spent = ledger().checks.chargedUsd
  const before = google.billedUsd
  const added = await panelwright(['reference', 'add', book, 'Maren Holt', picture, '--ask', 'google', '--json'])
  expect(added.out).toContain('Nobody was found in the picture.')
  expect(google.billedUsd).toBeGreaterThan(before)
  expect(ledger().checks.chargedUsd - spent).toBeCloseTo(google.billedUsd - before, 9)
})

describe('a panel that a provider refuses', () => {
  const generate = ['generate', book, '--style', 'manga', '--provider', 'openai', '--quality', 'low']

  test('is named with the provider’s categories, and not sent again in the same words unasked', async () => {
    openAi.script = ({ prompt }) => (prompt.includes('orgy') ? 'moderation-input' : 'ok')
    expect((await panelwright(generate)).code).toBe(1)
    const sent = openAi.orders.length
    const status = await panelwright(['status', book])
    expect(status.out).toMatch(/Refused panels\s+· chapter 1, scene 1, panel 1 \(manga · en, openai\): .*violence/s)
    const report = await panelwright(['report', book])
    expect(report.out).toContain('Refused panels')
    const retried = await panelwright(['retry', book])
    expect(retried.out).toContain('refused before and left alone')
    expect((await panelwright(generate)).err).toContain('refused by the provider before')
    expect(openAi.orders.length).toBe(sent)
    openAi.script = () => 'ok'
    expect((await panelwright(['retry', book, '--refused'])).code).toBe(0)
    expect(openAi.orders.length).toBe(sent + 1)
    const [after] = (await panelwright(['status', book, '--json'])).records
    expect(after).toMatchObject({ refused: [], jobs: { refused: 0 } })
  })
})

test('what stands is listed without asking anybody, and the report has it', async () => {
  const { code, out } = await panelwright(['check', book, '--list'], { keys: false })
  expect(code).toBe(0)
  expect(out).toContain('Moderation (1)')
  const report = await panelwright(['report', book])
  expect(report.out).toContain('Checks')
  expect(report.out).toMatch(/3 pictures looked at · \d+ flags/)
})

describe('the prompt of a picture', () => {
  const describePicture = (...args: string[]) => panelwright(['describe', book, 'lamp.png', '--json', ...args])
  const sent = () => openAi.calls.size + google.calls.size
  beforeAll(async () => {
    const plain = { width: 300, height: 200, channels: 3, background: '#446688' } as const
    await sharp({ create: plain }).png().toFile(join(folder, 'lamp.png'))
  })

  test.each(['openai', 'google'])(
    'is written by %s, changed as the author wants it, and stands in the ledger',
    async (id) => {
      const before = ledger().checks.chargedUsd
      const billed = openAi.billedUsd + google.billedUsd
      const quoted = (await describePicture('--provider', id, '--change', 'at night', '--dry-run')).records[0]!
      expect(sent()).toBe(0)
      const { records, code } = await describePicture('--provider', id, '--change', 'at night')
      expect(code).toBe(0)
      expect(records).toMatchObject([
        { type: 'prompt', prompt: 'A woman in a yellow coat on a stone quay, at night.', provider: id },
      ])
      const cost = records[0]!.costUsd as number
      expect(cost).toBeGreaterThan(0)
      expect(cost).toBeLessThanOrEqual(quoted.untilUsd as number)
      expect(ledger().checks.chargedUsd - before).toBeCloseTo(cost, 6)
      expect(openAi.billedUsd + google.billedUsd - billed).toBeCloseTo(cost, 6)
    },
  )

  test('that the model declines to write is told, and what it cost is kept', async () => {
    openAi.script = () => 'declined'
    const before = ledger().checks.chargedUsd
    const { code, err } = await panelwright(['describe', book, 'lamp.png', '--provider', 'openai'])
    expect(code).not.toBe(0)
    expect(err).toContain('The model declined to look at this.')
    expect(ledger().checks.chargedUsd).toBeGreaterThan(before)
  })

  test('is not asked for where a cap does not leave enough, nor of what is no picture', async () => {
    await panelwright(['budget', book, '--book', '0'])
    const capped = await panelwright(['describe', book, 'lamp.png'])
    await panelwright(['budget', book, '--book', 'none'])
    expect(capped).toMatchObject({ code: 3, err: expect.stringContaining('cap of the book') })
    const { code, err } = await panelwright(['describe', book, 'strips.txt'])
    expect(code).not.toBe(0)
    expect(err).toContain('strips.txt')
    expect(err).toContain('not a PNG, JPEG or WebP')
    expect(sent()).toBe(0)
  })
})
