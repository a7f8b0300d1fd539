import { aspectOf, type SizeMm } from '../geometry.ts'
import type { PageFormat, ReadingDirection } from '../page-format.ts'
import type { LaidOutPage, LayoutChapter, LayoutPanel } from './laid-out-page.ts'
import { houseStyleOf, type LaidOutBook, layoutDesk } from './lay-out-book.ts'
import { DEFAULT_WISH, type LayoutWish } from './layout-wish.ts'
import { layOutPages, runsFor } from './paged-book.ts'

export interface LayoutFirst extends LaidOutBook {
  /**
   * Shape to ask the provider for, by the ids of panels without a picture. Laying out again with fitted pictures of
   * these shapes gives these very pages.
   */
  aspects: ReadonlyMap<string, number>
}

/** Rounds of laying out for the shapes chosen and choosing shapes for the slots; then little changes. */
const ROUNDS = 3

/**
 * Lays out a book some of whose pictures are still to be made: each panel without one gets the shape nearest to its slot
 * that can be drawn, and the pages are laid out again with these shapes, until little is left to cut off. Pictures that
 * are there keep their shapes, and those beside them are chosen to go with them.
 * @param shapes width divided by height of every size the provider model can draw; must not be empty
 */
export function layOutFirst(
  chapters: readonly LayoutChapter[],
  format: PageFormat,
  direction: ReadingDirection,
  shapes: readonly number[],
  wish: LayoutWish = DEFAULT_WISH,
): LayoutFirst {
  const desk = layoutDesk()
  const drawn = chapters.flatMap(({ panels }) => panels).filter(({ picture }) => picture !== undefined)
  const made = new Map(drawn.map(({ id, aspect }) => [id, aspect]))
  let book =
    direction === 'vertical'
      ? desk.layOut(chapters, format, direction)
      : layOutPages(chapters, format, direction, wish, runsFor(format, houseStyleOf(wish), wish, shapes))
  let best: (LayoutFirst & { loss: number }) | null = null
  for (let round = 0; round < ROUNDS; round++) {
    const aspects = slotShapes(book.pages, made, shapes)
    book = desk.layOut(withPictures(chapters, aspects), format, direction, wish)
    const loss = lossOf(book.pages, new Map([...made, ...aspects]))
    if (best === null || loss < best.loss) best = { ...book, aspects, loss }
  }
  const { loss: _, ...result } = best!
  return result
}

/** The chapters as they are once pictures of these shapes are made for their slots. */
export function withPictures(
  chapters: readonly LayoutChapter[],
  aspects: ReadonlyMap<string, number>,
): LayoutChapter[] {
  const drawn = (panel: LayoutPanel): LayoutPanel => {
    const aspect = aspects.get(panel.id)
    return aspect === undefined ? panel : { ...panel, aspect, picture: 'fitted' }
  }
  return chapters.map((chapter) => ({ ...chapter, panels: chapter.panels.map(drawn) }))
}

/** The nearest shape that can be drawn, for every slot that has no picture. */
function slotShapes(
  pages: readonly LaidOutPage[],
  made: ReadonlyMap<string, number>,
  shapes: readonly number[],
): Map<string, number> {
  const free = slotsOf(pages).filter(([id]) => !made.has(id))
  return new Map(free.map(([id, slot]) => [id, nearestShape(aspectOf(slot), shapes)]))
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
