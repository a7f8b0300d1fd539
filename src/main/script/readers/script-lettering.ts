import type { BalloonKind, Lettering } from '../../../shared/domain/lettering.ts'
import { balloonFor } from './strip-lines.ts'

/** Who or what a piece of lettering belongs to, as it stands before the words. */
export interface LetteringLabel {
  /** `NELL`, `CAPTION`; without numbers of balloons. */
  label: string
  /** What stands in brackets behind it. */
  notes: string[]
}

/** A label and the words behind it. */
export interface LabelledLine extends LetteringLabel {
  text: string
}

/** Letters of a label: capitals, or letters of scripts that know none. */
const LABEL = String.raw`(?:\?|[\p{Lu}\p{Lo}](?:(?!\p{Ll})[\p{L}\p{M}\p{N} .,'’&/#+-]){0,60}?)`
const NOTES = String.raw`((?:\s{0,3}\([^()]{0,60}\)){0,3})`
const LABELLED = new RegExp(
  String.raw`^(\d{1,3}\s{0,2}[.):-]?\s{1,4})?(${LABEL})${NOTES}\s{0,5}(?:[:：](?!//)|\t)(.*)$`,
  'u',
)
const CUE = new RegExp(String.raw`^(\d{1,3}\s{0,2}[.):-]?\s{1,4})?(${LABEL})${NOTES}\s*$`, 'u')
/** `**NELL:** words`, as Markdown and writing programs have it. */
const BOLD_LABEL = /^(\*\*|__)([^*_:]{1,80})(?::\1|\1:)\s*/
/** A list that a writing program made of the lines of a panel. */
const BULLET = /^[-*•·▪◦–—]\s+(?=\S)/u
/** `CAPTION – JANE:`, `CAP/JANE:`: whose caption it is. */
const CAPTION_OF = /^((?:\d{1,3}\s{0,2}[.):-]?\s{1,4})?CAP(?:T|TION)?)\s{0,3}[-–—/]\s{0,3}(\p{Lu}[^:()\p{Ll}]{0,40}):/u
const LONGEST_CUE = 60
/** Labels of what is drawn or meant for the artist: no balloon. */
const NOT_LETTERED =
  /^(?:NOTES?|N\.?B|REF(?:ERENCE)?S?|SIGN|LABEL|SETTING|DESC(?:RIPTION)?|VISUALS?|ARTIST|NOTE TO .*|ART(?:IST)? NOTES?|LAYOUT|COLOU?R(?:IST)?|P\.?S|INT|EXT)\.?$/
