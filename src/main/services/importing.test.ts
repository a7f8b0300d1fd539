import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProject, openProject, type Project } from '../open-project.ts'
import { readStrips } from '../script/readers/index.ts'
import { bookRepository } from '../store/book.ts'
import { castRepository } from '../store/cast.ts'
import { addTestTake, openTestStore } from '../store/open-test-store.ts'
import { overrideRepository } from '../store/overrides.ts'
import { scriptRepository } from '../store/script.ts'
import { readScriptMemory } from '../store/script-memory.ts'
import { mergeIntoBook } from './importing/merge-into-book.ts'
import { settleSources } from './importing/settle-sources.ts'
import { importScript } from './importing.ts'

let base: string
let folder: string
let project: Project
let clock: number

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-import-'))
  folder = join(base, 'script')
  clock = 1_000
  project = newProject('book')
})
afterEach(() => {
  project.close()
  rmSync(base, { recursive: true, force: true })
})

function newProject(name: string): Project {
  return createProject(
    join(base, `${name}.panelwright`),
    {
      title: 'Test',
      author: '',
      language: 'en',
      pageFormat: 'us-comic',
      readingDirection: 'ltr',
      wordsPerPanel: 90,
      noteHeadings: ['NOTES'],
      budgetUsd: null,
      dayBudgetUsd: null,
    },
    { what: 'the test', now: () => clock },
  )
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** Live panels with what the tests look at. */
function panels() {
  return project.script
    .panels(project.script.panelIds())
    .map(({ id, chapter, scene, number, staleAt, strip, content }) => ({
      id,
      at: `${chapter}.${scene}.${number}`,
      what: content.what,
      stale: staleAt !== null,
      strip,
      line: content.line,
    }))
}
const ids = () => panels().map(({ id }) => id)

const LAMP = 'Nell climbs the iron stairs to the lamp room and looks out over the dark water.'
const BOAT = 'A rowing boat crosses the harbour while two gulls follow it home to the quay.'
const CAVE = 'In the cave below the cliff a lantern burns beside an open wooden chest.'
const FAIR = 'Children run between the stalls of the summer fair with paper windmills.'

/** A comic script with one strip a panel. */
function strips(...scenes: string[][]): string {
  let strip = 0
  const text = scenes.map((panels, at) => {
    const body = panels.map((panel) => `### Strip ${String(++strip).padStart(3, '0')}\n\n${panel}\n`)
    return `## Scene ${at + 1}: The harbour, day\n\n${body.join('\n')}`
  })
  return `# Chapter 1: The Lamp\n\n${text.join('\n')}`
}

const PROSE = `# Chapter 1: The Lamp

Nell climbed the iron stairs to the lamp room. The wind shook the glass. She set the lantern down and looked out over the water, where nothing moved but the rain. Somewhere below a door banged, and she listened until it stopped.

"Who is there?" she called. Nobody answered.

* * *

Down on the quay Thomas tied up the boat. His hands were cold. He carried the crate to the shed and locked it, and then he walked home along the wall without a light.

"You are late," said Rosa. She put the kettle on the stove.
`

describe('importing a script', () => {
  it('brings in chapters, scenes and panels and reports them', async () => {
    const report = await importScript(project, [write('one.txt', strips([LAMP, BOAT], [CAVE]))])
    expect(report.chapters).toMatchObject([
      { chapter: '1', scenes: 2, panels: 3, added: 3, changed: 0, unchanged: 0, removed: 0 },
    ])
    expect(panels()).toMatchObject([
      { at: '1.1.1', what: LAMP, strip: '001' },
      { at: '1.1.2', what: BOAT, strip: '002' },
      { at: '1.2.1', what: CAVE, strip: '003' },
    ])
    expect(project.script.counts()).toMatchObject({ chapters: 1, scenes: 2, panels: 3, stale: 0 })
    expect(project.script.search('lantern chest', 10)).toEqual([panels()[2]!.id])
  })

  it('reads a folder in the natural order of its names and leaves other files alone', async () => {
    write('chapter 10.md', PROSE.replace('Chapter 1', 'Chapter 10'))
    write('chapter 9.md', PROSE.replace('Chapter 1', 'Chapter 9'))
    write('README.md', 'About this folder.')
    write('picture.png', 'no text')
    const report = await importScript(project, [folder])
    expect(report.chapters.map(({ chapter }) => chapter)).toEqual(['9', '10'])
    expect(project.script.chapters().map(({ file }) => file)).toEqual(['chapter 9.md', 'chapter 10.md'])
  })

  it('puts a chapter that comes later where its number belongs', async () => {
    for (const n of [1, 2, 3]) write(`${n}.md`, PROSE.replace('Chapter 1: The Lamp', `Chapter ${n}: Part ${n}`))
    await importScript(project, [join(folder, '1.md'), join(folder, '3.md')])
    await importScript(project, [join(folder, '2.md')])
    expect(project.script.chapters().map(({ number }) => number)).toEqual(['1', '2', '3'])
  })

  it('leaves out prompts that cannot be used', async () => {
    await importScript(project, [write('prompts.txt', `${LAMP}\n---\n\n---\n${BOAT}\n---\n${LAMP.toUpperCase()}\n`)])
    expect(panels().map(({ what }) => what)).toEqual([LAMP, BOAT])
  })

  it('numbers a list of prompts after the chapters there are, and the same the next time', async () => {
    await importScript(project, [write('one.md', PROSE)])
    const path = write('prompts.txt', [CAVE, FAIR].join('\n---\n'))
    await importScript(project, [path])
    expect(project.script.chapters().map(({ number }) => number)).toEqual(['1', '2'])
    await importScript(project, [path])
    expect(project.script.chapters().map(({ number }) => number)).toEqual(['1', '2'])
  })

  it('tells when two chapters have one number', async () => {
    await importScript(project, [write('one.md', PROSE)])
    const other = `# Chapter 1: The Fair\n\n${FAIR} ${CAVE}\n`
    expect((await importScript(project, [write('other.md', other)])).diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'chapter-number-repeated',
        file: 'other.md',
        message: 'The book has 2 chapters numbered 1: “The Lamp” in one.md, “The Fair” in other.md.',
      }),
    )
    const untitled = await importScript(project, [write('third.md', `# Chapter 1\n\n${BOAT}\n`)])
    expect(untitled.diagnostics).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('one without a title in third.md') }),
    )
  })

  it('remembers headings of notes for the next time', async () => {
    const path = write('one.md', `${PROSE}\n## Scribbles\n\n${'Remember to draw this well. '.repeat(40)}\n`)
    const before = (await importScript(project, [path], { noteHeadings: ['Scribbles'] })).chapters[0]!.words
    expect((await importScript(project, [path])).chapters[0]!.words).toBe(before)
    expect(project.book.settings().noteHeadings).toEqual(['NOTES', 'Scribbles'])
  })
})

