/** What the author looks for: `>` commands, `#` panels, `@` cast and places, nothing = everything. */
export interface Wanted {
  among: 'all' | 'commands' | 'panels' | 'cast'
  query: string
}

export function wanted(typed: string): Wanted {
  const sign = typed.trimStart()[0]
  const query = typed.trimStart().slice(1).trim()
  if (sign === '>') return { among: 'commands', query }
  if (sign === '#') return { among: 'panels', query }
  if (sign === '@') return { among: 'cast', query }
  return { among: 'all', query: typed.trim() }
}

/**
 * How well words answer a query: every word of the query must begin a word of it, the earlier the better. Null = not.
 */
export function score(words: string, query: string): number | null {
  const text = fold(words)
  let sum = 0
  for (const part of fold(query).split(/\s+/u).filter(Boolean)) {
    const at = startOfWord(text, part)
    if (at === null) return null
    sum += at
  }
  return sum
}

/** The parts of words that a query found, for marking: [start, end) in UTF-16. */
export function marks(words: string, query: string): [number, number][] {
  const found: [number, number][] = []
  const text = fold(words)
  // Where folding changed the length, nothing can be marked safely.
  if (text.length !== words.length) return found
  for (const part of fold(query).split(/\s+/u).filter(Boolean)) {
    const at = startOfWord(text, part)
    if (at !== null && !found.some(([start, end]) => at < end && at + part.length > start))
      found.push([at, at + part.length])
  }
  return found.toSorted(([a], [b]) => a - b)
}

function startOfWord(text: string, part: string): number | null {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!) || /[\p{Lo}]/u.test(part[0]!)) return at
  return null
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
