import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptKind } from '../../../shared/domain/script.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { decodeText, refuseLargeScript } from './decode-text.ts'
import { detectKind, type SourceKind } from './detect-kind.ts'
import { isDocument, openDocument, type ReadDocument } from './documents/read-document.ts'
import { damageDiagnostics } from './encoding-diagnostics.ts'
import { cannotRead, type ListedFile } from './list-files.ts'
import { checkEncoding } from './mojibake.ts'
import { readCsv } from './tables/csv.ts'
import type { Sheet } from './tables/xlsx.ts'

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

export interface Source extends SourceFile {
  text: string
  /** Of tables: what `text` is for all other kinds. */
  sheets: Sheet[]
  /** Each line of `text` is a paragraph. */
  paragraphs: boolean
}

async function readBytes(file: ListedFile): Promise<Buffer> {
  let handle: Awaited<ReturnType<typeof open>> | undefined
  try {
    handle = await open(file.path, 'r')
    const found = await handle.stat()
    if (!found.isFile()) {
      throw new AppError('BAD_INPUT', said`This is no ordinary file.`, { place: { file: file.name } })
    }
    refuseLargeScript(found.size, file.name)
    return await handle.readFile()
  } catch (cause) {
    throw cause instanceof AppError ? cause : cannotRead(file.name, cause)
  } finally {
    await handle?.close()
  }
}

/** Reads one file as what it is; null for one that is empty, which is only worth a word in a folder. */
export async function readSource(
  file: ListedFile,
  options: ReadOptions,
  diagnostics: Diagnostic[],
  isAlone: boolean,
): Promise<Source | null> {
  const bytes = await readBytes(file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const base = { path: file.path, name: file.name, sha256, sheets: [], paragraphs: false }
  const wanted = options.as as SourceKind | undefined
  if (isDocument(bytes, file.name)) {
    const opened = await openDocument(bytes, file.name)
    const told = opened.is === 'sheets' ? opened.told : opened.document.told
    for (const message of told) {
      diagnostics.push({ severity: 'info', code: 'document-part', file: file.name, line: 0, message })
    }
    if (opened.is === 'sheets') return { ...base, kind: 'table', text: '', sheets: opened.sheets }
    if (opened.document.lines.every((line) => line.trim() === '')) return emptyFile(file, diagnostics)
    const kind = kindOf(opened.document.lines.join('\n'), file.name, wanted, isAlone)
    const isTight = kind === 'script' || kind === 'strips' || kind === 'fountain'
    const text = (isTight ? opened.document.lines : apart(opened.document)).join('\n')
    return { ...base, kind, text, paragraphs: isTight }
  }
  const { text, encoding, isLossy } = decodeText(bytes, file.name, options)
  if (text.trim() === '') return emptyFile(file, diagnostics)
  if (encoding === 'cp1252' || isLossy) {
    const how = isLossy ? 'damaged UTF-8; what could not be read is marked' : 'no UTF-8 and was read as Windows-1252'
    diagnostics.push({
      severity: 'info',
      code: 'encoding-repaired',
      file: file.name,
      line: 0,
      message: said`The file is ${how}.`,
    })
  }
  const isTable = /^\.(?:csv|tsv)$/i.test(path.extname(file.name))
  const kind = wanted === undefined && isTable ? 'table' : kindOf(text, file.name, wanted, isAlone)
  const mended = kind === 'prompts' ? text : mend(text, file.name, options, diagnostics)
  const sheets = kind === 'table' ? [{ name: file.name, rows: readCsv(mended, file.name) }] : []
  return { ...base, kind, text: mended, sheets }
}

function emptyFile(file: ListedFile, diagnostics: Diagnostic[]): null {
  const message = said`This file is empty.`
  if (file.isNamed)
    throw new AppError('BAD_INPUT', message, {
      remedy: said`Name the file that holds the script.`,
      place: { file: file.name },
    })
  diagnostics.push({ severity: 'warning', code: 'file-empty', file: file.name, line: 0, message })
  return null
}

/** Readers of prose tell paragraphs by the blank lines between them; writing programs leave none. */
function apart({ lines }: ReadDocument): string[] {
  return lines.flatMap((line, at) =>
    at > 0 && line.trim() !== '' && lines[at - 1]!.trim() !== '' ? ['', line] : [line],
  )
}

/** What is said of a script is not meant of the bible beside it. */
function kindOf(text: string, file: string, wanted: SourceKind | undefined, isAlone: boolean): SourceKind {
  if (wanted !== undefined && isAlone) return wanted
  const detected = detectKind(text, file)
  return wanted === undefined || detected === 'bible' ? detected : wanted
}

/** Prompts are mended one by one by their reader; every other text here. */
function mend(text: string, file: string, options: ReadOptions, diagnostics: Diagnostic[]): string {
  const check = checkEncoding(text)
  const repaired = options.repair === true
  diagnostics.push(...damageDiagnostics(check, { file, line: 1, name: 'The text', repaired }))
  return repaired ? check.repaired : text
}
