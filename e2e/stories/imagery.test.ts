import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { openDesk } from '../harness/desk.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

const CHAPTERS = 3
const PICTURES = 8
const KILLS = 6
const MODEL = 'gpt-image-2.5-flare'

let root: string
let server: OpenAiServer
let env: Record<string, string>
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'panelwright-imagery-story-'))
  server = await OpenAiServer.start()
  env = {
    OPENAI_API_KEY: server.key,
    OPENAI_BASE_URL: `${server.url}/v1`,
    PANELWRIGHT_SETTINGS: join(root, 'settings'),
  }
  for (let chapter = 1; chapter <= CHAPTERS; chapter++) {
    mkdirSync(join(root, 'chapters', `ch0${chapter}`), { recursive: true })
    writeFileSync(fileOf(chapter), chapterText(chapter))
  }
})
afterEach(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

const fileOf = (chapter: number) => join(root, 'chapters', `ch0${chapter}`, 'imagery.yaml')

/** Line ends of Windows in one of them, no last line end in any. */
function chapterText(chapter: number): string {
  const pictures = Array.from(
    { length: PICTURES },
    (_, at) => `  # picture ${at + 1}
  - custom_id: "ch0${chapter}-${at + 1}"
    size: "1024x1024"
    prompt_used: "Harbour number ${chapter}-${at + 1}: ink."
    generated_at: null
    file_name: null
    file_path: null   # filled in
    provider: null
    model: null
    provider_metadata: {}`,
  )
  const text = `metadata:\n  generation_defaults: {provider: openai, model: ${MODEL}, quality: low}\nimages:\n${pictures.join('\n\n')}`
  return chapter === 2 ? text.replaceAll('\n', '\r\n') : text
}

/** The built command line, killed once so many more calls have come in; null = to its end. */
function imagery(killAfter: number | null, ...args: string[]): Promise<number | null> {
  const before = server.orders.length
  const child = spawn(process.execPath, [resolve('bin/panelwright.mjs'), 'imagery', 'chapters', root, ...args], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  const watch = setInterval(() => {
    if (killAfter !== null && server.orders.length - before >= killAfter) child.kill('SIGKILL')
  }, 1)
  return new Promise((done) =>
    child.on('exit', (code) => {
      clearInterval(watch)
      done(code)
    }),
  )
}

function snapshot(): Record<string, string> {
  const folders = ['chapters', 'generated'].map((name) => join(root, name)).filter((folder) => existsSync(folder))
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  )
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'latin1'),
    ]),
  )
}

/** The text with nothing behind the keys of results. */
const withoutOutput = (text: string) =>
  text.replace(
    /(?<=^ {4})(?:generated_at|file_name|file_path|provider|model|provider_metadata): .*?(?=(?: {3}#.*)?\r?$)/gm,
    '',
  )

describe('pictures of imagery files', () => {
  test('killed again and again, every one is made, in its place, and written once; nothing else changes', async () => {
    if (!existsSync('out/main/cli.js')) throw new Error('The command line is not built: npm run build comes first')
    for (let round = 0; round < KILLS; round++) await imagery(1 + (round % 4), '--retry-interrupted')
    expect(await imagery(null, '--retry-interrupted')).toBe(0)
    for (let chapter = 1; chapter <= CHAPTERS; chapter++) {
      const text = readFileSync(fileOf(chapter), 'utf8')
      expect(withoutOutput(text)).toBe(withoutOutput(chapterText(chapter)))
      expect(text.match(/^ {4}file_path:/gm)).toHaveLength(PICTURES)
      for (let at = 1; at <= PICTURES; at++) {
        const path = `generated/chapters/ch0${chapter}/ch0${chapter}-${at}.png`
        expect(text).toContain(`file_path: "${path}"   # filled in`)
        expect(await checkPicture(readFileSync(join(root, path)))).toMatchObject({ ok: true, width: 1024 })
      }
    }
    // What a kill cuts off may have been paid and is made again on the author's word: two calls at once, and two whose
    // pictures were on their way to disk.
    const pictures = CHAPTERS * PICTURES
    expect(server.orders.length).toBeGreaterThanOrEqual(pictures)
    expect(server.orders.length).toBeLessThanOrEqual(pictures + KILLS * 4)
    const files = readdirSync(join(root, 'generated'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    expect(files).toHaveLength(pictures)
  })

  test('once more makes nothing and changes nothing', async () => {
    expect(await imagery(null)).toBe(0)
    const [before, calls] = [snapshot(), server.orders.length]
    expect(await imagery(null)).toBe(0)
    expect(snapshot()).toEqual(before)
    expect(server.orders).toHaveLength(calls)
  })

  test('the plan is the same on every run, prints what will be sent, and changes nothing', async () => {
    const desk = openDesk({})
    try {
      Object.assign(desk.env, env)
      const before = snapshot()
      const [first, second] = [
        await desk.panelwright('imagery', 'all', root, '--dry-run', '--json'),
        await desk.panelwright('imagery', 'all', root, '--dry-run', '--json'),
      ]
      expect(second.out).toBe(first.out)
      const records = first.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      expect(records.filter(({ type }) => type === 'task')).toHaveLength(CHAPTERS * PICTURES)
      expect(records[0]).toMatchObject({
        taskId: 'chapter/ch01/ch01-1',
        file: 'chapters/ch01/imagery.yaml',
        class: 'pending-runnable',
        ...{ provider: 'openai', model: MODEL, width: 1024, height: 1024, references: [], negativePrompt: '' },
        prompt: 'Harbour number 1-1: ink.',
        key: expect.stringMatching(/^chapter\/ch01\/ch01-1@[0-9a-f]{16}$/),
      })
      expect(records.at(-1)).toMatchObject({
        type: 'summary',
        classes: { 'pending-runnable': 24 },
        kinds: { chapter: { 'pending-runnable': 24 } },
      })
      expect(existsSync(join(root, 'imagery.panelwright'))).toBe(false)
      expect(snapshot()).toEqual(before)
    } finally {
      desk.remove()
    }
  })

  test('over night they are handed over in one run and collected in another', async () => {
    await server.close()
    server = await OpenAiServer.start({ batchAfterMs: 500 })
    env.OPENAI_BASE_URL = `${server.url}/v1`
    const desk = openDesk({})
    try {
      Object.assign(desk.env, env)
      const over = await desk.panelwright('imagery', 'chapters', root, '--overnight', '--submit-only', '--only', 'ch01')
      expect(over.err).not.toContain('halted')
      expect(existsSync(join(root, 'generated'))).toBe(false)
      expect(
        await desk.panelwright('imagery', 'chapters', root, '--overnight', '--poll', '1', '--only', 'ch01'),
      ).toMatchObject({ code: 0 })
      expect(readFileSync(fileOf(1), 'utf8').match(/file_path: "generated/g)).toHaveLength(PICTURES)
    } finally {
      desk.remove()
    }
  })

  test('a budget holds pictures back, and says so', async () => {
    const desk = openDesk({})
    try {
      Object.assign(desk.env, env)
      const ended = await desk.panelwright('imagery', 'chapters', root, '--budget', '0.03')
      expect(ended.code).toBe(3)
      expect(server.billedUsd).toBeLessThanOrEqual(0.03)
      expect(ended.out).toContain('--budget')
    } finally {
      desk.remove()
    }
  })
})
