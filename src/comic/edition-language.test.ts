import { describe, expect, it } from 'vitest'
import type { BookLanguage } from '../shared/domain/book-language.ts'
import { editionLanguage, inDigits } from './edition-language.ts'
import type { ReadingDirection } from './page-format.ts'

const settings = (
  code: string,
  language: string,
  readingDirection: ReadingDirection,
  said: Partial<BookLanguage> = {},
) =>
  editionLanguage(
    { code, readingDirection: null, writing: null, digits: null, ...said },
    { language, readingDirection },
  )

describe('editionLanguage', () => {
  it.each([
    ['ar', 'en', 'ltr', 'rtl'],
    ['he', 'en', 'ltr', 'rtl'],
    ['fa-IR', 'ja', 'rtl', 'rtl'],
    ['ja', 'en', 'ltr', 'ltr'],
    ['en', 'ja', 'rtl', 'rtl'],
    ['en', 'ar', 'rtl', 'ltr'],
    ['he', 'ar', 'rtl', 'rtl'],
    ['ar', 'ko', 'vertical', 'vertical'],
  ] as const)('%s of a book in %s read %s is read %s', (code, own, direction, expected) => {
    expect(settings(code, own, direction).readingDirection).toBe(expected)
  })

  it('is read as the author says, but a strip stays one', () => {
    expect(settings('ja', 'en', 'ltr', { readingDirection: 'rtl' })).toMatchObject({
      readingDirection: 'rtl',
      writing: 'vertical',
    })
    expect(settings('ja', 'en', 'vertical', { readingDirection: 'rtl' }).readingDirection).toBe('vertical')
  })

  it('writes in columns where pages are read from the right, in Japanese and traditional Chinese', () => {
    const from = (code: string) => settings(code, 'en', 'ltr', { readingDirection: 'rtl' }).writing
    expect(['ja', 'zh-Hant', 'zh-TW'].map(from)).toEqual(['vertical', 'vertical', 'vertical'])
    expect(['zh', 'zh-Hans', 'ko', 'ar', 'jam'].map(from)).toEqual(Array(5).fill('horizontal'))
    expect(settings('ja', 'ja', 'rtl', { writing: 'horizontal' }).writing).toBe('horizontal')
  })

  it('has the digits of its country', () => {
    const digits = (code: string) => settings(code, 'en', 'ltr').digits
    expect(['ar', 'ar-EG', 'ar-MA', 'fa', 'ur', 'he', 'ja'].map(digits)).toEqual([
      'arab',
      'arab',
      'latn',
      'arabext',
      'arabext',
      'latn',
      'latn',
    ])
    expect(settings('ar', 'en', 'ltr', { digits: 'latn' }).digits).toBe('latn')
  })
})

it('inDigits writes each digit of a number', () => {
  expect([inDigits(1907, 'latn'), inDigits(1907, 'arab'), inDigits(42, 'deva')]).toEqual(['1907', '١٩٠٧', '४२'])
})
