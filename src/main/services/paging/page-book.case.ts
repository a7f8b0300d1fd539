import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProject, type Project } from '../../open-project.ts'
import { importScript } from '../importing.ts'
import { newBook } from '../new-book.ts'

/** Panels of the first chapter; the second has four. */
const PANELS = 18

/** A real book of two chapters with a text in every third panel, made from a script that can change. For tests. */
export interface PageBook {
  readonly project: Project
  /** Imports the script again, with its first chapter as given. */
  rewrite(panels: readonly string[]): Promise<void>
  /** Closes the book and opens it as the next command would. */
  restart(): void
  close(): void
}

/** Panels of the first chapter as the script has them. */
export const STORY: readonly string[] = Array.from({ length: PANELS }, (_, at) => {
  const said = at % 3 === 0 ? [`NELL: Line ${at + 1} of hers.`] : []
  return [`Nell carries crate ${at + 1} of ${PANELS} along the long quay.`, ...said].join('\n')
})

export async function openPageBook(direction: 'ltr' | 'rtl' | 'vertical' = 'ltr'): Promise<PageBook> {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-paging-'))
  const script = join(folder, 'strips.txt')
  const book = join(folder, 'Quay.panelwright')
  let project = newBook(
    book,
    { readingDirection: direction, pageFormat: direction === 'vertical' ? 'webtoon' : 'us-comic' },
    { what: 'a test' },
  )
  const rewrite = async (panels: readonly string[]) => {
    writeFileSync(
      script,
      `${chapter(1, panels)}\n${chapter(
        2,
        STORY.slice(0, 4).map((text) => `${text} It is night.`),
      )}`,
    )
    await importScript(project, [script])
  }
  await rewrite(STORY)
  return {
    get project() {
      return project
    },
    rewrite,
    restart() {
      project.close()
      project = openProject(book, { mode: 'own', what: 'a test' })
    },
    close() {
      project.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function chapter(number: number, panels: readonly string[]): string {
  return `# Chapter ${number}: Quay\n\n## Scene 1: The quay\n\n### Strip 001\n${panels.join('\n---\n')}\n`
}
