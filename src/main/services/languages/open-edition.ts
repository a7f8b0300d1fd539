import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Project } from '../../open-project.ts'
import {
  bookTexts,
  type EditionTypeCases,
  glyphProblems,
  missingGlyphs,
  openEditionTypeCases,
} from '../fonts/book-type-case.ts'
import { type BookLayout, layOut } from '../laying-out.ts'
import type { BookWish } from '../shaping/book-to-lay-out.ts'
import { type EditionWords, editionWords } from './edition-words.ts'

/** All that the pages of an edition are made of but its pictures. */
export interface OpenedEdition {
  words: EditionWords
  /** As the edition is read. */
  layout: BookLayout
  typeCases: EditionTypeCases
  /** Fonts that are lost, characters that no font has. */
  diagnostics: Diagnostic[]
}

/**
 * @param language of the edition; the book's own words stand for one that it is not lettered in
 * @param artStyleId whose pictures are laid out; null = of the edition that has most
 * @throws AppError WRONG_USE for a wish that cannot be meant, UNAVAILABLE and BAD_INPUT for fonts
 */
export async function openEdition(
  project: Project,
  language: string,
  artStyleId: string | null = null,
  wish: BookWish = {},
): Promise<OpenedEdition> {
  const words = editionWords(project, language)
  const edition = artStyleId === null ? null : { artStyleId, language }
  const { code, writing, readingDirection } = words.language
  const layout = layOut(project, wish, { edition, direction: readingDirection })
  const texts = bookTexts(project, layout.chapters, layout.panels.values(), words)
  const ownTexts = bookTexts(project, layout.chapters, layout.panels.values())
  const { typeCases, diagnostics } = await openEditionTypeCases(project, words, texts, ownTexts)
  const glyphs = missingGlyphs(typeCases.edition, texts, writing)
  return { words, layout, typeCases, diagnostics: [...diagnostics, ...glyphProblems(project.folder, code, glyphs)] }
}
