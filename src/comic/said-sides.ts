import type { Side } from './scene-line.ts'

export interface SaidSides {
  /** By person; only those whose name stands with a side. */
  sides: ReadonlyMap<string, Side>
  /** The words give a side to somebody, known or not. */
  any: boolean
}

/** `at the left`, `on the far right`, `frame left`, `on the left side`; not `in his left hand`, `to the left of the door`. */
const AT_SIDE =
  /\b(?:(?:on|at|to|from) the (?:far |extreme |very |upper |lower )?(left|right)(?:[- ]hand)?(?: side)?|(?:frame|screen|stage|picture)[- ](left|right)|(left|right) (?:edge )?of (?:the )?(?:frame|picture|panel))\b(?! (?:of|hand|arm|eye|foot|leg|cheek|ear|shoulder|side of|edge|bank|wall)\b)/i
/** Parts of names that many people share, or that are words of their own. */
const SHARED = new Set(['mr', 'mrs', 'miss', 'old', 'young', 'the', 'man', 'woman', 'boy', 'girl', 'of', 'and'])

/** Who the author's own words put at the left or the right of the picture. People are known by the words of their ids. */
export function saidSides(what: string, people: readonly string[]): SaidSides {
  const sides = new Map<string, Side>()
  let any = false
  if (!/\b(?:left|right)\b/i.test(what)) return { sides, any }
  for (const clause of what.split(/[,;:.!?]|\b(?:and|while|but|as)\b/)) {
    const match = AT_SIDE.exec(clause)
    if (match === null) continue
    any = true
    const side = (match[1] ?? match[2] ?? match[3])!.toLowerCase() as Side
    const words: readonly string[] = clause.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const named = people.filter((id) => nameWords(id).some((word) => words.includes(word)))
    if (named.length === 1 && !sides.has(named[0]!)) sides.set(named[0]!, side)
  }
  return { sides, any }
}

function nameWords(personId: string): string[] {
  const words = personId.split('-')
  const own = words.filter((word) => word.length > 2 && !SHARED.has(word))
  return own.length > 0 ? own : words
}
