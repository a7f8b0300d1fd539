import { NOT_PAST } from './lexicon/function-words.ts'
import { IRREGULAR_VERBS } from './lexicon/irregular-verbs.ts'
import * as classes from './lexicon/verb-classes.ts'

/** What a word can be as a verb. A form may be several at once: `put`, `walked`. */
export interface VerbForm {
  base: string
  past: boolean
  participle: boolean
  present: boolean
}

const KNOWN_BASES: ReadonlySet<string> = new Set([
  ...IRREGULAR_VERBS.map((verb) => verb.base),
  ...[classes.SAYING, classes.MENTAL, classes.MOTION, classes.POSTURE, classes.HANDLING, classes.FACING].flatMap(
    (set) => [...set],
  ),
  ...[classes.CLIMACTIC, classes.REVEALING, classes.LEAVING, classes.ENTERING].flatMap((set) => [...set]),
  ...Object.keys(classes.SOUNDING),
])

const FORMS = new Map<string, VerbForm>()
for (const verb of IRREGULAR_VERBS) {
  for (const word of [...verb.past, ...verb.participle]) {
    FORMS.set(word, {
      base: verb.base,
      past: verb.past.includes(word),
      participle: verb.participle.includes(word),
      present: word === verb.base,
    })
  }
}
for (const word of ['burned', 'leaned', 'learned', 'dreamed']) FORMS.get(word)!.participle = true
FORMS.set('found', { base: 'find', past: true, participle: true, present: false })

/** Reads a lower-cased word as a verb, or null. Auxiliaries (`was`, `had`, `would`) are not looked up here. */
export function verbForm(word: string): VerbForm | null {
  const irregular = FORMS.get(word)
  if (irregular) return irregular
  if (word.endsWith('ed') && word.length > 3 && !NOT_PAST.has(word))
    return { base: baseOfPast(word), past: true, participle: true, present: false }
  const base = baseOfPresent(word)
  return base ? { base, past: false, participle: false, present: true } : null
}

/** The base of an `-ing` form of a known or regular verb, or null. */
export function baseOfIng(word: string): string | null {
  if (!word.endsWith('ing') || word.length < 5) return null
  if (
    ['thing', 'nothing', 'something', 'anything', 'everything', 'evening', 'morning', 'during', 'ceiling'].includes(
      word,
    )
  )
    return null
  if (word === 'lying') return 'lie'
  const stem = word.slice(0, -3)
  for (const candidate of [stem, `${stem}e`, undouble(stem)]) if (KNOWN_BASES.has(candidate)) return candidate
  return /[aeiouy]/.test(stem) ? baseOfPast(`${stem}ed`) : null
}

/** `come` → `comes`, `carry` → `carries`. */
export function thirdPerson(base: string): string {
  if (base === 'be') return 'is'
  if (base === 'have') return 'has'
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`
}

function baseOfPresent(word: string): string | null {
  if (!word.endsWith('s') || word.length < 4) return null
  if (word.endsWith('ies') && KNOWN_BASES.has(`${word.slice(0, -3)}y`)) return `${word.slice(0, -3)}y`
  if (word.endsWith('es') && KNOWN_BASES.has(word.slice(0, -2))) return word.slice(0, -2)
  return KNOWN_BASES.has(word.slice(0, -1)) ? word.slice(0, -1) : null
}

const undouble = (stem: string): string => (/([^aeiou])\1$/.test(stem) ? stem.slice(0, -1) : stem)

/** `change`, `plunge`, `cringe` and their kin, against `bang`, `ring`, `long`. */
const SOFT_G = /(?:chang|rrang|^rang|derang|lung|cring|hing|fring|sing|ting|alleng|veng|spong)$/

/** English spelling read backwards: what `-ed` was put onto. */
function baseOfPast(word: string): string {
  if (word.endsWith('ied')) return `${word.slice(0, -3)}${word.length <= 4 ? 'ie' : 'y'}`
  const stem = word.slice(0, -2)
  // «hoped» is of hope: hop would have doubled its letter.
  const single = /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(stem)
  for (const candidate of single ? [`${stem}e`, stem] : [stem, `${stem}e`, undouble(stem)]) {
    if (KNOWN_BASES.has(candidate)) return candidate
  }
  if (single) return `${stem}e`
  if (/(?:ll|ss|ff|zz|dd)$/.test(stem)) return /dd$/.test(stem) ? stem.slice(0, -1) : stem
  if (/([bgmnprt])\1$/.test(stem)) return stem.slice(0, -1)
  if (SOFT_G.test(stem)) return `${stem}e`
  if (/(?:[cuvz]|[^aeiouns]g|dg|[bcdfgkptz]l|[aeiou]s|ns|rs|[aeiou]th|[^aeio]u)$/.test(stem)) return `${stem}e`
  if (/(?:er|or|en|on|it|el|et|ow|om|op|ish|an)$/.test(stem) && /[aeiouy].*[aeiouy]/.test(stem)) return stem
  return /(?:^|[^aeiou])[aiouy][^aeiouwxy]$/.test(stem) ? `${stem}e` : stem
}
