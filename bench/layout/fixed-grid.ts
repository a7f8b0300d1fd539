import type { LaidOutPage, LayoutChapter } from '../../src/comic/layout/laid-out-page.ts'
import { type PageFormat, pageBoxes, pageSide } from '../../src/comic/page-format.ts'

const TIERS = 3
const COLUMNS = 2

/** Six equal panels a page, whatever they show. */
export function layOutGrid(chapters: readonly LayoutChapter[], format: PageFormat): LaidOutPage[] {
  const pages: LaidOutPage[] = []
  for (const [chapter, { panels }] of chapters.entries()) {
    for (let start = 0; start < panels.length; start += TIERS * COLUMNS) {
      const number = pages.length + 1
      const side = pageSide(number, 'ltr')
      const boxes = pageBoxes(format, side)
      const { inTier, betweenTiers } = format.gutterMm
      const width = (boxes.safe.width - (COLUMNS - 1) * inTier) / COLUMNS
      const height = (boxes.safe.height - (TIERS - 1) * betweenTiers) / TIERS
      const placed = panels.slice(start, start + TIERS * COLUMNS).map(({ id }, index) => {
        const [tier, column] = [Math.floor(index / COLUMNS), index % COLUMNS]
        const x = boxes.safe.x + column * (width + inTier)
        const y = boxes.safe.y + tier * (height + betweenTiers)
        return { id, tier, frame: { x, y, width, height } }
      })
      pages.push({ chapter, number, side, boxes, headingFrame: null, panels: placed })
    }
  }
  return pages
}
