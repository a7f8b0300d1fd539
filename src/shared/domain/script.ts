import type { Diagnostic } from './diagnostic.ts'
import type { Lettering } from './lettering.ts'

/** `script`: pages and panels written out; `fountain`: a screenplay; `table`: one prompt a row. */
const SCRIPT_KINDS = ['prose', 'strips', 'prompts', 'imagery', 'script', 'fountain', 'table'] as const
export type ScriptKind = (typeof SCRIPT_KINDS)[number]

/** What a reader makes of one source file: the script as written, nothing guessed yet. */
export interface ScriptDocument {
  kind: ScriptKind
  /** The file as the author named it, relative to the folder that was imported, with `/`. */
  file: string
  chapters: ScriptChapter[]
  diagnostics: Diagnostic[]
}

export interface ScriptChapter {
  /** `1`, `12`, `3.5`: decimal digits whatever the script wrote (roman, words). */
  number: string
  title: string
  line: number
  scenes: ScriptScene[]
  /** Tokens between white space that hold a letter or digit; headings, breaks, slug lines and notes do not count. */
  words: number
  /** Craft notes left out of the story. */
  notes: ScriptNotes | null
}

/** What an author writes to themselves or to the artist among the story. */
export interface ScriptNotes {
  heading: string
  line: number
  words: number
  /** As it stands in the file, the heading left out. */
  text: string
}

export interface ScriptScene {
  /** From 1 within the chapter. */
  number: number
  /** A heading the script gives the scene, e.g. `The lamp room, evening`; null in plain prose. */
  title: string | null
  line: number
  words: number
  slug: SceneSlug | null
  /** Prose only. */
  paragraphs: ScriptParagraph[]
  /** Panels the author cut by hand; none in prose. */
  panels: ScriptPanel[]
  /** Notes that follow it in the file, up to the next chapter; absent where there are none. */
  notes?: ScriptNotes
}

/** A line such as `The slipway, Pellow Quay — 15 August 1931, afternoon` that opens a scene. */
export interface SceneSlug {
  text: string
  place: string
  time: string
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as the line is; null when it gives no date. */
  date: string | null
  line: number
  /** Ages the line states, e.g. `Nell, 14`. */
  ages: StatedAge[]
}

/** How old the script itself says somebody is, under the name it gives them. */
export interface StatedAge {
  name: string
  age: number
}

export interface ScriptParagraph {
  line: number
  /** One paragraph, inner line breaks joined with one space; emphasis marks kept as written. */
  text: string
}

export interface ScriptPanel {
  line: number
  /** Number of the strip as written (`001`), null for prompts. */
  strip: string | null
  /** From 1 within the strip. */
  number: number
  prompt: string
  shot: string | null
  /** 1 (small) to 5 (the picture of the page); null when the author left it open. */
  importance: number | null
  lettering: Lettering[]
  /** Why the panel cannot be used as it stands; null when it can. Prompts only. */
  problem: 'empty' | 'duplicate' | 'too-long' | null
  /** It is the first of a page of the script, or alone on two facing ones. Absent where the script knows no pages. */
  begins?: 'page' | 'spread'
  /** How its picture is to be made, where the script says so. */
  wishes?: PictureWishes
}

/** What a script says of one picture beside what it shows. What is absent is as for all others. */
export interface PictureWishes {
  /** Things to keep out of it. */
  avoid?: string[]
  /** Words on its style, or the id of an art style. */
  style?: string
  /** Pixels. */
  size?: { width: number; height: number }
  /** Width divided by height, where no size is given. */
  aspect?: number
  /** Id of a model. */
  model?: string
  /** 0 … 2^31-1; of the first image, the next one has the next. */
  seed?: number
}
