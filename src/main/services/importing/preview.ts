import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { NOTE_HEADINGS } from '../../script/readers/note-headings.ts'
import { type ReadingOptions, readSources } from './read-sources.ts'

export interface ImportPreview {
  files: {
    name: string
    kind: string
    chapters: { number: string; title: string; scenes: number; words: number }[]
    people: number
    places: number
  }[]
  diagnostics: Diagnostic[]
}

/**
 * Reads files as an import would, and writes nothing.
 *
 * @throws AppError BAD_INPUT, NOT_FOUND
 */
export async function previewImport(
  paths: readonly string[],
  options: { [Key in keyof ReadingOptions]?: ReadingOptions[Key] | undefined },
): Promise<ImportPreview> {
  const { files, diagnostics } = await readSources(paths, {
    as: options.as,
    noteHeadings: [...NOTE_HEADINGS, ...(options.noteHeadings ?? [])],
    repair: options.repair ?? false,
  })
  return {
    files: files.map(({ name, kind, document, bible }) => ({
      name,
      kind,
      chapters: (document?.chapters ?? []).map(({ number, title, scenes, words }) => ({
        number,
        title,
        scenes: scenes.length,
        words,
      })),
      people: bible?.people.length ?? 0,
      places: bible?.places.length ?? 0,
    })),
    diagnostics,
  }
}
