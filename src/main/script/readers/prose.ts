import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { SceneSlug, ScriptChapter, ScriptDocument, ScriptScene } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import { countWords } from './count-words.ts'
import { NOTE_HEADINGS, noteHeadingTest } from './note-headings.ts'
import { numberChapters, type UnnumberedChapter } from './number-chapters.ts'
import { hasParagraphPerLine, joinParagraphs, type SourceLine } from './paragraphs.ts'
import { chapterNumberFromFileName, type Heading } from './parse-heading.ts'
import { parseSceneHeading, parseSlugLine } from './parse-slug.ts'
import { checkLastScene } from './prose-checks.ts'
import { skipFrontMatter, titleFromFileName } from './prose-front.ts'
import { findProseHeadings, type ProseHeading } from './prose-headings.ts'
import { isSceneBreak } from './scene-break.ts'

export interface ProseSource {
  /** As the author named it. */
  file: string
  /** With `\n` line ends. */
  text: string
}

export interface ProseOptions {
  /** Headings that open notes; these replace the built-in list. */
  noteHeadings?: readonly string[]
}

interface OpenScene {
  title: string | null
  slug: SceneSlug | null
  line: number
  lines: SourceLine[]
  hasText: boolean
}

interface OpenChapter {
  heading: Heading | null
  line: number
  part: number
  scenes: OpenScene[]
  notes: ScriptChapter['notes']
}

/** Text before the first chapter heading shorter than this is a title page; longer text is a chapter. */
const LONGEST_TITLE_PAGE = 150
/** Shorter paragraphs may stand on a title page. */
const LEAST_TOLD_WORDS = 6

/** One file on its way through the reader: what is open while its lines go by. */
class ProseFile {
  readonly chapters: OpenChapter[] = []
  private readonly isNoteHeading: (line: string) => boolean
  private part = 0
  private inNotes = false
  private lastDate: string | null = null

  constructor(isNoteHeading: (line: string) => boolean) {
    this.isNoteHeading = isNoteHeading
  }

  read(lines: readonly string[], from: number, headings: ReadonlyMap<number, ProseHeading>, paragraphPerLine: boolean) {
    this.openChapter(null, from + 1)
    for (let at = from; at < lines.length; at++) {
      const text = lines[at] ?? ''
      const heading = headings.get(at)
      if (text.trim() !== '' && this.isNoteHeading(text) && heading?.opens !== 'part') this.openNotes(text, at + 1)
      else if (heading !== undefined && this.takeHeading(heading)) at += heading.lines - 1
      else if (this.inNotes) this.addNoteWords(text)
      else if (isSceneBreak(text)) this.openScene(at + 1, null, null)
      else if (!this.takeSlug(lines, at, paragraphPerLine)) this.addText(at + 1, text)
    }
  }

  private get chapter(): OpenChapter {
    return this.chapters.at(-1)!
  }

  private openChapter(heading: Heading | null, line: number) {
    this.inNotes = false
    this.chapters.push({ heading, line, part: this.part, scenes: [], notes: null })
    this.openScene(line, null, null)
  }

  private openScene(line: number, title: string | null, slug: SceneSlug | null) {
    this.chapter.scenes.push({ title, slug, line, lines: [], hasText: false })
    if (slug?.date) this.lastDate = slug.date
  }

  private addText(line: number, text: string) {
    const scene = this.chapter.scenes.at(-1)
    if (scene === undefined) return
    scene.lines.push({ line, text })
    scene.hasText ||= text.trim() !== ''
  }

