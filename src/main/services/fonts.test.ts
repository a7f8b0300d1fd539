import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SHIPPED_FONTS } from '../../comic/text/font-list.ts'
import type { Project } from '../open-project.ts'
import { resourcePath } from '../resources.ts'
import { lettering } from '../store/schema/index.ts'
import { bookTexts, glyphProblems, missingGlyphs, openBookTypeCase } from './fonts/book-type-case.ts'
import { addFont, checkFont, listFonts, removeFont } from './fonts.ts'
import { closeTestProject, testProject } from './test-project.ts'

const shipped = (name: keyof typeof SHIPPED_FONTS) => resourcePath('resources', 'fonts', SHIPPED_FONTS[name].file)
const desk = mkdtempSync(join(tmpdir(), 'panelwright-desk-'))
afterAll(() => rmSync(desk, { recursive: true, force: true }))

let project: Project & { panelIds: string[] }
beforeEach(() => {
  project = testProject()
})
afterEach(() => closeTestProject(project))

function say(panel: number, text: string): void {
  project.store.db
    .insert(lettering)
    .values({
      ...{ id: `line-${panel}-${text}`, panelId: project.panelIds[panel]!, position: 0, kind: 'dialogue' },
      ...{ balloon: 'speech', text, sure: true },
    })
    .run()
}

describe('a font that is added', () => {
  test('lies in the project and letters what it is for', async () => {
    say(0, 'The lamp is out!')
    const { font, roles, replaced } = await addFont(project, shipped('kalam'), ['dialogue'])
    expect({ roles, replaced, file: font.file, family: font.family }).toEqual({
      ...{ roles: ['dialogue'], replaced: false },
      ...{ file: 'Kalam_400Regular.ttf', family: 'Kalam' },
    })
    expect(readFileSync(join(project.paths.fonts, font.file))).toEqual(readFileSync(shipped('kalam')))
    expect(font.book).toMatchObject({ missing: [] })
    expect(font.coverage).toContainEqual({ name: 'Basic Latin', has: 94, of: 94 })
    expect(font.coverage.map(({ name }) => name)).not.toContain('Thai')

    const { typeCase } = await openBookTypeCase(project, 'en', textsOf(project))
    expect(typeCase.faces('dialogue', 'latin')[0]!.name).toBe('Kalam_400Regular.ttf')
  })

  test('again takes other uses, and what it replaces lies in the trash', async () => {
    const path = join(desk, 'Mine.ttf')
    writeFileSync(path, readFileSync(shipped('kalam')))
    await addFont(project, path, ['dialogue'])
    writeFileSync(path, readFileSync(shipped('bangers')))
    const second = await addFont(project, path, ['shout', 'sfx', 'shout'])
    expect(second.replaced).toBe(true)
    const { fonts } = await listFonts(project)
    expect(fonts.map(({ file, roles, report }) => [file, roles, report.family])).toEqual([
      ['Mine.ttf', ['shout', 'sfx'], 'Bangers'],
    ])
    expect(readdirSync(join(project.paths.trash, 'fonts'))).toHaveLength(1)
  })

  test('keeps to the project folder and to names that every system takes', async () => {
    const path = join(desk, 'what? a "name".TTF')
    writeFileSync(path, readFileSync(shipped('bangers')))
    const { font } = await addFont(project, path)
    expect(font.file).toBe('what a name.ttf')
    expect(existsSync(join(project.paths.fonts, font.file))).toBe(true)
  })

  test('is refused when it is none, and nothing changes', async () => {
    const path = join(desk, 'note.ttf')
    writeFileSync(path, 'a note')
    await expect(addFont(project, path)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect(existsSync(project.paths.fonts)).toBe(false)
  })

  test('and removed goes to the trash', async () => {
    await addFont(project, shipped('kalam'))
    const { path } = removeFont(project, 'kalam_400regular.ttf')
    expect(existsSync(join(project.folder, path!))).toBe(true)
    expect((await listFonts(project)).fonts).toEqual([])
    expect(() => removeFont(project, 'kalam')).toThrow('none of its own')
  })
})

test('a check changes nothing and tells what other fonts stand in for', async () => {
  say(0, 'Привет ♞')
  const report = await checkFont(project, shipped('bangers'))
  expect(report.book!.missing).toEqual(['♞', 'В', 'Е', 'И', 'П', 'Р', 'Т'].sort())
  expect(existsSync(project.paths.fonts)).toBe(false)
})

test('a font that was lost on disk is told, and shipped fonts stand in', async () => {
  await addFont(project, shipped('kalam'))
  rmSync(join(project.paths.fonts, 'Kalam_400Regular.ttf'))
  const { fonts, diagnostics } = await listFonts(project)
  expect(fonts).toEqual([])
  expect(diagnostics).toMatchObject([{ code: 'font-lost', remedy: expect.stringContaining('font remove') }])
})

test('a list of fonts damaged by hand is told with its file', async () => {
  await addFont(project, shipped('kalam'))
  writeFileSync(join(project.paths.fonts, 'fonts.json'), '{"fonts":[{"file":"../../etc/passwd","roles":[]}]}')
  await expect(listFonts(project)).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('a missing glyph is an error naming character, panel and language', async () => {
  say(1, 'Take the ♞ *now* ♞!')
  say(4, '♞ ᚠ')
  const texts = textsOf(project)
  const { typeCase } = await openBookTypeCase(project, 'en', texts)
  const missing = missingGlyphs(typeCase, texts, 'horizontal')
  expect(missing.map(({ character, texts }) => [character, texts])).toEqual([
    ['♞', 2],
    ['ᚠ', 1],
  ])
  const problems = glyphProblems(project.folder, 'en', missing)
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true)
  expect(problems[0]!.message).toContain('♞ (U+265E)')
  expect(problems[0]!.message).toMatch(/chapter 1, scene \d+, panel 2 in en, and in 1 more text;/)
})

function textsOf({ script }: Project) {
  return bookTexts(project, script.chapters(), script.panels(script.panelIds()))
}
