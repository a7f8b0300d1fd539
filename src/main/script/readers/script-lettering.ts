import type { BalloonKind, Lettering } from '../../../shared/domain/lettering.ts'
import {
  FOREIGN_BURST,
  FOREIGN_CAPTIONS,
  FOREIGN_ELECTRIC,
  FOREIGN_OFF,
  FOREIGN_REMARKS,
  FOREIGN_SOUNDS,
  FOREIGN_THOUGHT,
  FOREIGN_WHISPER,
} from './script-words.ts'
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

/** Letters of a label: capitals, `McAVOY` among them, or letters of scripts that know none. */
const PREFIX = String.raw`(?:Ma?c|D[eiu]|L[ae])(?=\p{Lu}{2})`
const LABEL = String.raw`(?:\?|(?:${PREFIX}|[\p{Lu}\p{Lo}])(?:${PREFIX}|(?!\p{Ll})[\p{L}\p{M}\p{N} .,'’&/#+-]){0,60}?)`
const NOTES = String.raw`((?:\s{0,3}(?:\([^()]{0,60}\)|\[[^[\]]{0,60}\])){0,3})`
const LABELLED = new RegExp(
  String.raw`^(\d{1,3}\s{0,2}[.):-]?\s{1,4})?(${LABEL})${NOTES}\s{0,5}(?:[:：](?!//)|\t)(.*)$`,
  'u',
)
const CUE = new RegExp(String.raw`^(\d{1,3}\s{0,2}[.):-]?\s{1,4})?(${LABEL})${NOTES}\s*$`, 'u')
/** `**NELL:** words`, as Markdown and writing programs have it. */
const BOLD_LABEL = /^(\*\*|__)([^*_:]{1,80})(?::\1|\1:)\s*/
/** A list that a writing program made of the lines of a panel. */
const BULLET = /^[-*•·▪◦–—>]\s+(?=\S)/u
/** `**NELL** (off): words` */
const BOLD_NAME = /^(\*\*|__)([^*_:]{1,60})\1\s{0,3}(\([^()*_]{0,60}\))\s{0,3}:\s*/
/** `太郎「静かに」`, `太郎（小声）「静かに」` */
const JAPANESE_SPEECH = /^([\p{Lo}\p{Lm}・]{1,20})\s{0,3}(\([^()]{0,20}\))?\s{0,3}「(.*)」$/u
/** `JACK, OFF:`, `JACK/OFF-PANEL:`, `JACK O.P.:` */
const OFF_BEHIND =
  /^(.*[^\s,/–—-])(?:\s*[,/–—-]\s*(OFF(?:[ -]?(?:PANEL|SCREEN))?|O\.?[PS]\.?|V\.?O\.?)|\s+(OFF[ -]?(?:PANEL|SCREEN)|OFF|O\.P\.|O\.S\.|V\.O\.))$/
