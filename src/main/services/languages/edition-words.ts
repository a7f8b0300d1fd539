import { type EditionLanguage, editionLanguage } from '../../../comic/edition-language.ts'
import type { LetteringRequest } from '../../../comic/lettering/lettering.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Project } from '../../open-project.ts'
import { ownEdition } from './book-languages.ts'
import { problem } from './lettering-table.ts'
import { isNeeded, type OwnText, ownTexts, placeOfText, THE_BOOK, textKey } from './own-texts.ts'
import { translationsOf } from './translations.ts'

/** What an edition says, and how it is read. */
export interface EditionWords {
  language: EditionLanguage
  /** The language the book is written in: where nothing is translated, its words stand in. */
  own: EditionLanguage
  isOwn: boolean
  /** Null: not translated. */
  title: string | null
  author: string | null
  chapter(id: string): string | null
  /** @param request of the own words, as `panelRequests` has them */
  line(request: Pick<LetteringRequest, 'id'>): string | null
  /** What an edition needs and does not have, in reading order. */
  missing: OwnText[]
  /** What is translated from words that the book does not have any more. */
  stale: OwnText[]
  /** What a machine translated and nobody has looked at. */
  machine: OwnText[]
}

/** The words of the book itself. */
export function ownWords(project: Project): EditionWords {
  const own = ownEdition(project)
  const none = () => null
  return {
    language: own,
    own,
    isOwn: true,
    title: null,
    author: null,
    chapter: none,
    line: none,
    missing: [],
    stale: [],
    machine: [],
  }
}

/** The words of an edition; of a language that the book is not lettered in, those of the book itself. */
export function editionWords(project: Project, code: string): EditionWords {
  const language = project.languages.find(code)
  const book = project.book.settings()
  if (language === null || code === book.language) return ownWords(project)
  const texts = ownTexts(project)
  const translations = translationsOf(project, code, texts)
  const said = (subject: OwnText['subject'], subjectId: string) =>
    translations.get(textKey({ subject, subjectId }))?.text ?? null
  const inState = (state: string | undefined) =>
    texts.filter((text) => isNeeded(text) && translations.get(textKey(text))?.state === state)
  return {
    language: editionLanguage(language, book),
    own: ownEdition(project),
    isOwn: false,
    title: said('title', THE_BOOK),
    author: said('author', THE_BOOK),
    chapter: (id) => said('chapter', id),
    line: ({ id }) => said('line', id),
    missing: inState(undefined),
    stale: inState('stale'),
    machine: inState('machine'),
  }
}

/** How many places a warning names; the rest are counted. */
const NAMED = 5

/** What an author should know about the words of an edition. */
export function wordsProblems(folder: string, { language: { code }, own, missing, stale }: EditionWords): Diagnostic[] {
  const table = 'Write the table out, fill it in and read it back: panelwright lettering export <project> <file>'
  const found: Diagnostic[] = []
  if (missing.length > 0) {
    const message = `${counted(missing)} not translated into ${code}: ${named(missing)}. The words in ${own.code} stand there.`
    found.push(problem('warning', 'not-translated', folder, 0, message, table))
  }
  if (stale.length > 0) {
    const message = `${counted(stale)} translated into ${code} from words that have changed since: ${named(stale)}.`
    found.push(problem('warning', 'translation-stale', folder, 0, message, table))
  }
  return found
}

function counted(texts: readonly OwnText[]): string {
  return texts.length === 1 ? '1 text is' : `${texts.length} texts are`
}

function named(texts: readonly OwnText[]): string {
  const places = [...new Set(texts.map(placeOfText))]
  const more = places.length - NAMED
  return [...places.slice(0, NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}
