import { TUNING_NAMES } from '../../shared/domain/generation.ts'
import { type Recognised, recogniser } from '../../shared/said/recognise.ts'
import { fill } from '../../shared/said/template.ts'

/** English template → the same in one language; English itself has only what a window says otherwise. */
export type Catalogue = Readonly<Record<string, string>>

const files = import.meta.glob<Catalogue>('./locales/*/messages.json', { import: 'default' })

let teller: (text: string) => string = (text) => text

/**
 * Loads main's messages in a language and tells them in it from then on.
 *
 * @param isWanted whether it still is, when they are here
 */
export async function tellIn(language: string, isWanted: () => boolean): Promise<void> {
  const load = files[`./locales/${language}/messages.json`]
  // Where they cannot be loaded, English is better than nothing.
  const catalogue = load ? await load().catch(() => ({})) : {}
  if (isWanted()) teller = tellerOf(catalogue, language)
}

/**
 * What main says (`shared/said/said.ts`) in the window's language. What has no translation stays as it is, kept together
 * as one piece in a line that runs the other way.
 */
export function told(text: string): string
export function told(text: string | null | undefined): string | null
export function told(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : teller(text)
}

const MOST_KEPT = 2_000
/** A value may be a message of its own, and hold one. */
const DEEPEST = 3
/** Letters of its own with which a template cannot be mistaken. */
const SAYS_ENOUGH = 8
/** Between the parts of a list. */
const SEPARATORS: Readonly<Record<string, Readonly<Record<'; ' | ', ', string>>>> = {
  ja: { '; ': '、', ', ': '、' },
  ar: { '; ': '؛ ', ', ': '، ' },
}
/** Names of settings as servers know them: the same in every language. */
const CODE_WORDS: ReadonlySet<string> = new Set(TUNING_NAMES)
/** Between two sentences. */
const SENTENCE = /(?<=[.!?])\s+(?=[\p{Lu}\d“])/u

/** False where a value has taken in the end of a sentence, and with it the next message. */
function isOne({ values }: Recognised): boolean {
  return !values.some((value) => value.split(SENTENCE).length > 1)
}

/** Exported for its test. */
export function tellerOf(catalogue: Catalogue, language: string): (text: string) => string {
  const recognise = recogniser(Object.keys(catalogue))
  const kept = new Map<string, string>()
  const isolate = language === 'ar' ? (value: string) => `\u2068${value}\u2069` : (value: string) => value

  /** Null = nothing in it is known. */
  const known = (text: string, depth: number): string | null => {
    const found = recognise(text)
    if (found === null || !isMeant(found, depth)) return sentences(text, depth)
    // A value that holds the end of a sentence may have taken in the message behind it.
    return (isOne(found) ? null : sentences(text, depth)) ?? written(found, depth)
  }
  /** `Move {0}` would fit sentences that are no message at all, were it not for what is moved. */
  const isMeant = ({ values, weight }: Recognised, depth: number): boolean =>
    weight >= SAYS_ENOUGH ||
    values.length === 0 ||
    (depth < DEEPEST && values.some((value) => /^\d[\d,. ]*$/.test(value) || known(value, depth + 1) !== null))
  const written = ({ template, values }: Recognised, depth: number): string =>
    fill(catalogue[template] ?? template, values, language, (value) => isolate(withinOne(value, depth) ?? value))
  /** A value: a message of its own, or several in a list. */
  const withinOne = (value: string, depth: number): string | null => {
    if (depth >= DEEPEST) return null
    // A template would take a whole list for what is filled in last.
    return list(value, '; ', depth + 1) ?? known(value, depth + 1) ?? list(value, ', ', depth + 1)
  }
  const list = (text: string, separator: '; ' | ', ', depth: number): string | null => {
    const parts = text.split(separator)
    if (parts.length < 2) return null
    const told = parts.map((part) => known(part, depth))
    if (told.every((part) => part === null)) return null
    const all = parts.map((part, index) => told[index] ?? (CODE_WORDS.has(part) ? isolate(part) : null))
    return all.includes(null) ? null : all.join(SEPARATORS[language]?.[separator] ?? separator)
  }
  /** Messages one after another, each of one sentence or several. */
  const sentences = (text: string, depth: number): string | null => {
    const parts = text.split(SENTENCE)
    if (parts.length < 2) return null
    const all: string[] = []
    for (let from = 0; from < parts.length; ) {
      const next = longest(parts.slice(from))
      if (next === null) return null
      all.push(written(next.found, depth))
      from += next.count
    }
    return all.join(language === 'ja' ? '' : ' ')
  }
  /** The message that takes the most of the first sentences. */
  const longest = (parts: readonly string[]): { found: Recognised; count: number } | null => {
    for (let count = parts.length; count > 0; count--) {
      const found = recognise(parts.slice(0, count).join(' '))
      if (found !== null && found.weight >= SAYS_ENOUGH && isOne(found)) return { found, count }
    }
    return null
  }
  return (text) => {
    const before = kept.get(text)
    if (before !== undefined) return before
    const now = known(text, 0) ?? isolate(text)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(text, now)
    return now
  }
}
