import { describe, expect, test } from 'vitest'
import { breakOpportunities } from './break-opportunities.ts'
import { prepareText } from './prepare-text.ts'

function broken(language: string, raw: string, dearest = Infinity): string {
  const prepared = prepareText(raw, { language, role: 'dialogue', caps: false })
  const pieces: string[] = []
  let start = 0
  for (const { at, cost } of breakOpportunities(prepared)) {
    if (cost > dearest && at < prepared.text.length) continue
    pieces.push(prepared.text.slice(start, at).trim())
    start = at
  }
  expect(start).toBe(prepared.text.length)
  return pieces.join('|')
}

describe('where lines may end', () => {
  test.each([
    ['en', 'Well--maybe not', 'Well--|maybe|not'],
    ['en', '--and then', '--and|then'],
    ['en', 'well-known man', 'well-|known|man'],
    ['en', 'no...no...never', 'no...|no...|never'],
    ['en', '...and so', '...and|so'],
    ['en', 'He said "no way"!', 'He|said|"no|way"!'],
    ['en', 'one\ntwo', 'one|two'],
    ['fr', 'Où ? « Là » !', 'Où\u00a0?|«\u00a0Là\u00a0»\u00a0!'],
    ['es', '¿Dónde está?', '¿Dónde|está?'],
    ['ru', 'Маяк — погас', 'Маяк|—|погас'],
    ['ar', 'هل رأيت (الضوء)؟', 'هل|رأيت|(الضوء)؟'],
    ['he', 'ב-9:30 בלילה!', 'ב-9:30|בלילה!'],
    ['hi', 'कोई नहीं आया।', 'कोई|नहीं|आया।'],
    ['ko', '도대체 누가 그런 거지?', '도대체|누가|그런|거지?'],
    ['th', 'ไฟประภาคารดับแล้ว', 'ไฟ|ประภาคาร|ดับ|แล้ว'],
  ])('%s: %s', (language, raw, pieces) => expect(broken(language, raw)).toBe(pieces))
})

describe('kinsoku: what may not start or end a line', () => {
  test.each([
    ['ja', '「はい」、と。', ['「|', '|」', '|、', '|。']],
    ['ja', 'きゃーっ！', ['|ゃ', '|ー', '|っ', '|！']],
    ['ja', 'えっ……――ね', ['|っ', '…|…', '―|―']],
    ['zh-CN', '他说：“好！”', ['|：', '“|', '|！', '|”']],
    ['zh-TW', '他說：「好！」', ['|：', '「|', '|！', '|」']],
    ['ko', '"뭐?" (응)', ['|"', '(|', '|)', '|?']],
  ])('%s: %s', (language, raw, never) => {
    const pieces = broken(language, raw).replace(/^\|/, '')
    for (const wrong of never) expect(pieces).not.toContain(wrong)
  })
})

describe('phrases', () => {
  test.each([
    ['ja', '灯台の明かりが消えたので見に行こう', '灯台の|明かりが|消えたので|見に|行こう'],
    ['zh-CN', '灯塔的灯灭了', '灯塔的|灯|灭了'],
  ])('%s: %s is broken between phrases first', (language, raw, pieces) => {
    expect(broken(language, raw, 0)).toBe(pieces)
  })

  test('a word cut in two costs more than a phrase cut in two', () => {
    const prepared = prepareText('灯台の光', { language: 'ja', role: 'dialogue' })
    const cost = new Map(breakOpportunities(prepared).map(({ at, cost }) => [at, cost]))
    expect(cost.get(1)!).toBeGreaterThan(cost.get(2)!)
    expect(cost.get(2)!).toBeGreaterThan(cost.get(3)!)
  })

  test('characters under one ruby stay together', () => {
    const prepared = prepareText('灯台《とうだい》守', { language: 'ja', role: 'dialogue' })
    expect(breakOpportunities(prepared).map(({ at }) => at)).toEqual([2, 3])
  })
})
