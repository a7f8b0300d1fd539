import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProject, openProject, type Project } from '../open-project.ts'
import { addTestTake } from '../store/open-test-store.ts'
import { type Correction, correctScript } from './correcting.ts'
import { importScript } from './importing.ts'
import { viewScript } from './script-view.ts'

const BIBLE = `## People

### Eleanor "Nell" Marrick
- id: nell
- aliases: Nell
- gender: female
- born: 1912
- always: red hair
- look 1926-1930: pinafore
- look 1931-1940: grey coat

### Thomas Marrick
- id: thomas
- aliases: Thomas, Marrick
- gender: male
- always: grey beard

### Edwin Marrick
- id: edwin
- aliases: Edwin, Marrick
- gender: male
- always: thin

## Places

### The lighthouse
- id: lighthouse
- zones: lamp room, kitchen
- signature: white tower

### The quay
- id: quay
- zones: kitchen, shed
- signature: tarred posts
`

const PROSE = `# Chapter 1: The Lamp

The lighthouse — 15 August 1931, evening

Nell climbed the iron stairs to the lamp room. The wind shook the glass. She set the lantern down and looked out over the water, where nothing moved but the rain. Thomas stood at the crank and did not turn round.

“You are late,” said Nell.

“The boat was late. It came in on the ebb.”

“It always is.”

Thomas folded the chart and put it back in its drawer.

* * *

Nell went down to the water and untied the boat. She rowed out between the rocks until the tower was small behind her.

“Ahoy,” said Nell.
`

let base: string
let project: Project
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-correct-'))
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
  project = createProject(join(base, 'book.panelwright'), settings, { what: 'the test', now: () => 1_000 })
  writeFileSync(join(base, 'bible.md'), BIBLE)
  await importProse(PROSE)
})
afterEach(() => {
  project.close()
  rmSync(base, { recursive: true, force: true })
})

async function importProse(text: string): Promise<void> {
  writeFileSync(join(base, 'one.md'), text)
  await importScript(project, [join(base, 'one.md'), join(base, 'bible.md')])
}

const correct = (about: Correction['about'], value: string | null, over: Partial<Correction> = {}) =>
  correctScript(project, { about, value, chapter: '1', scene: 1, ...over })

const scene = (number = 1) => viewScript(project, { chapters: ['1'], scene: number })[0]!
const lines = () => scene().panels.flatMap(({ lettering }) => lettering.filter(({ kind }) => kind === 'dialogue'))
/** What all panels of the scene say, each answer once. */
const panelsSay = (what: 'weather' | 'mood') => [...new Set(scene().panels.map((panel) => panel[what]))]
const lineOf = (words: string) => lines().find(({ text }) => text.includes(words))!

describe('a correction', () => {
  it.each<[Correction['about'], value: string, over: Partial<Correction>, check: () => unknown, now: unknown]>([
    ['speaker', 'Edwin', { line: 'the boat was late' }, () => lineOf('The boat was late').speakerId, 'edwin'],
    ['speaker', 'nobody', { line: 'it came in on the ebb' }, () => lineOf('on the ebb').speakerId, null],
    ['pov', 'thomas marrick', {}, () => scene().povId, 'thomas'],
    ['place', 'the shed', {}, () => scene().placeId, 'quay/shed'],
    ['place', 'The quay, kitchen', {}, () => scene().placeId, 'quay/kitchen'],
    ['place', 'nowhere', {}, () => scene().place.value, null],
    ['time-of-day', 'Dawn', {}, () => scene().timeOfDay.value, 'dawn'],
    ['weather', 'snow', {}, () => panelsSay('weather'), ['snow']],
    ['weather', 'none', {}, () => panelsSay('weather'), [null]],
    ['mood', 'comic', {}, () => panelsSay('mood'), ['comic']],
    ['date', '3 May 1928', {}, () => scene().date.value, '1928-05-03'],
    [
      'role',
      'absent',
      { person: 'Thomas' },
      () =>
        scene()
          .panels.flatMap(({ people }) => people.map(({ id }) => id))
          .includes('thomas'),
      false,
    ],
  ])(
    'of the %s to %s holds, outlives every import of the edited text, and can be taken back',
    async (about, value, over, check, now) => {
      const guessed = check()
      expect(guessed).not.toEqual(now)
      await correct(about, value, over)
      expect(check()).toEqual(now)
      await importProse(
        PROSE.replace('the iron stairs', 'the wet iron stairs').replace('You are late', 'You are very late'),
      )
      expect(check()).toEqual(now)
      await importProse(PROSE)
      expect(check()).toEqual(now)
      await correct(about, null, over)
      expect(check()).toEqual(guessed)
      expect(project.overrides.all()).toEqual([])
    },
  )

  it('tells what is read otherwise, and marks only pictures that no longer fit', async () => {
    const ids = project.script.panelIds()
    for (const id of ids) addTestTake(project.store, id)
    const report = await correct('time-of-day', 'dawn')
    expect(report).toMatchObject({
      value: 'dawn',
      // Without a line of its own the next scene goes on at the same time.
      scenes: [
        { scene: 1, changes: [{ what: 'time', before: 'evening', after: 'dawn' }] },
        { scene: 2, changes: [{ what: 'time', before: 'evening', after: 'dawn' }] },
      ],
    })
    const inScene = scene().panels.length
    expect(report.panels.filter(({ scene }) => scene === 1)).toHaveLength(inScene)
    expect(scene().panels.every(({ stale }) => stale)).toBe(true)
    expect(project.script.counts().stale).toBe(report.stale)
    expect(project.script.panelIds()).toEqual(ids)
    await correct('time-of-day', null)
    expect(project.script.counts().stale).toBe(0)
  })

  it('of a date marks the pictures of people who looked different then', async () => {
    for (const id of project.script.panelIds()) addTestTake(project.store, id)
    const report = await correct('date', '1928')
    expect(report.stale).toBeGreaterThan(0)
    const marked = viewScript(project).flatMap(({ panels }) => panels.filter(({ stale }) => stale))
    expect(marked.every(({ people }) => people.some(({ id, role }) => id === 'nell' && role !== 'mentioned'))).toBe(
      true,
    )
  })

  it('of a speaker makes no picture stale where the same people are drawn, and makes the line sure', async () => {
    await correct('speaker', 'Nell', { line: 'The boat was late.' })
    expect(lineOf('The boat was late')).toMatchObject({
      speakerId: 'nell',
      value: 'Nell Marrick',
      rule: 'author',
      unsure: false,
    })
  })

  it('of the only line there is needs no words of it', async () => {
    const report = await correct('speaker', 'Edwin', { scene: 2 })
    expect(report).toMatchObject({ line: 'ahoy', value: 'Edwin Marrick' })
    const [line] = scene(2).panels.flatMap(({ lettering }) => lettering.filter(({ kind }) => kind === 'dialogue'))
    expect(line).toMatchObject({ speakerId: 'edwin', rule: 'author' })
  })

  it('whose line was rewritten is shown as such and can still be taken back', async () => {
    await correct('speaker', 'Edwin', { line: 'It always is' })
    await importProse(PROSE.replace('It always is.', 'Never once in time.'))
    expect(scene().corrections).toEqual([
      { about: 'speaker', value: 'Edwin Marrick', person: null, line: 'it always is', fits: false },
    ])
    await correct('speaker', null, { line: 'always is' })
    expect(scene().corrections).toEqual([])
  })
})

