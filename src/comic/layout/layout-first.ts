import { aspectOf, type SizeMm } from '../geometry.ts'
import type { PageFormat, ReadingDirection } from '../page-format.ts'
import type { LaidOutPage, LayoutChapter } from './laid-out-page.ts'
import { houseStyleOf, type LaidOutBook, layoutDesk } from './lay-out-book.ts'
import { DEFAULT_WISH, type LayoutWish } from './layout-wish.ts'
import { layOutPages, runsFor } from './paged-book.ts'

export interface LayoutFirst extends LaidOutBook {
  /** Shape to ask the provider for, by panel id. Laying out again with these shapes gives these very pages. */
  aspects: ReadonlyMap<string, number>
}

/** Rounds of laying out for the shapes chosen and choosing shapes for the slots; then little changes. */
const ROUNDS = 3

/**
 * Lays out a book whose pictures are still to be made: each panel gets the shape nearest to its slot that can be drawn,
 * and the pages are laid out again with these shapes, until little is left to cut off.
 * @param shapes width divided by height of every size the provider model can draw; must not be empty
 */
export function layOutFirst(
  chapters: readonly LayoutChapter[],
  format: PageFormat,
  direction: ReadingDirection,
  shapes: readonly number[],
  wish: LayoutWish = DEFAULT_WISH,
): LayoutFirst {
  const fitted: LayoutWish = { ...wish, pictures: 'fitted' }
  const desk = layoutDesk()
  let book =
    direction === 'vertical'
      ? desk.layOut(chapters, format, direction)
      : layOutPages(chapters, format, direction, wish, runsFor(format, houseStyleOf(wish), wish, shapes))
  let best: (LayoutFirst & { loss: number }) | null = null
  for (let round = 0; round < ROUNDS; round++) {
    const aspects = slotShapes(book.pages, shapes)
    const drawn = chapters.map((chapter) => ({
      ...chapter,
      panels: chapter.panels.map((panel) => ({ ...panel, aspect: aspects.get(panel.id) ?? panel.aspect })),
    }))
    book = desk.layOut(drawn, format, direction, fitted)
    const loss = lossOf(book.pages, aspects)
    if (best === null || loss < best.loss) best = { ...book, aspects, loss }
  }
  const { loss: _, ...result } = best!
  return result
}

/** The nearest shape that can be drawn, for every slot. */
function slotShapes(pages: readonly LaidOutPage[], shapes: readonly number[]): Map<string, number> {
  return new Map(slotsOf(pages).map(([id, slot]) => [id, nearestShape(aspectOf(slot), shapes)]))
}

function lossOf(pages: readonly LaidOutPage[], aspects: ReadonlyMap<string, number>): number {
  const slots = slotsOf(pages)
  const lost = slots.map(([id, slot]) => {
    const ratio = aspectOf(slot) / aspects.get(id)!
    return 1 - Math.min(ratio, 1 / ratio)
  })
  return lost.reduce((total, loss) => total + loss, 0) / Math.max(1, slots.length)
}

function slotsOf(pages: readonly LaidOutPage[]): [string, SizeMm][] {
  return pages.flatMap(({ panels }) =>
    panels.map(({ id, frame, spread }): [string, SizeMm] => [id, spread?.wholeMm ?? frame]),
  )
}

function nearestShape(aspect: number, shapes: readonly number[]): number {
  const distance = (shape: number) => Math.abs(Math.log(shape / aspect))
  return shapes.reduce((nearest, shape) => (distance(shape) < distance(nearest) ? shape : nearest))
}
