/** A repeatable source of numbers: the same seed gives the same run of values on every machine. */
export interface Random {
  /** 0 (inclusive) … 1 (exclusive). */
  next(): number
  /** Between `low` and `high`. */
  between(low: number, high: number): number
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T
}

/** FNV-1a over UTF-16 code units, 32 bits. Decides what words leave open about a person. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Mulberry32: small, fast and well mixed even for neighbouring seeds. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: (items) => items[Math.floor(next() * items.length)]!,
  }
}
