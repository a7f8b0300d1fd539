import { isSceneHeading } from './page-headings.ts'

/** One element of a screenplay in Fountain, marks that force it taken off. */
export type FountainElement =
  | { is: 'scene'; line: number; text: string; number: string | null }
  | { is: 'action'; line: number; text: string; forced?: true }
  | { is: 'centred'; line: number; text: string }
  /** Sung by nobody in particular. */
  | { is: 'lyric'; line: number; text: string }
  | { is: 'cue'; line: number; name: string; notes: string[]; dual: boolean }
  | { is: 'parenthetical'; line: number; text: string }
  | { is: 'dialogue'; line: number; text: string }
  | { is: 'transition'; line: number; text: string }
  | { is: 'section'; line: number; level: number; text: string }
  | { is: 'synopsis'; line: number; text: string }

export interface Fountain {
  /** Fields of the title page by their lower-case names, with the line they begin at. */
  title: { key: string; value: string; line: number }[]
  elements: FountainElement[]
  /** Notes in double brackets and what was taken out with slash and star, each with its line. */
  notes: Cut[]
  boneyard: Cut[]
  /** Line of a `/*` that nothing closes; null = there is none. */
  unclosed: number | null
}

const TITLE_KEYS =
  /^(title|credit|author|authors|source|notes|draft date|date|contact|copyright|revision|language|format|font|watermark)\s*:\s*(.*)$/i
const SCENE_NUMBER = /\s*#([\w.-]{1,12})#\s*$/
const TRANSITION = /^(?=.*\p{Lu})(?!.*\p{Ll}).{1,40}\bTO:$|^(?:FADE (?:IN|OUT|TO BLACK)|CUT TO BLACK|SMASH CUT)[.:]?$/u
const CUE = /^((?=[^()]*[\p{Lu}\p{Lo}])(?:(?!\p{Ll})[^()\n:]){1,60}?)((?:\s*\([^()]{0,60}\)){0,3})\s*(\^?)$/u

/** Names forced with `@` may have small letters. */
const FORCED_CUE = /^([^()\n]{1,60}?)((?:\s*\([^()]{0,60}\)){0,3})\s*(\^?)$/u

/** A note is a remark; brackets that close pages later close another one. */
const LONGEST_NOTE = 5000

interface Cut {
  line: number
  words: string
}

/** Puts empty lines where something is taken out, so that lines keep their numbers. */
function cutOut(text: string, opens: string, endOf: (start: number) => number): { rest: string; cuts: Cut[] } {
  const cuts: Cut[] = []
  const rest: string[] = []
  let line = 1
  let from = 0
  for (let start = text.indexOf(opens); start >= 0; ) {
    const end = endOf(start)
    if (end > start) {
      const before = text.slice(from, start)
      const words = text.slice(start, end)
      line += before.split('\n').length - 1
      cuts.push({ line, words })
      rest.push(before, words.replace(/[^\n]+/g, ''))
      line += words.split('\n').length - 1
      from = end
    }
    start = text.indexOf(opens, Math.max(end, start + opens.length))
  }
  return { rest: [...rest, text.slice(from)].join(''), cuts }
}

/** From `/*` to its end; one without an end takes nothing out. */
function cutBoneyard(text: string) {
  const last = text.lastIndexOf('*/')
  const cut = cutOut(text, '/*', (start) => (start + 2 > last ? -1 : text.indexOf('*/', start + 2) + 2))
  const open = cut.rest.indexOf('/*')
  return { ...cut, unclosed: open < 0 ? null : cut.rest.slice(0, open).split('\n').length }
}

/** `[[…]]` without an empty line in it. */
function cutNotes(text: string) {
  return cutOut(text, '[[', (start) => {
    const within = text.slice(start, start + LONGEST_NOTE)
    const end = within.indexOf(']]')
    return end < 0 || /\n\n/.test(within.slice(0, end)) ? -1 : start + end + 2
  })
}

/**
 * Reads a screenplay in Fountain into its elements: what each line is, and nothing about comics yet. Linear in the
 * length of the text; never throws on any.
 */
