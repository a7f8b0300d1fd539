import type { SceneSlug } from '../../../shared/domain/index.ts'
import type { BreakdownContext } from './context.ts'
import { MONTHS } from './lexicon/function-words.ts'

const MONTH_NAMES = [...MONTHS].join('|')
const STATED = new RegExp(
  `\\b(?:it was|it is|in|on)\\b[^.!?]{0,40}?\\b(${MONTH_NAMES}),?\\s+(?:of\\s+)?((?:1[5-9]|20)\\d\\d)\\b`,
  'i',
)

/**
 * When a scene plays, as precisely as the script is: its opening line, a month and year told by the narration
 * («It was a Tuesday in March 1961»), the scene before, the chapter's year.
 * @param narration the scene's narration, without speech and letters
 */
export function readDate(slug: SceneSlug | null, narration: string, context: BreakdownContext): string | null {
  if (slug?.date) return slug.date
  const stated = STATED.exec(narration)
  if (stated) return `${stated[2]}-${String([...MONTHS].indexOf(stated[1]!.toLowerCase()) + 1).padStart(2, '0')}`
  const before = context.previousScene?.date ?? null
  const year = context.chapter.year
  if (year !== null && before && !before.startsWith(String(year)) && !slug) return String(year)
  return before ?? (year === null ? null : String(year))
}

export const yearOf = (date: string | null): number | null => (date ? Number(date.slice(0, 4)) : null)
