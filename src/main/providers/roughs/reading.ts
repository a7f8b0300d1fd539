/**
 * Reads words out of an author's sentences: whole words only, plural folded, so that `port` is never
 * found in `important` and `boats` is a `boat`.
 */
const IRREGULAR: Record<string, string> = {
  knives: 'knife',
  leaves: 'leaf',
  wolves: 'wolf',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'people',
  shelves: 'shelf',
  loaves: 'loaf',
  geese: 'goose',
  eyes: 'eye',
  glasses: 'glasses',
  spectacles: 'spectacles',
  gloves: 'glove',
  stairs: 'stair',
  waves: 'wave',
  eaves: 'eaves',
  potatoes: 'potato',
  trousers: 'trousers',
}

export function singular(word: string): string {
  const irregular = IRREGULAR[word]
  if (irregular) return irregular
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:x|ch|sh|ss|z)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** Lower-case words in order, plural folded, hyphens and apostrophes splitting them. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(singular)
}

/** Finds the entries of a vocabulary in a text, in the order they stand there; two-word entries win over one-word ones. */
export function findTerms<T>(
  text: string,
  vocabulary: ReadonlyMap<string, T>,
): { term: string; value: T; at: number }[] {
  const words = wordsOf(text)
  const found: { term: string; value: T; at: number }[] = []
  for (let at = 0; at < words.length; at++) {
    const pair = `${words[at]} ${words[at + 1] ?? ''}`
    const value = vocabulary.get(pair)
    if (value !== undefined) {
      found.push({ term: pair, value, at })
      at++
      continue
    }
    const single = vocabulary.get(words[at]!)
    if (single !== undefined) found.push({ term: words[at]!, value: single, at })
  }
  return found
}

/** Whether any of the words stands in the text. */
export function mentions(text: string, ...wanted: string[]): boolean {
  const words = new Set(wordsOf(text))
  return wanted.some((word) => words.has(word))
}

/** A vocabulary from `value: 'word word two+words'` lists. */
export function vocabulary<T extends string>(lists: Partial<Record<T, string>>): Map<string, T> {
  const map = new Map<string, T>()
  for (const [value, words] of Object.entries(lists) as [T, string][]) {
    for (const word of words.split(/\s+/)) if (word !== '') map.set(word.replaceAll('+', ' '), value)
  }
  return map
}
