import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { AppError } from '../../../shared/errors.ts'
import { damageDiagnostics } from '../../script/readers/encoding-diagnostics.ts'
import { checkEncoding, readBible, readPrompts, readProseBook, readStrips } from '../../script/readers/index.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { decodeText } from './decode-text.ts'
import type { ScriptFile } from './find-script-files.ts'
import { kindOfScript, type ReadableKind } from './kind-of-script.ts'

/** A file read: its script, or its bible. */
export interface ReadFile {
  file: ScriptFile
  kind: ReadableKind
  /** Of the text as read. */
  sha256: string
  document: ScriptDocument | null
  bible: Bible | null
}

export interface Reading {
  files: ReadFile[]
  diagnostics: Diagnostic[]
}

export interface ReadOptions {
  /** Read files as this instead of looking; a bible that lies in a folder with them stays a bible. */
  as?: ReadableKind | undefined
  /** Headings that open author's notes. */
  noteHeadings: readonly string[]
  /** Mend broken encodings instead of only offering to. */
  repair: boolean
  signal?: AbortSignal | undefined
}

interface Text {
  file: ScriptFile
  text: string
  kind: ReadableKind
}

/** Reads script files; those that cannot be read are left out and told in the diagnostics. */
export async function readScriptFiles(files: readonly ScriptFile[], options: ReadOptions): Promise<Reading> {
  const diagnostics: Diagnostic[] = []
  const texts: Text[] = []
  for (const file of files) {
    options.signal?.throwIfAborted()
    const text = await readText(file, options.repair, diagnostics)
    if (text !== null) texts.push(toText(file, text, options, diagnostics))
  }
  // The prose files of one import are one book: parts and chapter numbers run on from file to file.
  const prose = texts.filter(({ kind }) => kind === 'prose')
  const documents = new Map(
    readProseBook(
      prose.map(({ file, text }) => ({ file: file.name, text })),
      { noteHeadings: options.noteHeadings },
    ).map((document, at) => [prose[at]!, document]),
  )
  const read = texts.map((text): ReadFile => {
    const { document, bible, found } = readOne(text, documents, options.repair)
    diagnostics.push(...found)
    return { file: text.file, kind: text.kind, sha256: sha256Of(text.text), document, bible }
  })
  return { files: read, diagnostics }
}

function readOne(
  text: Text,
  prose: ReadonlyMap<Text, ScriptDocument>,
  repair: boolean,
): { document: ScriptDocument | null; bible: Bible | null; found: Diagnostic[] } {
  if (text.kind === 'bible') {
    const { bible, diagnostics } = readBible(text.text, text.file.name)
    return { document: null, bible, found: diagnostics }
  }
  const document = prose.get(text) ?? readAuthored(text, repair)
  return { document, bible: null, found: document.diagnostics }
}

function readAuthored({ kind, text, file }: Text, repair: boolean): ScriptDocument {
  return kind === 'strips' ? readStrips(text, file.name) : readPrompts(text, file.name, { repair })
}

async function readText(file: ScriptFile, repair: boolean, diagnostics: Diagnostic[]): Promise<string | null> {
  try {
    const decoded = decodeText(await readFile(file.path), file.name, repair)
    diagnostics.push(...decoded.diagnostics)
    return decoded.text
  } catch (error) {
    const failure = storageFailure(error, file.path)
    if (!(failure instanceof AppError)) throw failure
    diagnostics.push({
      severity: 'error',
      code: 'file-unreadable',
      file: file.name,
      line: 0,
      message: 'The file cannot be read.',
      remedy: 'Check that it is still there and that you may read it.',
    })
    return null
  }
}

/** Settles what a text is and mends it where that is wanted; prompts are checked one by one by their reader. */
function toText(file: ScriptFile, text: string, options: ReadOptions, diagnostics: Diagnostic[]): Text {
  const looked = kindOfScript(text)
  const kind = options.as !== undefined && (file.isNamed || looked !== 'bible') ? options.as : looked
  if (kind === 'prompts') return { file, text, kind }
  const check = checkEncoding(text)
  diagnostics.push(
    ...damageDiagnostics(check, { file: file.name, line: 1, name: 'The text', repaired: options.repair }),
  )
  return { file, text: options.repair ? check.repaired : text, kind }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
