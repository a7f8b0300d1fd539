import { aspectOf } from '../../../comic/geometry.ts'
import type { Bible } from '../../../shared/domain/bible.ts'
import type { Composition } from '../../../shared/domain/composition.ts'
import type { Project } from '../../open-project.ts'
import { assumedDates } from '../../prompts/assumed-dates.ts'
import { type BibleIndex, indexBible } from '../../prompts/parts.ts'
import { type QueueStore, queueStore } from '../../store/queue/index.ts'
import type { StoredPanel } from '../../store/script.ts'
import { composeStored } from '../compose-stored.ts'
import { lookOverReferences, type ReferenceInBook } from '../references/look-over.ts'
import { type AskedShapes, askedShapes } from '../shaping/asked-shapes.ts'
import { type BookToLayOut, bookToLayOut } from '../shaping/book-to-lay-out.ts'

/** What every plan of a book starts from, read once for all plans that are made at the same moment. */
export interface PlanBook {
  layout: BookToLayOut
  /** In reading order; then those that have no slot on a page, and those that `withPanels` added. */
  panels: readonly StoredPanel[]
  cast: Bible
  bible: BibleIndex
  /** When scenes without a date are taken to play, by panel. */
  assumed: ReadonlyMap<string, string>
  compositions: ReadonlyMap<string, Composition>
  queue: QueueStore
  /** @param thorough reads every file of a reference */
  references(thorough: boolean): readonly ReferenceInBook[]
  /** Shapes to ask for, over the whole book: a chapter by itself would fall into other pages. */
  shapes(sizes: readonly { width: number; height: number }[]): AskedShapes
}

export function readPlanBook(project: Project): PlanBook {
  const layout = bookToLayOut(project)
  const panels = [...layout.panels.values(), ...layout.apart]
  const cast = project.cast.bible()
  const bible = indexBible(cast)
  const looked = new Map<boolean, readonly ReferenceInBook[]>()
  const shapes = new Map<string, AskedShapes>()
  return {
    layout,
    panels,
    cast,
    bible,
    assumed: assumedDates(panels, bible.people),
    compositions: composeStored(panels, bible, project.book.settings().readingDirection),
    queue: queueStore(project.store.sqlite),
    references(thorough) {
      const known = looked.get(thorough)
      if (known) return known
      const found = lookOverReferences(project, { bible: cast, thorough })
      looked.set(thorough, found)
      return found
    },
    shapes(sizes) {
      const aspects = sizes.map(aspectOf)
      const key = aspects.join()
      const known = shapes.get(key)
      if (known) return known
      const asked = askedShapes(project, layout, aspects)
      shapes.set(key, asked)
      return asked
    },
  }
}

/** The book with panels that are not in it yet; they have no slot on a page, and nothing to do with the others. */
export function withPanels(book: PlanBook, added: readonly StoredPanel[], project: Project): PlanBook {
  if (added.length === 0) return book
  const composed = composeStored(added, book.bible, project.book.settings().readingDirection)
  return {
    ...book,
    panels: [...book.panels, ...added],
    assumed: new Map([...book.assumed, ...assumedDates(added, book.bible.people)]),
    compositions: new Map([...book.compositions, ...composed]),
  }
}
