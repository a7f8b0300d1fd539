const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const IRREGULAR_ORDINALS: Record<string, string> = {
  first: 'one',
  second: 'two',
  third: 'three',
  fifth: 'five',
  eighth: 'eight',
  ninth: 'nine',
  twelfth: 'twelve',
}

const VALUES = new Map<string, number>([
  ...UNITS.map((word, index): [string, number] => [word, index]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
])

function valueOfWord(word: string): number | undefined {
  const cardinal = IRREGULAR_ORDINALS[word] ?? word.replace(/ieth$/, 'y').replace(/th$/, '')
  return VALUES.get(word) ?? VALUES.get(cardinal)
}

/** `12`, `012`, `3.5` to `12`, `12`, `3.5`; null for anything else. */
export function parseDigits(text: string): string | null {
  const match = /^0*(\d{1,6})(?:\.(\d{1,4}))?$/.exec(text)
  if (!match) return null
  return match[2] === undefined ? String(Number(match[1])) : `${Number(match[1])}.${match[2]}`
}

const ROMAN = /^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/
const ROMAN_DIGITS: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

/** A well-formed roman numeral up to 3999, all capitals or all small (`Mix` is a name), else null. */
export function parseRoman(text: string): number | null {
  const numeral = text.toUpperCase()
  if (text !== numeral && text !== text.toLowerCase()) return null
  if (numeral === '' || numeral.length > 15 || !ROMAN.test(numeral)) return null
  let total = 0
  for (let at = 0; at < numeral.length; at++) {
    const here = ROMAN_DIGITS[numeral[at] ?? ''] ?? 0
    const next = ROMAN_DIGITS[numeral[at + 1] ?? ''] ?? 0
    total += here < next ? -here : here
  }
  return total
}

/**
 * English number words at the start of a list of words, cardinal or ordinal: `twenty-one`, `one hundred and three`,
 * `third`. Gives the value and how many words it took, or null.
 */
export function takeNumberWords(words: readonly string[]): { value: number; taken: number } | null {
  let value = 0
  let taken = 0
  let last: 'none' | 'unit' | 'ten' | 'hundred' = 'none'
  for (let at = 0; at < words.length; at++) {
    const word = (words[at] ?? '').toLowerCase()
    if (word === 'and' && last === 'hundred') continue
    if (/^hundred(th)?$/.test(word) && last === 'unit' && value < 10) {
      value *= 100
      last = 'hundred'
      taken = at + 1
      continue
    }
    const [tens = '', unit = '', extra] = word.split('-')
    if (extra !== undefined) break
    const first = valueOfWord(tens)
    if (first === undefined || last === 'unit' || (last === 'ten' && (first >= 10 || first === 0))) break
    const second = unit === '' ? 0 : valueOfWord(unit)
    if (second === undefined || (unit !== '' && (first < 20 || second >= 10))) break
    value += first + second
    last = unit === '' && first >= 20 ? 'ten' : 'unit'
    taken = at + 1
  }
  return taken === 0 ? null : { value, taken }
}

/** A whole text that is one number, however written: `7`, `3.5`, `XIV`, `Twenty-One`. Decimal digits, or null. */
export function parseNumber(text: string): string | null {
  const digits = parseDigits(text)
  if (digits !== null) return digits
  const roman = parseRoman(text)
  if (roman !== null) return String(roman)
  const words = text.trim().split(/\s+/)
  const spelled = takeNumberWords(words)
  return spelled !== null && spelled.taken === words.length ? String(spelled.value) : null
}