const CAPTIONS =
  /^(?:CAP(?:T|TION)?S?|NARR(?:ATION|ATIVE)?|LOCATION CAP(?:TION)?|TITLES?|CREDITS?|VOICE[ -]?OVER|V\.?O\.?)(?:\s*#?\d{1,2})?\.?$/
const SOUNDS = /^(?:SFX|S\.F\.X\.?|FX|SOUND(?: EFFECTS?)?|SOUND FX)(?:\s*#?\d{1,2})?\.?$/

/**
 * Reads `NAME:`, `NAME (OFF):`, `1. NAME:` and the words behind; null for any other line.
 *
 * @param isDescribed something of the panel stands above. `ART:` opens a description; further down somebody called Art
 *   speaks
 */
export function readLabelled(line: string, isDescribed = true): LabelledLine | null {
  const plain = line.trim().replace(BULLET, '').replace(BOLD_LABEL, '$2: ').replace(CAPTION_OF, '$1 ($2):')
  const match = LABELLED.exec(plain)
  const label = match && labelOf(match)
  if (label?.label === 'ART' && label.notes.length === 0 && match?.[1] === undefined && !isDescribed) return null
  return label && { ...label, text: (match[4] ?? '').trim() }
}

/** `NELL: (shouting) Over here!`: how it is said, where that is known, taken from before the words. */
export function withDelivery(label: LetteringLabel, text: string): { label: LetteringLabel; text: string } {
  const [, note = '', words = ''] = /^\(([^()]{1,40})\)\s{1,4}(\S.*)$/.exec(text) ?? []
  const delivery = readDelivery(note)
  const speaks = letteringOf(label, '').line.kind === 'dialogue'
  if (delivery === null || delivery === 'idle' || !speaks) return { label, text }
  return { label: { ...label, notes: [...label.notes, note] }, text: words }
}

/** Reads a name in capitals that has its line to itself; the words stand below. Null for any other line. */
export function readCue(line: string): LetteringLabel | null {
  const text = line.trim().replace(/^\*\*(.+)\*\*$/, '$1')
  if (text.length > LONGEST_CUE || /[.!?,:]$/.test(text.replace(/\b(?:MR|MRS|DR|ST|JR|SR)\.$/, ''))) return null
  const match = CUE.exec(text)
  return match !== null && /\p{L}{2}|^\?/u.test(match[2] ?? '') ? labelOf(match) : null
}

/** Null for what is drawn: `SIGN: Closed`. With the number of a balloon, or with how it is said, even a sign speaks. */
function labelOf([, number, label = '', written = '']: RegExpExecArray): LetteringLabel | null {
  const notes = [...written.matchAll(/\(([^()]*)\)/g)]
    .map(([, note]) => (note ?? '').trim())
    .filter((note) => note !== '')
  const isLettered = number !== undefined || notes.some((note) => readDelivery(note) !== null)
  return isLettered || !NOT_LETTERED.test(label) ? { label: label.trim(), notes } : null
}

/** Brackets that say nothing about a balloon: `CONT'D`, its number. */
const IDLE_NOTE = /^(?:cont(?:['’]?d|inued|\.)?|more|\d{1,2}|same balloon|linked|link(?:ed)? balloon|balloon \d+)$/i
const CAPTION_NOTE = /^(?:caption|cap|v[./]?\s?o\.?|voice[\s-]?over|narration|narrating)$/i
const DELIVERY_WORDS: readonly [RegExp, BalloonKind][] = [
  [/\b(?:off|o[./]?s\.?|o[./]?p\.?|off[\s-]?(?:panel|screen|camera))(?![\p{L}])/iu, 'off-panel'],
  [
    /\b(?:whisper(?:s|ed|ing)?|quiet(?:ly)?|softly|small|sotto voce|(?:in a )?low(?:ered)? voice|^low$|hushed|under (?:his|her|their) breath|mutter(?:s|ing)?)\b/i,
    'whisper',
  ],
  [/\b(?:th(?:ought|inks|inking|inks? to (?:him|her)self)|thought balloon)\b/i, 'thought'],
  [/\b(?:burst|shout(?:s|ed|ing)?|yell(?:s|ing)?|scream(?:s|ing)?|big|loud(?:ly)?|roar(?:s|ing)?)\b/i, 'burst'],
  [
    /\b(?:electric|radio|(?:tele)?phone|filter(?:ed)?|tv|television|speaker|intercom|comms?|robot(?:ic)?)\b/i,
    'electric',
  ],
]

/** What a note in brackets makes of a balloon: its shape, a caption, nothing (`idle`), or a note nobody knows (null). */
export function readDelivery(note: string): BalloonKind | 'caption' | 'idle' | null {
  if (IDLE_NOTE.test(note)) return 'idle'
  if (CAPTION_NOTE.test(note)) return 'caption'
  return balloonFor(note) ?? DELIVERY_WORDS.find(([words]) => words.test(note))?.[1] ?? null
}

/** A piece of lettering by its label, and those of its notes that nobody knows. `text` is taken as it is. */
export function letteringOf({ label, notes }: LetteringLabel, text: string): { line: Lettering; unknown: string[] } {
  const base = { balloon: 'speech', speakerId: null, speakerName: null, text, sure: true } as const
  if (SOUNDS.test(label)) return { line: { ...base, kind: 'sfx' }, unknown: [] }
  if (CAPTIONS.test(label)) {
    const speaker = notes.find((note) => readDelivery(note) === null)
    return { line: { ...base, kind: 'caption', speakerName: speaker ?? null }, unknown: [] }
  }
  const read = notes.map((note) => ({ note, delivery: readDelivery(note) }))
  const unknown = read.filter(({ delivery }) => delivery === null).map(({ note }) => note)
  if (read.some(({ delivery }) => delivery === 'caption')) {
    return { line: { ...base, kind: 'caption', speakerName: label }, unknown }
  }
  const balloon = read.flatMap(({ delivery }) => (delivery === null || delivery === 'idle' ? [] : [delivery]))[0]
  const isKnown = label !== '?'
  return {
    line: {
      ...base,
      kind: 'dialogue',
      balloon: balloon === undefined || balloon === 'caption' ? 'speech' : balloon,
      speakerName: isKnown ? label : null,
      sure: isKnown,
    },
    unknown,
  }
}
