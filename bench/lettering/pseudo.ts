import { LANGUAGES } from './words.ts'

/** Letters a text takes beside its English, on the whole. */
const LENGTH: Readonly<Record<string, number>> = { en: 1, de: 1.22, es: 1.2, ja: 0.46, ar: 0.86 }

/**
 * A stand-in for a translation: real words of the language in no sense, as long as a translation would be and with the
 * marks of the original. It shows how much room a language takes and how its lines break, which is all a letterer sees.
 */
export function pseudoTranslation(text: string, code: string): string {
  if (code === 'en') return text
  // Sentence by sentence: where one ends, a text may be cut in two.
  const sentences = [...SENTENCES.segment(text)].map(({ segment }) => pseudoSentence(segment.trim(), code))
  return sentences.filter((sentence) => sentence !== '').join(code === 'ja' ? '' : ' ')
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' })

function pseudoSentence(text: string, code: string): string {
  const words = wordsOf(code)
  const wanted = Math.max(1, text.length * LENGTH[code]!)
  const close = /[.!?…]+["”’)]*$/u.exec(text)?.[0] ?? ''
  let at = hash(text) % words.length
  let written = ''
  while (written.length < wanted - close.length) {
    const word = words[at % words.length]!
    written += written === '' || code === 'ja' ? word : ` ${word}`
    at++
  }
  const first = written.charAt(0).toLocaleUpperCase(code)
  const marks = code === 'ja' ? close.replace('.', '。').replace('!', '！').replace('?', '？') : close
  return first + written.slice(1) + marks
}

const banks = new Map<string, string[]>()

function wordsOf(code: string): string[] {
  let bank = banks.get(code)
  if (bank === undefined) {
    const { says, answer, place } = LANGUAGES.find((language) => language.code === code)!
    const text = [...Object.values(says), answer, place].join(' ')
    const segments = new Intl.Segmenter(code, { granularity: 'word' }).segment(text)
    bank = [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
    banks.set(code, bank)
  }
  return bank
}

function hash(text: string): number {
  let state = 7
  for (const character of text) state = (Math.imul(state, 31) + character.codePointAt(0)!) >>> 0
  return state
}
