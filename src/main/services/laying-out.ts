import { headingHeight } from '../../comic/describe-page.ts'
import type { LaidOutPage } from '../../comic/layout/laid-out-page.ts'
import { layOutBook } from '../../comic/layout/lay-out-book.ts'
import type { PageFormat } from '../../comic/page-format.ts'
import { findPageFormat, PAGE_FORMATS } from '../../comic/page-formats.ts'
import { wantedAspect } from '../../comic/wanted-aspect.ts'
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
}

/**
 * Lays out the whole book.
 *
 * @throws AppError WRONG_USE for a page format this version does not know
 */
export function layOut(project: Project): BookLayout {
  const settings = project.book.settings()
  const format = knownFormat(settings.pageFormat)
  const chapters = project.script.chapters()
  const panels = project.script.panels(project.script.panelIds())
  const byChapter = Map.groupBy(panels, (panel) => panel.chapterId)
  const { pages } = layOutBook(
    chapters.map((chapter) => ({
      headingHeightMm: headingHeight(format.trimMm),
      panels: (byChapter.get(chapter.id) ?? []).map(({ id, content }) => ({
        id,
        aspect: wantedAspect(content),
        importance: content.importance,
        sceneStart: content.flags.sceneStart,
        splash: content.flags.splash,
      })),
    })),
    format,
    settings.readingDirection,
  )
  return { format, chapters, panels: new Map(panels.map((panel) => [panel.id, panel])), pages }
}

function knownFormat(id: string): PageFormat {
  const format = findPageFormat(id)
  if (format) return format
  throw new AppError('WRONG_USE', `There is no page format called ${id}.`, {
    remedy: `There are: ${PAGE_FORMATS.map((known) => known.id).join(', ')}.`,
  })
}
