import { entriesOf, itemsOf, textOf, valueAt, type YamlNode } from './yaml/node.ts'

/** Text in one line: breaks and runs of spaces become one space. */
export function oneLine(text: string): string {
  const trimmed = text.trim()
  return UNEVEN.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed
}

const UNEVEN = /[^\S ]| {2}/

/**
 * The same text on its own. A piece cut out of a file would otherwise keep the whole file in memory as long as it lives.
 */
export function detached(text: string): string {
  // Half the size, where nothing in it needs more: pieces of a file with a single dash in it take two bytes a letter.
  const coding = LATIN.test(text) ? 'latin1' : 'utf16le'
  return Buffer.from(text, coding).toString(coding)
}

/** Pieces as one text at once: a template would keep each piece, and ten thousands of these are kept. */
export function joined(...pieces: readonly string[]): string {
  return pieces.join('')
}

const LATIN = /^[\0-\xff]*$/

/** A text, or the texts of a list, each in one line; empty ones left out. */
export function textsOf(node: YamlNode | null): string[] {
  if (node === null) return []
  const texts: string[] = []
  for (const item of node.kind === 'list' ? node.items : [node]) {
    const text = textOf(item)
    if (text !== null) texts.push(oneLine(text))
  }
  return texts
}

/** What a key says, in one line; empty where it says nothing. */
export function wordsAt(node: YamlNode | null, key: string): string {
  return textsOf(valueAt(node, key)).join(', ')
}

/** The first of some keys that says something. */
export function firstWords(node: YamlNode | null, keys: readonly string[]): string {
  for (const key of keys) {
    const words = wordsAt(node, key)
    if (words !== '') return words
  }
  return ''
}

/** All texts below a node, in order. */
export function allWords(node: YamlNode | null): string[] {
  if (node === null) return []
  if (node.kind === 'scalar') return textsOf(node)
  return (node.kind === 'list' ? itemsOf(node) : entriesOf(node).map(({ value }) => value)).flatMap(allWords)
}

/** Pieces of a list written as text: `text, watermark; extra fingers.` */
export function listed(text: string): string[] {
  return text
    .split(/[,;\n]|\.\s/)
    .map((piece) => oneLine(piece).replace(/\.$/, '').trim())
    .filter((piece) => piece !== '')
}

/** Without doubles, whatever their case; the first spelling stays. */
export function distinct(words: readonly string[]): string[] {
  const seen = new Set<string>()
  return words.filter((word) => {
    const folded = word.toLowerCase()
    if (seen.has(folded)) return false
    seen.add(folded)
    return true
  })
}

/** A sentence: a full stop at its end where there is no other sign. */
export function sentence(text: string): string {
  const trimmed = oneLine(text)
  return trimmed === '' || /[.!?…:;]["'”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** A value that is made when it is asked for first, and kept. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
