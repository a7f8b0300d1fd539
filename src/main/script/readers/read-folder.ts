import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument, ScriptKind } from '../../../shared/domain/script.ts'
import { AppError } from '../../../shared/errors.ts'
import { readBible } from './bible.ts'
import { decodeText, refuseLargeScript } from './decode-text.ts'
import { detectKind, type SourceKind } from './detect-kind.ts'
import { damageDiagnostics } from './encoding-diagnostics.ts'
import { cannotRead, type ListedFile, listFiles } from './list-files.ts'
import { mergeBibles } from './merge-bibles.ts'
import { checkEncoding } from './mojibake.ts'
import { readPrompts } from './prompts.ts'
import { readProseBook } from './prose.ts'
import { renumberAcross } from './renumber-across.ts'
import { readStrips } from './strips.ts'

export interface ReadOptions {
  /** Read every script so, whatever it looks like. A bible stays a bible, unless it is all that was named. */
  as?: ScriptKind | 'bible'
  /** Replace the built-in headings that open notes. */
  noteHeadings?: readonly string[]
  /** Mend broken encodings instead of only offering to. */
  repair?: boolean
}

export interface SourceFile {
  /** Absolute. */
  path: string
  /** Below the folder that was named, with `/`. */
  name: string
  /** Of the bytes on disk, lower-case hex. */
  sha256: string
  kind: SourceKind
}

export interface ScriptSources {
  /** In reading order. */
  documents: ScriptDocument[]
  bible: Bible | null
  /** Everything found, also what stands in the documents. */
  diagnostics: Diagnostic[]
  files: SourceFile[]
}

interface Source extends SourceFile {
  text: string
}

async function readBytes(file: ListedFile): Promise<Buffer> {
  let handle: Awaited<ReturnType<typeof open>> | undefined
  try {
    handle = await open(file.path, 'r')
    const found = await handle.stat()
    if (!found.isFile()) {
      throw new AppError('BAD_INPUT', 'This is no ordinary file.', { place: { file: file.name } })
    }
    refuseLargeScript(found.size, file.name)
    return await handle.readFile()
  } catch (cause) {
    throw cause instanceof AppError ? cause : cannotRead(file.name, cause)
  } finally {
    await handle?.close()
  }
}

/** Reads and decodes one file; null for one that is empty, which is only worth a word in a folder. */
async function readSource(
  file: ListedFile,
  options: ReadOptions,
  diagnostics: Diagnostic[],
  isAlone: boolean,
): Promise<Source | null> {
  const bytes = await readBytes(file)
  const { text, encoding, isLossy } = decodeText(bytes, file.name, options)
  if (text.trim() === '') {
    const message = 'This file is empty.'
    if (file.isNamed)
      throw new AppError('BAD_INPUT', message, {
        remedy: 'Name the file that holds the script.',
        place: { file: file.name },
      })
    diagnostics.push({ severity: 'warning', code: 'file-empty', file: file.name, line: 0, message })
    return null
  }
  if (encoding === 'cp1252' || isLossy) {
    const how = isLossy ? 'damaged UTF-8; what could not be read is marked' : 'no UTF-8 and was read as Windows-1252'
    diagnostics.push({
      severity: 'info',
      code: 'encoding-repaired',
      file: file.name,
      line: 0,
      message: `The file is ${how}.`,
    })
  }
  const kind = kindOf(text, options.as as SourceKind | undefined, isAlone)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    path: file.path,
    name: file.name,
    sha256,
    kind,
    text: kind === 'prompts' ? text : mend(text, file.name, options, diagnostics),
  }
}

/** What is said of a script is not meant of the bible beside it. */
function kindOf(text: string, wanted: SourceKind | undefined, isAlone: boolean): SourceKind {
  if (wanted !== undefined && isAlone) return wanted
  const detected = detectKind(text)
  return wanted === undefined || detected === 'bible' ? detected : wanted
}

/** Prompts are mended one by one by their reader; every other text here. */
function mend(text: string, file: string, options: ReadOptions, diagnostics: Diagnostic[]): string {
  const check = checkEncoding(text)
  const repaired = options.repair === true
  diagnostics.push(...damageDiagnostics(check, { file, line: 1, name: 'The text', repaired }))
  return repaired ? check.repaired : text
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

function readDocuments(sources: readonly Source[], options: ReadOptions): ScriptDocument[] {
  const prose = sources.filter((source) => source.kind === 'prose').map(({ name, text }) => ({ file: name, text }))
  const book = readProseBook(prose, options.noteHeadings === undefined ? {} : { noteHeadings: options.noteHeadings })
  const strips = sources.filter((source) => source.kind === 'strips').map(({ name, text }) => readStrips(text, name))
  const prompts = sources
    .filter((source) => source.kind === 'prompts')
    .map(({ name, text }) => readPrompts(text, name, { repair: options.repair === true }))
  const firstNumber = (document: ScriptDocument) => Number(document.chapters[0]?.number ?? Infinity)
  book.sort((one, other) =>
    firstNumber(one) < firstNumber(other) ? -1 : Number(firstNumber(one) > firstNumber(other)),
  )
  return renumberAcross([...book, ...strips, ...prompts])
}

function nothingToRead(paths: readonly string[], skipped: readonly Diagnostic[]): AppError {
  const [first = '', ...others] = paths
  const what = skipped.map((diagnostic) => diagnostic.message).join(' ')
  return new AppError(
    'BAD_INPUT',
    `${others.length === 0 ? 'There is no script here.' : `None of “${paths.join('”, “')}” holds a script.`}${what && ` ${what}`}`,
    {
      remedy: 'A script is a text or Markdown file: chapters of prose, strips, or prompts divided by “---” lines.',
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
    throw new AppError('WRONG_USE', 'No script was named.', { remedy: 'Name a file or a folder.' })
  if (options.as === 'imagery') {
    throw new AppError('WRONG_USE', 'Imagery YAML is no text script and cannot be read as one.', {
      remedy: 'Use prose, strips or prompts.',
    })
  }
  const { files, diagnostics: skipped } = await listFiles(paths)
  const diagnostics = [...skipped]
  const sources: Source[] = []
  let firstFailure: AppError | null = null
  const isAlone = files.length === 1 && files[0]!.isNamed
  for (const file of files) {
    try {
      const source = await readSource(file, options, diagnostics, isAlone)
      if (source !== null) sources.push(source)
    } catch (error) {
      if (!(error instanceof AppError) || file.isNamed) throw error
      firstFailure ??= error
      diagnostics.push(asDiagnostic(error, file.name))
    }
  }
  if (sources.length === 0) throw firstFailure ?? nothingToRead(paths, skipped)

  const documents = readDocuments(sources, options)
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
    files: sources.map(({ path, name, sha256, kind }) => ({ path, name, sha256, kind })),
  }
}
