import { statSync } from 'node:fs'
import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { readScriptSources, type SourceFile, type SourceKind } from '../../script/readers/index.ts'

/** A file with what was read out of it: a script or a bible. */
export interface ReadFile extends SourceFile {
  document: ScriptDocument | null
  bible: Bible | null
}

export interface Reading {
  /** In reading order. */
  files: ReadFile[]
  diagnostics: Diagnostic[]
}

export interface ReadingOptions {
  as?: SourceKind | undefined
  noteHeadings: readonly string[]
  repair: boolean
}

/** Reads script files and folders, each file on its own, so that the book can tell what came from where. */
export async function readSources(paths: readonly string[], options: ReadingOptions): Promise<Reading> {
  const { as, noteHeadings, repair } = options
  const wanted = { noteHeadings, repair, ...(as && { as }) }
  const { files, documents, diagnostics } = await readScriptSources(paths, wanted)
  const open = [...documents]
  const read: ReadFile[] = []
  for (const file of files) {
    const at = open.findIndex((document) => document.file === file.name && document.kind === file.kind)
    const document = at < 0 ? null : open.splice(at, 1)[0]!
    const bible =
      file.kind === 'bible' ? (await readScriptSources([file.path], { ...wanted, as: 'bible' })).bible : null
    read.push({ ...file, document, bible })
  }
  const rank = new Map(documents.map((document, at) => [document, at]))
  read.sort((a, b) => (a.document && b.document ? rank.get(a.document)! - rank.get(b.document)! : 0))
  return { files: read, diagnostics }
}

/** The folders among what was named: of those everything was read. */
export function foldersAmong(paths: readonly string[]): string[] {
  return paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
}
