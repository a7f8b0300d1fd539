/** The words of a text and its neighbouring pairs of words: what a text keeps of itself when it is edited. */
export type Shingles = ReadonlySet<string>

/** Case, punctuation and white space do not count. */
export function shinglesOf(text: string): Shingles {
  const words = wordsOf(text)
  const shingles = new Set(words)
  for (let i = 1; i < words.length; i++) shingles.add(`${words[i - 1]} ${words[i]}`)
  return shingles
}

export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

/** 0 (nothing in common) to 1 (the same words in the same order, more or less): Dice's coefficient. */
function similarity(a: Shingles, b: Shingles): number {
  if (a.size + b.size === 0) return 1
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const shingle of small) if (large.has(shingle)) shared++
  return (2 * shared) / (a.size + b.size)
}

export interface Likeness {
  old: number
  fresh: number
  similarity: number
}

/** Of the words that many texts have, none is looked up: they find everything and tell nothing. */
const MAX_POSTINGS = 64
/** Texts that share most are compared in full. */
const MAX_CANDIDATES = 8

/**
 * Pairs of texts that are at least `threshold` alike, each text at most once, the likest first; between equals the
 * order of the texts decides. Near-linear: candidates come from an index of their rarer words.
 */
export function likestPairs(old: readonly Shingles[], fresh: readonly Shingles[], threshold: number): Likeness[] {
  const index = new Map<string, number[]>()
  for (const [at, shingles] of old.entries()) {
    for (const shingle of shingles) {
      const postings = index.get(shingle)
      if (postings) postings.push(at)
      else index.set(shingle, [at])
    }
  }
  const pairs = fresh.flatMap((shingles, at) =>
    candidates(index, shingles)
      .map((candidate) => ({ old: candidate, fresh: at, similarity: similarity(old[candidate]!, shingles) }))
      .filter((pair) => pair.similarity >= threshold),
  )
  pairs.sort((a, b) => b.similarity - a.similarity || a.fresh - b.fresh || a.old - b.old)
  const takenOld = new Set<number>()
  const takenFresh = new Set<number>()
  return pairs.filter((pair) => {
    if (takenOld.has(pair.old) || takenFresh.has(pair.fresh)) return false
    takenOld.add(pair.old)
    takenFresh.add(pair.fresh)
    return true
  })
}

function candidates(index: ReadonlyMap<string, number[]>, shingles: Shingles): number[] {
  const shared = new Map<number, number>()
  for (const shingle of shingles) {
    const postings = index.get(shingle)
    if (postings === undefined || postings.length > MAX_POSTINGS) continue
    for (const at of postings) shared.set(at, (shared.get(at) ?? 0) + 1)
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MAX_CANDIDATES)
    .map(([at]) => at)
}
