import { type EditionLanguage, editionLanguage } from '../../../comic/edition-language.ts'
import type { BookLanguage } from '../../../shared/domain/book-language.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import { isNeeded, ownTexts, textKey } from './own-texts.ts'
import { type TranslationState, translationsOf } from './translations.ts'

/** What may be said about a language; null goes by the language again. */
export type LanguageSettings = Partial<Omit<BookLanguage, 'code'>>

/** How far a language is. */
export interface LanguageProgress {
  code: string
  /** The language the script is written in. */
  isOwn: boolean
  settings: EditionLanguage
  /** Texts that stand on a page: title, headings, lines. */
  texts: number
  /** Of them, by state. */
  edited: number
  machine: number
  stale: number
  missing: number
}

/**
 * Adds languages to the book. Texts that are kept from an earlier time come back with them.
 *
 * @returns the codes that were added; those the book has already are not
 * @throws AppError WRONG_USE for the book's own language, and the project's reason when it is read-only
 */
export function addLanguages(project: Project, codes: readonly string[], settings: LanguageSettings = {}): string[] {
  if (project.readOnly) throw project.readOnly
  const { language: own } = project.book.settings()
  if (codes.includes(own)) {
    throw new AppError('WRONG_USE', `${own} is the language of the book itself.`, {
      remedy: 'Name the languages it is to be lettered in beside it.',
    })
  }
  const added = [...new Set(codes)].filter((code) => project.languages.find(code) === null)
  const language = (code: string): BookLanguage => ({
    code,
    readingDirection: null,
    writing: null,
    digits: null,
    ...settings,
  })
  project.store.sqlite.transaction(() => {
    for (const code of added) project.languages.put(language(code), project.now())
  })()
  return added
}

/**
 * Sets how a language is read and written.
 *
 * @throws AppError WRONG_USE when the book has no such language, and the project's reason when it is read-only
 */
export function changeLanguage(project: Project, code: string, settings: LanguageSettings): EditionLanguage {
  if (project.readOnly) throw project.readOnly
  const changed = { ...knownLanguage(project, code), ...settings }
  project.languages.put(changed, project.now())
  return editionLanguage(changed, project.book.settings())
}

/**
 * Takes a language out of the book. Its texts stay in the book, unseen, until the language is added again.
 *
 * @returns how many texts are kept
 * @throws AppError WRONG_USE when the book has no such language, and the project's reason when it is read-only
 */
export function removeLanguage(project: Project, code: string): number {
  if (project.readOnly) throw project.readOnly
  project.languages.remove(knownLanguage(project, code).code)
  return project.letteringTexts.inLanguage(code).length
}

/** The book's own language first, then the others in the order they were added. */
export function listLanguages(project: Project): LanguageProgress[] {
  const book = project.book.settings()
  const texts = ownTexts(project)
  const needed = texts.filter(isNeeded)
  const own: LanguageProgress = {
    code: book.language,
    isOwn: true,
    settings: ownEdition(project),
    texts: needed.length,
    edited: needed.length,
    machine: 0,
    stale: 0,
    missing: 0,
  }
  const others = project.languages.all().map((language): LanguageProgress => {
    const translations = translationsOf(project, language.code, texts)
    const states = needed.map((text) => translations.get(textKey(text))?.state)
    const count = (state: TranslationState | undefined) => states.filter((each) => each === state).length
    return {
      code: language.code,
      isOwn: false,
      settings: editionLanguage(language, book),
      texts: needed.length,
      edited: count('edited'),
      machine: count('machine'),
      stale: count('stale'),
      missing: count(undefined),
    }
  })
  return [own, ...others]
}

/** How the book itself is read and written. */
export function ownEdition(project: Project): EditionLanguage {
  const { language, readingDirection } = project.book.settings()
  const { writing, digits } = editionLanguage(
    { code: language, readingDirection: null, writing: null, digits: null },
    { language, readingDirection },
  )
  return { code: language, readingDirection, writing, digits }
}

/** @throws AppError WRONG_USE naming the languages there are */
export function knownLanguage(project: Project, code: string): BookLanguage {
  const language = project.languages.find(code)
  if (language !== null) return language
  const codes = project.languages.all().map((known) => known.code)
  throw new AppError('WRONG_USE', `The book is not lettered in ${code}.`, {
    remedy: `${codes.length > 0 ? `Beside its own it has ${codes.join(', ')}. ` : ''}Add the language: panelwright language add <project> ${code}`,
  })
}
