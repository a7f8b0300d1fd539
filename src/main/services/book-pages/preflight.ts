import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Project } from '../../open-project.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { BookLayout } from '../laying-out.ts'
import type { DescribedBook } from './describe-book.ts'
import type { Edition } from './edition.ts'

/** How many panels a warning names; the rest are counted. */
const NAMED = 5

/** What an author should know before a book goes to a printer. The book is written all the same. */
export function preflight(project: Project, layout: BookLayout, book: DescribedBook, edition: Edition): Diagnostic[] {
  const found: Diagnostic[] = []
  const warn = (code: string, message: string, remedy: string) =>
    found.push({ severity: 'warning', code, file: project.folder, line: 0, message, remedy })

  if (book.withoutPicture.length > 0) {
    warn(
      'without-picture',
      `${panels(book.withoutPicture.length)} of ${layout.panels.size} without a picture in ${edition.artStyleId} · ${edition.language}: ${named(book.withoutPicture)}. They are empty slots on their pages.`,
      `Make them: panelwright generate <project> --style ${edition.artStyleId}`,
    )
  }
  if (book.lostPicture.length > 0) {
    warn(
      'picture-lost',
      `${panels(book.lostPicture.length)} whose picture in ${edition.artStyleId} · ${edition.language} is missing or changed on disk: ${named(book.lostPicture)}. Another take stands in where there is one; the others are empty slots.`,
      `Put the files back, or make them again: panelwright generate <project> --style ${edition.artStyleId}`,
    )
  }
  if (book.stale.length > 0) {
    warn(
      'stale',
      `${panels(book.stale.length)} whose picture shows an older state of the script: ${named(book.stale)}.`,
      'Generate again to refresh only these.',
    )
  }
  if (book.missingCharacters.length > 0) {
    warn(
      'missing-characters',
      `No font that ships with Panelwright has ${book.missingCharacters.join(' ')}; these characters are left out of titles.`,
      'Spell the title with other characters.',
    )
  }
  return found
}

function panels(count: number): string {
  return count === 1 ? '1 panel' : `${count} panels`
}

function named(list: readonly StoredPanel[]): string {
  const names = list
    .slice(0, NAMED)
    .map(({ chapter, scene, number }) => `chapter ${chapter}, scene ${scene}, panel ${number}`)
  return [...names, ...(list.length > NAMED ? [`and ${list.length - NAMED} more`] : [])].join('; ')
}
