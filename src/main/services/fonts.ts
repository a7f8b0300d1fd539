import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { type Coverage, coverageOf } from '../../comic/text/alphabets.ts'
import type { LetteringRole } from '../../comic/text/index.ts'
import { prepareText } from '../../comic/text/index.ts'
import { unknownWord } from '../../shared/closest.ts'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/file-name.ts'
import { type FontFile, readFontFile } from '../images/font-file.ts'
import type { Project } from '../open-project.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { writeWhole } from '../store/write-whole.ts'
import {
  authorFonts,
  type BookText,
  bookTexts,
  type MissingGlyph,
  missingGlyphs,
  openBookTypeCase,
} from './fonts/book-type-case.ts'
import { type ListedFont, readFontList, writeFontList } from './fonts/font-list-file.ts'
import { ownEdition } from './languages/book-languages.ts'

/** What a font can do. */
export interface FontReport {
  /** Name of the file. */
  file: string
  /** What the font calls itself. */
  family: string
  format: FontFile['format']
  /** Marked by its maker as not to be embedded. */
  restricted: boolean
  coverage: Coverage[]
  /** How much of the book's own text it has; null where no book was named. */
  book: { has: number; of: number; missing: string[] } | null
}

/** What a font is for when nothing is said. */
const USUAL_ROLES: readonly LetteringRole[] = ['dialogue', 'caption']

/**
 * Copies a font into the project and gives it roles. A font of the same file name is replaced.
 *
 * @throws AppError BAD_INPUT for what is no font, NOT_FOUND, READ_ONLY, DISK_FULL
 */
export async function addFont(
  project: Project,
  path: string,
  roles: readonly LetteringRole[] = USUAL_ROLES,
): Promise<{ font: FontReport; roles: readonly LetteringRole[]; replaced: boolean }> {
  if (project.readOnly) throw project.readOnly
  const font = await readFontFile(path)
  const file = fileNameFor(path, font)
  const before = readFontList(project)
  const others = before.filter((listed) => !isSameFile(listed.file, file))
  try {
    project.assertInPlace()
    mkdirSync(project.paths.fonts, { recursive: true })
    for (const listed of before) if (isSameFile(listed.file, file)) moveToTrash(project, listed.file)
    writeWhole(join(project.paths.fonts, file), font.bytes)
    writeFontList(project, [{ file, roles: [...new Set(roles)] }, ...others])
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
  return { font: reportOn(file, font, project), roles, replaced: others.length < before.length }
}

/** What a font file can do, for a book or by itself. @throws AppError BAD_INPUT, NOT_FOUND */
export async function checkFont(project: Project | null, path: string): Promise<FontReport> {
  return reportOn(basename(path), await readFontFile(path), project)
}

export interface FontsInBook {
  fonts: (ListedFont & { report: FontReport })[]
  /** Fonts that are listed and cannot be read. */
  diagnostics: Diagnostic[]
  /** Characters that neither they nor the shipped fonts have. */
  missing: MissingGlyph[]
  language: string
}

/** The author's own fonts and what the book lacks. @throws AppError BAD_INPUT, UNAVAILABLE */
export async function listFonts(project: Project): Promise<FontsInBook> {
  const { language } = project.book.settings()
  const texts = textsOf(project)
  const { fonts, diagnostics } = await authorFonts(project)
  const reports = await Promise.all(
    fonts.map(async ({ name, roles }) => {
      const font = await readFontFile(join(project.paths.fonts, name))
      return { file: name, roles: [...roles], report: reportOn(name, font, project) }
    }),
  )
  const { typeCase } = await openBookTypeCase(project, language, texts)
  return { fonts: reports, diagnostics, missing: missingGlyphs(typeCase, texts, ownEdition(project).writing), language }
}

/**
 * Takes a font out of the book; its file goes to the trash.
 *
 * @returns where the file lies now, relative to the project folder; null when it was gone already
 * @throws AppError WRONG_USE for a font that there is not, READ_ONLY
 */
export function removeFont(project: Project, name: string): { file: string; path: string | null } {
  if (project.readOnly) throw project.readOnly
  const listed = readFontList(project)
  const meant = listed.find(({ file }) => isSameFile(file, name))
  if (meant === undefined) {
    if (listed.length === 0) {
      throw new AppError('WRONG_USE', `There is no font "${name}" in the book: it has none of its own.`, {
        remedy: 'See the fonts of the book: panelwright font list <project>',
      })
    }
    throw unknownWord(
      'font',
      name,
      listed.map(({ file }) => file),
    )
  }
  try {
    project.assertInPlace()
    const path = moveToTrash(project, meant.file)
    writeFontList(
      project,
      listed.filter((font) => font !== meant),
    )
    return { file: meant.file, path }
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}

function moveToTrash({ folder, paths }: Project, file: string): string | null {
  const source = join(paths.fonts, file)
  if (!existsSync(source)) return null
  // Named by its content too, so that nothing in the trash is written over.
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 8)
  const path = `trash/fonts/${basename(file, extname(file))}-${hash}${extname(file)}`
  mkdirSync(join(paths.trash, 'fonts'), { recursive: true })
  renameSync(source, join(folder, path))
  return path
}

function reportOn(file: string, { face, format, restricted }: FontFile, project: Project | null): FontReport {
  const report = { file, family: face.family, format, restricted, coverage: coverageOf(face) }
  if (project === null) return { ...report, book: null }
  const drawn = new Set(textsOf(project).flatMap((text) => drawnCharacters(text, project)))
  const missing = [...drawn].filter((character) => !face.has(character)).sort()
  return { ...report, book: { has: drawn.size - missing.length, of: drawn.size, missing } }
}

/** As it stands on the page: in capitals, its dashes and dots set, without marks of emphasis. */
function drawnCharacters({ role, text }: BookText, project: Project): string[] {
  const { language } = project.book.settings()
  return [...prepareText(text, { language, role }).text].filter((character) => !/\s/u.test(character))
}

function textsOf(project: Project): BookText[] {
  return bookTexts(project, project.script.chapters(), project.script.panels(project.script.panelIds()))
}

/** A name every system takes, with the ending of what it is. */
function fileNameFor(path: string, { format }: FontFile): string {
  const ending = extname(path)
  const stem = safeFileName(basename(path, ending), 'font')
  return `${stem}.${format.toLowerCase()}`
}

/** On some systems names differ by more than their case or not at all. */
function isSameFile(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
