import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

const BIBLE = `# Bible

## People

### Ada Rusk

- always: grey eyes

## Places

### The lighthouse

- signature: a spiral iron stair
`

const desk = mkdtempSync(join(tmpdir(), 'panelwright-cast-cli-'))
afterAll(() => rmSync(desk, { recursive: true, force: true }))
beforeAll(async () => {
  writeFileSync(join(desk, 'bible.md'), BIBLE)
  writeFileSync(
    join(desk, 'strips.txt'),
    '# Chapter 1: The Lamp\n## Scene 1: The shed\n### Strip 001\nA ferryman waits.\n',
  )
  await run('new', 'Lamp.panelwright')
  await run('import', 'Lamp.panelwright', 'bible.md', 'strips.txt')
})

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

const cast = (verb: string, ...rest: string[]) => run('cast', verb, 'Lamp.panelwright', ...rest)

test('what is said otherwise is shown beside what the file says, and undone', async () => {
  expect(await cast('set', 'Ada', '--always', 'green eyes', '--born', '1900')).toMatchObject({
    code: 0,
    out: 'Ada Rusk: year of birth and lasting features changed.\n',
  })
  expect((await cast('show', 'Ada')).out).toContain('  always: green eyes\n    the file says: grey eyes\n')
  await run('undo', 'Lamp.panelwright')
  expect((await cast('show', 'Ada')).out).not.toContain('the file says')
})

test('somebody the script draws gets an entry, and leaves again', async () => {
  expect((await cast('list')).out).toContain('Drawn without an entry\n  ferryman (ferryman)  1 panel\n')
  await cast('add', 'Jory Pell', '--walk-on', 'ferryman')
  const { out } = await cast('list', '--json')
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(
    expect.arrayContaining([expect.objectContaining({ type: 'person', id: 'ferryman', name: 'Jory Pell', panels: 1 })]),
  )
  expect(await cast('remove', 'Jory Pell')).toMatchObject({ code: 0, out: 'Jory Pell removed from the cast.\n' })
})

test.each<[what: string, args: string[], message: string]>([
  ['nobody', ['set', 'Adda', '--always', 'x'], 'Nobody and nothing in the book is called “Adda”'],
  ['nothing', ['set', 'Ada'], 'Nothing to change'],
  ['what a person has not', ['set', 'Ada', '--light', 'x'], 'A person has no light'],
  ['one and the same', ['merge', 'Ada', 'Ada'], 'one and the same person'],
])('an edit of %s is refused', async (_, [verb, ...rest], message) => {
  const { code, err } = await cast(verb!, ...rest)
  expect([code === 0, err]).toEqual([false, expect.stringContaining(message)])
})
