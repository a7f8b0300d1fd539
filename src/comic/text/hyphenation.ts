import { primaryLanguage } from './scripts.ts'

/** Divides a word by putting soft hyphens into it. */
type Hyphenate = (word: string) => string

const load = async (patterns: Promise<{ default: { hyphenateSync: Hyphenate } }>) =>
  (await patterns).default.hyphenateSync

/** Patterns by language: each is loaded when a book needs it. */
const PATTERNS: Record<string, () => Promise<Hyphenate>> = {
  bg: () => load(import('hyphen/bg/index.js')),
  ca: () => load(import('hyphen/ca/index.js')),
  cs: () => load(import('hyphen/cs/index.js')),
  da: () => load(import('hyphen/da/index.js')),
  de: () => load(import('hyphen/de/index.js')),
  el: () => load(import('hyphen/el/index.js')),
  en: () => load(import('hyphen/en/index.js')),
  es: () => load(import('hyphen/es/index.js')),
  et: () => load(import('hyphen/et/index.js')),
  fi: () => load(import('hyphen/fi/index.js')),
  fr: () => load(import('hyphen/fr/index.js')),
  hr: () => load(import('hyphen/hr/index.js')),
  hu: () => load(import('hyphen/hu/index.js')),
  it: () => load(import('hyphen/it/index.js')),
  lt: () => load(import('hyphen/lt/index.js')),
  lv: () => load(import('hyphen/lv/index.js')),
  nb: () => load(import('hyphen/nb/index.js')),
  nl: () => load(import('hyphen/nl/index.js')),
  pl: () => load(import('hyphen/pl/index.js')),
  pt: () => load(import('hyphen/pt/index.js')),
  ro: () => load(import('hyphen/ro/index.js')),
  ru: () => load(import('hyphen/ru/index.js')),
  sk: () => load(import('hyphen/sk/index.js')),
  sl: () => load(import('hyphen/sl/index.js')),
  sv: () => load(import('hyphen/sv/index.js')),
  tr: () => load(import('hyphen/tr/index.js')),
  uk: () => load(import('hyphen/uk/index.js')),
}

const SAME_PATTERNS: Record<string, string> = { no: 'nb', nn: 'nb' }

/** Fewer letters than this are left alone on neither side of a hyphen. */
const LEAST_LETTERS = 2
/** Longer than any word: nobody reads it, and dividing it takes time in proportion. */
const LONGEST_WORD = 200

/**
 * Loads the rules a language divides words by.
 * @returns offsets into a lower-case word, ascending; always none for a language without rules
 */
export async function loadHyphenation(language: string): Promise<(word: string) => number[]> {
  const primary = primaryLanguage(language)
  const loader = PATTERNS[SAME_PATTERNS[primary] ?? primary]
  if (loader === undefined) return () => []
  const hyphenate = await loader()
  return (word) => {
    if (word.length > LONGEST_WORD) return []
    const points: number[] = []
    let at = 0
    for (const part of hyphenate(word).split('\u00ad').slice(0, -1)) {
      at += part.length
      if (at >= LEAST_LETTERS && word.length - at >= LEAST_LETTERS) points.push(at)
    }
    return points
  }
}
