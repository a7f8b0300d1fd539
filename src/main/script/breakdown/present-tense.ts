import type { Clause } from './clauses.ts'
import { DETERMINERS } from './lexicon/function-words.ts'
import type { Sentence } from './story.ts'
import { thirdPerson } from './verb-forms.ts'

/** Replacements for tokens of a sentence, by token index, that tell its clauses in the present tense. */
export function presentForms(sentence: Sentence): Map<number, string> {
  const forms = new Map<number, string>()
  for (const clause of sentence.clauses) {
    if (clause.tense === 'present') continue
    const token = sentence.tokens[clause.verbFirst]!
    const present = presentOf(token.lower, clause, isPlural(sentence, clause))
    if (present)
      forms.set(clause.verbFirst, token.capital ? present.charAt(0).toUpperCase() + present.slice(1) : present)
  }
  return forms
}

function presentOf(word: string, clause: Clause, plural: boolean): string | null {
  const negative = word.endsWith("n't") ? "n't" : ''
  const bare = negative ? word.slice(0, -3) : word
  if (bare === 'was' || bare === 'were') return (plural ? 'are' : 'is') + negative
  if (bare === 'had') return (plural ? 'have' : 'has') + negative
  if (bare === 'did') return (plural ? 'do' : 'does') + negative
  if (bare === 'could') return negative ? "can't" : 'can'
  if (bare === 'would') return negative ? "won't" : 'will'
  if (bare === 'might') return 'may'
  if (clause.aspect !== 'simple' || clause.verbFirst !== clause.verbLast) return null
  return plural ? clause.verb : thirdPerson(clause.verb)
}

const SINGULAR_IN_S = new Set(['lens', 'gas', 'news', 'canvas', 'atlas', 'series', 'means', 'pancreas'])

/** They, you, we, joined names, plural nouns. */
function isPlural(sentence: Sentence, clause: Clause): boolean {
  const subject = clause.subject
  const first = sentence.tokens[clause.verbFirst]!.lower
  if (!subject) return first === 'were'
  if (clause.bodyPart) return /s$|teeth|feet/.test(clause.bodyPart)
  if (subject.kind === 'pronoun') return ['they', 'we', 'you'].includes(subject.word)
  if (subject.kind === 'person') {
    return (
      subject.ids.length > 1 &&
      sentence.tokens.slice(subject.first, subject.last).some((token) => token.lower === 'and')
    )
  }
  // «Two began in a low voice»: somebody called so.
  if (subject.kind === 'walk-on' && subject.name) return false
  if (first === 'was') return false
  if (first === 'were') return true
  const start = sentence.tokens[subject.first]?.lower ?? ''
  if (['a', 'an', 'each', 'every', 'this', 'that', 'one', 'neither', 'either'].includes(start)) return false
  if (/^(?:two|three|four|five|six|seven|eight|nine|ten|both|these|those|some|many|several|all|few)$/.test(start))
    return true
  const noun = subject.noun
  if (['people', 'men', 'women', 'children', 'teeth', 'feet', 'police'].includes(noun)) return true
  if (SINGULAR_IN_S.has(noun) || !/[^su]s$/.test(noun) || /(?:ss|us|is)$/.test(noun)) return false
  return DETERMINERS.has(start) || noun.length > 3
}
