import { headingHeight } from '../../comic/describe-page.ts'
import { findHouseStyle, HOUSE_STYLES } from '../../comic/layout/house-styles.ts'
import type { LaidOutPage } from '../../comic/layout/laid-out-page.ts'
import { layOutBook } from '../../comic/layout/lay-out-book.ts'
import { layoutPanel } from '../../comic/layout/layout-panel.ts'
import { DEFAULT_WISH, type LayoutWish, noteSentence } from '../../comic/layout/layout-wish.ts'
import type { PageFormat, ReadingDirection } from '../../comic/page-format.ts'
import { findPageFormat, PAGE_FORMATS } from '../../comic/page-formats.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import type { ChapterEntry, StoredPanel } from '../store/script.ts'

/** The book's panels on pages. Derived from the script and the page format alone, so it can be had at any time. */
export interface BookLayout {
  format: PageFormat
  chapters: ChapterEntry[]
  panels: ReadonlyMap<string, StoredPanel>
  /** Without the cover. `chapter` of a page is an index into `chapters`. */
  pages: LaidOutPage[]
  /** What of the wish could not be, a sentence each. */
  notes: string[]
}

/** What may be asked of a layout; the rest is as `DEFAULT_WISH` has it. */
export type BookWish = Partial<Pick<LayoutWish, 'houseStyle' | 'dial' | 'pageCount'>>

/**
 * Lays out the whole book. Read the other way round, its pages are the mirror image.
 *
 * @param direction default: the book's own
 * @throws AppError WRONG_USE for a page format or house style this version does not know
 */
export function layOut(
  project: Project,
  wish: BookWish = {},
  direction: ReadingDirection = project.book.settings().readingDirection,
): BookLayout {
  const settings = project.book.settings()
  const format = knownFormat(settings.pageFormat)
  const houseStyle = knownHouseStyle(wish.houseStyle ?? DEFAULT_WISH.houseStyle)
  const chapters = project.script.chapters()
  const panels = project.script.panels(project.script.panelIds())
  const byChapter = Map.groupBy(panels, (panel) => panel.chapterId)
  const { pages, notes } = layOutBook(
    chapters.map((chapter) => ({
      headingHeightMm: headingHeight(format.trimMm),
      panels: (byChapter.get(chapter.id) ?? []).map(({ id, content }) => layoutPanel(id, content)),
    })),
    format,
    direction,
    { ...DEFAULT_WISH, ...wish, houseStyle },
  )
  return {
    format,
    chapters,
    panels: new Map(panels.map((panel) => [panel.id, panel])),
    pages,
    notes: notes.map(noteSentence),
  }
}

function knownHouseStyle(id: string): string {
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
