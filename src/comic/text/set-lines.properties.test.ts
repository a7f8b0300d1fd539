import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../../main/images/typefaces.ts'
import { breakLines } from './break-lines.ts'
import { drawLines } from './draw-lines.ts'
import { ellipseProfile, rectangleProfile } from './line-profiles.ts'
import { measureText } from './measure-text.ts'
import { prepareText } from './prepare-text.ts'

const WORDS: Record<string, string[]> = {
  en: [
    'I',
    'a',
    'the',
    'lamp',
    "isn't",
    'out--',
    'well-known',
    '*really*',
    '"no!"',
    'extraordinarily',
    '9:30',
    '♥',
    '...and',
  ],
  de: ['Der', 'große', 'Donaudampfschifffahrt', '*süß*', 'ist', '–', 'weiß'],
  he: ['המגדלור', 'כבה', 'ב-9:30', '(FBI)', '*ראה*', 'OK!', 'זה...'],
  ar: ['هل', 'رأيت', '*الضوء؟*', '(12)', '--', 'OK', 'المصباح،'],
  hi: ['क्या', 'दीपस्तंभ', '*बुझ*', 'गया', 'है।'],
  th: ['ไฟประภาคาร', 'ดับแล้ว', '*รีบ*', 'ระวังน้ำ!'],
  ko: ['등대', '불이', '꺼졌어!', '*누가*', '쾅'],
  ja: ['灯台の', '明かりが', '「消えた」', '*早く*', 'きゃーっ！？', '12時', '漢字《かんじ》', 'TOKYO', '……'],
  'zh-CN': ['灯塔', '的灯', '“灭了！”', '——', '他说，', '《书》'],
}

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const CASES = await Promise.all(
  Object.entries(WORDS).map(async ([language, words]) => ({
    language,
    words,
    typeCase: await openTypeCase(FONTS, language, [{ role: 'dialogue', text: `${words.join(' ')} *x*` }]),
  })),
)

const SETTING = fc.record({
  which: fc.nat(CASES.length - 1),
  picks: fc.array(fc.nat(30), { minLength: 1, maxLength: 22 }),
  joinedBy: fc.constantFrom(' ', ' ', ' ', '', '\n'),
  count: fc.integer({ min: 1, max: 7 }),
  widthEm: fc.double({ min: 3, max: 30, noNaN: true }),
  vertical: fc.boolean(),
  round: fc.boolean(),
})

describe('set lines', () => {
  test('say every character once, in logical order, and keep to the width', () => {
    let set = 0
    fc.assert(
      fc.property(SETTING, ({ which, picks, joinedBy, count, widthEm, vertical, round }) => {
        const { language, words, typeCase } = CASES[which]!
        const raw = picks.map((pick) => words[pick % words.length]).join(joinedBy)
        const writing = vertical && language === 'ja' ? 'vertical' : 'horizontal'
        const prepared = prepareText(raw, { language, role: 'dialogue', writing })
        const measured = measureText(prepared, typeCase, { sizeMm: 2, maxWidthMm: widthEm * 2 })
        expect(measured.missing).toEqual([])
        const lines = Math.max(count, measured.fewestLines)
        const broken = breakLines(measured, lines, { profile: round ? ellipseProfile : rectangleProfile })
        if (broken === null) return
        set++
        const drawn = drawLines(measured, broken)
        const plain = (text: string) => text.replace(/\s/g, '')
        expect(plain(drawn.lines.map(({ text }) => text).join(''))).toBe(plain(prepared.text))
        expect(drawn.lines).toHaveLength(lines)
        for (const [index, line] of broken.lines.entries()) {
          const wide = line.widthMm > measured.maxWidthMm + 1e-6
          if (wide) expect(measured.overwide).toContain(drawn.lines[index]!.text)
        }
        expect(drawn.bounds).not.toBeNull()
        for (const value of Object.values(drawn.bounds!)) expect(Number.isFinite(value)).toBe(true)
      }),
      { numRuns: 400 },
    )
    expect(set).toBeGreaterThan(150)
  })

  test('of any text at all come without an exception', () => {
    const { typeCase } = CASES[0]!
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('en', 'ja', 'ar', 'xx-??'),
        (raw, language) => {
          const prepared = prepareText(raw, { language, role: 'dialogue' })
          const measured = measureText(prepared, typeCase, { sizeMm: 3, maxWidthMm: 30 })
          const broken = breakLines(measured, Math.max(1, measured.fewestLines))
          if (broken !== null) drawLines(measured, broken)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('of a balloon come in a few hundredths of a second, however it is broken', () => {
    const { typeCase } = CASES[0]!
    const raw = 'The lamp went out at nine, and *nobody* came to light it again before the morning'
    const started = performance.now()
    for (let turn = 0; turn < 200; turn++) {
      const measured = measureText(prepareText(`${raw} ${turn}`, { language: 'en', role: 'dialogue' }), typeCase, {
        sizeMm: 3,
      })
      for (let count = 1; count <= 8; count++) breakLines(measured, count)
    }
    // It takes about 0.3 ms; this only fails when the work is no longer bounded.
    expect((performance.now() - started) / 200).toBeLessThan(20)
  })
})
