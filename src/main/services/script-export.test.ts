import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Project } from '../open-project.ts'
import { resourcePath } from '../resources.ts'
import { importScript } from './importing.ts'
import { layOut } from './laying-out.ts'
import { newBook } from './new-book.ts'
import { exportScript, SCRIPT_FORMATS, type ScriptFormat } from './script-export.ts'

let folder: string
let books = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-script-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function withBook<Result>(files: readonly string[], use: (project: Project) => Result): Promise<Awaited<Result>> {
  const project = newBook(join(folder, `${++books}.panelwright`), { title: 'Low: the “Quay”' }, { what: 'the test' })
  try {
    if (files.length > 0) await importScript(project, files)
    return await use(project)
  } finally {
    project.close()
  }
}

/** Chapters, scenes, panels and lettering of a book, without what only its source file decides. */
function told(project: Project) {
  const names = new Map(project.cast.bible().people.map(({ id, name }) => [id, name]))
  const scenes = new Map(
    project.script
      .chapters()
      .flatMap(({ id }) => project.script.scenes(id))
      .map((each) => [each.id, each]),
  )
  return project.script.panels(project.script.panelIds()).map(({ chapter, scene, number, sceneId, content }) => ({
    place: [chapter, scene, number],
    date: scenes.get(sceneId)?.date ?? null,
    what: content.what.replace(/\s+/g, ' ').trim(),
    shot: content.shot,
    angle: content.angle,
    importance: content.importance,
    lettering: content.lettering.map(({ kind, balloon, text, speakerId, speakerName }) => ({
      kind,
      balloon,
      text: text.replace(/\s+/g, ' ').trim(),
      speaker: (names.get(speakerId ?? '') ?? speakerName)?.toUpperCase() ?? null,
    })),
  }))
}

const chaptersOf = (project: Project) => project.script.chapters().map(({ number, title }) => [number, title])
const pagesOf = (project: Project) => {
  const at = new Map(project.script.panelIds().map((id, index) => [id, index]))
  return layOut(project).pages.map(({ panels }) => panels.map(({ id }) => at.get(id)))
}

/** What a book tells, and what the book tells that its script makes. */
async function thereAndBack(files: readonly string[], bibles: readonly string[], format: ScriptFormat) {
  const out = join(folder, `out-${++books}`)
  mkdirSync(out)
  const before = await withBook([...files, ...bibles], (project) => {
    const [written] = exportScript(project, { formats: [format], outDir: out })
    return { path: written!.path, told: told(project), chapters: chaptersOf(project), pages: pagesOf(project) }
  })
  const after = await withBook([before.path, ...bibles], (project) => ({
    kinds: project.store.sqlite.prepare("select kind from source where kind <> 'bible'").pluck().all(),
    told: told(project),
    chapters: chaptersOf(project),
    pages: pagesOf(project),
  }))
  return { before, after, text: readFileSync(before.path, 'utf8') }
}

const SAMPLE = resourcePath('resources', 'sample', 'script.txt')
const BIBLE = resourcePath('resources', 'sample', 'bible.md')
const QUAY = resourcePath('src', 'main', 'script', 'readers', 'fixtures', 'quay-pages.txt')

const PROSE = `# Chapter One: The Ferry

The slipway — 15 August 1931, afternoon

Ada Pell walked down the slipway with a parcel under her arm. Rain ran off her hat. “You are early,” said Rusk.

“I am *never* early,” Ada whispered. She put the parcel down: “Take it.” A gull screamed over them.

* * *

The wheelhouse — the same evening

Page one of the log lay open. “Who wrote this?” she asked. Nobody answered. (He would not.) The clock struck six.

# Interlude

The sea was black. Nothing moved on it for an hour.

# Chapter Two

Rusk slept. NO COPY came over the wire: the storm had taken it.
`

