import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../../main/images/typefaces.ts'
import { type BreakShape, breakLines, breakToWidth } from './break-lines.ts'
import { drawLines } from './draw-lines.ts'
import { rectangleProfile } from './line-profiles.ts'
import { measureText } from './measure-text.ts'
import { prepareText } from './prepare-text.ts'
import type { TypeCase } from './type-case.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const CASES = new Map<string, TypeCase>()
for (const [language, text] of [
  ['en', 'a'],
  ['de', 'a'],
  ['pl', 'ą'],
  ['ja', '灯'],
  ['ko', '등'],
] as const)
  CASES.set(language, await openTypeCase(FONTS, language, [{ role: 'dialogue', text }]))

function measure(raw: string, maxWidthMm = Infinity, language = 'en') {
  const prepared = prepareText(raw, { language, role: 'dialogue' })
  return measureText(prepared, CASES.get(language)!, { sizeMm: 3, maxWidthMm })
}

function lines(raw: string, count: number, shape: BreakShape = {}, maxWidthMm = Infinity, language = 'en') {
  const measured = measure(raw, maxWidthMm, language)
  const broken = breakLines(measured, count, shape)
  return broken === null ? null : drawLines(measured, broken).lines.map(({ text }) => text)
}

describe('lines', () => {
  test('are short at head and foot and full in the middle', () => {
    const set = lines('The lamp went out at nine and nobody came to light it again that night', 5)!
    const [first, middle, last] = [set[0]!.length, set[2]!.length, set[4]!.length]
    expect(first).toBeLessThan(middle)
    expect(last).toBeLessThan(middle)
  })

  test('are even in a caption', () => {
    const set = lines('aaaa bbbb cccc dddd', 2, { profile: rectangleProfile })
    expect(set).toEqual(['AAAA BBBB', 'CCCC DDDD'])
  })

  test('do not end on an article where another break is as good', () => {
    expect(lines('He saw the lamp', 2, { profile: rectangleProfile })).toEqual(['HE SAW', 'THE LAMP'])
  })

  test('do not end on a preposition of one letter in Polish', () => {
    const set = lines('Byliśmy w ogrodzie i nikt nas nie widział', 4, {}, Infinity, 'pl')!
    for (const line of set) expect(line).not.toMatch(/(?:^| )[WIZ]$/)
  })

  test('do not stack a word upon itself', () => {
    const set = lines('never say never to me, never ever again my dear', 4)!
    const first = set.map((line) => line.split(' ')[0])
    for (const [index, word] of first.entries()) if (index > 0) expect(word).not.toBe(first[index - 1])
  })

  test.each([
    ['nom mon onm omn onm', ['NOM MON', 'ONM OMN ONM']],
    ['nom onm mon omn onm', ['NOM ONM MON', 'OMN ONM']],
  ])('do not end on the word that the line before ended on: %s', (raw, set) => {
    expect(lines(raw, 2, { profile: rectangleProfile })).toEqual(set)
  })

  test('are dear when the last is lost', () => {
    const measured = measure('lighthouses lighthouses I')
    const lost = breakLines(measured, 3, { profile: rectangleProfile })!
    const allowed = breakLines(measured, 3, { profile: rectangleProfile, shortLastLine: true })!
    const ideal = measured.widthMm / 3
    const off = (lost.lines[2]!.widthMm - ideal) / ideal
    expect(lost.cost - allowed.cost).toBeCloseTo(0.9 * off ** 2 + 0.3, 6)
  })

  test('end where the author ended them', () => {
    expect(lines('one\ntwo three', 2)).toEqual(['ONE', 'TWO THREE'])
    expect(lines('one\ntwo three', 3)).toEqual(['ONE', 'TWO', 'THREE'])
    expect(lines('one\ntwo three', 1)).toBeNull()
  })

  test('are as many as there are words, at most', () => {
    expect(lines('one two', 2)).toEqual(['ONE', 'TWO'])
    expect(lines('one two', 3)).toBeNull()
    expect(lines('', 1)).toBeNull()
  })

  test('keep to the room each has', () => {
    const measured = measure('The lamp went out at nine and nobody came to light it again')
    const roomMm = (line: number) => (line === 0 ? 12 : 30)
    for (let count = 2; count <= 8; count++) {
      const broken = breakLines(measured, count, { roomMm })
      for (const [line, { widthMm }] of (broken?.lines ?? []).entries())
        expect(widthMm).toBeLessThanOrEqual(roomMm(line) + 1e-6)
    }
    expect(breakLines(measured, 1, { roomMm })).toBeNull()
  })
})

describe('a box of one width', () => {
  test('takes as few lines as go, evenly filled', () => {
    const measured = measure('Meanwhile, in the lamp room, three men are waiting for the telephone to ring.')
    const broken = breakToWidth(measured, 40)!
    expect(broken.widthMm).toBeLessThanOrEqual(40)
    expect(broken.lines.length).toBe(breakToWidth(measured, 40, broken.lines.length)!.lines.length)
    expect(breakToWidth(measured, 40, broken.lines.length - 1)).toBeNull()
  })

  test('takes a text far too long without delay, and all of it', () => {
    const measured = measure(Array.from({ length: 20_000 }, (_, index) => `word${index % 97}`).join(' '))
    const broken = breakToWidth(measured, 60)!
    expect(broken.lines.at(-1)!.end).toBe(20_000)
    expect(broken.widthMm).toBeLessThanOrEqual(60 + 1e-6)
  })
})

describe('a word wider than any line', () => {
  const WORD = 'Donaudampfschifffahrtsgesellschaft'

  test('is divided by the rules of its language, and only then', () => {
    expect(measure(`Der ${WORD} ist da`, Infinity, 'de').pieces.some(({ hyphen }) => hyphen !== null)).toBe(false)
    const set = lines(`Der ${WORD} ist da`, 4, {}, 35, 'de')!
    expect(set.join('')).toContain('DONAU')
    expect(set).toHaveLength(4)
    expect(measure(WORD, 35, 'de').overwide).toEqual([])
  })

  test('shows its hyphen in the outline and not in the text', () => {
    const measured = measure(WORD, 45, 'de')
    const broken = breakLines(measured, 2)!
    expect(broken.lines[0]!.hyphenated).toBe(true)
    expect(broken.lines.every(({ widthMm }) => widthMm <= 45)).toBe(true)
    expect(
      drawLines(measured, broken)
        .lines.map(({ text }) => text)
        .join(''),
    ).toBe(WORD.toUpperCase())
  })

  test('is reported where it cannot be divided', () => {
    const { overwide } = measure('Her strengths fail', 10)
    expect(overwide).toEqual(['STRENGTHS'])
  })

  test('a drawn-out cry is divided between its equal letters', () => {
    expect(measure(`${'A'.repeat(60)}rgh`, 30).overwide).toEqual([])
  })

  test('Korean is divided between syllables, without a hyphen', () => {
    const measured = measure('가나다라마바사아자차카타파하', 12, 'ko')
    expect(measured.overwide).toEqual([])
    expect(measured.pieces.every(({ hyphen }) => hyphen === null)).toBe(true)
  })
})

test('half-blank brackets do not push a Japanese line off its middle', () => {
  const measured = measure('「早く」', Infinity, 'ja')
  const set = drawLines(measured, breakLines(measured, 1)!)
  expect(set.box.width).toBeCloseTo(9, 1)
  expect(set.bounds!.x + set.bounds!.width / 2).toBeCloseTo(0, 0)
})