describe('importing again', () => {
  const twice = async (name: string, before: string, after: string) => {
    await importScript(project, [write(name, before)])
    const old = panels()
    for (const { id } of old) addTestTake(project.store, id)
    clock++
    const report = await importScript(project, [write(name, after)])
    return { old, report }
  }

  it.each([
    ['prose', 'one.md', PROSE],
    ['strips', 'one.txt', strips([LAMP, BOAT], [CAVE, FAIR])],
    ['prompts', 'one.txt', [LAMP, BOAT, CAVE].join('\n---\n')],
  ])('the same %s changes nothing', async (_, name, text) => {
    const { old, report } = await twice(name, text, text)
    expect(panels()).toEqual(old)
    expect(project.edits.undo()).toBeNull()
    expect(report).toMatchObject({ stale: 0, chapters: [{ added: 0, changed: 0, removed: 0, unchanged: old.length }] })
  })

  it('undo does not reach beyond an import without a word', async () => {
    await twice('one.md', PROSE, `${PROSE}\n\nA gull takes off from the pier.`)
    expect(() => project.edits.undo()).toThrow('“Script imported” is not taken back by undo.')
  })

  it('one edited scene of prose leaves the panels of the others as they are', async () => {
    const { old, report } = await twice(
      'one.md',
      PROSE,
      PROSE.replace('tied up the boat', 'tied up the old green boat'),
    )
    const inFirst = (list: ReturnType<typeof panels>) => list.filter(({ at }) => at.startsWith('1.1.'))
    expect(inFirst(panels())).toEqual(inFirst(old))
    expect(report.chapters[0]).toMatchObject({ added: 0, removed: 0 })
    expect(report.chapters[0]!.changed).toBeGreaterThan(0)
    expect(ids()).toEqual(old.map(({ id }) => id))
    expect(panels().filter(({ stale }) => stale).length).toBe(report.stale)
  })

  it('what the author changed by hand stays in scenes whose text did not change', async () => {
    await importScript(project, [write('one.txt', strips([LAMP, BOAT], [CAVE]))])
    const [first] = ids()
    project.store.sqlite.prepare("update panel set what = 'By hand' where id = ?").run(first)
    await importScript(project, [write('one.txt', strips([LAMP, BOAT], [CAVE, FAIR]))])
    expect(panels().map(({ what }) => what)).toEqual(['By hand', BOAT, CAVE, FAIR])
  })

  it('an edited panel keeps its id and takes and is marked stale', async () => {
    const edited = BOAT.replace('two gulls', 'three white gulls')
    const { old, report } = await twice('one.txt', strips([LAMP, BOAT, CAVE]), strips([LAMP, edited, CAVE]))
    expect(panels()).toMatchObject([{ stale: false }, { stale: true, what: edited }, { stale: false }])
    expect(ids()).toEqual(old.map(({ id }) => id))
    expect(report).toMatchObject({ stale: 1, chapters: [{ changed: 1, unchanged: 2, added: 0, removed: 0 }] })
  })

  it('an edit that is taken back lifts the mark', async () => {
    const before = strips([LAMP, BOAT, CAVE])
    await twice('one.txt', before, strips([LAMP, BOAT.replace('two', 'seven'), CAVE]))
    await importScript(project, [write('one.txt', before)])
    expect(panels().map(({ stale }) => stale)).toEqual([false, false, false])
  })

  it('an edited panel without pictures is simply changed', async () => {
    await importScript(project, [write('one.txt', strips([LAMP, BOAT]))])
    const report = await importScript(project, [write('one.txt', strips([LAMP, BOAT.replace('two', 'seven')]))])
    expect(report).toMatchObject({ stale: 0, chapters: [{ changed: 1 }] })
  })

  it('new words in a balloon make no picture stale', async () => {
    const { report } = await twice(
      'one.txt',
      strips([`${LAMP}\nNELL: Who is there?`, `${BOAT}\nSFX: SPLASH`]),
      strips([`${LAMP}\nNELL: Is anybody there?`, `${BOAT}\nSFX: SPLASH`]),
    )
    expect(report).toMatchObject({ stale: 0, chapters: [{ changed: 1, unchanged: 1 }] })
    const [panel] = project.script.panels(ids().slice(0, 1))
    expect(panel!.content.lettering).toMatchObject([{ text: 'Is anybody there?' }])
    const sparing = project.store.sqlite.prepare('select count(distinct id) from lettering').pluck()
    expect(sparing.get()).toBe(2)
  })

  it('a removed panel goes to the trash and comes back with its takes when its words come back', async () => {
    const before = strips([LAMP, BOAT, CAVE])
    const { old, report } = await twice('one.txt', before, strips([LAMP, CAVE]))
    expect(report.chapters).toMatchObject([{ removed: 1, panels: 2 }])
    expect(ids()).toEqual([old[0]!.id, old[2]!.id])
    const again = await importScript(project, [write('one.txt', before)])
    expect(again).toMatchObject({ stale: 0, chapters: [{ added: 1, unchanged: 2 }] })
    expect(panels()).toEqual(old)
  })

  it('a panel moved to another scene stays the same panel', async () => {
    const { old } = await twice('one.txt', strips([LAMP, BOAT], [CAVE, FAIR]), strips([LAMP], [CAVE, BOAT, FAIR]))
    expect(ids()).toEqual([old[0]!.id, old[2]!.id, old[1]!.id, old[3]!.id])
  })

  it('scenes and chapters in another order stay the same', async () => {
    const { old } = await twice('one.txt', strips([LAMP, BOAT], [CAVE, FAIR]), strips([CAVE, FAIR], [LAMP, BOAT]))
    expect(ids()).toEqual([2, 3, 0, 1].map((at) => old[at]!.id))
  })

  it('lines of the file follow where text was put in above', async () => {
    const { old } = await twice(
      'one.md',
      PROSE,
      PROSE.replace('# Chapter 1: The Lamp\n', '# Chapter 1: The Lamp\n\n\n\n'),
    )
    expect(panels()).toEqual(old.map((panel) => ({ ...panel, line: panel.line + 3 })))
  })

  it('a file under another name in its folder is the same file', async () => {
    write('01.md', PROSE)
    await importScript(project, [folder])
    const old = ids()
    renameSync(join(folder, '01.md'), join(folder, 'chapter-one.md'))
    const report = await importScript(project, [folder])
    expect(ids()).toEqual(old)
    expect(report.removedChapters).toEqual([])
    expect(project.script.chapters()).toMatchObject([{ file: 'chapter-one.md' }])
  })

  it('a folder that was moved is the same folder', async () => {
    write('01.md', PROSE)
    await importScript(project, [folder])
    const old = ids()
    renameSync(folder, join(base, 'elsewhere'))
    await importScript(project, [join(base, 'elsewhere')])
    expect(ids()).toEqual(old)
  })

  it('another volume with the same file names is added', async () => {
    write('vol 1/01.md', PROSE)
    write('vol 2/01.md', `# Chapter 2: The Fair\n\n${FAIR} ${CAVE}\n`)
    await importScript(project, [join(folder, 'vol 1')])
    const old = ids()
    await importScript(project, [join(folder, 'vol 2')])
    expect(ids().slice(0, old.length)).toEqual(old)
    expect(project.script.chapters()).toHaveLength(2)
  })

  it('a chapter whose file is gone from the folder goes to the trash, and back', async () => {
    write('01.md', PROSE)
    write('02.md', `# Chapter 2: The Fair\n\n${FAIR} ${CAVE}\n`)
    await importScript(project, [folder])
    const old = ids()
    rmSync(join(folder, '02.md'))
    const report = await importScript(project, [folder])
    expect(report.removedChapters).toMatchObject([{ chapter: '2', title: 'The Fair' }])
    expect(report.chapters).toMatchObject([{ chapter: '1', isBack: false }])
    expect(project.script.counts().chapters).toBe(1)
    write('02.md', `# Chapter 2: The Fair\n\n${FAIR} ${CAVE}\n`)
    const again = await importScript(project, [folder])
    expect(again.chapters).toMatchObject([
      { chapter: '1', isBack: false },
      { chapter: '2', isBack: true },
    ])
    expect(ids()).toEqual(old)
  })

  it('one file of a folder leaves the others as they are', async () => {
    write('01.md', PROSE)
    write('02.md', `# Chapter 2: The Fair\n\n${FAIR} ${CAVE}\n`)
    await importScript(project, [folder])
    const old = ids()
    await importScript(project, [join(folder, '01.md')])
    expect(ids()).toEqual(old)
  })

  it('a file that can no longer be read leaves its chapter as it is, and says so', async () => {
    write('01.md', PROSE)
    write('02.md', `# Chapter 2: The Fair\n\n${FAIR} ${CAVE}\n`)
    await importScript(project, [folder])
    const old = ids()
    writeFileSync(join(folder, '02.md'), Buffer.from([0x66, 0x0a, 0xff, 0xfe, 0x80]))
    const report = await importScript(project, [folder])
    expect(ids()).toEqual(old)
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'file-unreadable', file: '02.md', line: 2 }),
    )
  })
})

