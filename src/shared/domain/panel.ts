import type { Evidence } from './evidence.ts'
import type { Lettering } from './lettering.ts'

export const ROLES = ['acting', 'passive', 'mentioned'] as const
/** Acting people carry the panel, passive ones are there, mentioned ones are spoken of and never drawn. */
export type Role = (typeof ROLES)[number]

export const TIMES_OF_DAY = ['dawn', 'morning', 'day', 'afternoon', 'dusk', 'evening', 'night'] as const
export type TimeOfDay = (typeof TIMES_OF_DAY)[number]

export const SHOTS = [
  'extreme-close-up',
  'close-up',
  'medium-close-up',
  'medium',
  'medium-long',
  'full',
  'long',
  'extreme-long',
  'establishing',
  'detail',
  'two-shot',
  'over-the-shoulder',
  'point-of-view',
] as const
export type Shot = (typeof SHOTS)[number]

export const ANGLES = ['eye-level', 'low', 'high', 'birds-eye', 'worms-eye', 'dutch'] as const
export type Angle = (typeof ANGLES)[number]

export const MOODS = [
  'calm',
  'tense',
  'joyful',
  'sad',
  'angry',
  'fearful',
  'mysterious',
  'tender',
  'comic',
  'solemn',
] as const
export type Mood = (typeof MOODS)[number]

export const WEATHERS = ['clear', 'cloud', 'rain', 'storm', 'snow', 'fog', 'wind'] as const
export type Weather = (typeof WEATHERS)[number]

export const EXPRESSIONS = [
  'neutral',
  'smile',
  'laugh',
  'sad',
  'cry',
  'angry',
  'afraid',
  'surprised',
  'worried',
  'stern',
  'thoughtful',
  'asleep',
  'determined',
  'disgusted',
] as const
export type Expression = (typeof EXPRESSIONS)[number]

export const POSES = [
  'stand',
  'sit',
  'walk',
  'run',
  'lie',
  'kneel',
  'crouch',
  'reach',
  'point',
  'hold',
  'carry',
  'push',
  'pull',
  'climb',
  'fall',
  'lean',
  'wave',
  'embrace',
  'fight',
  'read',
  'write',
  'eat',
  'turn-away',
  'row',
  'swim',
  'dance',
  'bow',
] as const
export type Pose = (typeof POSES)[number]

/** What a panel is to the pages. */
export interface PanelFlags {
  sceneStart: boolean
  reveal: boolean
  action: boolean
  splash: boolean
  /** The author's script begins a page with it; all up to the next one that does share that page. */
  pageStart?: boolean
  /** The script gives it two facing pages. */
  spread?: boolean
}

export interface PanelPerson {
  /** A person's id in the bible; for a walk-on without an entry a kebab-case id made of the words used (`fitter`). */
  personId: string
  /**
   * How the script describes somebody whom the bible does not: `bearded man`, `girl with two plaits`. Absent for people
   * of the bible, whose look it knows.
   */
  description?: string
  role: Role
  /** Bound to this person, never to the panel. */
  expression: Expression
  pose: Pose
  evidence: Evidence[]
}

/**
 * One panel as the story wants it: everything the picture and the lettering need, before any art style.
 * Filled by the breakdown for prose, by reading the author's own panel text for strips and prompts.
 */
export interface PanelContent {
  /** Visible action, present tense, no speech. */
  what: string
  /** The words of the script it was cut from; empty for panels the author wrote as prompts. */
  source: string
  /** Line of the source file it starts at. */
  line: number
  people: PanelPerson[]
  /** `gannet-stack/lamp-room`, or null when nothing names a place. */
  placeId: string | null
  /** The place in words, as far as the script gives it; the bible's name when placeId is set. */
  placeName: string | null
  timeOfDay: TimeOfDay | null
  weather: Weather | null
  mood: Mood | null
  shot: Shot
  angle: Angle
  /** 1 (small) to 5 (the picture of the page). */
  importance: number
  /** Common nouns that can be seen, singular, in order of weight: `lantern`, `boat`. */
  props: string[]
  lettering: Lettering[]
  /** For the layout. */
  flags: PanelFlags
  evidence: Evidence[]
}

/** A scene after the breakdown. */
export interface SceneContent {
  placeId: string | null
  placeName: string | null
  timeOfDay: TimeOfDay | null
  mood: Mood | null
  weather: Weather | null
  /** `YYYY-MM-DD`, shortened as far as it is known; decides looks and ages. */
  date: string | null
  /** Whose eyes the scene is told through: pronouns go to them first. */
  povId: string | null
  present: string[]
  referenced: string[]
  panels: PanelContent[]
  evidence: Evidence[]
}
