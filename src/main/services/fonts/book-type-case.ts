import { join } from 'node:path'
import { allDigits } from '../../../comic/edition-language.ts'
import { roleOf } from '../../../comic/lettering/letter-panel.ts'
import { panelRequests } from '../../../comic/lettering/panel-requests.ts'
import { missingCharacters, prepareText, type TypeCase } from '../../../comic/text/index.ts'
import { codeOf } from '../../../shared/code-point.ts'
import type { Writing } from '../../../shared/domain/book-language.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { AppError } from '../../../shared/errors.ts'
import { readFontFile } from '../../images/font-file.ts'
import { type AuthorFont, openTypeCase, type TextNeed } from '../../images/typefaces.ts'
import type { Project } from '../../open-project.ts'
import { resourcePath } from '../../resources.ts'
import type { StoredPanel } from '../../store/script.ts'
import { placeOf } from '../book-pages/preflight.ts'
import { type EditionWords, ownWords } from '../languages/edition-words.ts'
import { readFontList } from './font-list-file.ts'

/** A text that stands in a book. */
export interface BookText extends TextNeed {
  /** Null for titles, the author's name, page numbers. */
  panel: StoredPanel | null
}

/** Every text that stands in an edition of a book, in reading order. */
export function bookTexts(
  project: Project,
  chapters: readonly { id: string; title: string }[],
  panels: Iterable<StoredPanel>,
  words: EditionWords = ownWords(project),
): BookText[] {
  const book = project.book.settings()
  const beside = (role: TextNeed['role'], text: string): BookText => ({ role, text, panel: null })
  const titles = [words.title ?? book.title, ...chapters.map(({ id, title }) => words.chapter(id) ?? title)]
  const texts = titles.map((text) => beside('shout', text))
  texts.push(beside('caption', words.author ?? book.author), beside('caption', allDigits(words.language.digits)))
  for (const panel of panels)
    for (const request of panelRequests(panel.id, panel.content, panel.letteringIds))
      texts.push({ role: roleOf(request.kind), text: words.line(request) ?? request.text, panel })
  return texts
}

/** The fonts an author added, as far as they can be read. */
export async function authorFonts(project: Project): Promise<{ fonts: AuthorFont[]; diagnostics: Diagnostic[] }> {
  const fonts: AuthorFont[] = []
  const diagnostics: Diagnostic[] = []
  for (const { file, roles } of readFontList(project)) {
    const path = join(project.paths.fonts, file)
    try {
      fonts.push({ name: file, bytes: (await readFontFile(path)).bytes, roles })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      diagnostics.push({
        severity: 'warning',
        code: 'font-lost',
        file: path,
        line: 0,
        message: `${error.message} Fonts that ship with Panelwright stand in for it.`,
        remedy: `Put the file back, or take it out: panelwright font remove <project> "${file}"`,
      })
    }
  }
  return { fonts, diagnostics }
}

/** The typefaces for a book's texts, the author's own first. @throws AppError UNAVAILABLE, BAD_INPUT */
export async function openBookTypeCase(
  project: Project,
  language: string,
  texts: readonly TextNeed[],
): Promise<{ typeCase: TypeCase; diagnostics: Diagnostic[] }> {
  const { fonts, diagnostics } = await authorFonts(project)
  return { typeCase: await openTypeCase(resourcePath('resources', 'fonts'), language, texts, fonts), diagnostics }
}

/** What an edition is set in: its own words, and those of the book that stand in for them. */
export interface EditionTypeCases {
  edition: TypeCase
  own: TypeCase
}

/** Typefaces for an edition; those of the book's own language as well, which says where everything stands. */
export async function openEditionTypeCases(
  project: Project,
  words: EditionWords,
  texts: readonly TextNeed[],
  ownTexts: readonly TextNeed[],
): Promise<{ typeCases: EditionTypeCases; diagnostics: Diagnostic[] }> {
  const { typeCase: edition, diagnostics } = await openBookTypeCase(project, words.language.code, texts)
  if (words.isOwn) return { typeCases: { edition, own: edition }, diagnostics }
  const { typeCase: own } = await openBookTypeCase(project, words.own.code, ownTexts)
  return { typeCases: { edition, own }, diagnostics }
}

/** A character that no font has. */
export interface MissingGlyph {
  character: string
  /** Where it is wanted first; null for a title. */
  panel: StoredPanel | null
  /** Texts that want it. */
  texts: number
}

/** The characters of a book that no typeface has. */
export function missingGlyphs(typeCase: TypeCase, texts: readonly BookText[], inPanels: Writing): MissingGlyph[] {
  const found = new Map<string, MissingGlyph>()
  for (const { role, text, panel } of texts) {
    const writing = panel === null ? 'horizontal' : inPanels
    const prepared = prepareText(text, { language: typeCase.language, role, writing })
    for (const character of missingCharacters(prepared, typeCase)) {
      const known = found.get(character)
      if (known === undefined) found.set(character, { character, panel, texts: 1 })
      else known.texts++
    }
  }
  return [...found.values()]
}

/** How many characters an author is told of one by one. */
const TOLD = 20

/** Each missing character of the panels, with where it stands; titles are told by the preflight. */
export function glyphProblems(folder: string, language: string, missing: readonly MissingGlyph[]): Diagnostic[] {
  const inPanels = missing.filter(({ panel }) => panel !== null)
  const problems = inPanels.slice(0, TOLD).map(({ character, panel, texts }): Diagnostic => {
    const more = texts > 1 ? `, and in ${texts - 1} more ${texts === 2 ? 'text' : 'texts'}` : ''
    return {
      severity: 'error',
      code: 'missing-glyph',
      file: folder,
      line: 0,
      message: `No font has ${character} (${codeOf(character)}) of ${placeOf(panel!)} in ${language}${more}; it is drawn as an empty box.`,
      remedy: 'Add a font that has it: panelwright font add <project> <file>; or write it otherwise.',
    }
  })
  if (inPanels.length > TOLD) {
    const others = inPanels.slice(TOLD).map(({ character }) => character)
    problems.push({
      severity: 'error',
      code: 'missing-glyph',
      file: folder,
      line: 0,
      message: `No font has ${others.length} more characters of the text in ${language}: ${others.join(' ')}`,
      remedy: 'Add a font that has them: panelwright font add <project> <file>',
    })
  }
  return problems
}
