import { type FontScript, isRightToLeft, primaryLanguage, safeLanguage, scriptOfLanguage } from './scripts.ts'

interface PunctuationRules {
  /** What a dash between words becomes; null leaves it as written. */
  dash: string | null
  /** What three dots become. */
  ellipsis: string
}

const WESTERN: PunctuationRules = { dash: null, ellipsis: '...' }
/** American comics use neither long dash nor ellipsis character: two hyphens, three dots. */
const AMERICAN: PunctuationRules = { dash: '--', ellipsis: '...' }
const JAPANESE: PunctuationRules = { dash: '――', ellipsis: '……' }
const CHINESE: PunctuationRules = { dash: '——', ellipsis: '……' }

const BY_SCRIPT: Partial<Record<FontScript, PunctuationRules>> = {
  arabic: AMERICAN,
  japanese: JAPANESE,
  'simplified-chinese': CHINESE,
  'traditional-chinese': CHINESE,
  korean: { dash: null, ellipsis: '…' },
}

/** Dashes and ellipses as comics of the language have them; no space between a word and the dots that trail off it. */
export function setPunctuation(text: string, language: string): string {
  const rules = primaryLanguage(language) === 'en' ? AMERICAN : (BY_SCRIPT[scriptOfLanguage(language)] ?? WESTERN)
  let set = text.replace(/(?:…|\.{3})+\.?/g, (dots) => (dots.endsWith('....') ? `${rules.ellipsis}.` : rules.ellipsis))
  // Four dots are an ellipsis and a full stop; East Asian writing has no such thing.
  if (rules.ellipsis !== '...') set = set.replaceAll(`${rules.ellipsis}.`, rules.ellipsis)
  else set = set.replace(/(?<=[\p{L}\p{N}]) +(?=\.{3})/gu, '')
  if (rules.dash !== null) {
    set = set.replace(/(?<=\p{N})[–—](?=\p{N})/gu, '-')
    set = set.replace(/[–—―─]+|(?<!-)--(?!-)/gu, rules.dash)
  }
  if (primaryLanguage(language) === 'fr') {
    // French sets a space before two-part marks and inside its quotation marks: it must not break.
    set = set.replace(/ (?=[!?:;»])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0')
  }
  return set
}

/** Capitals by the rules of the language: dotted İ in Turkish, no accents in Greek, SS for ß. */
export function setCapitals(text: string, language: string): string {
  // Georgian has capitals in Unicode, but nobody's fonts do, and Georgian is not written that way.
  return text.replace(/[^\p{Script=Georgian}]+/gu, (part) => part.toLocaleUpperCase(safeLanguage(language)))
}

/** Where lines of a text start: as its language has it, unless all its letters run the other way. */
export function directionOf(text: string, language: string): 'ltr' | 'rtl' {
  const rtl = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
  const hasRtl = rtl.test(text)
  const hasLtr = /\p{L}/u.test(hasRtl ? text.replace(new RegExp(rtl, 'gu'), '') : text)
  if (hasRtl !== hasLtr) return hasRtl ? 'rtl' : 'ltr'
  return isRightToLeft(language) ? 'rtl' : 'ltr'
}

/** Articles, prepositions and conjunctions: a line that ends on one hangs in the air. Lower case. */
const WEAK_WORDS: Record<string, string> = {
  en: 'a an the of to in on at for and or but nor with from by as if my your his her our their its no is than that',
  de: 'der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit nach von vom zu zum zur für um als wie dass mein dein sein ihr',
  fr: 'le la les un une des du de à au aux en et ou mais ni par pour sur sous dans chez vers avec sans que qui ce cette mon ton son ma ta sa mes tes ses ne',
  es: 'el la los las un una unos unas de del a al en y e o u pero ni por para con sin sobre que mi tu su mis tus sus no',
  it: 'il lo la i gli le un uno una di a da in con su per tra fra del della dei delle al alla e o ma né che mio tuo suo non',
  pt: 'o a os as um uma de do da dos das em no na nos nas por para com sem e ou mas que meu teu seu sua não',
  nl: 'de het een en of maar in op aan met van voor bij naar uit te om dat mijn jouw zijn haar',
  pl: 'i a o u w z ze we na do od po za nad pod przed przy dla bez lub ale że nie się',
  cs: 'a i o u k ke s se v ve z ze na do od po za nad pod před při pro bez nebo ale že',
  ru: 'и а о у в во к ко с со я на до от по за над под перед при для без или но что не',
  tr: 've ile ya ama bir bu şu',
  el: 'ο η το οι τα τον την του της των ένα μια και ή αλλά σε στο στη με από για να θα',
}
/** In these languages a preposition of one letter must not end a line at all. */
const ONE_LETTER_GLUE = ['cs', 'sk', 'pl', 'ru', 'uk', 'be', 'bg', 'sr', 'hr', 'sl', 'mk']

const weakWords = new Map(Object.entries(WEAK_WORDS).map(([language, words]) => [language, new Set(words.split(' '))]))

/**
 * What it costs to end a line on this word.
 * @param word without punctuation, lower case
 * @returns 0 for a word with weight of its own
 */
export function weakEndCost(word: string, language: string): number {
  const primary = primaryLanguage(language)
  if ([...word].length === 1 && /\p{L}/u.test(word) && ONE_LETTER_GLUE.includes(primary)) return 0.15
  return weakWords.get(primary)?.has(word) === true ? 0.02 : 0
}