describe('the bible', () => {
  const bible = (nell: string) => `# Bible

## People

### Nell Marrick

- id: nell-marrick
- aliases: Nell
- gender: female
- born: 1912
- always: ${nell}

## Places

### The lighthouse

- id: lighthouse
- aliases: the tower
- signature: white tower with a red door
`
  const text = strips([`Nell climbs the iron stairs to the lamp room of the tower.`, BOAT], [CAVE])

  it('imported after the script gives its people to the panels that name them', async () => {
    await importScript(project, [write('one.txt', text)])
    const report = await importScript(project, [write('bible.md', bible('red hair'))])
    expect(report.bible).toEqual({ people: 1, places: 1 })
    expect(project.cast.bible().people).toMatchObject([
      { id: 'nell-marrick', always: expect.stringContaining('red hair') },
    ])
    const [first] = project.script.panels(ids())
    expect(first!.content.people.map(({ personId }) => personId)).toContain('nell-marrick')
  })

  it('that changes how somebody looks marks the panels they are drawn in', async () => {
    write('one.txt', text)
    write('bible.md', bible('red hair'))
    await importScript(project, [folder])
    for (const id of ids()) addTestTake(project.store, id)
    write('bible.md', bible('black hair'))
    const report = await importScript(project, [folder])
    expect(report.stale).toBe(1)
    expect(panels().map(({ stale }) => stale)).toEqual([true, false, false])
    project.script.markFresh(ids())
    expect((await importScript(project, [folder])).stale).toBe(0)
  })

  it('imported again takes out people it no longer names, and leaves those of another bible', async () => {
    const ed = '\n### Ed\n\n- id: ed\n- gender: male\n- always: bald\n'
    await importScript(project, [write('bible.md', bible('red hair').replace('\n## Places', `${ed}\n## Places`))])
    await importScript(project, [
      write('walk-ons.md', '## People\n\n### Rosa\n\n- id: rosa\n- gender: female\n- always: grey hair\n'),
    ])
    const names = () =>
      project.cast
        .bible()
        .people.map(({ id }) => id)
        .sort()
    expect(names()).toEqual(['ed', 'nell-marrick', 'rosa'])
    await importScript(project, [write('bible.md', bible('red hair'))])
    expect(names()).toEqual(['nell-marrick', 'rosa'])
  })

  it('that is not there yet leaves speakers people of their own, until it comes', async () => {
    const script = write(
      's.txt',
      '# One\n\n## Quay\n\n### Strip 001\nNell at the glass, and a bearded man.\n---\nRain.\nNELL: Ho.',
    )
    const people = () =>
      project.script
        .panels(project.script.panelIds())
        .map(({ content }) => content.people.map(({ personId, description }) => [personId, description]))
    const { diagnostics } = await importScript(project, [script])
    expect(diagnostics.map(({ code }) => code)).toEqual(['people-undescribed'])
    expect(people()).toEqual([
      [
        ['nell', 'woman'],
        ['man', 'bearded man'],
      ],
      [['nell', 'woman']],
    ])
    expect(project.cast.bible().people).toEqual([])
    await importScript(project, [write('bible.md', '## People\n### Nell Marrick\n- aliases: Nell\n- always: red hair')])
    expect(people()).toEqual([
      [
        ['nell-marrick', undefined],
        ['man', 'bearded man'],
      ],
      [['nell-marrick', undefined]],
    ])
  })

  it('names speakers that it does not know', async () => {
    await importScript(project, [write('bible.md', bible('red hair'))])
    const report = await importScript(project, [
      write('one.txt', strips(['Nell lifts a crate.\nBOB: Mind your feet.'])),
    ])
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'name-unresolved', file: 'one.txt', message: expect.stringContaining('BOB') }),
    )
  })

  it('in two files is kept apart by file, and the first has the say', async () => {
    const rosa = (look: string) => `## People\n\n### Rosa\n\n- id: rosa\n- gender: female\n- always: ${look}\n`
    write('a.md', rosa('grey hair'))
    write('b.md', `${rosa('white hair')}\n### Ed\n\n- id: ed\n- gender: male\n- always: bald\n`)
    const looks = () =>
      project.cast
        .bible()
        .people.map(({ id, always }) => [id, always])
        .sort()
    await importScript(project, [folder])
    expect(looks()).toEqual([
      ['ed', expect.stringContaining('bald')],
      ['rosa', expect.stringContaining('grey hair')],
    ])
    await importScript(project, [join(folder, 'a.md')])
    expect(looks().map(([id]) => id)).toEqual(['ed', 'rosa'])
  })
})