describe('a correction that cannot be meant', () => {
  it.each<
    [
      what: string,
      Correction['about'],
      value: string | null,
      over: Partial<Correction>,
      message: RegExp,
      remedy: RegExp,
    ]
  >([
    ['a slip in a name', 'pov', 'Nel', {}, /nobody called “Nel”/, /Did you mean Nell\?/],
    [
      'a stranger',
      'speaker',
      'Zorro',
      { line: 'always' },
      /nobody called/,
      /Nell Marrick, Thomas Marrick, Edwin Marrick/,
    ],
    ['a name of two people', 'pov', 'Marrick', {}, /Thomas Marrick or Edwin Marrick/, /full name/],
    ['an unknown place', 'place', 'Moon base', {}, /no place/, /The lighthouse \(lamp room, kitchen\); The quay/],
    ['a slip in a place', 'place', 'lamp rom', {}, /no place/, /Did you mean lamp room/],
    ['a room of two places', 'place', 'kitchen', {}, /The lighthouse, kitchen or The quay, kitchen/, /room/],
    ['a time', 'time-of-day', 'tea time', {}, /no time of day/, /dawn, morning/],
    ['a weather', 'weather', 'rian', {}, /no weather/, /Did you mean rain/],
    ['a date', 'date', '31 June 1931', {}, /no date/, /15 August 1931/],
    ['a role', 'role', 'active', { person: 'Nell' }, /no role/, /acting/],
    ['a role of nobody', 'role', 'acting', {}, /Whose role/, /--person/],
    ['a line nobody says', 'speaker', 'Nell', { line: 'Land ho' }, /Nobody says “Land ho”/, /You are late/],
    ['words of several lines', 'speaker', 'Nell', { line: 'late' }, /2 lines could be meant/, /--line/],
    ['a panel there is not', 'speaker', 'Nell', { panel: 99 }, /no panel 99/, /1 to/],
    ['a panel of a place', 'place', 'lamp room', { panel: 1 }, /whole scene/, /Leave/],
    ['a scene there is not', 'pov', 'Nell', { scene: 9 }, /no scene 9/, /1 to 2/],
    ['a chapter there is not', 'pov', 'Nell', { chapter: '7' }, /no chapter 7/, /1/],
    ['nothing to take back', 'pov', null, {}, /no correction/, /Nothing in this scene/],
  ])('is told in one line with what there is: %s', async (_, about, value, over, message, remedy) => {
    await expect(correct(about, value, over)).rejects.toMatchObject({
      code: 'WRONG_USE',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    expect(project.overrides.all()).toEqual([])
  })

  it('is one of a speaker whom the script itself names', async () => {
    writeFileSync(join(base, 'two.txt'), '# Chapter 2: Strips\n\n### Strip 001\nNell waits.\nNELL: Ho.\n')
    await importScript(project, [join(base, 'two.txt')])
    await expect(correct('speaker', 'Edwin', { chapter: '2', line: 'Ho' })).rejects.toMatchObject({
      message: expect.stringContaining('in the script itself'),
      place: { file: 'two.txt' },
    })
    expect((await correct('time-of-day', 'night', { chapter: '2' })).panels).toHaveLength(1)
  })

  it('is one of a book that is only read', async () => {
    const reader = openProject(project.folder, { mode: 'read', what: 'x' })
    const correction = { about: 'pov', value: 'Nell', chapter: '1', scene: 1 } as const
    await expect(correctScript(reader, correction)).rejects.toMatchObject({ code: 'READ_ONLY' })
    reader.close()
  })
})

it('a place in words will do where the bible has no places', async () => {
  await importProse(PROSE)
  writeFileSync(join(base, 'bible.md'), BIBLE.slice(0, BIBLE.indexOf('## Places')))
  await importProse(PROSE)
  await correct('place', 'an empty boathouse')
  expect(scene()).toMatchObject({ placeId: null, place: { value: 'an empty boathouse', rule: 'author' } })
})
