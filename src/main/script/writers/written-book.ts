import type { BalloonKind, Lettering } from '../../../shared/domain/lettering.ts'
import type { Angle, Shot } from '../../../shared/domain/panel.ts'
import { letteringOf, readLabelled } from '../readers/script-lettering.ts'

/** A book as scripts tell it, in reading order. */
export interface WrittenBook {
  title: string
  /** Empty when nobody is named. */
  author: string
  chapters: WrittenChapter[]
}

export interface WrittenChapter {
  /** `1`, `3.5`. */
  number: string
  title: string
  scenes: WrittenScene[]
}

export interface WrittenScene {
  /** Its heading, or the line of place and time it opens with; null when it has none. */
  title: string | null
  panels: WrittenPanel[]
}

export interface WrittenPanel {
  what: string
  shot: Shot
  angle: Angle
  importance: number
  lettering: WrittenLettering[]
  /** The page it begins; null when it stands on the page of the panel before it. */
  page: WrittenPage | null
}

/** Lettering with the name of who speaks; null when nobody knows. */
export type WrittenLettering = Pick<Lettering, 'kind' | 'balloon' | 'text'> & { speaker: string | null }

export interface WrittenPage {
  /** From 1 through the book. */
  number: number
  panels: number
  /** It is two facing pages. */
  spread: boolean
}

/** Words of a script that the readers of scripts understand as this angle, and as nothing else. */
const ANGLE_WORDS: Readonly<Record<Angle, string | null>> = {
  'eye-level': null,
  low: 'low angle',
  high: 'high angle',
  'birds-eye': 'straight down',
  'worms-eye': 'straight up',
  dutch: 'dutch angle',
}

/** `close-up, low angle` */
export function shotWords({ shot, angle }: Pick<WrittenPanel, 'shot' | 'angle'>): string {
  const words = shot.replace(/^extreme-/, 'extreme ')
  return [words, ANGLE_WORDS[angle] ?? []].flat().join(', ')
}

const DELIVERY: Readonly<Record<BalloonKind, string | null>> = {
  speech: null,
  thought: 'THOUGHT',
  whisper: 'WHISPER',
  burst: 'SHOUT',
  electric: 'RADIO',
  'off-panel': 'OFF',
}

/** A label in capitals with its note in brackets: `NELL (WHISPER)`, `CAPTION (NELL)`, `SFX`; `?` for nobody known. */
export function labelOf({ kind, balloon, speaker }: WrittenLettering): string {
  const name = speaker === null ? null : labelName(speaker)
  if (kind === 'sfx') return 'SFX'
  if (kind === 'caption') return name === null ? 'CAPTION' : `CAPTION (${name})`
  const note = DELIVERY[balloon]
  const label = `${name ?? '?'}${note === null ? '' : ` (${note})`}`
  return name === null || speaksAs(label, name) ? label : `${name} (SPEECH)${label.slice(name.length)}`
}

/** Whether a reader takes a label for a balloon of that name, and not for a caption or a sound: `NARRATOR`, `FX`. */
function speaksAs(label: string, name: string): boolean {
  const read = readLabelled(`${label}: Words.`)
  const line = read && letteringOf(read, '').line
  return line === null || (line.kind === 'dialogue' && line.speakerName === name)
}

/** `McAvoy` as scripts write it: `McAVOY`. */
function capitals(word: string): string {
  const [, prefix, rest] = /^(Ma?c|D[eiu]|L[ae])(\p{Lu}[\p{L}\p{M}]+)$/u.exec(word) ?? []
  return prefix === undefined || rest === undefined ? word.toUpperCase() : prefix + rest.toUpperCase()
}

/** A name as a label can have it: capitals, without brackets and colons. */
function labelName(name: string): string | null {
  const plain = name
    .replace(/[\p{L}\p{M}]+/gu, capitals)
    .replace(/[^\p{L}\p{M}\p{N} .'’&/-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? null : plain
}

/** Lettering and headings stand on one line. */
export function flowing(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Lines of what a picture shows, without empty ones. */
export function linesOf(what: string): string[] {
  return what.split('\n').flatMap((line) => flowing(line) || [])
}
