import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { alphabets } from '../../comic/text/alphabets.ts'
import { SHIPPED_FONTS } from '../../comic/text/font-list.ts'
import { measureText, prepareText } from '../../comic/text/index.ts'
import { openTypeCase } from './typefaces.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const PACKAGES = join(import.meta.dirname, '../../../node_modules/@expo-google-fonts')

test('a missing font is named, with what to do', async () => {
  const needs = [{ role: 'shout', text: 'Boom' }] as const
  await expect(openTypeCase(join(tmpdir(), 'no-fonts-here'), 'en', needs)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('Bangers_400Regular.ttf'),
  })
})

test('the fonts that ship are those of the installed packages, each with its licence, and no others', () => {
  const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
  const wanted = new Set<string>()
  for (const { file, fontPackage, source } of Object.values(SHIPPED_FONTS)) {
    expect(hash(join(FONTS, file))).toBe(hash(join(PACKAGES, fontPackage, source)))
    const licence = readFileSync(join(FONTS, `${fontPackage}-LICENSE.txt`), 'utf8')
    expect(licence).toContain('SIL OPEN FONT LICENSE')
    expect(licence).toMatch(/Copyright/)
    wanted.add(file).add(`${fontPackage}-LICENSE.txt`)
  }
  expect(new Set(readdirSync(FONTS))).toEqual(wanted)
})

describe('every role has the letters of every language', () => {
  const letters = (...names: string[]) => {
    const found = alphabets().filter(({ name }) => names.includes(name))
    expect(found).toHaveLength(names.length)
    return found.map(({ characters }) => characters).join('')
  }
  test.each([
    ['en', `${letters('Basic Latin')}‘’“”–—…•©♥♪★`],
    ['fr', letters('Basic Latin', 'Western European')],
    ['pl', letters('Basic Latin', 'Central European')],
    ['tr', letters('Basic Latin', 'Turkish')],
    ['vi', letters('Basic Latin', 'Vietnamese')],
    ['ru', letters('Basic Latin', 'Cyrillic')],
    ['el', letters('Basic Latin', 'Greek')],
    ['ar', letters('Arabic')],
    ['fa', letters('Arabic', 'Persian and Urdu')],
    ['he', letters('Basic Latin', 'Hebrew')],
    ['hi', letters('Basic Latin', 'Devanagari')],
    ['th', letters('Basic Latin', 'Thai')],
    ['ja', `${letters('Basic Latin', 'Kana', 'Japanese, all characters')}…！？〜♪`],
    ['ko', `${letters('Basic Latin', 'Korean, all syllables')}“”…·`],
    ['zh-CN', `${letters('Simplified Chinese')}，。！？、：；“”（）《》—…`],
    ['zh-TW', `${letters('Traditional Chinese')}，。！？、：；「」『』（）《》—…`],
  ])('%s', async (language, text) => {
    for (const role of ['dialogue', 'caption', 'shout', 'sfx'] as const) {
      const typeCase = await openTypeCase(FONTS, language, [{ role, text: `${text} *x*` }])
      for (const [raw, caps] of [
        [text, false],
        [`*${text}*`, true],
      ] as const) {
        const prepared = prepareText(raw, { language, role, caps })
        expect(measureText(prepared, typeCase, { sizeMm: 3 }).missing).toEqual([])
      }
    }
  })
})

test('only what is needed is loaded', async () => {
  const english = await openTypeCase(FONTS, 'en', [{ role: 'dialogue', text: 'The lamp' }])
  expect(english.faces('dialogue', 'latin').map(({ name }) => name)).toEqual(['comicRelief'])
  expect(english.faces('shout', 'latin').map(({ name }) => name)).toEqual(['comicRelief'])
  expect(english.symbolFaces).toEqual([])
  const withHeart = await openTypeCase(FONTS, 'en', [{ role: 'dialogue', text: 'The lamp ♥ 灯' }])
  expect(withHeart.symbolFaces.map(({ name }) => name)).toContain('shipporiAntique')
  expect(withHeart.faces('dialogue', 'japanese').map(({ name }) => name)).toEqual(['shipporiAntique'])
})

test('a font of the author comes first in the roles it is for', async () => {
  const bytes = readFileSync(join(FONTS, SHIPPED_FONTS.kalam.file))
  const needs = [
    { role: 'dialogue', text: 'The lamp' },
    { role: 'shout', text: 'The lamp' },
  ] as const
  const typeCase = await openTypeCase(FONTS, 'en', needs, [{ name: 'my-hand.ttf', bytes, roles: ['dialogue'] }])
  expect(typeCase.faces('dialogue', 'latin').map(({ name }) => name)).toEqual(['my-hand.ttf', 'comicRelief'])
  expect(typeCase.faces('shout', 'latin').map(({ name }) => name)).toEqual(['bangers'])
})
