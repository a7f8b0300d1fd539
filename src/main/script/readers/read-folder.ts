import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { AppError, assertNever } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { readBible } from './bible.ts'
import { readFountain } from './fountain.ts'
import { listFiles } from './list-files.ts'
import { mergeBibles } from './merge-bibles.ts'
import { readPageScript } from './page-script.ts'
import { readPrompts } from './prompts.ts'
import { readProseBook } from './prose.ts'
import { type ReadOptions, readSource, type Source, type SourceFile } from './read-source.ts'
import { renumberAcross } from './renumber-across.ts'
import { readStrips } from './strips.ts'
import { readPromptSheets } from './tables/prompt-table.ts'

export type { SourceFile }

export interface ScriptSources {
  /** In reading order. */
  documents: ScriptDocument[]
  bible: Bible | null
  /** Everything found, also what stands in the documents. */
  diagnostics: Diagnostic[]
  files: SourceFile[]
}

function asDiagnostic(error: AppError, file: string): Diagnostic {
  const { message, remedy, place } = error
  return {
    severity: 'error',
    code: 'file-unreadable',
    file,
    line: place?.line ?? 0,
    message,
    ...(remedy && { remedy }),
  }
}

/** @param named files that were named themselves: these throw when they cannot be read */
function readDocuments(
  sources: readonly Source[],
  options: ReadOptions,
  named: ReadonlySet<string>,
  onFailure: (error: AppError, file: { path: string; name: string }) => void,
): ScriptDocument[] {
  const prose = sources.filter((source) => source.kind === 'prose').map(({ name, text }) => ({ file: name, text }))
  const book = readProseBook(prose, options.noteHeadings === undefined ? {} : { noteHeadings: options.noteHeadings })
  const authored = sources.flatMap((source) => {
    try {
      return readAuthored(source, options) ?? []
    } catch (error) {
      if (!(error instanceof AppError) || named.has(source.path)) throw error
      onFailure(error, source)
      return []
    }
  })
  const firstNumber = (document: ScriptDocument) => Number(document.chapters[0]?.number ?? Infinity)
  book.sort((one, other) =>
    firstNumber(one) < firstNumber(other) ? -1 : Number(firstNumber(one) > firstNumber(other)),
  )
  return renumberAcross([...book, ...authored])
}

/** Scripts whose panels the author cut; null for prose and bibles, which are read all together. */
function readAuthored(
  { kind, name, text, sheets, paragraphs }: Source,
  { repair = false }: ReadOptions,
): ScriptDocument | null {
  switch (kind) {
    case 'strips':
      return readStrips(text, name)
    case 'prompts':
      return readPrompts(text, name, { repair })
    case 'script':
      return readPageScript(text, name, { paragraphs })
    case 'fountain':
      return readFountain(text, name)
    case 'table':
      return readPromptSheets(sheets, name)
    case 'prose':
    case 'bible':
      return null
    default:
      return assertNever(kind)
  }
}

function nothingToRead(paths: readonly string[], skipped: readonly Diagnostic[]): AppError {
  const [first = '', ...others] = paths
  const what = skipped.map((diagnostic) => diagnostic.message).join(' ')
  return new AppError(
    'BAD_INPUT',
    `${others.length === 0 ? said`There is no script here.` : said`None of “${paths.join('”, “')}” holds a script.`}${what && ` ${what}`}`,
    {
      remedy: said`A script is a text, Markdown, Fountain, Final Draft, Word, OpenDocument, CSV or Excel file.`,
      ...(others.length === 0 && { place: { file: first } }),
    },
  )
}

/**
 * Reads script files and folders: every text file as what it is, in reading order, with the bible that lies among them.
 * A named file that cannot be read throws; one found in a folder becomes an error diagnostic and the rest is read.
 * Throws WRONG_USE for paths and options that cannot be meant, BAD_INPUT when nothing can be read.
 */
export async function readScriptSources(paths: readonly string[], options: ReadOptions = {}): Promise<ScriptSources> {
  if (paths.length === 0)
    throw new AppError('WRONG_USE', said`No script was named.`, { remedy: said`Name a file or a folder.` })
  if (options.as === 'imagery') {
    throw new AppError('WRONG_USE', said`Imagery YAML is no text script and cannot be read as one.`, {
      remedy: said`Use prose, strips, script, fountain, prompts or table.`,
    })
  }
  const { files, diagnostics: skipped } = await listFiles(paths)
  const diagnostics = [...skipped]
  const sources: Source[] = []
  let firstFailure: AppError | null = null
  const isAlone = files.length === 1 && files[0]!.isNamed
  const failed = new Set<string>()
  const fail = (error: AppError, { path, name }: { path: string; name: string }) => {
    firstFailure ??= error
    failed.add(path)
    diagnostics.push(asDiagnostic(error, name))
  }
  for (const file of files) {
    try {
      const source = await readSource(file, options, diagnostics, isAlone)
      if (source !== null) sources.push(source)
    } catch (error) {
      if (!(error instanceof AppError) || file.isNamed) throw error
      fail(error, file)
    }
  }
  if (sources.length === 0) throw firstFailure ?? nothingToRead(paths, skipped)

  const named = new Set(files.filter(({ isNamed }) => isNamed).map(({ path }) => path))
  const documents = readDocuments(sources, options, named, fail)
  if (firstFailure !== null && sources.every(({ path }) => failed.has(path))) throw firstFailure
  const bibles = sources
    .filter((source) => source.kind === 'bible')
    .map(({ name, text }) => ({ file: name, ...readBible(text, name) }))
  const { bible, diagnostics: merged } = mergeBibles(bibles)
  return {
    documents,
    bible,
    diagnostics: [
      ...diagnostics,
      ...documents.flatMap((document) => document.diagnostics),
      ...bibles.flatMap((read) => read.diagnostics),
      ...merged,
    ],
    files: sources
      .filter(({ path }) => !failed.has(path))
      .map(({ path, name, sha256, kind }) => ({ path, name, sha256, kind })),
  }
}
