import { REFUSED_BY_ALL, touchyAbout, type WordCategory } from './words/categories.ts'
import { type FoundWord, wordFinder } from './words/word-finder.ts'

/** Words of a prompt that it may be refused for, as the prompt has them, each once. */
export interface WordsFound {
  /** Every provider that draws for others is likely to refuse these. */
  every: string[]
  /** This provider may refuse these. */
  provider: string[]
}

const NOTHING: WordsFound = { every: [], provider: [] }

/**
 * Looks a prompt over for words it may be refused for. Whole words only, so that nothing is found inside Essex or
 * cockpit; a word that is asked to be kept out ("no nudity") counts as none.
 *
 * @param language BCP 47, of the prompt
 * @param provider id; decides what is touchy besides that which all refuse
 * @param names of the book's own people and places: what is part of one is no reason to refuse
 */
export function checkPrompt(
  prompt: string,
  language: string,
  provider: string,
  names: readonly string[] = [],
): WordsFound {
  return promptChecker(language, provider, names)(prompt)
}

/** The same for many prompts: what they have in common is looked at once. */
export function promptChecker(
  language: string,
  provider: string,
  names: readonly string[] = [],
): (prompt: string) => WordsFound {
  const find = wordFinder(language)
  const touchy = touchyAbout(provider)
  const isName = nameMatcher(names)
  const seen = new Map<string, readonly FoundWord[]>()
  const lookAt = (sentence: string) => {
    const known = seen.get(sentence)
    if (known) return known
    const found = find(sentence).filter((word) => !isName(sentence, word))
    seen.set(sentence, found)
    return found
  }
  return (prompt) => {
    const found = prompt.split(SENTENCES).flatMap(lookAt)
    return found.length === 0 ? NOTHING : sort(found, touchy)
  }
}

/** Phrases do not reach across these. */
const SENTENCES = /(?<=[.!?;])\s+|\n{2,}/

function sort(found: readonly FoundWord[], touchy: ReadonlySet<WordCategory>): WordsFound {
  const words = (isMeant: (category: WordCategory) => boolean) => [
    ...new Map(
      found.filter(({ category }) => isMeant(category)).map(({ word }) => [word.toLowerCase(), word]),
    ).values(),
  ]
  return {
    every: words((category) => REFUSED_BY_ALL.has(category)),
    provider: words((category) => !REFUSED_BY_ALL.has(category) && touchy.has(category)),
  }
}

/** Names are written with their capitals: «Dick» is one, «dick» is none. */
function nameMatcher(names: readonly string[]): (text: string, word: FoundWord) => boolean {
  const known = [...new Set(names)].filter((name) => name.length > 1)
  return (text, { start, end }) =>
    known.some((name) => {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
        if (at <= start && at + name.length >= end) return true
      return false
    })
}
