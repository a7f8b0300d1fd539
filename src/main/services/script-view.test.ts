import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProject, type Project } from '../open-project.ts'
import { importScript } from './importing.ts'
import { viewScript } from './script-view.ts'

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

### Ida
- id: ida
- gender: female
- always: thin

## Places

### The lighthouse
- id: lighthouse
- zones: lamp room
- signature: white tower
`

const PROSE = `# Chapter 1: The Lamp

The lamp room — 15 August 1931, evening

Nell set the lantern down and looked out over the water. Thomas stood at the crank. Ida watched them both.

“You are late,” said Nell.

“I am.”

“Ida was later.”

Thomas wiped his hands on a rag.

* * *

They went down in the dark.
`

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
    noteHeadings: [],
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

describe('the script as it is understood', () => {
  it('has every guess with the words and the rule it rests on', () => {
    const [first] = viewScript(project, { chapters: ['1'], scene: 1 })
    expect(first).toMatchObject({
      chapter: '1',
      scene: 1,
      file: 'one.md',
      line: 3,
      placeId: 'lighthouse/lamp-room',
      place: { value: 'The lighthouse, lamp room', unsure: false, rule: expect.stringMatching(/./) },
      timeOfDay: { value: 'evening', unsure: false },
      date: { value: '1931-08-15', rule: '' },
      corrections: [],
    })
    expect(first!.present.map(({ value }) => value)).toContain('Nell Marrick')
    const line = first!.panels.flatMap(({ lettering }) => lettering).find(({ text }) => text.startsWith('You are late'))
    expect(line).toMatchObject({ speakerId: 'nell', value: 'Nell Marrick', words: 'said Nell', unsure: false })
    const nell = first!.panels.flatMap(({ people }) => people).find(({ id }) => id === 'nell')
    expect(nell).toMatchObject({ role: 'acting', rule: expect.stringMatching(/./) })
  })

  it('can be narrowed to what is unsure', () => {
    const all = viewScript(project)
    const unsure = viewScript(project, { unsureOnly: true })
    const count = (scenes: typeof all) =>
      scenes.flatMap(({ panels }) => panels.flatMap(({ lettering }) => lettering)).filter(({ unsure }) => unsure).length
    expect(count(all)).toBeGreaterThan(0)
    expect(count(unsure)).toBe(count(all))
    for (const { panels } of unsure)
      for (const { people, lettering } of panels)
        expect([...people, ...lettering].some((guess) => guess.unsure)).toBe(true)
  })

  it('refuses a chapter or a scene that the book does not have', () => {
    expect(() => viewScript(project, { chapters: ['4'] })).toThrow(/no chapter 4/)
    expect(() => viewScript(project, { scene: 3 })).toThrow(/no scene 3/)
  })

  it('calls people without an entry as the script calls them, and leaves the speakers of strips as written', async () => {
    writeFileSync(join(base, 'two.txt'), '# Chapter 2: Strips\n\n### Strip 001\nMrs Lowe waits.\nMRS LOWE: Ho.\n')
    await importScript(project, [join(base, 'two.txt')])
    const [scene] = viewScript(project, { chapters: ['2'] })
    expect(scene!.panels[0]).toMatchObject({
      strip: '001',
      people: [{ id: 'mrs-lowe', value: 'Mrs Lowe' }],
      lettering: [{ speakerId: 'mrs-lowe', value: 'Mrs Lowe', unsure: false, rule: '' }],
    })
  })
})