describe('ages and dates that a scene states', () => {
  const bible =
    '## People\n\n### Nell\n- id: nell\n- gender: female\n- born: 1912\n- always: red hair\n- look 1926-1930: pinafore\n- look 1931-1940: grey coat\n'
  const slugged = (slug: string) => PROSE.replace('Nell climbed', `The lamp room — ${slug}\n\nNell climbed`)

  it('hold for the people in it, and a change of them makes their pictures stale', async () => {
    write('bible.md', bible)
    write('one.md', slugged('15 August 1931, Nell, 17'))
    await importScript(project, [folder])
    expect(project.script.panels(ids())[0]).toMatchObject({ date: '1931-08-15', ages: [{ name: 'Nell', age: 17 }] })
    for (const id of ids()) addTestTake(project.store, id)
    const stale = () => panels().flatMap(({ at, stale }) => (stale ? [at] : []))
    write('one.md', slugged('15 August 1931, Nell, 18'))
    await importScript(project, [folder])
    expect(stale().length).toBeGreaterThan(0)
    expect(stale().every((at) => at.startsWith('1.1.'))).toBe(true)
    project.script.markFresh(ids())
    write('one.md', slugged('15 August 1930, Nell, 18'))
    await importScript(project, [folder])
    expect(stale().length).toBeGreaterThan(0)
  })
})