describe.each(SCRIPT_FORMATS)('a book written as a %s and imported again', (format) => {
  it.each([
    ['the sample book', () => ({ files: [SAMPLE], bibles: [BIBLE] })],
    ['a page script', () => ({ files: [QUAY], bibles: [] })],
    [
      'a novel',
      () => {
        const file = join(folder, 'novel.md')
        writeFileSync(file, PROSE)
        return { files: [file], bibles: [] }
      },
    ],
  ])('is the same: %s', async (_, sources) => {
    const { files, bibles } = sources()
    const { before, after } = await thereAndBack(files, bibles, format)
    expect(before.told.length).toBeGreaterThan(5)
    expect(after.kinds).toEqual([format])
    expect(after.chapters).toEqual(before.chapters)
    expect(after.told).toEqual(before.told)
    expect(after.pages).toEqual(before.pages)
  })

  it('is the same whatever its words look like', async () => {
    const odd = fc.constantFrom(
      'Page one lies open.',
      'Panel 2 of the door.',
      'INT. KITCHEN - NIGHT',
      'DARKNESS',
      'NELL',
      '> a mark <',
      '@home, she waits.',
      '= Nothing.',
      '~ waves ~',
      'A *red* door, and __two__ stars * here.',
      '.Quiet.',
      'Splash page',
      'Silent',
      'The end',
      'Chapter 4: burnt',
      '(whispering)',
      '1. The first of them.',
      'Title: the book in her hand',
      '/* a star */ and [[brackets',
      'Sie geht hinaus; „so“ sagt sie.',
      '彼女は立っている。',
    )
    const words = fc.oneof(odd, fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{2,8}){1,5}[.!?]$/))
    const panel = fc.record({
      what: fc.array(words, { minLength: 1, maxLength: 3 }),
      shot: fc.constantFrom('wide', 'close-up, low angle', 'two-shot', 'extreme long', 'point of view', 'dutch angle'),
      importance: fc.integer({ min: 1, max: 5 }),
      lettering: fc.array(
        fc.tuple(
          fc.constantFrom(
            'NELL',
            'MR. RASK',
            'INÊS',
            'GUARD 2',
            'CAPTION',
            'SFX',
            'NELL (thought)',
            'TOM (off)',
            'TOM (radio)',
          ),
          words,
        ),
        { maxLength: 3 },
      ),
    })
    const scenes = fc.array(fc.array(panel, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(fc.array(scenes, { minLength: 1, maxLength: 2 }), async (chapters) => {
        let strip = 0
        const lines = chapters.flatMap((chapter, at) => [
          `# Chapter ${at + 1}: Of ${at}`,
          ...chapter.flatMap((panels, number) => [
            `## Scene ${number + 1}: The quay, ${1900 + number}, evening`,
            `### Strip ${String(++strip).padStart(3, '0')}`,
            ...panels.flatMap(({ what, shot, importance, lettering }, index) => [
              ...(index > 0 ? ['---'] : []),
              `[shot: ${shot}]`,
              `[importance: ${importance}]`,
              ...what,
              ...lettering.map(([label, text]) => `${label}: ${text}`),
            ]),
          ]),
        ])
        const file = join(folder, `strips-${++books}.txt`)
        writeFileSync(file, lines.join('\n'))
        const { before, after } = await thereAndBack([file], [], format)
        const plain = (value: unknown) => JSON.parse(JSON.stringify(value).replace(/\/ ?\* ?|\* ?\/|\[ ?\[/g, ''))
        expect(after.chapters).toEqual(before.chapters)
        expect(plain(after.told)).toEqual(plain(before.told))
      }),
      { numRuns: 10 },
    )
  })

  it('has the pages of the book, and names the project cannot hold against it', async () => {
    const { text, before } = await thereAndBack([QUAY], [], format)
    expect(text).toContain(format === 'script' ? 'PAGES 2-3 (DOUBLE-PAGE SPREAD)' : '## Pages 2-3 (Spread)')
    expect(before.path).toMatch(/Low- the “Quay” \(script\)\.\w+$/)
  })
})

it('a book without panels is refused, and no file is left', async () => {
  const out = join(folder, 'nothing')
  await withBook([], (project) => {
    expect(() => exportScript(project, { formats: ['script'], outDir: out })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
  })
})