  private openNotes(text: string, line: number) {
    this.inNotes = true
    if (this.chapter.notes) return this.addNoteWords(text)
    this.chapter.notes = { heading: text.trim().replace(/^#+\s*/, ''), line, words: countWords(text), text: '' }
  }

  private addNoteWords(text: string) {
    const { notes } = this.chapter
    if (!notes) return
    notes.words += countWords(text)
    notes.text += `${text}\n`
  }

  /** False when the heading is part of the notes and so no heading of the story. */
  private takeHeading({ opens, heading, at }: ProseHeading): boolean {
    if (opens === 'chapter') this.openChapter(heading, at + 1)
    else if (opens === 'part') {
      this.part++
      this.openChapter(null, at + 1)
    } else if (this.inNotes) return false
    else if (opens === 'scene') {
      this.openScene(at + 1, heading.title, parseSceneHeading(heading.title, at + 1, this.lastDate))
    }
    return true
  }

  private takeSlug(lines: readonly string[], at: number, paragraphPerLine: boolean): boolean {
    const scene = this.chapter.scenes.at(-1)
    if (scene === undefined) return false
    const isFirst = !scene.hasText
    const isAlone = paragraphPerLine || ((lines[at - 1] ?? '').trim() === '' && (lines[at + 1] ?? '').trim() === '')
    if (!(isFirst || isAlone) || (isFirst && scene.slug !== null)) return false
    const slug = parseSlugLine(lines[at] ?? '', at + 1, this.lastDate)
    if (slug === null) return false
    if (isFirst) {
      scene.slug = slug
      if (scene.title === null) scene.line = at + 1
      this.lastDate = slug.date ?? this.lastDate
    } else this.openScene(at + 1, null, slug)
    return true
  }
}

function closeScenes(
  open: OpenChapter,
  paragraphPerLine: boolean,
  file: string,
  diagnostics: Diagnostic[],
): ScriptScene[] {
  const scenes: ScriptScene[] = []
  for (const scene of open.scenes) {
    const paragraphs = joinParagraphs(scene.lines, paragraphPerLine)
    const first = paragraphs[0]
    if (first === undefined) {
      if (scene.title !== null || scene.slug !== null) {
        diagnostics.push({
          severity: 'warning',
          code: 'scene-empty',
          file,
          line: scene.line,
          message: said`The scene “${scene.title ?? scene.slug?.text}” has no text and is left out.`,
        })
      }
      continue
    }
    scenes.push({
      number: scenes.length + 1,
      title: scene.title,
      line: scene.title === null && scene.slug === null ? first.line : scene.line,
      words: paragraphs.reduce((sum, paragraph) => sum + countWords(paragraph.text), 0),
      slug: scene.slug,
      paragraphs,
      panels: [],
    })
  }
  return scenes
}

interface ReadChapter extends UnnumberedChapter {
  title: string
  scenes: ScriptScene[]
  notes: ScriptChapter['notes']
}

interface ReadFile {
  file: string
  chapters: ReadChapter[]
  diagnostics: Diagnostic[]
}

function reportNotes(file: string, notes: ScriptChapter['notes']): Diagnostic[] {
  if (notes === null) return []
  return [
    {
      severity: 'info',
      code: 'notes-left-out',
      file,
      line: notes.line,
      message: said`“${notes.heading}” and what follows, ${notes.words} words, are notes and no story; left out.`,
    },
  ]
}

/** Decides what becomes of text outside any headed chapter: a title page is left out, anything longer is a chapter. */
function isTitlePage(
  open: OpenChapter,
  scenes: readonly ScriptScene[],
  headed: OpenChapter | undefined,
  hasFront: boolean,
): boolean {
  if (open.heading !== null || headed === undefined || hasFront) return false
  // Title pages stand before what begins a book, or are no sentences.
  const { role = 'other', number = null } = headed.heading ?? {}
  const goesOn = role === 'epilogue' || role === 'interlude' || Number(number ?? 1) > 1
  if (goesOn && open.part === 0 && scenes.some(({ paragraphs }) => paragraphs.some(({ text }) => isTold(text))))
    return false
  return scenes.reduce((sum, scene) => sum + scene.words, 0) <= LONGEST_TITLE_PAGE
}

/** A heading without a number or a word below it, before chapters that are set as it is: the title of the book. */
function isBookTitle(open: OpenChapter, scenes: readonly ScriptScene[], chapters: readonly OpenChapter[]): boolean {
  const isFirst = chapters.find(({ heading }) => heading !== null) === open && chapters.at(-1) !== open
  return isFirst && open.heading?.role === 'other' && scenes.length === 0 && open.notes === null
}

/** A paragraph that tells something: `All rights reserved.` hardly does. */
function isTold(text: string): boolean {
  return (
    countWords(text) >= LEAST_TOLD_WORDS &&
    /[.!?…]["”’»]?$/.test(text.trim()) &&
    !/©|\bcopyright\b|\brights\b/i.test(text)
  )
}

function readFile(source: ProseSource, options: ProseOptions, partsBefore: number): ReadFile & { parts: number } {
  const { file } = source
  const lines = source.text.split('\n')
  const front = skipFrontMatter(lines)
  const headings = new Map(findProseHeadings(lines).map((heading) => [heading.at, heading]))
  const paragraphPerLine = hasParagraphPerLine(lines)
  const reading = new ProseFile(noteHeadingTest(options.noteHeadings ?? NOTE_HEADINGS))
  reading.read(lines, front.lines, headings, paragraphPerLine)

  const diagnostics: Diagnostic[] = []
  const headed = reading.chapters.find((chapter) => chapter.heading !== null)
  const hasHeaded = headed !== undefined
  const isNamedAbove = front.title !== null || front.number !== null
  const chapters: ReadChapter[] = []
  for (const open of reading.chapters) {
    if (open.notes) open.notes.text = open.notes.text.trim()
    const scenes = closeScenes(open, paragraphPerLine, file, diagnostics)
    const last = scenes.at(-1)
    if (open.notes && last) last.notes = open.notes
    diagnostics.push(...reportNotes(file, open.notes))
    const namesFirst = isNamedAbove && open === reading.chapters[0] && open.heading === null && scenes.length > 0
    const isTitle = isBookTitle(open, scenes, reading.chapters)
    if (isTitle || isTitlePage(open, scenes, headed, namesFirst)) {
      const words = isTitle
        ? countWords(open.heading?.title ?? '')
        : scenes.reduce((sum, scene) => sum + scene.words, 0)
      const line = scenes[0]?.line ?? open.line
      if (words > 0) {
        diagnostics.push({
          severity: 'info',
          code: 'title-page-left-out',
          file,
          line,
          message: said`${words} words before the first chapter heading are taken for a title page and left out.`,
          remedy: said`Give them a heading such as “# Prologue” if they belong to the story.`,
        })
      }
      continue
    }
    chapters.push({
      role: open.heading?.role ?? (namesFirst && hasHeaded ? 'chapter' : hasHeaded ? 'prologue' : 'other'),
      written: open.heading?.number ?? (namesFirst && hasHeaded ? front.number : null),
      part: open.part + partsBefore,
      file,
      line: open.heading === null ? (scenes[0]?.line ?? open.line) : open.line,
      title: open.heading?.title ?? (namesFirst && hasHeaded ? (front.title ?? '') : ''),
      scenes,
      notes: open.notes,
    })
  }
  nameByFile(file, chapters, front, diagnostics)
  return { file, chapters, diagnostics, parts: reading.chapters.at(-1)?.part ?? 0 }
}

/** Number and title of a file that is one chapter: from its heading, else its front matter, else its name. */
function nameByFile(
  file: string,
  chapters: ReadChapter[],
  front: { title: string | null; number: string | null },
  diagnostics: Diagnostic[],
) {
  const only = chapters[0]
  if (only === undefined || chapters.length > 1) return
  if (only.title === '') only.title = front.title ?? titleFromFileName(file)
  const fromFile = front.number ?? chapterNumberFromFileName(file)
  if (only.written === null && (only.role === 'other' || only.role === 'chapter')) only.written = fromFile
  else if (only.written !== null && fromFile !== null && only.written !== fromFile) {
    diagnostics.push({
      severity: 'info',
      code: 'chapter-number-differs',
      file,
      line: only.line,
      message: said`The heading says chapter ${only.written}, the file name ${fromFile}; the heading counts.`,
    })
  }
}

/**
 * Reads the files of one prose book, in reading order: chapters, scenes, paragraphs, exact words.
 * Notes blocks are left out and reported; nothing else of the text is lost. Never throws on any text.
 */
export function readProseBook(sources: readonly ProseSource[], options: ProseOptions = {}): ScriptDocument[] {
  let parts = 0
  const files = sources.map((source) => {
    const file = readFile(source, options, parts)
    parts += file.parts
    return file
  })
  const { numbers, diagnostics } = numberChapters(files.flatMap((file) => file.chapters))
  let at = 0
  return files.map(({ file, chapters, diagnostics: own }) => {
    const numbered = chapters.map((chapter): ScriptChapter => {
      const { title, line, scenes, notes } = chapter
      const words = scenes.reduce((sum, scene) => sum + scene.words, 0)
      return { number: numbers[at++] ?? '1', title, line, scenes, words, notes }
    })
    return {
      kind: 'prose',
      file,
      chapters: numbered,
      diagnostics: [
        ...own,
        ...diagnostics.filter((diagnostic) => diagnostic.file === file),
        ...numbered.flatMap((chapter) => checkLastScene(chapter, file)),
      ],
    }
  })
}

/** Reads one prose file; see {@link readProseBook}. */
export function readProse(text: string, file: string, options: ProseOptions = {}): ScriptDocument {
  return readProseBook([{ file, text }], options)[0]!
}
