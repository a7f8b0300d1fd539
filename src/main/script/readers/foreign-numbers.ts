/** Numbers written out in German, Spanish and French, cardinal and ordinal, from 1 to 99, and in Chinese characters. */
const GERMAN = 'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')
const GERMAN_TEENS = 'dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(' ')
const GERMAN_TENS = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ')
const GERMAN_ORDINALS = 'erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft'.split(' ')

const SPANISH = (
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete ' +
  'veintiocho veintinueve'
).split(' ')
const SPANISH_TENS = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ')
const SPANISH_ORDINALS = 'primer segund tercer cuart quint sext séptim octav noven décim'.split(' ')

const FRENCH = (
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit ' +
  'dix-neuf'
).split(' ')
const FRENCH_TENS = 'vingt trente quarante cinquante soixante'.split(' ')

function germanNumbers(): [string, number][] {
  const tens = GERMAN_TENS.flatMap((ten, at): [string, number][] => [
    [ten, (at + 2) * 10],
    ...GERMAN.slice(0, 9).map((one, unit): [string, number] => [`${one}und${ten}`, (at + 2) * 10 + unit + 1]),
  ])
  const small = [...GERMAN, ...GERMAN_TEENS].map((word, at): [string, number] => [word, at + 1])
  const large = [...GERMAN_TEENS.map((word, at): [string, number] => [`${word}t`, at + 13])]
  const ordinals = [
    ...GERMAN_ORDINALS.map((word, at): [string, number] => [word, at + 1]),
    ...large,
    ...tens.map(([word, value]): [string, number] => [`${word}st`, value]),
  ].flatMap(([stem, value]) => ['e', 'er', 'es', 'en'].map((end): [string, number] => [stem + end, value]))
  return [['eins', 1], ['eine', 1], ...small, ...tens, ...ordinals]
}

function spanishNumbers(): [string, number][] {
  const tens = SPANISH_TENS.flatMap((ten, at): [string, number][] => [
    [ten, (at + 3) * 10],
    ...SPANISH.slice(0, 9).map((one, unit): [string, number] => [`${ten} y ${one}`, (at + 3) * 10 + unit + 1]),
  ])
  const ordinals = SPANISH_ORDINALS.flatMap((stem, at) =>
    ['', 'o', 'a'].map((end): [string, number] => [stem + end, at + 1]),
  )
  return [['una', 1], ...SPANISH.map((word, at): [string, number] => [word, at + 1]), ...tens, ...ordinals]
}

function frenchNumbers(): [string, number][] {
  const small = FRENCH.map((word, at): [string, number] => [word, at + 1])
  const tens = FRENCH_TENS.flatMap((ten, at): [string, number][] => {
    const value = (at + 2) * 10
    return [
      [ten, value],
      [`${ten} et un`, value + 1],
      [`${ten}-et-un`, value + 1],
      ...small.slice(1, 9).map(([word, unit]): [string, number] => [`${ten}-${word}`, value + unit]),
    ]
  })
  const ordinals = [...small.slice(1), ...tens].map(([word, value]): [string, number] => [
    `${word.replace(/e$/, '').replace(/cinq$/, 'cinqu').replace(/neuf$/, 'neuv')}ième`,
    value,
  ])
  return [['une', 1], ['premier', 1], ['première', 1], ['second', 2], ['seconde', 2], ...small, ...tens, ...ordinals]
}

const NUMBERS: ReadonlyMap<string, number> = new Map([...frenchNumbers(), ...spanishNumbers(), ...germanNumbers()])
const CHINESE = '一二三四五六七八九'

/** `12`, `１２`, `zwölf`, `vingt et un`, `二十一`; null for anything else. English words are none of these. */
export function foreignNumber(text: string): number | null {
  const narrow = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (/^\d{1,4}$/.test(narrow)) return Number(narrow)
  return NUMBERS.get(narrow.toLowerCase()) ?? chineseNumber(narrow)
}

/** Up to 999. */
function chineseNumber(text: string): number | null {
  const match = /^(?:([一二三四五六七八九]?)百)?零?(?:([一二三四五六七八九]?)十)?([一二三四五六七八九]?)$/.exec(text)
  if (match === null || text === '') return null
  const [, hundreds, tens, units = ''] = match
  const digit = (sign: string | undefined) => (sign === undefined ? 0 : sign === '' ? 1 : CHINESE.indexOf(sign) + 1)
  return digit(hundreds) * 100 + digit(tens) * 10 + (units === '' ? 0 : CHINESE.indexOf(units) + 1)
}
