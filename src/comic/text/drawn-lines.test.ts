import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../../main/images/typefaces.ts'
import { formatPath, pathBounds } from '../path.ts'
import { chooseFaces } from './choose-faces.ts'
import { type PrepareOptions, prepareText, type SetLinesOptions, setLines } from './index.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')

async function set(
  raw: string,
  options: Partial<PrepareOptions> & { language: string },
  lines = 1,
  more: Partial<SetLinesOptions> = {},
) {
  const role = options.role ?? 'dialogue'
  const typeCase = await openTypeCase(FONTS, options.language, [{ role, text: raw }])
  return setLines(prepareText(raw, { role, ...options }), typeCase, { sizeMm: 4, lines, ...more })!
}

const inkOf = (drawn: Awaited<ReturnType<typeof set>>, line = 0) => pathBounds(drawn.lines[line]!.path)!

describe('the block', () => {
  test('is centred on 0,0, its lines one under the other', async () => {
    const drawn = await set('one two three four five six', { language: 'en' }, 3)
    expect(drawn.box.x + drawn.box.width / 2).toBeCloseTo(0, 6)
    expect(drawn.box.y + drawn.box.height / 2).toBeCloseTo(0, 6)
    for (const line of [0, 1, 2]) expect(inkOf(drawn, line).x + inkOf(drawn, line).width / 2).toBeCloseTo(0, 0)
    expect(inkOf(drawn, 1).y).toBeGreaterThan(inkOf(drawn, 0).y + inkOf(drawn, 0).height)
  })

  test('starts left, and in Hebrew right', async () => {
    const english = await set('one two three four\nfive', { language: 'en' }, 2, { align: 'start' })
    expect(english.lines[1]!.box.x).toBeCloseTo(english.box.x, 6)
    const hebrew = await set('המגדלור כבה בלילה\nזה', { language: 'he' }, 2, { align: 'start' })
    const short = hebrew.lines[1]!.box
    expect(short.x + short.width).toBeCloseTo(hebrew.box.x + hebrew.box.width, 6)
  })
})

describe('letters', () => {
  test('of Arabic join: a word is narrower than its letters set apart', async () => {
    const joined = await set('سلام', { language: 'ar' })
    const apart = await set('س ل ا م'.replaceAll(' ', '\u200c'), { language: 'ar' })
    expect(joined.box.width).toBeLessThan(apart.box.width)
  })

  test('of Arabic join even where emphasis starts within a word', async () => {
    const joined = await set('*س*لام', { language: 'ar' })
    const apart = await set('*س*\u200cلام', { language: 'ar' })
    expect(joined.box.width).toBeLessThan(apart.box.width - 0.2)
  })

  test('of Devanagari form conjuncts', async () => {
    const conjunct = await set('क्ष', { language: 'hi' })
    const apart = await set('कष', { language: 'hi' })
    expect(conjunct.box.width).toBeLessThan(apart.box.width)
  })

  test('of Thai stack their marks without taking room', async () => {
    const [bare, marked] = [await set('นา', { language: 'th' }), await set('น้ำ', { language: 'th' })]
    expect(inkOf(marked).y).toBeLessThan(inkOf(bare).y)
    expect(marked.box.width).toBeLessThan(bare.box.width * 1.2)
  })

  test('the plain I is narrower than the I of the speaker, the text the same', async () => {
    const [speaker, word] = [await set('I', { language: 'en' }), await set('it', { language: 'en' })]
    const french = await set('it', { language: 'fr' })
    expect(word.lines[0]!.text).toBe('IT')
    expect(word.box.width).toBeLessThan(french.box.width)
    expect(speaker.box.width).toBeGreaterThan(french.box.width - word.box.width)
  })

  test('the plain I is a letter without a dot, and no swap in a font without crossbars', async () => {
    const needs = [
      { role: 'dialogue', text: 'it' },
      { role: 'shout', text: 'it' },
    ] as const
    const typeCase = await openTypeCase(FONTS, 'en', needs)
    expect(typeCase.faces('dialogue', 'latin')[0]!.plainI).toBe('l')
    expect(typeCase.faces('shout', 'latin')[0]!.plainI).toBeNull()
  })

  test('of one script are all of one typeface: the first that has them all', async () => {
    const text = 'The Nguyễn lamp ♥'
    const typeCase = await openTypeCase(FONTS, 'en', [{ role: 'dialogue', text }])
    const { runs, missing } = chooseFaces(prepareText(text, { language: 'en', role: 'dialogue' }), typeCase)
    expect(missing).toEqual([])
    expect(runs.map(({ face }) => face.name)).toEqual(['mali', 'shipporiAntique'])
  })

  test('of emphasis lean in Latin and stand in Arabic', async () => {
    const [plain, leant] = [await set('IH', { language: 'en' }), await set('*IH*', { language: 'en' })]
    const corners = (drawn: typeof plain) =>
      new Set(
        drawn.lines[0]!.path.flatMap(({ points }) => points.filter((_, at) => at % 2 === 0)).map((x) => x.toFixed(2)),
      )
    expect(corners(leant).size).toBeGreaterThan(corners(plain).size)
    const arabic = await set('*اااا*', { language: 'ar' })
    const alef = await set('اااا', { language: 'ar' })
    expect(inkOf(arabic).width / inkOf(alef).width).toBeLessThan(1.3)
  })

  test('emphasised words of a shout are larger', async () => {
    const [plain, loud] = [
      await set('RUN', { language: 'en', role: 'shout' }),
      await set('*RUN*', { language: 'en', role: 'shout' }),
    ]
    expect(loud.box.width / plain.box.width).toBeCloseTo(1.2, 2)
  })
})

