import { describe, expect, test } from 'vitest'
import { type PrepareOptions, prepareText } from './prepare-text.ts'

const prepare = (text: string, options: Partial<PrepareOptions> = {}) =>
  prepareText(text, { language: 'en', role: 'dialogue', ...options })

describe('what must not reach a page', () => {
  test('is taken out, counted and named', () => {
    const { text, removed } = prepare('Stop\u0000 the\u202e boat\u202c\u202e \ud800now\ufeff')
    expect(text).toBe('STOP THE BOAT NOW')
    expect(removed).toEqual([
      { codePoint: 'U+0000', name: 'null', count: 1 },
      { codePoint: 'U+202E', name: 'right-to-left override', count: 2 },
      { codePoint: 'U+202C', name: 'pop directional formatting', count: 1 },
      { codePoint: 'U+D800', name: 'half of a character', count: 1 },
      { codePoint: 'U+FEFF', name: 'byte order mark', count: 1 },
    ])
  })

  test('white space becomes single spaces, line feeds stay', () => {
    expect(prepare(' a\t\tb  \r\n c\u2003d \n\n').text).toBe('A B\nC D')
  })

  test('towers of marks are cut down', () => {
    const { text, removed } = prepare(`z${'\u0301'.repeat(400)}`)
    expect([...text.normalize('NFD')].length).toBeLessThanOrEqual(8)
    expect(removed).toMatchObject([{ name: 'one mark too many on a letter' }])
  })

  test('joiners and direction marks that writing needs are kept', () => {
    const persian = 'نمی\u200cداند'
    expect(prepare(persian, { language: 'fa' })).toMatchObject({ text: persian, removed: [] })
  })
})

describe('emphasis', () => {
  test.each([
    ['I *said* no', 'I said no', ['said']],
    ['I **said** no', 'I said no', ['said']],
    ['it was _his_ lamp', 'it was his lamp', ['his']],
    ['snake_case_name stays', 'snake_case_name stays', []],
    ['5 * 3 * 2', '5 * 3 * 2', []],
    ['a lone * star', 'a lone * star', []],
    ['*one* and *two*', 'one and two', ['one', 'two']],
    ['彼は*早く*来た', '彼は早く来た', ['早く']],
  ])('%s', (raw, text, marked) => {
    const prepared = prepare(raw, { caps: false })
    expect(prepared.text).toBe(text)
    expect(prepared.emphasis.map(({ start, end }) => prepared.text.slice(start, end))).toEqual(marked)
  })

  test('keeps its place where capitals change the length', () => {
    const { text, emphasis } = prepare('Straße *süß* heißt', { language: 'de' })
    expect(emphasis.map(({ start, end }) => text.slice(start, end))).toEqual(['SÜSS'])
  })
})

describe('capitals', () => {
  test.each([
    ['tr', 'ışık iyi', 'IŞIK İYİ'],
    ['az', 'işıq', 'İŞIQ'],
    ['en', 'is it', 'IS IT'],
    ['de', 'Groß und weiß', 'GROSS UND WEISS'],
    ['de-AT', 'Straße', 'STRASSE'],
    ['el', 'Το φως έσβησε', 'ΤΟ ΦΩΣ ΕΣΒΗΣΕ'],
    ['fr', 'où étais-tu', 'OÙ ÉTAIS-TU'],
    ['ru', 'ёлка', 'ЁЛКА'],
    ['vi', 'ngọn hải đăng', 'NGỌN HẢI ĐĂNG'],
    ['ar', 'هل رأيت', 'هل رأيت'],
    ['ka', 'გამარჯობა', 'გამარჯობა'],
    ['not a language', 'abc', 'ABC'],
  ])('%s: %s', (language, raw, capitals) => {
    expect(prepare(raw, { language }).text).toBe(capitals)
    expect(prepare(raw, { language, caps: false }).text).toBe(raw)
  })
})

