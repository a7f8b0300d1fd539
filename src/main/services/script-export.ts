import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { exportName } from '../exporters/export-name.ts'
import type { Project } from '../open-project.ts'
import { writeFountain } from '../script/writers/fountain.ts'
import { writePageScript } from '../script/writers/page-script.ts'
import type { WrittenBook, WrittenLettering, WrittenPage } from '../script/writers/written-book.ts'
import { makeWritableFolder } from '../store/nearest-folder.ts'
import type { StoredPanel } from '../store/script.ts'
import { readScriptMemory } from '../store/script-memory.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { writeWhole } from '../store/write-whole.ts'
import { type BookLayout, layOut } from './laying-out.ts'
import type { BookWish } from './shaping/book-to-lay-out.ts'

export const SCRIPT_FORMATS = ['script', 'fountain'] as const
export type ScriptFormat = (typeof SCRIPT_FORMATS)[number]

const WRITERS: Readonly<Record<ScriptFormat, { extension: string; write: (book: WrittenBook) => string }>> = {
  script: { extension: 'txt', write: writePageScript },
  fountain: { extension: 'fountain', write: writeFountain },
}

export interface ScriptExportOptions {
  formats: readonly ScriptFormat[]
  /** Default: `exports/` of the project. Made when it is not there. */
  outDir?: string
  /** How pages should fall. Default: as `layOut` has it. */
  wish?: BookWish
}

/**
 * Writes the book as a script, on the pages it falls on now. Imported into another book it gives the same chapters,
 * scenes, panels and lettering.
 *
 * @returns one file for each format, absolute
 * @throws AppError READ_ONLY, DISK_FULL, WRONG_USE, BAD_INPUT for a book without panels
 */
export function exportScript(
  project: Project,
  { formats, outDir = project.paths.exports, wish = {} }: ScriptExportOptions,
): { format: ScriptFormat; path: string }[] {
  const book = writtenBook(project, layOut(project, wish))
  if (book.chapters.length === 0) {
    throw new AppError('BAD_INPUT', said`This book has no panels to write a script of.`, {
      remedy: said`Import a script first.`,
    })
  }
  try {
    makeWritableFolder(outDir)
    return [...new Set(formats)].map((format) => {
      const { extension, write } = WRITERS[format]
      const path = join(outDir, exportName(`${book.title} (script)`, extension))
      writeWhole(path, write(book))
      return { format, path }
    })
  } catch (error) {
    throw storageFailure(error, outDir)
  }
}

function writtenBook(project: Project, { chapters, panels, pages }: BookLayout): WrittenBook {
  const { title, author } = project.book.settings()
  const begun = pagesBegun([...panels.values()], pages)
  const names = new Map(project.cast.bible().people.map(({ id, name }) => [id, name]))
  const scenes = new Map(readScriptMemory(project.store.sqlite).scenes.map((scene) => [scene.id, scene.script]))
  const byChapter = Map.groupBy(panels.values(), ({ chapterId }) => chapterId)
  return {
    title,
    author,
    chapters: chapters
      .filter(({ id }) => byChapter.has(id))
      .map((chapter) => ({
        number: chapter.number,
        title: chapter.title,
        scenes: [...Map.groupBy(byChapter.get(chapter.id)!, ({ sceneId }) => sceneId)].map(([sceneId, inScene]) => {
          const script = scenes.get(sceneId)
          return {
            title: script?.title ?? script?.slug?.text ?? null,
            panels: inScene.map(({ id, content: { what, shot, angle, importance, lettering } }) => ({
              what,
              shot,
              angle,
              importance,
              page: begun.get(id) ?? null,
              lettering: lettering.map(
                ({ kind, balloon, text, speakerId, speakerName }): WrittenLettering => ({
                  kind,
                  balloon,
                  text,
                  speaker: speakerName ?? names.get(speakerId ?? '') ?? speakerId,
                }),
              ),
            })),
          }
        }),
      })),
  }
}

/** The page that each panel begins, in the order of the story: one that was moved back stays where it is told. */
function pagesBegun(panels: readonly StoredPanel[], pages: BookLayout['pages']): Map<string, WrittenPage> {
  const numberOf = new Map<string, number>()
  const spreads = new Set<string>()
  for (const { number, panels: placed } of pages) {
    for (const { id, spread } of placed) {
      if (!numberOf.has(id)) numberOf.set(id, number)
      if (spread) spreads.add(id)
    }
  }
  const begun = new Map<string, WrittenPage>()
  let page: WrittenPage | null = null
  for (const { id } of panels) {
    const number: number = numberOf.get(id) ?? page?.number ?? 1
    if (page === null || number > page.number) {
      page = { number, panels: 0, spread: spreads.has(id) }
      begun.set(id, page)
    }
    page.panels++
  }
  return begun
}
