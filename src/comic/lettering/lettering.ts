import type { BalloonKind } from '../../shared/domain/lettering.ts'
import type { PointMm, RectMm } from '../geometry.ts'
import type { SetText } from '../text/index.ts'
import type { AttentionGrid } from './attention.ts'
import type { Body } from './body.ts'
import type { LetterLanguage } from './letter-panel.ts'

/** What is drawn around a text. `note` is the editor's note at the foot of a panel. */
export type LetteringKind = BalloonKind | 'caption' | 'note' | 'sfx'

/** Who speaks in a caption; decides its box. `inner-voice` and `voice-over` are a person's own words. */
export type CaptionVoice = 'narration' | 'place' | 'inner-voice' | 'voice-over'

/** One piece of text that wants a place in a panel. */
export interface LetteringRequest {
  /** Stable over edits and languages: moves of the author hang on it. */
  id: string
  kind: LetteringKind
  /** `narration` for all that is no caption. */
  voice: CaptionVoice
  /** A person's id; null when it is not known who speaks. */
  speakerId: string | null
  /** As the script has it, marks of emphasis included. */
  text: string
  /** Where it is another one than that of the panel: words that are not translated. */
  language?: LetterLanguage
}

/** A person in a panel, in mm on the page. */
export interface Figure {
  personId: string
  body: RectMm | null
  face: RectMm | null
  /** Where a tail aims: the mouth, or the middle of the head for thoughts. */
  mouth: PointMm
  /** True when nobody has looked at the picture: the place is what the script makes likely. */
  guessed: boolean
}

/** A leaning side of a frame: a point on it, and the direction into the panel, length 1. */
export interface Slant {
  point: PointMm
  inwards: PointMm
}

/** All that placing needs to know of a panel. */
export interface PanelScene {
  panelId: string
  frame: RectMm
  /** Where lettering may stand: within the frame and the page's safe area. */
  room: RectMm
  /** Sides of the frame that lean; within them there is room too. */
  slants: readonly Slant[]
  /** The page's safe area: what leaves it may be cut off. */
  page: RectMm
  /** Along a line of the page. Strips read `ltr`. */
  direction: 'ltr' | 'rtl'
  figures: Figure[]
  /** What the author pinned as not to be covered: hands, props, a clue. */
  keepOff: RectMm[]
  /** What catches the eye in the picture as it is cropped; null when nobody looked. */
  attention: AttentionGrid | null
}

/** A move of the author: kept whatever it costs. Places are fractions of the panel's frame. */
export interface LetteringLock {
  /** Middle of the balloon. */
  at?: PointMm
  /** Number of lines; fixes the shape. */
  lines?: number
  /** Where the tail aims; null for no tail. */
  tailTo?: PointMm | null
}

/** Where a text has gone. */
export interface PlacedLettering {
  /** Of the request. */
  id: string
  /** 0, or counting up where a text was split over several balloons. */
  part: number
  kind: LetteringKind
  voice: CaptionVoice
  speakerId: string | null
  body: Body
  /** Lines the text was broken into. */
  lines: number
  tail: PlacedTail | null
  /** The balloon of the same speaker before it is tied to it by a bridge. */
  joined: boolean
  /** Radians, clockwise. */
  rotation: number
  /** As in the request. */
  language?: LetterLanguage
  /** Letters, centred on 0,0; they stand on the body's centre. */
  set: SetText
  sizeMm: number
  /** It stands over the border of its panel, so it is drawn after it. */
  crossesBorder: boolean
  /** Borders of the panel that a caption shares. */
  butted: { left: boolean; right: boolean; top: boolean; bottom: boolean }
}

export interface PlacedTail {
  /** Direction it leaves the balloon in, as a turn of its ring. */
  turn: number
  tip: PointMm
  /** What it aims at. `guess`: it only shows a direction. */
  aim: 'mouth' | 'guess' | 'border' | 'lock'
}

/** What could not be done well. */
export type ProblemCode =
  | 'covers-face'
  | 'covers-pin'
  | 'overlap'
  | 'out-of-order'
  | 'outside'
  | 'tails-cross'
  | 'tail-hidden'
  | 'tail-missing'
  | 'text-cut'
  | 'word-too-wide'
  | 'characters-removed'

export interface LetteringProblem {
  code: ProblemCode
  panelId: string
  /** The text it is about. */
  id: string
  /** A full sentence without the panel's name. */
  message: string
}
