import { BODY_NOUNS, WORN_NOUNS } from './clothing-words.ts'
import { splitOutsideBrackets } from './fields.ts'

export interface Description {
  appearance: string
  outfit: string
}

type Part = 'appearance' | 'outfit'

function singulars(word: string): string[] {
  return [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')]
}

function isIn(nouns: ReadonlySet<string>, word: string): boolean {
  return singulars(word).some((form) => nouns.has(form))
}

const PREPOSITIONS = new Set(
  'to on in at over round around behind under below above from with across between by through into like for'.split(' '),
)

/**
 * What an item is about by its first telling noun: `pencil behind the ear` is worn, `hair with a pencil in it` is not.
 * What follows a preposition describes something else (`taken up to the knee`), unless the item begins with one.
 */
export function partOf(item: string): Part | null {
  const words = item
    .toLowerCase()
    .replace(/\bbare (feet|foot)\b/g, 'bare-feet')
    .split(/[^\p{L}-]+/u)
  for (const [index, word] of words.entries()) {
    if (index > 0 && PREPOSITIONS.has(word)) return null
    const last = word.split('-').at(-1) ?? word
    if (isIn(WORN_NOUNS, word) || isIn(WORN_NOUNS, last)) return 'outfit'
    if (isIn(BODY_NOUNS, word) || isIn(BODY_NOUNS, last)) return 'appearance'
  }
  return null
}

const SENTENCE_END = /(?<=[\p{L}\p{N})”"])(?<!\b(?:Mr|Mrs|Ms|Dr|St|c))\.\s+(?=[\p{Lu}\p{N}])/gu

/** Segments of a description: at `;` and at the ends of sentences. */
export function splitSegments(text: string): string[] {
  return splitOutsideBrackets(text.replace(SENTENCE_END, '; '), /;/).map((segment) => segment.replace(/\.$/, ''))
}

/**
 * Tells what belongs to the person from what they wear or carry, item by item: a noun of clothing or of the body
 * decides; an item with neither goes with the one before it (`a coat, unbuttoned`), and to the appearance when it comes
 * first. When no noun tells anything (another language), the part after the last `;` is the outfit.
 */
export function splitDescription(text: string): Description {
  const segments = splitSegments(text)
  const found: Record<Part, string[]> = { appearance: [], outfit: [] }
  let told = false
  for (const segment of segments) {
    const items: Record<Part, string[]> = { appearance: [], outfit: [] }
    let part: Part = 'appearance'
    for (const item of splitOutsideBrackets(segment, /,/)) {
      const own = partOf(item)
      if (own !== null) told = true
      part = own ?? part
      items[part].push(item)
    }
    if (items.appearance.length > 0) found.appearance.push(items.appearance.join(', '))
    if (items.outfit.length > 0) found.outfit.push(items.outfit.join(', '))
  }
  if (!told && segments.length > 1) {
    return { appearance: segments.slice(0, -1).join('; '), outfit: segments.at(-1) ?? '' }
  }
  return { appearance: found.appearance.join('; '), outfit: found.outfit.join('; ') }
}

/** Joins pieces of description, leaving out empty ones. */
export function joinParts(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ')
}
