import type { PageFormat, ReadingDirection } from '../page-format.ts'
import { layOutRows } from './justified-rows.ts'
import type { LaidOutPage, LayoutChapter } from './laid-out-page.ts'
import { layOutStrip } from './vertical-strip.ts'

/**
 * Pages for a whole book, numbered from 1; the cover is not among them. Chapters without panels get no page.
 * The result depends on nothing but the arguments: it is the same before and after pictures are drawn.
 */
export function layOutBook(
  chapters: readonly LayoutChapter[],
  format: PageFormat,
  direction: ReadingDirection,
): LaidOutPage[] {
  return direction === 'vertical' ? layOutStrip(chapters, format) : layOutRows(chapters, format, direction)
}
