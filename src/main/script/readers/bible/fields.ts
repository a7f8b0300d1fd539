/** The fields a bible may use, by the words authors use for them. */
const FIELD_NAMES = {
  id: 'id',
  alias: 'aliases',
  aliases: 'aliases',
  aka: 'aliases',
  'also known as': 'aliases',
  'also called': 'aliases',
  names: 'aliases',
  nicknames: 'aliases',
  nickname: 'aliases',
  born: 'born',
  birth: 'born',
  died: 'died',
  dead: 'died',
  age: 'age',
  gender: 'gender',
  sex: 'gender',
  pronouns: 'gender',
  kind: 'kind',
  species: 'kind',
  role: 'role',
  occupation: 'role',
  job: 'role',
  'point of view': 'role',
  always: 'always',
  constant: 'always',
  appearance: 'appearance',
  face: 'appearance',
  body: 'appearance',
  description: 'description',
  looks: 'description',
  outfit: 'outfit',
  outfits: 'outfit',
  clothes: 'outfit',
  clothing: 'outfit',
  wears: 'outfit',
  costume: 'outfit',
  prop: 'prop',
  props: 'prop',
  carries: 'prop',
  state: 'states',
  states: 'states',
  size: 'states',
  'size states': 'states',
  'referenced only': 'referenced',
  'spoken of only': 'referenced',
  'mentioned only': 'referenced',
  count: 'count',
  zones: 'zones',
  zone: 'zones',
  rooms: 'zones',
  signature: 'signature',
  'signature elements': 'signature',
  landmarks: 'signature',
  light: 'light',
  lighting: 'light',
  chapters: 'chapters',
  chapter: 'chapters',
  indoors: 'indoors',
  interior: 'indoors',
  trap: 'note',
  traps: 'note',
  note: 'note',
  notes: 'note',
} as const

type FieldName = (typeof FIELD_NAMES)[keyof typeof FIELD_NAMES]

export interface BibleField {
  line: number
  /** `look` with its label, a known field, or null for a key this reader does not know. */
  name: FieldName | 'look' | null
  key: string
  value: string
}

const FIELD = /^\**_?([\p{L}][^:*]{0,60}?)_?\**\s*:\**\s*(.*)$/u

/** Reads `key: value`, also with the key in bold; null when the line has no key. */
export function readField(text: string, line: number): BibleField | null {
  const match = FIELD.exec(text)
  if (!match) return null
  const key = (match[1] ?? '').trim()
  const value = (match[2] ?? '').trim()
  const lower = key.toLowerCase()
  if (/^(?:look|outfit|photograph|photo)\b/.test(lower) && !(lower in FIELD_NAMES)) {
    return { line, name: 'look', key: key.replace(/^(?:look|outfit)\b\s*/i, ''), value }
  }
  return { line, name: fieldNamed(lower), key, value }
}

/** The field a word stands for, or null. */
function fieldNamed(key: string): FieldName | null {
  return Object.hasOwn(FIELD_NAMES, key) ? FIELD_NAMES[key as keyof typeof FIELD_NAMES] : null
}

/** Splits at a mark outside brackets: `a, b (c, d), e` at `,` gives three. */
export function splitOutsideBrackets(text: string, mark: RegExp): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '(' || character === '[') depth++
    else if ((character === ')' || character === ']') && depth > 0) depth--
    else if (depth === 0 && mark.test(character)) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const NUMBER_LIST = /^\s*(\d+(?:\.\d+)?(?:\s*(?:-|–|to|through|,|and|&|\/)\s*\d+(?:\.\d+)?)*)/

/** Chapter numbers at the start of a text: `11 and 12`, `8 to 10`, `1, 2`. Ranges are filled in. */
export function takeChapterNumbers(text: string): { chapters: string[]; rest: string } | null {
  const match = NUMBER_LIST.exec(text)
  if (!match) return null
  const chapters: string[] = []
  const tokens = (match[1] ?? '').match(/\d+(?:\.\d+)?|-|–|to|through/g) ?? []
  tokens.forEach((token, index) => {
    if (!/^\d/.test(token)) return
    const last = chapters.at(-1)
    const isRangeEnd = index > 0 && !/^\d/.test(tokens[index - 1] ?? '')
    if (isRangeEnd && last !== undefined) {
      for (let number = Math.floor(Number(last)) + 1; number < Number(token) && number - Number(last) < 500; number++) {
        chapters.push(String(number))
      }
    }
    chapters.push(String(Number(token)))
  })
  return { chapters: [...new Set(chapters)], rest: text.slice(match[0].length) }
}
