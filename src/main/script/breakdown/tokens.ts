/** One word or mark of a text, with where it stands. */
export interface Token {
  text: string
  /** Lower case, typographic apostrophe straightened, a possessive ending taken off. */
  lower: string
  start: number
  end: number
  word: boolean
  possessive: boolean
  capital: boolean
}

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[.'’-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu

const LETTER = /[\p{L}\p{N}]/u
const CAPITAL = /^\p{Lu}/u

/** Most words are English ones: a look at the first sign spares the dear question. */
function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** Words and marks in order. `don't`, `lamp-room`, `10.50` are one word each. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const raw = match[0]
    const first = raw.charCodeAt(0)
    const word = isAsciiLetter(first) || LETTER.test(raw)
    const straight = (raw.includes('’') ? raw.replaceAll('’', "'") : raw).toLowerCase()
    const possessive = word && straight.endsWith("'s")
    tokens.push({
      text: raw,
      lower: possessive ? straight.slice(0, -2) : straight,
      start: match.index,
      end: match.index + raw.length,
      word,
      possessive,
      capital: first < 128 ? first >= 65 && first <= 90 : CAPITAL.test(raw),
    })
  }
  markPluralPossessives(text, tokens)
  return tokens
}

/** `the jurors’ slates`: the apostrophe stands apart from its word. */
function markPluralPossessives(text: string, tokens: Token[]): void {
  tokens.forEach((token, i) => {
    const next = tokens[i + 1]
    if (!token.word || !token.lower.endsWith('s') || !next || next.start !== token.end) return
    if (/['’]/.test(next.text) && /^\s\p{Ll}/u.test(text.slice(next.end, next.end + 2))) token.possessive = true
  })
}

/** Free of accents, so that `Zé` finds `ze`. */
export const foldAccents = (text: string): string =>
  ASCII.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')

const ASCII = /^[\0-\x7f]*$/

const ABBREVIATION = /(?:^|[\s("“‘'])(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Sgt|Col|Rev|Jr|Sr|No|Esq|etc|\p{Lu})\.$/u

/** Offsets of the sentences of a text, end exclusive, white space between them left out. */
export function sentenceSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  let start = 0
  const close = (end: number) => {
    const raw = text.slice(start, end)
    const lead = raw.length - raw.trimStart().length
    if (raw.trim()) spans.push({ start: start + lead, end: start + raw.trimEnd().length })
    start = end
  }
  for (const match of text.matchAll(/[.!?…]+["'’”»)\]]*(?=\s+["'‘“«([¿¡—–]*[\p{Lu}\p{N}])/gu)) {
    const end = match.index + match[0].length
    if (match[0] === '.' && ABBREVIATION.test(text.slice(0, end))) continue
    close(end)
  }
  close(text.length)
  return spans
}

/** Tokens between white space that hold a letter or digit. */
export function countWords(text: string): number {
  let words = 0
  for (const token of text.match(/\S+/g) ?? []) if (isAsciiLetter(token.charCodeAt(0)) || LETTER.test(token)) words++
  return words
}
