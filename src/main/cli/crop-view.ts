import { counted } from '../../shared/quantities.ts'
import { placeOf } from '../services/book-pages/preflight.ts'
import { type BookCrops, cropSentence, MUCH } from '../services/cropping.ts'
import type { BookLayout } from '../services/laying-out.ts'

/** How many panels are named; the rest are counted. */
const NAMED = 12

/** What of the pictures is cut off, in lines; none for a book without panels. */
export function cropLines(
  { mean, much }: BookCrops,
  { panels, shapes }: Pick<BookLayout, 'panels' | 'shapes'>,
): string[] {
  if (mean === null) return []
  const isMade = [...shapes.values()].some(({ from }) => from === 'picture')
  const lose = isMade ? 'Cropping takes' : 'Cropping would take'
  const average = `${lose} ${percent(mean)} of a picture on average`
  if (much.length === 0) return [`${average}, and nowhere more than ${percent(MUCH, 0)}.`]
  const lines = much
    .toSorted((a, b) => b.share - a.share)
    .slice(0, NAMED)
    .map(
      ({ panelId, share, reason }) =>
        `  ${placeOf(panels.get(panelId)!)}  ${percent(share, 0)}: ${cropSentence(reason)}`,
    )
  const more = much.length > NAMED ? [`  and ${much.length - NAMED} more: --json names them all`] : []
  return [
    `${average}. ${counted(much.length, 'picture')} lose${much.length === 1 ? 's' : ''} more than ${percent(MUCH, 0)}:`,
    ...lines,
    ...more,
  ]
}

/** What of the pictures is cut off, as one object. */
export function cropRecord({ mean, much }: BookCrops) {
  return {
    crop: {
      mean,
      much: much.map(({ panelId, share, from, reason }) => ({ panel: panelId, share, from, reason })),
    },
  }
}

function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`
}
