import { DataSet, englishDataset, parseRawPattern, RegExpMatcher, toAsciiLowerCaseTransformer } from 'obscenity'
import type { WordCategory } from './categories.ts'
import { ENGLISH, HARMLESS_PHRASES, LIBRARY_WORDS, OTHER_LANGUAGES, type WordList } from './word-lists.ts'

/** A word of a text, whole, with its place: `end` is behind it. */
export interface FoundWord {
  start: number
  end: number
  /** As the text has it. */
  word: string
  category: WordCategory
}

/** A phrase of the library has no category of its own: `LIBRARY_WORDS` says it, and its patterns are beginnings of words. */
interface Entry {
  originalWord: string
  category?: WordCategory
}

export type WordFinder = (text: string) => FoundWord[]

/** Finders by base language, made when first asked for: their patterns take a moment to build. */
const finders = new Map<string, WordFinder>()

/** @param language BCP 47; English is looked for as well, whatever it is */
export function wordFinder(language: string): WordFinder {
  const base = new Intl.Locale(language).language
  const key = base in OTHER_LANGUAGES ? base : 'en'
  const known = finders.get(key)
  if (known) return known
  const finder = makeFinder(OTHER_LANGUAGES[key] ?? {})
  finders.set(key, finder)
  return finder
}

function makeFinder(words: WordList): WordFinder {
  const entries = new DataSet<Entry>()
  for (const list of [ENGLISH, words])
    for (const [category, phrases] of Object.entries(list) as [WordCategory, readonly string[]][])
      for (const phrase of phrases)
        entries.addPhrase((builder) =>
          builder.setMetadata({ originalWord: phrase, category }).addPattern(parseRawPattern(phrase)),
        )
  entries
    .addAll(englishDataset)
    .removePhrasesIf(({ metadata }) => !metadata?.category && !((metadata?.originalWord ?? '') in LIBRARY_WORDS))
  const matcher = new RegExpMatcher({
    ...entries.build(),
    blacklistMatcherTransformers: [toAsciiLowerCaseTransformer()],
    whitelistMatcherTransformers: [toAsciiLowerCaseTransformer()],
  })
  return (text) => {
    // One line: a phrase may be broken across two. Places stay what they are.
    const line = text.replace(/\s/g, ' ')
    const found = matcher.getAllMatches(line, true).flatMap((match) => {
      const { originalWord, category } = entries.getPayloadWithPhraseMetadata(match).phraseMetadata!
      const word = wholeWord(line, match.startIndex, match.endIndex + 1, category === undefined)
      if (word === null || isHarmless(line, word)) return []
      return [{ ...word, category: category ?? LIBRARY_WORDS[originalWord]! }]
    })
    return outermost(found)
  }
}

const LETTER = /[\p{L}\p{N}]/u
/** How a stem of the library may go on and still be the same word: `rapes`, `raping`, `fellatio`, `ejaculated`. */
const ENDING =
  /^(?:s|es|d|ed|ted|r|er|ers|y|ies|n|g|ing|ting|t|te|ted|tes|tion|ate|ated|ates|ating|ation|io|o|ty|e|ed|ity|ography|ographic|ist|ists)$/

/** The library's shortest patterns are spellings of chats: in a story, Fu is a name and cum is Latin. */
const SHORTEST_STEM = 4

/** The match grown to the whole word, or null when it is only a part of another one. */
function wholeWord(text: string, start: number, end: number, isStem: boolean): Omit<FoundWord, 'category'> | null {
  if (start > 0 && LETTER.test(text[start - 1]!)) return null
  let until = end
  while (until < text.length && LETTER.test(text[until]!)) until++
  const rest = text.slice(end, until).toLowerCase()
  if (rest !== '' && !(isStem && ENDING.test(rest))) return null
  if (isStem && until - start < SHORTEST_STEM) return null
  return { start, end: until, word: text.slice(start, until) }
}

/** Kept out of the picture, or part of a phrase that means something else. */
function isHarmless(text: string, { start, end }: { start: number; end: number }): boolean {
  if (/\b(?:no|without|never|not)\s+(?:any\s+)?$/i.test(text.slice(Math.max(0, start - 16), start))) return true
  const from = text.slice(start, end + 16).toLowerCase()
  return HARMLESS_PHRASES.some((phrase) => from.startsWith(phrase) && !LETTER.test(from[phrase.length] ?? ' '))
}

/** Of words found within one another the longest; of the same place the gravest, which stand first in the lists. */
function outermost(found: readonly FoundWord[]): FoundWord[] {
  return found.filter(
    (one, at) =>
      !found.some(
        (other, otherAt) =>
          other.start <= one.start &&
          other.end >= one.end &&
          (other.end - other.start > one.end - one.start || otherAt < at),
      ),
  )
}
