import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { describeNames } from '../../script/readers/index.ts'
import { bibleOf } from '../../store/cast.ts'
import { panelsWithPictures, type ScriptMemory } from '../../store/script-memory.ts'
import { scriptWriter } from '../../store/script-writing.ts'
import { authorsDecisions } from './authors-decisions.ts'
import { breakDownBook } from './break-down-book.ts'
import { panelsThatLookDifferent } from './changed-looks.ts'
import { type DraftChapter, type MergedChapters, mergeChapters } from './merge-chapters.ts'
import type { SettledFile } from './settle-sources.ts'
import { type BibleOfSource, takenOver } from './take-over-bibles.ts'
import { type NewPanelId, type PanelChanges, writeScript } from './write-script.ts'

/** The parts of a project that a script is merged into. */
export type OpenBook = Pick<Project, 'store' | 'book' | 'script' | 'cast' | 'overrides' | 'now'>

/** What is to be merged. */
export interface Incoming {
  /** What the book has so far. */
  memory: ScriptMemory
  files: readonly SettledFile[]
  /** Ids of sources that are gone: their chapters go to the trash unless their text is found elsewhere. */
  vanished: readonly string[]
  /** All headings that open author's notes, to be remembered. */
  noteHeadings: readonly string[]
}

export interface MergeOptions {
  signal?: AbortSignal | undefined
  /** Called for each scene that was looked at. */
  onProgress?: ((done: number, total: number) => void) | undefined
  /** Ids of panels that continue none of the book. */
  newPanelId?: NewPanelId | undefined
}

export interface ChapterReport extends PanelChanges {
  /** Number as in the script. */
  chapter: string
  title: string
  scenes: number
  panels: number
  words: number
  /** It was among what was read; otherwise its panels changed with the cast. */
  isRead: boolean
  /** It was in the trash, and came back with what had been made of it. */
  isBack: boolean
}

export interface ImportReport {
  /** Chapters that were read, in reading order, and others whose panels changed with the cast. */
  chapters: ChapterReport[]
  /** Chapters that the script no longer has: in the trash, and back when the text comes back. */
  removedChapters: { chapter: string; title: string; panels: number }[]
  /** What was read about people and places; null when no bible was among the files. */
  bible: { people: number; places: number } | null
  /** Panels whose takes do not show any longer what the script says. */
  stale: number
  diagnostics: Diagnostic[]
}

/** Merges what was read into the book: thinks first, then writes everything in one transaction. */
export async function mergeIntoBook(book: OpenBook, incoming: Incoming, options: MergeOptions): Promise<ImportReport> {
  const write = await prepareMerge(book, incoming, options)
  return book.store.sqlite.transaction(write).immediate()
}

/**
 * What a merge would come to: it is written, looked at, and taken back in the same breath, so that what is told is what
 * an import does, to the last panel.
 *
 * @param look reads the book as it would be
 */
export async function tryMerge<Seen>(
  book: OpenBook,
  incoming: Incoming,
  options: MergeOptions,
  look: () => Seen,
): Promise<{ report: ImportReport; seen: Seen }> {
  const write = await prepareMerge(book, incoming, options)
  const takeBack = new Error('Everything was only tried.')
  let tried: { report: ImportReport; seen: Seen } | null = null
  try {
    book.store.sqlite
      .transaction(() => {
        const report = write()
        tried = { report, seen: look() }
        throw takeBack
      })
      .immediate()
  } catch (error) {
    if (error !== takeBack) throw error
  }
  return tried!
}

/** @returns what writes it all, to be called inside a transaction */
async function prepareMerge(book: OpenBook, incoming: Incoming, options: MergeOptions): Promise<() => ImportReport> {
  const { memory, files } = incoming
  const settings = book.book.settings()
  // Who stands in two bibles is as the first says: the last to be taken over has the last word.
  const bibles = files
    .flatMap(({ source, name, bible }) => (bible ? [{ sourceId: source.id, file: name, bible }] : []))
    .reverse()
  const castBefore = book.cast.bible()
  const bible = bibleOf(takenOver(book.cast.entries(), bibles).cast)
  const merged = mergeRead(incoming)
  const broken = await breakDownBook(merged.chapters, {
    bible,
    wordsPerPanel: settings.wordsPerPanel,
    overrides: book.overrides.all(),
    signal: options.signal,
    onScene: options.onProgress,
  })

  const { sqlite } = book.store
  const now = book.now()
  return () => {
    const writer = scriptWriter(sqlite)
    for (const { source } of files) writer.source(source, now)
    // From what the cast is now: the author may have edited it while scenes were broken down.
    const after = takenOver(book.cast.entries(), bibles)
    if (bibles.length > 0) book.cast.replaceAll(after.cast)
    book.book.change({ noteHeadings: [...incoming.noteHeadings] })
    const written = writeScript(book.store, memory, merged, broken, now, options.newPanelId)

    const panels = book.script.panels(book.script.panelIds())
    const withPictures = panelsWithPictures(sqlite)
    const different = panelsThatLookDifferent(panels, memory.scenes, castBefore, bible).filter(({ id }) =>
      withPictures.has(id),
    )
    const marked = writer.markLooks(different, now)

    const fileOf = namesOfFiles(merged, incoming)
    const inScript = panels.map(({ id, scene, number }) => ({ id, scene, number }))
    return {
      ...reportChapters(merged, written.changes),
      bible: sizeOf(bibles),
      stale: written.stale + marked,
      diagnostics: [
        ...after.diagnostics,
        ...repeatedNumbers(merged, fileOf),
        ...authorsDecisions(merged, written, inScript, fileOf),
        ...describeNames(documentsOf(files), isEmpty(bible) ? null : bible, bibleName(files)),
      ],
    }
  }
}

