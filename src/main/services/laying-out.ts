import { headingHeight } from '../../comic/describe-page.ts'
import { findHouseStyle, HOUSE_STYLES } from '../../comic/layout/house-styles.ts'
import type { LaidOutPage } from '../../comic/layout/laid-out-page.ts'
import { type LayoutDesk, layoutDesk } from '../../comic/layout/lay-out-book.ts'
import { layoutPanel } from '../../comic/layout/layout-panel.ts'
import {
  DEFAULT_WISH,
  type LayoutLock,
  type LayoutWish,
  noteSentence,
  panelsOf,
} from '../../comic/layout/layout-wish.ts'
import type { PageFormat } from '../../comic/page-format.ts'
import { findPageFormat, PAGE_FORMATS } from '../../comic/page-formats.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import type { ChapterEntry, StoredPanel } from '../store/script.ts'
import { placeOf } from './book-pages/preflight.ts'

/** The book's panels on pages. Derived from the script, the page format and what the author decided, before any picture. */
export interface BookLayout {
  format: PageFormat
  chapters: ChapterEntry[]
  panels: ReadonlyMap<string, StoredPanel>
  /** Without the cover. `chapter` of a page is an index into `chapters`. */
  pages: LaidOutPage[]
  /** What of the wish could not be, a sentence each. */
  notes: string[]
  /** Decisions about panels of the book that could not be kept. */
  lost: LayoutLock[]
}

/** What may be asked of one layout; the rest is as the book keeps it, or else as `DEFAULT_WISH` has it. */
export type BookWish = Partial<Pick<LayoutWish, 'houseStyle' | 'dial' | 'pageCount'>>

export interface LayOutOptions {
  /** Decisions about pages. Default: those that the book keeps. */
  locks?: readonly LayoutLock[]
  /** Makes a second layout of the same book in the time that what differs takes. */
  desk?: LayoutDesk
}

/**
 * Lays out the whole book, as the author decided. A decision whose panels are all in the trash waits there for them.
 *
 * @throws AppError WRONG_USE for a page format or house style this version does not know
 */
export function layOut(
  project: Project,
  wish: BookWish = {},
  { locks = project.layoutLocks.all().map(({ lock }) => lock), desk = layoutDesk() }: LayOutOptions = {},
): BookLayout {
  const settings = project.book.settings()
  const format = knownFormat(settings.pageFormat)
  const { houseStyle, dial, pageCount } = { ...keptWish(project), ...wish }
  const chapters = project.script.chapters()
  const panels = project.script.panels(project.script.panelIds())
  const byChapter = Map.groupBy(panels, (panel) => panel.chapterId)
  const byId = new Map(panels.map((panel) => [panel.id, panel]))
  const nameOf = (id: string) => nameOfPanel(byId.get(id))
  const { pages, notes } = desk.layOut(
    chapters.map((chapter) => ({
      headingHeightMm: headingHeight(format.trimMm),
      panels: (byChapter.get(chapter.id) ?? []).map(({ id, content }) => layoutPanel(id, content)),
    })),
    format,
    settings.readingDirection,
    {
      houseStyle: knownHouseStyle(houseStyle),
      dial,
      pageCount,
      locks: locks.filter((lock) => panelsOf(lock).some((id) => byId.has(id))),
    },
  )
  return {
    format,
    chapters,
    panels: byId,
    pages,
    notes: notes.map((note) => noteSentence(note, nameOf)),
    lost: notes.flatMap((note) => (note.kind === 'lock-lost' ? [note.lock] : [])),
  }
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

/** A panel in the author's words: `chapter 1, scene 2, panel 3`. */
export function nameOfPanel(panel: StoredPanel | undefined): string {
  return panel === undefined ? 'a panel in the trash' : placeOf(panel)
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