describe('columns', () => {
  const vertical = { language: 'ja', writing: 'vertical' } as const

  test('run from right to left, characters from top to bottom', async () => {
    const drawn = await set('灯台の\n明かり', vertical, 2)
    expect(inkOf(drawn, 0).x).toBeGreaterThan(inkOf(drawn, 1).x + inkOf(drawn, 1).width)
    expect(inkOf(drawn, 0).height).toBeGreaterThan(2 * inkOf(drawn, 0).width)
    expect(drawn.lines[0]!.box.y).toBeCloseTo(drawn.lines[1]!.box.y, 6)
  })

  test.each([
    ['a lengthening mark', 'ー'],
    ['a dash', '――'],
    ['an ellipsis', '……'],
  ])('%s turns', async (_, mark) => {
    const column = inkOf(await set(`あ${mark}`, vertical))
    const line = inkOf(await set(`あ${mark}`, { language: 'ja' }))
    const alone = inkOf(await set(mark, vertical))
    expect(alone.height).toBeGreaterThan(alone.width * 2)
    expect(column.height).toBeGreaterThan(column.width)
    expect(line.width).toBeGreaterThan(line.height)
  })

  test('a comma moves to the upper right of its square', async () => {
    const [column, line] = [await set('、あ、あ', vertical), await set('、あ、あ', { language: 'ja' })]
    expect(formatPath(column.lines[0]!.path)).not.toBe(formatPath(line.lines[0]!.path))
    const comma = inkOf(await set('、', vertical))
    expect(comma.x + comma.width / 2).toBeGreaterThan(0)
  })

  test('two digits and !? stand side by side in one square, a word is turned', async () => {
    const pair = await set('12', vertical)
    expect(pair.box.height).toBeCloseTo(4, 6)
    const marks = await set('!?', vertical)
    expect(marks.box.height).toBeCloseTo(4, 6)
    const word = inkOf(await set('Tokyo', { ...vertical, caps: false }))
    expect(word.height).toBeGreaterThan(word.width * 1.5)
  })

  test('ruby stands to the right of its characters, at half their size', async () => {
    const [plain, ruby] = [await set('灯台', vertical), await set('灯台《とうだい》', vertical)]
    expect(inkOf(ruby).width).toBeGreaterThan(inkOf(plain).width * 1.3)
    expect(ruby.lines[0]!.text).toBe('灯台')
    expect(ruby.box.height).toBeCloseTo(plain.box.height, 6)
  })
})