describe('corrections by the author', () => {
  it('outlive an import of the edited text', async () => {
    await importScript(project, [write('one.md', PROSE)])
    const scene = project.script.scenes()[0]!
    const correction = { about: 'time-of-day', sceneKey: scene.id, anchor: '', personId: null, value: 'dawn' } as const
    project.edits.record('Correct', 0, (rows) => project.overrides.set(rows, correction, 0))
    await importScript(project, [write('one.md', PROSE.replace('the iron stairs', 'the wet iron stairs'))])
    expect(project.script.scenes()[0]).toMatchObject({ id: scene.id, timeOfDay: 'dawn' })
  })
})

describe('bad input', () => {
  it.each([
    ['an empty file', Buffer.from('  \n'), /empty/],
    ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /PNG picture/],
    ['invalid UTF-8', Buffer.from('one\ntwo \xe9t\xe9\n', 'latin1'), /not valid UTF-8/],
  ])('%s is told in one clear line and changes nothing', async (_, bytes, message) => {
    const path = write('one.md', '')
    writeFileSync(path, bytes)
    await expect(importScript(project, [path])).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(message),
      remedy: expect.any(String),
      place: { file: 'one.md' },
    })
    expect(project.script.counts().chapters).toBe(0)
  })

  it('a missing file and a folder without script are told by name', async () => {
    await expect(importScript(project, [join(base, 'none.md')])).rejects.toMatchObject({ code: 'WRONG_USE' })
    mkdirSync(join(base, 'empty'))
    await expect(importScript(project, [join(base, 'empty')])).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })

  it('a file in an old encoding is read when repair is asked for', async () => {
    const path = write('one.md', '')
    writeFileSync(path, Buffer.from(PROSE.replace('Rosa', 'Ros\xe1rio'), 'latin1'))
    const report = await importScript(project, [path], { repair: true })
    expect(report.diagnostics).toContainEqual(expect.objectContaining({ code: 'encoding-repaired' }))
    expect(panels().length).toBeGreaterThan(2)
  })

  it('a book that is only read takes no import', async () => {
    const reader = openProject(project.folder, { mode: 'read', what: 'x' })
    await expect(importScript(reader, [write('one.md', PROSE)])).rejects.toMatchObject({ code: 'READ_ONLY' })
    reader.close()
  })

  it('a cancelled import leaves the book as it was', async () => {
    await importScript(project, [write('one.md', PROSE)])
    const old = panels()
    const stop = new AbortController()
    const edited = write('one.md', PROSE.replaceAll('the', 'that'))
    await expect(
      importScript(project, [edited], { signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(panels()).toEqual(old)
  })
})

describe('whatever the author does to the script', () => {
  /** What an author does to a list of scenes of panels. */
  type Edit = (scenes: string[][]) => string[][]
  const at = fc.nat(20)
  const words = fc.array(fc.constantFrom(...`${LAMP} ${BOAT} ${CAVE} ${FAIR}`.split(' ')), {
    minLength: 3,
    maxLength: 12,
  })
  const panel = words.map((list) => list.join(' '))
  const inScene = (scenes: string[][], scene: number, change: (panels: string[]) => string[]) =>
    scenes.map((panels, n) => (n === scene % scenes.length ? change(panels) : panels))
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.tuple(at, at, panel).map(
      ([scene, n, text]): Edit =>
        (scenes) =>
          inScene(scenes, scene, (panels) => panels.toSpliced(n % (panels.length + 1), 0, text)),
    ),
    fc.tuple(at, at).map(
      ([scene, n]): Edit =>
        (scenes) =>
          inScene(scenes, scene, (panels) => (panels.length > 1 ? panels.toSpliced(n % panels.length, 1) : panels)),
    ),
    fc.tuple(at, at, fc.constantFrom('suddenly', 'again', 'at night')).map(
      ([scene, n, word]): Edit =>
        (scenes) =>
          inScene(scenes, scene, (panels) => panels.with(n % panels.length, `${panels[n % panels.length]} ${word}`)),
    ),
    fc.tuple(at, at).map(
      ([from, to]): Edit =>
        (scenes) => {
          const rest = scenes.toSpliced(from % scenes.length, 1)
          return rest.toSpliced(to % scenes.length, 0, scenes[from % scenes.length]!)
        },
    ),
    fc.tuple(at, fc.array(panel, { minLength: 1, maxLength: 3 })).map(
      ([n, panels]): Edit =>
        (scenes) =>
          scenes.toSpliced(n % (scenes.length + 1), 0, panels),
    ),
    at.map(
      (n): Edit =>
        (scenes) =>
          scenes.length > 1 ? scenes.toSpliced(n % scenes.length, 1) : scenes,
    ),
  )

  /** A book in memory, with nothing but what merging takes. */
  function memoryBook() {
    const store = openTestStore()
    const book = {
      store,
      book: bookRepository(store),
      script: scriptRepository(store),
      cast: castRepository(store),
      overrides: overrideRepository(store),
      now: () => 0,
    }
    return {
      store,
      drawn: new Set<string>(),
      /** Merges a script of these panels and gives them back as the book has them. */
      async merge(scenes: string[][]) {
        const document = readStrips(strips(...scenes), 'one.txt')
        const memory = readScriptMemory(store.sqlite)
        const read = { path: '/one.txt', name: 'one.txt', kind: 'strips', sha256: '', document, bible: null } as const
        const files = settleSources([read], memory, '/book')
        await mergeIntoBook(book, { memory, files, vanished: [], noteHeadings: [] }, {})
        return book.script.panels(book.script.panelIds())
      },
    }
  }

  it('no panel is doubled and none with pictures is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const { store, drawn, merge } = memoryBook()
        let scenes = [[LAMP, BOAT], [CAVE], [FAIR, `${LAMP} ${CAVE}`, BOAT]]
        let panels = await merge(scenes)
        for (const change of edits) {
          for (const { id } of panels.filter(({ id }) => !drawn.has(id))) {
            addTestTake(store, id)
            drawn.add(id)
          }
          scenes = change(scenes)
          panels = await merge(scenes)
          // Exactly what the script says, in its order, each panel once.
          expect(panels.map(({ content }) => content.what)).toEqual(scenes.flat())
          expect(new Set(panels.map(({ id }) => id)).size).toBe(scenes.flat().length)
          // Every panel that was ever drawn is still there, in use or in the trash, with its pick.
          const kept = store.sqlite
            .prepare('select panel.id from panel join pick on pick.panel_id = panel.id join take on take.id = take_id')
            .pluck()
            .all()
          expect(new Set(kept)).toEqual(drawn)
        }
        // The same again changes nothing.
        expect(await merge(scenes)).toEqual(panels)
        expect(store.sqlite.pragma('foreign_key_check')).toEqual([])
        store.close()
      }),
      { numRuns: 60 },
    )
  })

  it('an edit in one scene leaves the ids of all others as they are', async () => {
    const scene = fc.array(panel, { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(scene, { minLength: 2, maxLength: 5 }), at, scene, async (scenes, n, rewritten) => {
        const { store, merge } = memoryBook()
        const edited = n % scenes.length
        const others = (panels: Awaited<ReturnType<typeof merge>>) =>
          panels.filter(({ scene }) => scene !== edited + 1).map(({ id, content }) => [id, content.what])
        const before = others(await merge(scenes))
        expect(others(await merge(scenes.with(edited, rewritten)))).toEqual(before)
        store.close()
      }),
      { numRuns: 60 },
    )
  })
})

describe('a lost book', () => {
  it('comes back with the panels of the last import, so that pictures named after them find their place', async () => {
    await importScript(project, [write('one.md', PROSE)])
    const old = ids()
    project.close()
    expect(readdirSync(join(project.folder, 'backups')).length).toBeGreaterThan(0)
    rmSync(join(project.folder, 'book.sqlite'))
    project = openProject(project.folder, { mode: 'own', what: 'the test' })
    expect(project.restored).not.toBeNull()
    expect(ids()).toEqual(old)
  })
})
