/** Digits by their names in Unicode: European, Arabic, Persian, Devanagari. */
export const DIGIT_SETS = ['latn', 'arab', 'arabext', 'deva'] as const
export type DigitSet = (typeof DIGIT_SETS)[number]

export const WRITINGS = ['horizontal', 'vertical'] as const
export type Writing = (typeof WRITINGS)[number]

/** A language the book is lettered in beside its own. What is null goes by the language. */
export interface BookLanguage {
  /** BCP 47, canonical. */
  code: string
  readingDirection: 'ltr' | 'rtl' | null
  writing: Writing | null
  /** Of page numbers. */
  digits: DigitSet | null
}
