import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SHIPPED_FONTS } from '../../comic/text/font-list.ts'
import { resourcePath } from '../resources.ts'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

const desk = mkdtempSync(join(tmpdir(), 'panelwright-desk-'))
afterAll(() => rmSync(desk, { recursive: true, force: true }))
const BOOK = 'lamp.panelwright'
const SCRIPT = `# Chapter 1: The Lamp

### Strip 001
Ada polishes the great lens.
ADA: The lamp is *out*! ♞
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
  writeFileSync(join(desk, 'Hand.ttf'), readFileSync(resourcePath('resources', 'fonts', SHIPPED_FONTS.kalam.file)))
  writeFileSync(join(desk, 'note.ttf'), 'a note')
  writeFileSync(join(desk, 'strips.txt'), SCRIPT)
  expect((await run('new', BOOK, '--title', 'The Lamp')).code).toBe(0)
  expect((await run('import', BOOK, 'strips.txt')).code).toBe(0)
})

test('what is no font is refused in one line', async () => {
  const { code, err } = await run('font', 'add', BOOK, 'note.ttf')
  expect(code).toBe(2)
  expect(err).toContain('note.ttf is no font.')
  expect(err).toContain('TTF or OTF')
})

test('a font is checked without being taken in', async () => {
  const { code, out } = await run('font', 'check', BOOK, 'Hand.ttf')
  expect(code).toBe(0)
  expect(out).toMatch(/Devanagari +all/)
  expect(out).toContain('other fonts stand in for ♞')
  expect(existsSync(join(desk, BOOK, 'fonts'))).toBe(false)
})

test('an unknown use is told the one that was meant', async () => {
  const { code, err } = await run('font', 'add', BOOK, 'Hand.ttf', '--for', 'dialog')
  expect(code).toBe(2)
  expect(err).toContain('Did you mean dialogue?')
})

test('a font is added, listed with what no font has, and removed', async () => {
  const added = await run('font', 'add', BOOK, 'Hand.ttf', '--for', 'dialogue', 'sfx')
  expect(added).toMatchObject({
    code: 0,
    out: expect.stringContaining('Added: Hand.ttf (Kalam, TTF), for dialogue, sfx.'),
  })

  const listed = await run('font', 'list', BOOK)
  expect(listed.code).toBe(1)
  expect(listed.out).toContain('Hand.ttf (Kalam, TTF), for dialogue, sfx')
  expect(listed.out).toMatch(/♞ +U\+265E +chapter 1, scene 1, panel 1/)

  const records = (await run('font', 'list', BOOK, '--json')).out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(records).toMatchObject([
    { type: 'font', file: 'Hand.ttf', family: 'Kalam', roles: ['dialogue', 'sfx'] },
    {
      type: 'missing',
      character: '♞',
      codePoint: 'U+265E',
      language: 'en',
      chapter: '1',
      scene: 1,
      panel: 1,
      texts: 1,
    },
  ])

  expect(await run('font', 'remove', BOOK, 'Hand.ttf')).toMatchObject({
    code: 0,
    out: expect.stringContaining('trash/fonts/'),
  })
  expect((await run('font', 'list', BOOK)).out).toContain('no fonts of its own')
})
