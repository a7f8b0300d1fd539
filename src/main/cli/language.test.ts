import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

const desk = mkdtempSync(join(tmpdir(), 'panelwright-desk-'))
afterAll(() => rmSync(desk, { recursive: true, force: true }))
const BOOK = 'lamp.panelwright'
const SCRIPT = `# Chapter 1: The Lamp

### Strip 001
Ada polishes the great lens.
ADA: The lamp is out!
`

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text), columns: 120 },
    signals: process,
    env: {},
    cwd: desk,
    now: () => Date.UTC(2026, 10, 21),
    version: '1.2.3',
  }
  return { code: await runCli(args, world, COMMANDS), out, err }
}

beforeAll(async () => {
  writeFileSync(join(desk, 'strips.txt'), SCRIPT)
  expect((await run('new', BOOK, '--title', 'The Lamp')).code).toBe(0)
  expect((await run('import', BOOK, 'strips.txt')).code).toBe(0)
})

test('languages are added, listed, set and taken out', async () => {
  expect((await run('language', 'list', BOOK)).out).toContain('panelwright language add lamp.panelwright es')
  const added = await run('language', 'add', BOOK, 'de', 'ar', 'ja')
  expect(added.out).toContain('Added: ar  Arabic, read from the right, page numbers in arab digits')
  expect((await run('language', 'add', BOOK, 'de')).err).toContain('The book has de already.')
  expect((await run('language', 'set', BOOK, 'ja', '--direction', 'rtl')).out).toBe(
    'ja  Japanese, read from the right, written in columns\n',
  )
  const entries = (await run('language', 'list', BOOK, '--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(entries).toMatchObject([
    { code: 'en', isOwn: true },
    { code: 'de', missing: 3, texts: 3 },
    { code: 'ar', settings: { readingDirection: 'rtl', digits: 'arab' } },
    { code: 'ja', settings: { writing: 'vertical' } },
  ])
  expect((await run('language', 'remove', BOOK, 'ja')).out).toBe('Removed: ja. It had no texts.\n')
})

test('a mistyped language or word is told the one that was meant', async () => {
  expect(await run('language', 'add', BOOK, 'german')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean de?'),
  })
  expect(await run('language', 'set', BOOK, 'de', '--direction', 'rlt')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean rtl?'),
  })
  expect(await run('language', 'set', BOOK, 'fr')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Beside its own it has de, ar.'),
  })
  expect(await run('language', 'add', BOOK, 'en')).toMatchObject({
    code: 2,
    err: expect.stringContaining('language of the book itself'),
  })
})

test('lettering goes out as a table and comes back', async () => {
  expect((await run('lettering', 'export', BOOK, 'texts.csv', '--lang', 'de')).out).toBe(
    '3 texts in texts.csv, with de.\n',
  )
  const table = readFileSync(join(desk, 'texts.csv'), 'utf8')
  writeFileSync(join(desk, 'texts.csv'), table.replace('The lamp is out!,', 'The lamp is out!,Das Licht ist aus!'))
  const taken = await run('lettering', 'import', BOOK, 'texts.csv')
  expect(taken).toMatchObject({ code: 0, out: '1 text taken over, 0 unchanged, 2 cells empty.\n' })
  expect((await run('lettering', 'import', BOOK, 'texts.csv')).out).toBe(
    '0 texts taken over, 1 unchanged, 2 cells empty.\n',
  )
  expect((await run('language', 'list', BOOK)).out).toContain('1 of 3 translated: 2 missing')
})

test('problems of a table are told with their line, and end with exit code 1', async () => {
  writeFileSync(join(desk, 'bad.csv'), 'id,en,de\nnothing,Gone,Weg\u001b[2J\n')
  const { code, err } = await run('lettering', 'import', BOOK, 'bad.csv')
  expect(code).toBe(1)
  expect(err).toMatch(/bad\.csv:2: A row with the id "nothing" \(column id\), “Gone”, is about no text of the book/)
  expect(await run('lettering', 'import', BOOK, 'none.csv')).toMatchObject({ code: 2 })
})

test('an edition is checked without being written', async () => {
  const { code, out, err } = await run('language', 'check', BOOK, 'de')
  expect(code).toBe(1)
  expect(out).toBe(
    'de: 1 page, 1 text, 0 of them not where they stand in the book’s own language; all fit as well as the book’s own.\n',
  )
  expect(err).toContain('2 texts are not translated into de: the title; the heading of chapter 1.')
})
