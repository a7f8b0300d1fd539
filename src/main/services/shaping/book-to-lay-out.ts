import { headingHeight } from '../../../comic/describe-page.ts'
import { findHouseStyle, HOUSE_STYLES } from '../../../comic/layout/house-styles.ts'
import type { LayoutChapter } from '../../../comic/layout/laid-out-page.ts'
import { layoutPanel } from '../../../comic/layout/layout-panel.ts'
import { DEFAULT_WISH, type LayoutLock, type LayoutWish, panelsOf } from '../../../comic/layout/layout-wish.ts'
import type { PageFormat, ReadingDirection } from '../../../comic/page-format.ts'
import { findPageFormat, PAGE_FORMATS } from '../../../comic/page-formats.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { ChapterEntry, StoredPanel } from '../../store/script.ts'

/** What may be asked of one layout; the rest is as the book keeps it, or else as `DEFAULT_WISH` has it. */
export type BookWish = Partial<Pick<LayoutWish, 'houseStyle' | 'dial' | 'pageCount'>>

/** Everything that decides a book's pages beside its pictures. */
export interface BookToLayOut {
  format: PageFormat
  direction: ReadingDirection
  wish: LayoutWish
  /** As the layout sees them: shapes are what the panels wish for. */
  chapters: LayoutChapter[]
  /** In the order of `chapters`. */
  entries: ChapterEntry[]
  /** By id, in reading order. */
  panels: ReadonlyMap<string, StoredPanel>
  /** Panels that the author has not taken into the book yet: they have no slot on a page. */
  apart: readonly StoredPanel[]
}

/**
 * A decision whose panels are all in the trash waits there for them.
 *
 * @param locks decisions about pages; default: those that the book keeps
 * @throws AppError WRONG_USE for a page format or house style this version does not know
 */
export function bookToLayOut(
  project: Project,
  wish: BookWish = {},
  locks: readonly LayoutLock[] = project.layoutLocks.all().map(({ lock }) => lock),
): BookToLayOut {
  const settings = project.book.settings()
  const format = knownFormat(settings.pageFormat)
  const { houseStyle, dial, pageCount } = { ...keptWish(project), ...wish }
  const [aside, entries] = partition(project.script.chapters(), ({ loose }) => loose === 'apart')
  const asideIds = new Set(aside.map(({ id }) => id))
  const stored = project.script.panels(project.script.panelIds())
  const [apart, panels] = partition(stored, ({ chapterId }) => asideIds.has(chapterId))
  const byChapter = Map.groupBy(panels, (panel) => panel.chapterId)
  const byId = new Map(panels.map((panel) => [panel.id, panel]))
  return {
    format,
    direction: settings.readingDirection,
    wish: {
      houseStyle: knownHouseStyle(houseStyle),
      dial,
      pageCount,
      locks: locks.filter((lock) => panelsOf(lock).some((id) => byId.has(id))),
    },
    chapters: entries.map((chapter) => ({
      headingHeightMm: headingHeight(format.trimMm),
      panels: (byChapter.get(chapter.id) ?? []).map(({ id, content }) => layoutPanel(id, content)),
    })),
    entries,
    panels: byId,
    apart,
  }
}

function partition<Item>(items: readonly Item[], isMeant: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isMeant), items.filter((item) => !isMeant(item))]
}

/** What the book keeps of a wish, or else as `DEFAULT_WISH` has it. */
export function keptWish({ book }: Project): Required<BookWish> {
  const { houseStyle, dial, pageCount } = book.wish()
  return {
    houseStyle: houseStyle ?? DEFAULT_WISH.houseStyle,
    dial: dial ?? DEFAULT_WISH.dial,
    pageCount: pageCount ?? DEFAULT_WISH.pageCount,
  }
}

/** @throws AppError WRONG_USE */
export function knownHouseStyle(id: string): string {
  if (findHouseStyle(id)) return id
  throw new AppError('WRONG_USE', `There is no house style called ${id}.`, {
    remedy: `There are: ${HOUSE_STYLES.map((known) => known.id).join(', ')}.`,
  })
}

function knownFormat(id: string): PageFormat {
  const format = findPageFormat(id)
  if (format) return format
  throw new AppError('WRONG_USE', `There is no page format called ${id}.`, {
    remedy: `There are: ${PAGE_FORMATS.map((known) => known.id).join(', ')}.`,
  })
}
