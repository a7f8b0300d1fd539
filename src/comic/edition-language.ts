import type { BookLanguage, DigitSet, Writing } from '../shared/domain/book-language.ts'
import type { ReadingDirection } from './page-format.ts'
import { isRightToLeft, primaryLanguage } from './text/scripts.ts'

/** From 0 to 9. */
const DIGITS: Readonly<Record<DigitSet, string>> = {
  latn: '0123456789',
  arab: '٠١٢٣٤٥٦٧٨٩',
  arabext: '۰۱۲۳۴۵۶۷۸۹',
  deva: '०१२३४५६७८९',
}

/** A language of the book with nothing left open. */
export interface EditionLanguage {
  code: string
  readingDirection: ReadingDirection
  writing: Writing
  digits: DigitSet
}

/** What decides how editions of a book are read: its own language and direction. */
export interface OwnLanguage {
  language: string
  readingDirection: ReadingDirection
}

/** How an edition is read and written: as the author set it, the rest as its language has it. */
export function editionLanguage(language: BookLanguage, own: OwnLanguage): EditionLanguage {
  const { code } = language
  const readingDirection = directionOf(language, own)
  return {
    code,
    readingDirection,
    writing: language.writing ?? writingOf(code, readingDirection),
    digits: language.digits ?? digitsOf(code),
  }
}

/**
 * Books of Arabic and Hebrew are read from the right, their translations into other scripts from the left. Everything
 * else is read as the book is: an English edition of a manga from the right. A strip to scroll is one in any language.
 */
function directionOf({ code, readingDirection }: BookLanguage, own: OwnLanguage): ReadingDirection {
  if (own.readingDirection === 'vertical') return 'vertical'
  if (readingDirection !== null) return readingDirection
  if (isRightToLeft(code)) return 'rtl'
  return isRightToLeft(own.language) ? 'ltr' : own.readingDirection
}

/** Japanese and traditional Chinese are written in columns where pages are read from the right. */
function writingOf(code: string, direction: ReadingDirection): Writing {
  return direction === 'rtl' && /^(?:ja|zh-(?:hant|tw|hk))\b/i.test(code) ? 'vertical' : 'horizontal'
}

/** North-west Africa writes Arabic with the digits of Europe. */
const LATIN_DIGITS = /^ar-(?:[a-z]{4}-)?(?:ma|dz|tn|ly|eh)\b/i

function digitsOf(code: string): DigitSet {
  const language = primaryLanguage(code)
  if (language === 'ar') return LATIN_DIGITS.test(code) ? 'latn' : 'arab'
  return ['fa', 'ur', 'ps'].includes(language) ? 'arabext' : 'latn'
}

/** All ten, to have them loaded. */
export function allDigits(digits: DigitSet): string {
  return DIGITS[digits]
}

/** @param number whole, from 0 */
export function inDigits(number: number, digits: DigitSet): string {
  return String(number).replace(/\d/g, (digit) => DIGITS[digits][Number(digit)]!)
}