function mergeRead({ memory, files, vanished }: Incoming): MergedChapters {
  const read = files.flatMap(({ source, kind, document }) =>
    (document?.chapters ?? []).map((chapter) => ({
      sourceId: source.id,
      chapter,
      isNumbered: kind !== 'prompts' && kind !== 'table',
    })),
  )
  return mergeChapters(memory, read, new Set([...read.map(({ sourceId }) => sourceId), ...vanished]))
}

function documentsOf(files: readonly SettledFile[]): ScriptDocument[] {
  return files.flatMap(({ document }) => document ?? [])
}

/** The bible that was read; the cast that the book has already has no file to point to. */
function bibleName(files: readonly SettledFile[]): string {
  return files.find(({ bible }) => bible)?.name ?? ''
}

function isEmpty({ people, places }: Bible): boolean {
  return people.length + places.length === 0
}

/** File names by chapter id. */
function namesOfFiles({ chapters }: MergedChapters, { memory, files }: Incoming): Map<string, string> {
  const names = new Map([...memory.sources, ...files.map(({ source }) => source)].map(({ id, name }) => [id, name]))
  return new Map(chapters.map(({ id, sourceId }) => [id, names.get(sourceId) ?? '']))
}

function reportChapters(
  { chapters, goneChapters }: MergedChapters,
  changes: ReadonlyMap<string, PanelChanges>,
): Pick<ImportReport, 'chapters' | 'removedChapters'> {
  const none: PanelChanges = { added: 0, changed: 0, unchanged: 0, removed: 0 }
  return {
    chapters: chapters
      .filter(({ isOut }) => !isOut)
      .map((chapter) => ({ chapter, counts: changes.get(chapter.id) ?? none }))
      .filter(({ chapter, counts }) => chapter.isRead || counts.added + counts.changed + counts.removed > 0)
      .map(({ chapter: { number, title, scenes, words, known, isRead }, counts }) => ({
        chapter: number,
        title,
        scenes: scenes.filter(({ isOut }) => !isOut).length,
        panels: counts.added + counts.changed + counts.unchanged,
        words,
        isRead,
        isBack: known?.trashed === true,
        ...counts,
      })),
    removedChapters: goneChapters.map(({ id, number, title }) => ({
      chapter: number,
      title,
      panels: (changes.get(id) ?? none).removed,
    })),
  }
}

function sizeOf(bibles: readonly BibleOfSource[]): ImportReport['bible'] {
  if (bibles.length === 0) return null
  return {
    people: bibles.reduce((sum, { bible }) => sum + bible.people.length, 0),
    places: bibles.reduce((sum, { bible }) => sum + bible.places.length, 0),
  }
}

function nameOf({ id, title }: DraftChapter, fileOf: ReadonlyMap<string, string>): string {
  const file = fileOf.get(id)
  return `${title === '' ? 'one without a title' : `“${title}”`}${file ? ` in ${file}` : ''}`
}

/** Two chapters of one number can both be kept, but not told apart when chapters are named by number. */
function repeatedNumbers({ chapters }: MergedChapters, fileOf: ReadonlyMap<string, string>): Diagnostic[] {
  const live = chapters.filter(({ isOut }) => !isOut)
  return [...Map.groupBy(live, ({ number }) => number)]
    .filter(([, same]) => same.length > 1 && same.some(({ isRead }) => isRead))
    .map(([number, same]) => ({
      severity: 'warning',
      code: 'chapter-number-repeated',
      file: fileOf.get(same.findLast(({ isRead }) => isRead)!.id) ?? '',
      line: 0,
      message: said`The book has ${same.length} chapters numbered ${number}: ${same.map((chapter) => nameOf(chapter, fileOf)).join(', ')}.`,
      remedy: said`Give them different numbers, or both are meant wherever a chapter is named by its number.`,
    }))
}