/** `NELL CAPTION:` is what Nell tells; `LOCATION CAPTION:` is nobody's. */
const CAPTION_BEHIND = /^(.{1,60}?)\s{1,3}(?:CAP|CAPTION)S?(?: BOX)?$/
const NOBODYS_CAPTION =
  /^(?:LOCATION|LOC|LOCATOR|PLACE|TIME|DATE|EDITORIAL|EDITOR['’]?S?|OMNISCIENT|OPENING|CLOSING|FIRST|SECOND|LAST|FINAL|NEW|NEXT|BOTTOM|TOP|NARRAT(?:OR|ION|IVE)|TITLE|THE|FLOATING|BORDERLESS|NO)$/
/** `CAPTION – JANE:`, `CAP/JANE:`: whose caption it is. */
const CAPTION_OF = /^((?:\d{1,3}\s{0,2}[.):-]?\s{1,4})?CAP(?:T|TION)?)\s{0,3}[-–—/]\s{0,3}(\p{Lu}[^:()\p{Ll}]{0,40}):/u
const LONGEST_CUE = 60
/** Labels of what is drawn or meant for the artist: no balloon. */
const NOT_LETTERED = new RegExp(
  `^(?:NOTES?|N\\.?B|REF(?:ERENCE)?S?|SIGN|LABEL|SETTING|DESC(?:RIPTION)?|VISUALS?|ARTIST|NOTE TO .*|(?:ART|ARTIST|LETTERER|LETTERING|COLOU?RIST|COLOU?R|EDITOR|PRODUCTION|STORY|WRITER['’]?S?) NOTES?|LAYOUT|BACKGROUND|FOREGROUND|CAMERA|ANGLE|LIGHTING|COLOU?R(?:IST)?|P\\.?S|INT|EXT|${FOREIGN_REMARKS})\\.?$`,
  'u',
)
const CAPTIONS = new RegExp(
  `^(?:CAP(?:T|TION)?S?(?: BOX)?|NARR(?:AT(?:OR|ION|IVE))?|LOCATION CAP(?:TION)?|LOCATOR|CHYRON|SUPER|TITLES?|CREDITS?|VOICE[ -]?OVER|V\\.?O\\.?|${FOREIGN_CAPTIONS})(?:\\s*#?\\d{1,2})?\\.?$`,
  'u',
)
/** `SFX`, and `SFX - GUN`: what makes the sound. */
const SOUNDS = new RegExp(
  `^(?:(?:SFX|S\\.F\\.X\\.?|SOUND EFFECTS?|SOUND FX)\\s*[-/,].*|(?:SFX|S\\.F\\.X\\.?|FX|SOUND(?: EFFECTS?)?|SOUND FX|${FOREIGN_SOUNDS})(?:\\s*#?\\d{1,2})?\\.?)$`,
  'u',
)

/**
 * Reads `NAME:`, `NAME (OFF):`, `1. NAME:` and the words behind; null for any other line.
 *
 * @param isDescribed something of the panel stands above. `ART:` opens a description; further down somebody called Art
 *   speaks
 */
export function readLabelled(line: string, isDescribed = true): LabelledLine | null {
  const plain = narrowed(line.trim())
    .replace(BULLET, '')
    .replace(BOLD_LABEL, '$2: ')
    .replace(BOLD_NAME, '$2 $3: ')
    .replace(CAPTION_OF, '$1 ($2):')
    .replace(
      JAPANESE_SPEECH,
      (_, name: string, note: string | undefined, words: string) => `${name}${note ?? ''}: ${words}`,
    )
  const match = LABELLED.exec(plain)
  const label = match && labelOf(match)
  if (label?.label === 'ART' && label.notes.length === 0 && match?.[1] === undefined && !isDescribed) return null
  return label && { ...label, text: (match[4] ?? '').trim() }
}

/** True of `SIGN: Closed` and `Note: …`: a line of its own that is no lettering and goes on with none. */
export function isRemark(line: string): boolean {
  const [, label = ''] = /^([^:：「]{1,40}?)\s{0,3}(?:[:：]|「)/.exec(narrowed(line.trim())) ?? []
  return NOT_LETTERED.test(label.toUpperCase())
}

/** `NELL: (shouting) Over here!`: how it is said, where that is known, taken from before the words. */
export function withDelivery(label: LetteringLabel, text: string): { label: LetteringLabel; text: string } {
  const [, note = '', words = ''] = /^\(([^()]{1,40})\)\s{1,4}(\S.*)$/.exec(text) ?? []
  const delivery = readDelivery(note)
  const speaks = letteringOf(label, '').line.kind === 'dialogue'
  if (delivery === null || delivery === 'idle' || !speaks) return { label, text }
  return { label: { ...label, notes: [...label.notes, note] }, text: words }
}

/** Brackets of double width before the words, as Japanese has them. */
function narrowed(line: string): string {
  return line.replace(/^([^（）:：「]{1,60})（([^（）]{0,60})）(?=\s{0,3}[:：「])/u, '$1($2)')
}

/** Reads a name in capitals that has its line to itself; the words stand below. Null for any other line. */
export function readCue(line: string): LetteringLabel | null {
  const text = line.trim().replace(/^\*\*(.+)\*\*$/, '$1')
  if (text.length > LONGEST_CUE || /[.!?,:]$/.test(text.replace(/\b(?:MR|MRS|DR|ST|JR|SR)\.$/, ''))) return null
  const match = CUE.exec(text)
  return match !== null && /\p{L}{2}|^\?/u.test(match[2] ?? '') ? labelOf(match) : null
}

/** Null for what is drawn: `SIGN: Closed`. With the number of a balloon, or with how it is said, even a sign speaks. */
function labelOf([, number, written = '', brackets = '']: RegExpExecArray): LetteringLabel | null {
  const bracketed = [...brackets.matchAll(/\(([^()]*)\)|\[([^[\]]*)\]/g)]
    .map(([, round, square]) => (round ?? square ?? '').trim())
    .filter((note) => note !== '')
  const isName = CAPTIONS.test(written) || bracketed.some((note) => SPEECH_NOTE.test(note))
  const off = isName ? null : OFF_BEHIND.exec(written)
  const label = off ? off[1]! : written
  const notes = off ? [...bracketed, (off[2] ?? off[3])!] : bracketed
  const isLettered = number !== undefined || notes.some((note) => readDelivery(note) !== null)
  return isLettered || !NOT_LETTERED.test(label) ? { label: label.trim(), notes } : null
}

/** Says that somebody speaks, whatever their name means elsewhere: `NARRATOR (SPEECH)`. */
const SPEECH_NOTE = /^(?:speech|speaks|balloon)$/i
/** Brackets that say nothing about a balloon: `CONT'D`, its number. */
const IDLE_NOTE =
  /^(?:cont(?:['’]?d|inued|\.)?|more|\d{1,2}|same balloon|(?:linked|linking|connected|connecting|joined|double|second)(?: balloon)?|link(?:ed)? balloon|balloon \d+|speech|speaks|balloon|normal|forts\.?|fortsetzung|weiter|cont\.|sigue|continúa|suite)$/i
/** Whole words; those of Japanese and Arabic stand in words without gaps. */
function deliveryOf(words: string): RegExp {
  return new RegExp(`(?<![a-zäöüßéèñ])(?:${words})(?![a-zäöüßéèñ])`, 'iu')
}

const CAPTION_NOTE = /^(?:caption|cap|v[./]?\s?o\.?|voice[\s-]?over|narration|narrating)$/i
const DELIVERY_WORDS: readonly [RegExp, BalloonKind][] = [
  [
    deliveryOf(String.raw`off|o[./]?s\.?|o[./]?p\.?|off[\s-]?(?:panel|screen|camera)|from off|${FOREIGN_OFF}`),
    'off-panel',
  ],
  [
    deliveryOf(
      `whisper(?:s|ed|ing)?|quiet(?:ly)?|softly|small|weak(?:ly)?|faint(?:ly)?|sotto voce|(?:in a )?low(?:ered)? voice|^low$|hushed|under (?:his|her|their) breath|mutter(?:s|ing)?|${FOREIGN_WHISPER}`,
    ),
    'whisper',
  ],
  [deliveryOf(`th(?:ought|inks|inking|inks? to (?:him|her)self)|thought balloon|${FOREIGN_THOUGHT}`), 'thought'],
  [
    deliveryOf(
      `burst|shout(?:s|ed|ing)?|yell(?:s|ing)?|scream(?:s|ing)?|big|loud(?:ly)?|roar(?:s|ing)?|${FOREIGN_BURST}`,
    ),
    'burst',
  ],
  [
    deliveryOf(
      `electric|electronic|radio|(?:tele)?phone|filter(?:ed)?|tv|television|speaker|intercom|comms?|robot(?:ic)?|${FOREIGN_ELECTRIC}`,
    ),
    'electric',
  ],
]

/** What a note in brackets makes of a balloon: its shape, a caption, nothing (`idle`), or a note nobody knows (null). */
export function readDelivery(note: string): BalloonKind | 'caption' | 'idle' | null {
  if (IDLE_NOTE.test(note)) return 'idle'
  if (CAPTION_NOTE.test(note)) return 'caption'
  return balloonFor(note) ?? DELIVERY_WORDS.find(([words]) => words.test(note))?.[1] ?? null
}

/** `TELEPHONE` says how; `TELEPHONE VOICE` says whose caption it is. */
function isAllDelivery(note: string): boolean {
  if (readDelivery(note) === null) return false
  const words = DELIVERY_WORDS.find(([each]) => each.test(note))?.[0]
  return words === undefined || note.replace(words, '').trim() === ''
}

/** A piece of lettering by its label, and those of its notes that nobody knows. `text` is taken as it is. */
export function letteringOf({ label, notes }: LetteringLabel, text: string): { line: Lettering; unknown: string[] } {
  const base = { balloon: 'speech', speakerId: null, speakerName: null, text, sure: true } as const
  const isSpeech = notes.some((note) => SPEECH_NOTE.test(note))
  if (SOUNDS.test(label) && !isSpeech) return { line: { ...base, kind: 'sfx' }, unknown: [] }
  const told = isSpeech || CAPTIONS.test(label) ? undefined : CAPTION_BEHIND.exec(label)?.[1]
  if (told !== undefined) {
    return { line: { ...base, kind: 'caption', speakerName: NOBODYS_CAPTION.test(told) ? null : told }, unknown: [] }
  }
  if (CAPTIONS.test(label) && !isSpeech) {
    const speaker = notes.find((note) => !isAllDelivery(note))?.replace(/,\s*(?:V\.?O\.?|OFF|O\.?[PS]\.?)$/i, '')
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
