import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { numberChapters } from './number-chapters.ts'

/**
 * Gives every chapter its own number over all documents of an import. Chapters of prose and strips keep theirs where
 * they can; a file of prompts has none of its own and takes the next.
 */
export function renumberAcross(documents: readonly ScriptDocument[]): ScriptDocument[] {
  if (documents.length < 2) return [...documents]
  const { numbers, diagnostics } = numberChapters(
    documents.flatMap(({ kind, file, chapters }) =>
      chapters.map(({ number, line }) => ({
        role: 'chapter' as const,
        written: kind === 'prompts' ? null : number,
        part: 0,
        file,
        line,
      })),
    ),
  )
  let at = 0
  return documents.map((document) => ({
    ...document,
    chapters: document.chapters.map((chapter) => ({ ...chapter, number: numbers[at++] ?? chapter.number })),
    diagnostics: [...document.diagnostics, ...diagnostics.filter((diagnostic) => diagnostic.file === document.file)],
  }))
}
