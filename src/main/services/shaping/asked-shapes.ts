import { createHash } from 'node:crypto'
import { aspectOf } from '../../../comic/geometry.ts'
import type { PictureMade } from '../../../comic/layout/laid-out-page.ts'
import { layOutFirst } from '../../../comic/layout/layout-first.ts'
import type { Project } from '../../open-project.ts'
import { type AskedPicture, askedPictures, type PlannedPages } from '../../store/queue/asked-pictures.ts'
import type { BookToLayOut } from './book-to-lay-out.ts'

/** Kept with every batch: which pages its sizes were chosen for. */
export interface PlannedFor {
  /** SHA-256 over everything that decides the pages beside pictures: the same mark, the same pages. */
  mark: string
  /** Width divided by height of every size there was to choose from. */
  shapes: number[]
}

/** What is asked of the provider for every panel of a book. */
export interface AskedShapes {
  plannedFor: PlannedFor
  /** What was asked for by panel, newest first. */
  asked: ReadonlyMap<string, AskedPicture[]>
  /** How firmly a picture that was asked for is kept whole: those for whose size the pages were asked, nearly so. */
  madeOf: (batchId: string | null) => PictureMade
  /** Whether a picture was asked for these very pages. */
  isOfThesePages: (batchId: string | null) => boolean
  /** Shapes for panels nobody asked a picture of, chosen for their slots. Worked out when first asked for. */
  chosen: () => ReadonlyMap<string, number>
}

/**
 * Chooses shapes for the panels of a book, so that a shape once chosen stays.
 *
 * A panel that was asked for keeps its shape. The others are chosen to go with the pictures there were before the present
 * pages: those of the latest batches planned for these very pages are left out of the choice, because they came from it.
 * So the choice is the same before, during and after a run, however many of its pictures are made, and changes with the
 * story, the page or the author's wish, for panels that have nothing yet.
 *
 * @param shapes width divided by height of what can be drawn; must not be empty
 */
export function askedShapes(
  { store }: Pick<Project, 'store'>,
  book: BookToLayOut,
  shapes: readonly number[],
): AskedShapes {
  const pictures = askedPictures(store.sqlite)
  const batches = pictures.plannedPages()
  const plannedFor: PlannedFor = { mark: markOf(book, shapes), shapes: [...shapes] }
  const rows = pictures.all()
  const asked = Map.groupBy(rows, ({ panelId }) => panelId)
  const madeOf = pictureMade(batches)
  const fromThese = latestOf(batches, plannedFor.mark)
  const choose = (): ReadonlyMap<string, number> => {
    if (book.chapters.every(({ panels }) => panels.every(({ id }) => asked.has(id)))) return new Map()
    const before = Map.groupBy(
      rows.filter(({ batchId }) => !fromThese.has(batchId)),
      ({ panelId }) => panelId,
    )
    const chapters = book.chapters.map((chapter) => ({
      ...chapter,
      panels: chapter.panels.map((panel) => {
        const newest = before.get(panel.id)?.[0]
        return newest ? { ...panel, aspect: aspectOf(newest), picture: madeOf(newest.batchId) } : panel
      }),
    }))
    return layOutFirst(chapters, book.format, book.direction, shapes, book.wish).aspects
  }
  let chosen: ReadonlyMap<string, number> | null = null
  return {
    plannedFor,
    asked,
    madeOf,
    isOfThesePages: (batchId) => batchId !== null && fromThese.has(batchId),
    chosen() {
      chosen ??= choose()
      return chosen
    },
  }
}

/** The shapes that the latest pictures were chosen from; null before there were any. */
export function latestShapes({ store }: Pick<Project, 'store'>): number[] | null {
  const planned = askedPictures(store.sqlite)
    .plannedPages()
    .find(({ pages }) => pages !== null)
  return planned?.pages?.shapes ?? null
}

function pictureMade(batches: readonly PlannedPages[]): AskedShapes['madeOf'] {
  const forPages = new Set(batches.flatMap(({ batchId, pages, oneSize }) => (pages && !oneSize ? [batchId] : [])))
  return (batchId) => (batchId !== null && forPages.has(batchId) ? 'fitted' : 'given')
}

/** The newest batches, as far back as they were planned for the same pages. */
function latestOf(batches: readonly PlannedPages[], mark: string): Set<string> {
  const other = batches.findIndex(({ pages }) => pages?.mark !== mark)
  return new Set((other < 0 ? batches : batches.slice(0, other)).map(({ batchId }) => batchId))
}

function markOf({ chapters, format, direction, wish }: BookToLayOut, shapes: readonly number[]): string {
  return createHash('sha256')
    .update(JSON.stringify([chapters, format, direction, wish, shapes]))
    .digest('hex')
}
