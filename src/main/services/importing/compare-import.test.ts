import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createProject, type Project } from '../../open-project.ts'
import { addTestTake } from '../../store/open-test-store.ts'
import { correctScript } from '../correcting.ts'
import { importScript } from '../importing.ts'
import { viewScript } from '../script-view.ts'
import { compareImport, type PriceOf } from './compare-import.ts'

const BIBLE = `## People

### Nell
- id: nell
- gender: female
- always: red hair

### Thomas
- id: thomas
- gender: male
- always: grey beard
`

const FIRST = `# Chapter 1: The Lamp

## Scene 1: The lamp room

Nell set the lantern down and looked out over the water. Thomas stood at the crank.

“You are late,” said Nell.

“I am.”

Thomas wiped his hands on a rag.
`
const SECOND = `# Chapter 2: The Quay

Nell ran down to the quay. The boat came in.

Thomas threw a rope.
`

let base: string
let project: Project
let file: string
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-compare-'))
  file = join(base, 'book.md')
  const settings = {
    title: 'Test',
    author: '',
    language: 'en',
    pageFormat: 'us-comic',
    readingDirection: 'ltr' as const,
    wordsPerPanel: 40,
    noteHeadings: ['CRAFT NOTES'],
    budgetUsd: null,
    dayBudgetUsd: null,
  }
  let now = Date.UTC(2026, 0, 1)
  project = createProject(join(base, 'book.panelwright'), settings, { what: 'the test', now: () => (now += 1_000) })
  writeFileSync(join(base, 'bible.md'), BIBLE)
  writeFileSync(file, FIRST + SECOND)
  await importScript(project, [file, join(base, 'bible.md')])
})
afterEach(() => {
  project.close()
  rmSync(base, { recursive: true, force: true })
})

const none: PriceOf = () => null
const all = () => project.store.sqlite.prepare(`select * from panel`).all()
const rewrite = (from: string, to: string) => writeFileSync(file, (FIRST + SECOND).replace(from, to))

it('finds nothing to do where the files are as they were', async () => {
  const found = await compareImport(project, [file], {}, none)
  expect(found).toMatchObject({
    files: [{ name: 'book.md', kind: 'prose', state: 'same' }],
    chapters: [],
    untouched: 2,
    stale: { panels: 0, takes: 0, refreshing: null },
    trashedTakes: 0,
  })
})

it('tells what an import then does, and writes nothing by itself', async () => {
  const [panel] = viewScript(project, { chapters: ['1'] })[0]!.panels
  addTestTake(project.store, panel!.id)
  rewrite('Nell set the lantern down', 'Nell dropped the lantern')
  const before = all()
  const sources = project.store.sqlite.prepare('select * from source').all()
  const asked: string[][] = []
  const price = { pictures: 1, fromUsd: 0.05, untilUsd: 0.06 }
  const found = await compareImport(project, [file], {}, (ids) => {
    asked.push([...ids])
    return price
  })
  expect(all()).toEqual(before)
  expect(project.store.sqlite.prepare('select * from source').all()).toEqual(sources)

  const told = found.chapters[0]!
  expect(told).toMatchObject({ chapter: '1', title: 'The Lamp', state: 'changed', added: 0, removed: 0 })
  expect(told.panels.find(({ panelId }) => panelId === panel!.id)).toMatchObject({
    state: 'changed',
    takes: 1,
    goesStale: true,
    changes: expect.arrayContaining([expect.objectContaining({ what: 'what' })]),
  })
  expect(found).toMatchObject({
    untouched: 1,
    files: [{ state: 'changed' }],
    stale: { panels: 1, takes: 1, refreshing: price },
  })
  expect(asked).toEqual([[panel!.id]])

  const report = await importScript(project, [file])
  expect(report.stale).toBe(found.stale.panels)
  expect(report.chapters[0]).toMatchObject({ added: told.added, removed: told.removed })
})

it('tells chapters that would be new, gone and back, with the pictures that go to the trash', async () => {
  const [panel] = viewScript(project, { chapters: ['2'] })[0]!.panels
  addTestTake(project.store, panel!.id)
  writeFileSync(file, `${FIRST}\n# Chapter 3: The Fog\n\nA bell rang in the fog. Nobody answered it.\n`)
  const found = await compareImport(project, [file], {}, none)
  expect(found.chapters.map(({ chapter, title, state }) => [chapter, title, state])).toEqual([
    ['3', 'The Fog', 'new'],
    ['2', 'The Quay', 'gone'],
  ])
  expect(found).toMatchObject({ untouched: 1, trashedTakes: 1 })
  await importScript(project, [file])
  rewrite('', '')
  const back = await compareImport(project, [file], {}, none)
  expect(back.chapters.map(({ chapter, state }) => [chapter, state])).toEqual([
    ['2', 'back'],
    ['3', 'gone'],
  ])
})

it('tells which corrections hold on, and which wait for their line', async () => {
  await correctScript(project, { about: 'speaker', chapter: '1', scene: 1, line: 'I am.', value: 'Nell' })
  await correctScript(project, { about: 'time-of-day', chapter: '1', scene: 1, value: 'dusk' })
  rewrite('over the water', 'over the black water')
  expect((await compareImport(project, [file], {}, none)).corrections).toEqual({ kept: 2, waiting: [] })
  rewrite('“I am.”', '“Never.”')
  expect((await compareImport(project, [file], {}, none)).corrections).toMatchObject({
    kept: 1,
    waiting: [{ about: 'speaker', value: 'Nell', chapter: '1', scene: 1 }],
  })
})

it('is followed by an import that keeps a backup of the book before', async () => {
  const backups = () => readdirSync(project.paths.backups).length
  const before = backups()
  const calm = { about: 'mood', sceneKey: 'x', anchor: '', personId: null, value: 'calm' } as const
  project.edits.record('Correct', 0, (rows) => project.overrides.set(rows, calm, 0))
  rewrite('Nell set', 'Nell put')
  await importScript(project, [file])
  expect(backups()).toBe(before + 2)
})
