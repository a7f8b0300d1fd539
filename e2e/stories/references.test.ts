import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { COMMANDS } from '../../src/main/cli/commands/index.ts'
import { runCli } from '../../src/main/cli/run-cli.ts'
import { noisePicture } from '../../src/main/images/sample-pictures.case.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

const BIBLE = `## People

### Ada Pell
- aliases: Ada
- always: narrow face, grey eyes
- look 1931: short black hair; navy coat
- look 1932-1935: hair to the shoulders; green dress

## Places

### The lighthouse
- zones: the stair, the lamp room
- signature: spiral iron stair
`
const SCRIPT = `# Chapter 1: The Lamp

## Scene 1: The lighthouse, the lamp room, 15 August 1931

### Strip 001
Ada polishes the great lens.

## Scene 2: The lighthouse, the lamp room, 3 May 1934

### Strip 002
Ada looks out to sea.
`

const desk = mkdtempSync(join(tmpdir(), 'panelwright-references-'))
const BOOK = 'lamp.panelwright'
const MODEL = ['--provider', 'openai', '--model', 'gpt-image-2.5-flare', '--style', 'noir']
let server: OpenAiServer
beforeAll(async () => {
  server = await OpenAiServer.start({ imagesPerMinute: 6_000 })
  const env = { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1`, PANELWRIGHT_SETTINGS: desk }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  writeFileSync(join(desk, 'bible.md'), BIBLE)
  writeFileSync(join(desk, 'strips.txt'), SCRIPT)
  const pictures = ['young.png', 'grown.png', 'dress.png', 'room.png', 'other.png']
  for (const [at, name] of pictures.entries())
    writeFileSync(
      join(desk, name),
      await noisePicture(300 + at, 300)
        .png()
        .toBuffer(),
    )
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await server.close()
  rmSync(desk, { recursive: true, force: true })
})

async function panelwright(...args: string[]) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signals: process,
    env: process.env,
    cwd: desk,
    now: Date.now,
    version: '1.2.3',
  }
  const code = await runCli(args, world, COMMANDS)
  return { code, out, err }
}

/** What came along with the newest calls, as names of the author's files, each with what its prompt says. */
const arrived = (since: number) =>
  server.orders
    .slice(since)
    .map(({ prompt, references }) => ({ prompt, files: references.map(nameOf) }))
    .sort((a, b) => (a.files.join() < b.files.join() ? -1 : 1))
const nameOf = (bytes: Buffer) =>
  ['young', 'grown', 'dress', 'room', 'other'].find((name) => readFileSync(join(desk, `${name}.png`)).equals(bytes))

describe('a book whose people have references', () => {
  test('sends to each picture those of the look that holds then, byte for byte and in order', async () => {
    await panelwright('new', BOOK)
    expect((await panelwright('import', BOOK, 'strips.txt', 'bible.md')).code).toBe(0)
    const add = async (...args: string[]) => expect((await panelwright('reference', 'add', BOOK, ...args)).code).toBe(0)
    await add('Ada', 'young.png', '--look', '1931')
    await add('Ada', 'grown.png', '--look', '1932-1935')
    await add('Ada', 'dress.png', '--look', '1932-1935', '--role', 'outfit')
    await add('the lamp room', 'room.png')
    expect((await panelwright('generate', BOOK, ...MODEL)).code).toBe(0)
    const [grown, young] = arrived(0)
    expect([grown!.files, young!.files]).toEqual([
      ['grown', 'dress', 'room'],
      ['young', 'room'],
    ])
    expect(young!.prompt).toMatch(
      /^Image 1 shows the face of Ada; .* Image 2 shows the place, the lamp room, The lighthouse;/,
    )
    expect(grown!.prompt).toMatch(/Image 2 shows the clothes of Ada; .* Image 3 shows the place/)
  })

  test('makes only what another reference changes, and nothing again when the old one comes back', async () => {
    const before = server.orders.length
    await panelwright('reference', 'add', BOOK, 'Ada', 'other.png', '--look', '1931')
    expect((await panelwright('plan', BOOK, ...MODEL)).out).toContain('since then: another reference')
    expect((await panelwright('generate', BOOK, ...MODEL)).code).toBe(0)
    expect(arrived(before).map(({ files }) => files)).toEqual([['other', 'room']])
    await panelwright('reference', 'remove', BOOK, 'other.png')
    expect((await panelwright('generate', BOOK, ...MODEL)).code).toBe(0)
    expect(server.orders.length).toBe(before + 1)
  })

  test('goes on without one that is gone from the disk, and says so', async () => {
    const before = server.orders.length
    const { out } = await panelwright('reference', 'list', BOOK, 'lamp room', '--json')
    rmSync(join(desk, BOOK, JSON.parse(out).path))
    const { code, err } = await panelwright('generate', BOOK, ...MODEL)
    expect(code).toBe(0)
    expect(err).toMatch(/references\/[0-9a-f]{16}\.png: The reference room\.png .* is missing on disk/)
    expect(arrived(before).map(({ files }) => files)).toEqual([['grown', 'dress'], ['young']])
  })
})
