import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProject, type Project } from '../open-project.ts'
import { addTestTake } from '../store/open-test-store.ts'
import { correctScript } from './correcting.ts'
import { importScript } from './importing.ts'
import { scriptOutline } from './script-outline.ts'
import { choicesFor, scriptPage } from './script-page.ts'

const BIBLE = `## People

### Eleanor "Nell" Marrick
- id: nell
- aliases: Nell
- gender: female
- always: red hair

### Thomas
- id: thomas
- gender: male
- always: grey beard

## Places

### The lighthouse
- id: lighthouse
- zones: lamp room
- signature: white tower
`

const PROSE = `# Chapter 1: The Lamp

The lamp room — 15 August 1931, evening

Nell set the lantern down and looked out over the water. Thomas stood at the crank.

“You are late,” said Nell.

“I am.”

“So was Thomas.”

Thomas wiped his hands on a rag.

* * *

They went down in the dark.

## CRAFT NOTES

Mind the *rag*.
It comes back in chapter nine.
`

const ANY = { style: null, lang: null }

let base: string
let project: Project
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-script-'))
  const settings = {
    title: 'Test',
    author: '',
    language: 'en',
    pageFormat: 'us-comic',
    readingDirection: 'ltr' as const,
    wordsPerPanel: 90,
    noteHeadings: ['CRAFT NOTES'],
    budgetUsd: null,
    dayBudgetUsd: null,
  }
  project = createProject(join(base, 'book.panelwright'), settings, { what: 'the test' })
  writeFileSync(join(base, 'bible.md'), BIBLE)
  writeFileSync(join(base, 'one.md'), PROSE)
  await importScript(project, [join(base, 'one.md'), join(base, 'bible.md')])
})
afterEach(() => {
  project.close()
  rmSync(base, { recursive: true, force: true })
})

const page = (at: number) => scriptPage(project, scriptOutline(project)[at]!.id, ANY)

describe('a page of the script', () => {
  it('has the words beside the panels, each with what became of it', () => {
    const { blocks, panels, words, isAuthored } = page(0)
    expect({ words, isAuthored }).toEqual({ words: 33, isAuthored: false })
    const starts = blocks.flatMap((block) => block.starts)
    expect(starts.map(({ panelId }) => panelId)).toEqual(panels.map(({ id }) => id))
    const [spoken] = blocks[1]!.spoken
    expect(blocks[1]!.text.slice(spoken!.from, spoken!.to)).toBe('“You are late,”')
    const line = panels.flatMap(({ lettering }) => lettering).find(({ id }) => id === spoken!.letteringId)
    expect(line).toMatchObject({ text: 'You are late.', speakerId: 'nell' })
    expect(spoken!.voice).toBe('nell')
  })

  it('offers the two likeliest answers to each guess, with values a correction takes', async () => {
    const answer = page(0)
    const line = answer.panels.flatMap(({ lettering }) => lettering).find(({ text }) => text === 'So was Thomas.')!
    expect(line.likely.map(({ value }) => value).sort()).toEqual(['nell', 'thomas'])
    expect(line.likely[0]!.value).toBe(line.speakerId)
    const other = line.likely[1]!
    await correctScript(project, { about: 'speaker', chapter: '1', scene: 1, line: line.text, value: other.value })
    const after = page(0).panels.flatMap(({ lettering }) => lettering)
    expect(after.find(({ text }) => text === 'So was Thomas.')).toMatchObject({ value: other.name, rule: 'author' })
    for (const about of ['place', 'time-of-day', 'pov'] as const) {
      const { likely } = page(1)
      const [first] = { place: likely.place, 'time-of-day': likely.timeOfDay, pov: likely.pov }[about]
      if (first) await correctScript(project, { about, chapter: '1', scene: 2, value: first.value })
    }
    expect(page(1)).toMatchObject({ place: { rule: 'author' }, timeOfDay: { rule: 'author' } })
  })

  it('shows the picture that stands for a panel', () => {
    const [panel] = page(0).panels
    expect(panel).toMatchObject({ state: 'empty', takes: 0, takeId: null })
    const takeId = addTestTake(project.store, panel!.id)
    expect(page(0).panels[0]).toMatchObject({ state: 'picked', takes: 1, takeId })
  })

  it('keeps notes that are no story, after the file is gone', () => {
    rmSync(join(base, 'one.md'))
    expect(page(0).notes).toBeNull()
    expect(page(1).notes).toEqual({
      heading: 'CRAFT NOTES',
      line: 19,
      words: 11,
      text: 'Mind the *rag*.\nIt comes back in chapter nine.',
    })
  })

  it('is not there for a scene that is gone', () => {
    expect(() => scriptPage(project, 'nothing', ANY)).toThrow(/not in the script/)
  })
})

describe('the outline of the script', () => {
  it('measures each scene as its page has it', () => {
    const outline = scriptOutline(project)
    expect(outline.map(({ chapter, scene }) => [chapter, scene])).toEqual([
      ['1', 1],
      ['1', 2],
    ])
    for (const [at, measure] of outline.entries()) {
      const { words, blocks, panels, notes, place, timeOfDay, pov } = page(at)
      const guesses = [place, timeOfDay, pov, ...panels.flatMap(({ people, lettering }) => [...people, ...lettering])]
      expect(measure).toMatchObject({
        words,
        blocks: blocks.length,
        panels: panels.length,
        lines: panels.flatMap(({ lettering }) => lettering).length,
        unsure: guesses.filter(({ unsure }) => unsure).length,
        noteWords: notes?.words ?? 0,
      })
    }
  })

  it('counts prompts and their lines where the author cut the panels', async () => {
    writeFileSync(
      join(base, 'two.txt'),
      '# Chapter 2: Strips\n\n### Strip 001\nMrs Lowe waits.\nMRS LOWE: Ho.\n---\nA gull.\n',
    )
    await importScript(project, [join(base, 'two.txt')])
    const last = scriptOutline(project).at(-1)!
    expect(last).toMatchObject({ chapter: '2', chapterTitle: 'Strips', blocks: 3, panels: 2, lines: 1 })
    expect(scriptPage(project, last.id, ANY).blocks).toHaveLength(3)
  })
})

it('offers everybody and every place that a correction may name', () => {
  const choices = choicesFor(project, scriptOutline(project)[0]!.id)
  expect(choices.people).toContainEqual({ value: 'nell', name: 'Nell Marrick' })
  expect(choices.places.map(({ value }) => value)).toEqual(['lighthouse', 'lighthouse/lamp-room'])
})

describe('a script without a cast', () => {
  it('offers whoever it names itself, and takes them for an answer', async () => {
    const file = join(base, 'three.md')
    writeFileSync(file, '# Chapter 3: Bare\n\n“Late,” said Ida.\n\n“No.”\n\n“Yes,” said Art. He sat on the wall.\n')
    await importScript(project, [file])
    const sceneId = scriptOutline(project).at(-1)!.id
    const line = () =>
      scriptPage(project, sceneId, ANY)
        .panels.flatMap(({ lettering }) => lettering)
        .find(({ text }) => text === 'No.')!
    for (const { value, name } of line().likely) {
      await correctScript(project, { about: 'speaker', chapter: '3', scene: 1, line: 'No.', value })
      expect(line()).toMatchObject({ value: name, rule: 'author' })
    }
    const names = choicesFor(project, sceneId).people.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['Ida', 'Art']))
    expect(scriptPage(project, sceneId, ANY).panels.flatMap(({ people }) => people.map(({ value }) => value))).toEqual(
      expect.arrayContaining(['Ida', 'Art']),
    )
  })
})