export function readFountainElements(text: string): Fountain {
  const { rest: kept, cuts: boneyard, unclosed } = cutBoneyard(text)
  const { rest: told, cuts: notes } = cutNotes(kept)
  const lines = told.split('\n')
  const page = readTitlePage(lines)
  const elements: FountainElement[] = []
  let speaking = false
  for (let at = page.lines; at < lines.length; at++) {
    const raw = lines[at] ?? ''
    const line = at + 1
    const text = raw.trim()
    if (text === '') {
      // Two blanks keep a speech open over an empty line.
      if (!(speaking && /^ {2,}$/.test(raw))) speaking = false
      continue
    }
    if (speaking) {
      elements.push(
        /^\(.*\)$/.test(text)
          ? { is: 'parenthetical', line, text: text.slice(1, -1).trim() }
          : // Sung; the sign says no more than that.
            { is: 'dialogue', line, text: text.replace(/^~\s*/, '') },
      )
      continue
    }
    const isBelowBlank = at === page.lines || (lines[at - 1] ?? '').trim() === ''
    const isAboveBlank = (lines[at + 1] ?? '').trim() === ''
    const element = readElement(text, line, isBelowBlank, isAboveBlank)
    speaking = element.is === 'cue'
    const last = elements.at(-1)
    // Lines of one paragraph.
    const goesOn = element.is === last?.is && !isBelowBlank
    if (goesOn && (element.is === 'action' || element.is === 'lyric') && 'text' in last) last.text += ` ${element.text}`
    else elements.push(element)
  }
  return { title: page.fields, elements, notes, boneyard, unclosed }
}

function readElement(text: string, line: number, isBelowBlank: boolean, isAboveBlank: boolean): FountainElement {
  const section = /^(#{1,6})\s*(.*)$/.exec(text)
  if (section) return { is: 'section', line, level: section[1]!.length, text: section[2]!.trim() }
  if (text.startsWith('!')) return { is: 'action', line, text: text.slice(1).trim(), forced: true }
  if (text.startsWith('@')) return cueOf(text.slice(1), line, FORCED_CUE) ?? { is: 'action', line, text }
  if (/^\.(?!\.)\S/.test(text)) return sceneOf(text.slice(1), line)
  if (/^>.*<$/.test(text)) return { is: 'centred', line, text: text.slice(1, -1).trim() }
  if (text.startsWith('>')) return { is: 'transition', line, text: text.slice(1).trim() }
  if (/^={3,}$/.test(text)) return { is: 'transition', line, text: '' }
  if (text.startsWith('=')) return { is: 'synopsis', line, text: text.slice(1).trim() }
  if (text.startsWith('~')) return { is: 'lyric', line, text: text.slice(1).trim() }
  if (isBelowBlank && isSceneHeading(text)) return sceneOf(text, line)
  if (isBelowBlank && TRANSITION.test(text)) return { is: 'transition', line, text }
  const cue = isBelowBlank && !isAboveBlank ? cueOf(text, line, CUE) : null
  return cue ?? { is: 'action', line, text }
}

function sceneOf(text: string, line: number): FountainElement {
  const number = SCENE_NUMBER.exec(text)?.[1] ?? null
  return { is: 'scene', line, text: text.replace(SCENE_NUMBER, '').trim(), number }
}

function cueOf(text: string, line: number, form: RegExp): FountainElement | null {
  const match = form.exec(text.trim())
  const name = (match?.[1] ?? '').trim()
  if (match === null || name === '' || /[.!?:,]$/.test(name.replace(/\b(?:MR|MRS|MS|DR|ST|JR|SR)\.$/i, ''))) {
    if (name !== '?') return null
  }
  const notes = [...(match?.[2] ?? '').matchAll(/\(([^()]*)\)/g)].map(([, note]) => (note ?? '').trim())
  return { is: 'cue', line, name, notes, dual: match?.[3] === '^' }
}

function readTitlePage(lines: readonly string[]): { fields: Fountain['title']; lines: number } {
  const fields: Fountain['title'] = []
  if (!TITLE_KEYS.test((lines[0] ?? '').trim())) return { fields, lines: 0 }
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at] ?? ''
    const field = /^([\p{L}][\p{L} ]{0,30}):\s*(.*)$/u.exec(raw)
    if (raw.trim() === '') return { fields, lines: at + 1 }
    if (field) fields.push({ key: field[1]!.toLowerCase(), value: field[2]!.trim(), line: at + 1 })
    else if (fields.length > 0) {
      const last = fields.at(-1)!
      last.value = `${last.value} ${raw.trim()}`.trim()
    }
  }
  return { fields, lines: lines.length }
}

/** True of a text with scene headings or a title page, and with names in capitals over what they say. */
export function looksLikeFountain(text: string): boolean {
  const lines = text.split('\n')
  let scenes = TITLE_KEYS.test(lines[0]?.trim() ?? '') ? 1 : 0
  let cues = 0
  for (const [at, raw] of lines.entries()) {
    const line = raw.trim()
    const isBelowBlank = (lines[at - 1] ?? '').trim() === ''
    if (!isBelowBlank || line === '') continue
    if (isSceneHeading(line)) scenes++
    else if ((lines[at + 1] ?? '').trim() !== '' && line.length <= 60 && !/[.!?:,]$/.test(line) && CUE.test(line))
      cues++
    if (scenes >= 1 && cues >= 2) return true
  }
  return false
}
