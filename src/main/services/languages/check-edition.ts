import { letterStyle } from '../../../comic/lettering/letter-style.ts'
import type { LetteringProblem } from '../../../comic/lettering/lettering.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Project } from '../../open-project.ts'
import type { StandingTake } from '../../store/queue/picks.ts'
import { translationOf } from '../book-pages/describe-book.ts'
import { chooseEdition, drawnEditions } from '../book-pages/edition.ts'
import { letterBook } from '../book-pages/letter-book.ts'
import { meantPlaces } from '../book-pages/meant-places.ts'
import { placeTakes } from '../book-pages/placed-takes.ts'
import { letteringProblems } from '../book-pages/preflight.ts'
import { standingTakes } from '../book-pages/standing-takes.ts'
import { letteringLocks } from '../paging/lettering-locks.ts'
import type { BookWish } from '../shaping/book-to-lay-out.ts'
import { knownLanguage } from './book-languages.ts'
import { wordsProblems } from './edition-words.ts'
import { type OpenedEdition, openEdition } from './open-edition.ts'

/** How an edition would come out. */
export interface EditionCheck {
  language: string
  readingDirection: string
  pages: number
  /** Balloons, captions and sounds on all pages. */
  texts: number
  missing: number
  stale: number
  machine: number
  /** Texts that stand elsewhere than in the own language, for want of room; null where pages are mirrored. */
  moved: number | null
  /** Texts that cannot be placed well in this language, and can in the book's own. */
  crowded: number
  diagnostics: Diagnostic[]
}

/**
 * Letters the whole book in a language, writes nothing, and tells what would not fit. Where there are no pictures yet,
 * people are taken to stand where the script makes it likely.
 *
 * @throws AppError WRONG_USE for a language the book does not have
 */
export async function checkEdition(project: Project, code: string, wish: BookWish = {}): Promise<EditionCheck> {
  const opened = await openEdition(project, knownLanguage(project, code).code, null, wish)
  const { words, layout } = opened
  const own = await letter(project, await openEdition(project, words.own.code, null, wish))
  const edition = await letter(project, opened)
  const known = new Set(own.problems.map(nameOf))
  const crowded = edition.problems.filter((problem) => !known.has(nameOf(problem)))
  const mirrored = words.language.readingDirection !== words.own.readingDirection
  return {
    language: code,
    readingDirection: words.language.readingDirection,
    pages: layout.pages.length,
    texts: edition.texts,
    missing: words.missing.length,
    stale: words.stale.length,
    machine: words.machine.length,
    moved: mirrored ? null : edition.moved,
    crowded: crowded.length,
    diagnostics: [
      ...wordsProblems(project.folder, words),
      ...opened.diagnostics,
      ...letteringProblems(project.folder, layout.panels, crowded),
    ],
  }
}

function nameOf({ code, id }: LetteringProblem): string {
  return `${id} ${code}`
}

async function letter(project: Project, { words, layout, typeCases }: OpenedEdition) {
  const { language, own } = words
  const takes = await takesIn(project, language.code)
  const { pages, problems, moved } = await letterBook(
    layout,
    await placeTakes(project.folder, layout.pages, takes),
    meantPlaces(project, layout, takes),
    { ...own, typeCase: typeCases.own },
    letterStyle(layout.format.trimMm, language.readingDirection),
    language.readingDirection,
    project.paths.previews,
    {
      locks: letteringLocks(project, layout.panels, own.code),
      translation: translationOf(project, layout, words, { ...language, typeCase: typeCases.edition }),
    },
  )
  const panels = pages.flatMap((page) => [...page.values()])
  return { problems, moved, texts: panels.reduce((sum, { placed }) => sum + placed.length, 0) }
}

async function takesIn(project: Project, language: string): Promise<ReadonlyMap<string, StandingTake>> {
  if (drawnEditions(project).length === 0) return new Map()
  return (await standingTakes(project, chooseEdition(project, { language }))).takes
}