describe('dashes and ellipses', () => {
  test.each([
    ['en', 'Wait—what? The light – gone.', 'Wait--what? The light -- gone.'],
    ['en', 'From 1939–45', 'From 1939-45'],
    ['en', 'I thought …', 'I thought...'],
    ['en', 'gone ... forever', 'gone... forever'],
    ['en', 'well-known', 'well-known'],
    ['fr', 'Je ne sais pas …', 'Je ne sais pas...'],
    ['fr', 'Où ? « Là »', 'Où\u00a0? «\u00a0Là\u00a0»'],
    ['de', 'Er kam – spät', 'Er kam – spät'],
    ['ru', 'Маяк — погас…', 'Маяк — погас...'],
    ['ja', 'まさか…', 'まさか……'],
    ['ja', '早く――見に...', '早く――見に……'],
    ['ja', '待て—', '待て――'],
    ['zh-CN', '他说…', '他说……'],
    ['ko', '안 왔는데...', '안 왔는데…'],
    ['ar', 'لا — ليس الآن…', 'لا -- ليس الآن...'],
  ])('%s: %s', (language, raw, set) => {
    expect(prepare(raw, { language, caps: false }).text).toBe(set)
  })
})

describe('the crossbar I', () => {
  const plain = (raw: string, language = 'en') => {
    const { text, plainI } = prepare(raw, { language })
    return [...text].map((letter, at) => (plainI.has(at) ? '|' : letter)).join('')
  }
  test.each([
    ["I think it is mine, and I'm in it", "I TH|NK |T |S M|NE, AND I'M |N |T"],
    ['I’ll wait. I’ve time, I’d say.', 'I’LL WA|T. I’VE T|ME, I’D SAY.'],
    ['The FBI is in', 'THE FBI |S |N'],
    ['F.B.I. inside', 'F.B.I. |NS|DE'],
    ['IT IS MINE', '|T |S M|NE'],
  ])('%s', (raw, marked) => expect(plain(raw)).toBe(marked))

  test('is English only', () => expect(plain('il gigante', 'it')).toBe('IL GIGANTE'))
})

describe('direction', () => {
  test.each([
    ['he', 'המגדלור כבה', 'rtl'],
    ['ar', 'OK 12', 'ltr'],
    ['ar', '12!', 'rtl'],
    ['en', 'שלום', 'rtl'],
    ['he', 'הוא אמר OK', 'rtl'],
    ['en', 'he said שלום', 'ltr'],
  ])('%s: %s', (language, raw, direction) => expect(prepare(raw, { language }).direction).toBe(direction))
})

describe('Japanese', () => {
  test('the last full stop is left out, the others stay', () => {
    expect(prepare('消えた。行こう。', { language: 'ja' }).text).toBe('消えた。行こう')
    expect(prepare('「行こう。」', { language: 'ja' }).text).toBe('「行こう」')
  })

  test('ruby belongs to the characters before it, or from the bar on', () => {
    const { text, rubies } = prepare('灯台《とうだい》と｜ロンドン《倫敦》', { language: 'ja' })
    expect(text).toBe('灯台とロンドン')
    expect(rubies.map(({ start, end, ruby }) => [text.slice(start, end), ruby])).toEqual([
      ['灯台', 'とうだい'],
      ['ロンドン', '倫敦'],
    ])
  })

  test.each([
    ['12時', '12時'],
    ['１２時', '12時'],
    ['5時', '５時'],
    ['2026年', '２０２６年'],
    ['なに!?', 'なに!?'],
    ['なに！？', 'なに!?'],
    ['なに!', 'なに！'],
    ['FBIが', 'ＦＢＩが'],
    ['Tokyoで', 'Tokyoで'],
    ['(え)', '（え）'],
  ])('in columns %s is written %s', (raw, vertical) => {
    expect(prepare(raw, { language: 'ja', writing: 'vertical', caps: false }).text).toBe(vertical)
  })
})

test('words are counted, and in scripts without spaces what reads as long', () => {
  expect(prepare('It is out -- again!').words).toBe(4)
  expect(prepare('灯台の明かりが消えた', { language: 'ja' }).words).toBe(5)
  expect(prepare('').words).toBe(0)
})

test('soft hyphens of the author are places to divide, not characters', () => {
  const { text, softHyphens } = prepare('light\u00adhouse')
  expect(text).toBe('LIGHTHOUSE')
  expect([...softHyphens]).toEqual([5])
})
