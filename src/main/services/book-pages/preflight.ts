import type { LetteringProblem, ProblemCode } from '../../../comic/lettering/lettering.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
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

  for (const note of layout.notes)
    warn('layout', note, said`See what is decided about pages: panelwright page <project>`)
  if (layout.apart > 0) {
    warn(
      'apart',
      `${panels(layout.apart)} of free prompts not on the pages.`,
      'Move them into a chapter of the book, or take their chapter in: panelwright call tree.loose.',
    )
  }
  if (book.withoutPicture.length > 0) {
    warn(
      'without-picture',
      said`${panels(book.withoutPicture.length)} of ${layout.panels.size} without a picture in ${edition.artStyleId} · ${edition.language}: ${named(book.withoutPicture)}. They are empty slots on their pages.`,
      said`Make them: panelwright generate <project> --style ${edition.artStyleId}`,
    )
  }
  if (book.lostPicture.length > 0) {
    warn(
      'picture-lost',
      said`${panels(book.lostPicture.length)} whose picture in ${edition.artStyleId} · ${edition.language} is missing or changed on disk: ${named(book.lostPicture)}. Another take stands in where there is one; the others are empty slots.`,
      said`Put the files back, or make them again: panelwright generate <project> --style ${edition.artStyleId}`,
    )
  }
  if (book.stale.length > 0) {
    warn(
      'stale',
      said`${panels(book.stale.length)} whose picture shows an older state of the script: ${named(book.stale)}.`,
      said`Generate again to refresh only these.`,
    )
  }
  if (book.missingCharacters.length > 0) {
    warn(
      'missing-characters',
      said`No font that ships with Panelwright has ${book.missingCharacters.join(' ')}; they are drawn as empty boxes.`,
      said`Spell the words with other characters.`,
    )
  }
  return [...found, ...letteringProblems(project.folder, layout.panels, book.lettering)]
}

/** Texts that stand badly, panel by panel. */
export function letteringProblems(
  folder: string,
  panels: ReadonlyMap<string, StoredPanel>,
  problems: readonly LetteringProblem[],
): Diagnostic[] {
  const told = problems.slice(0, TOLD).flatMap(({ code, panelId, message }): Diagnostic[] => {
    const panel = panels.get(panelId)
    if (panel === undefined) return []
    const sentence = `${capital(placeOf(panel))}: ${message}`
    const remedy = LETTERING_REMEDIES[code]
    return [{ severity: 'warning', code: `lettering-${code}`, file: folder, line: 0, message: sentence, remedy }]
  })
  const more = problems.length - TOLD
  if (more <= 0) return told
  const rest = said`${more} more texts could not be placed well.`
  const remedy = said`Mend those above and export again.`
  return [...told, { severity: 'warning', code: 'lettering-more', file: folder, line: 0, message: rest, remedy }]
}

/** How many texts that stand badly are told one by one. */
const TOLD = 20

const CROWDED = said`Shorten the text, spread it over more panels, or give the panel more importance so that it grows.`
const LETTERING_REMEDIES: Readonly<Record<ProblemCode, string>> = {
  'covers-face': CROWDED,
  'covers-pin': CROWDED,
  overlap: CROWDED,
  'out-of-order': CROWDED,
  outside: CROWDED,
  'tails-cross': said`Have the people speak in the order they stand in, or give the panel more room.`,
  'tail-hidden': CROWDED,
  'tail-missing': CROWDED,
  'text-cut': said`Spread the text over more panels.`,
  'word-too-wide': said`Use a shorter word, give the panel more width, or mark where the word may be divided.`,
  'characters-removed': said`Take them out of the script; nothing else is lost.`,
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function panels(count: number): string {
  return said`${count === 1 ? '1 panel' : `${count} panels`}`
}

function named(list: readonly StoredPanel[]): string {
  const names = list.slice(0, NAMED).map(placeOf)
  return [...names, ...(list.length > NAMED ? [said`and ${list.length - NAMED} more`] : [])].join('; ')
}

export function placeOf({ chapter, scene, number }: StoredPanel): string {
  return `chapter ${chapter}, scene ${scene}, panel ${number}`
}
