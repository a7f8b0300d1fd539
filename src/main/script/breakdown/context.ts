import type { Bible, Override, Person, SceneContent } from '../../../shared/domain/index.ts'

/** What the breakdown knows besides the scene itself. */
export interface BreakdownContext {
  bible: Bible
  /** People who speak without an entry in the bible, as `provisionalPeople` finds them. */
  provisional?: readonly Person[]
  /** Year of the story, or null when the chapter leaves it open. Decides aliases, looks and who is alive. */
  chapter: { number: string; title: string; year: number | null }
  /** The scene before in the same chapter: place, time, date and point of view carry over. */
  previousScene?: SceneContent | undefined
  /** Words of prose for one panel, 40–240, default 90. */
  density?: number
  /** Fewest panels of a scene that has words, default 3. */
  minPanels?: number
  /** The scene's stable id; only overrides with this key apply. Without it, all that are given do. */
  sceneKey?: string
  overrides?: readonly Override[]
}

export const DEFAULT_DENSITY = 90
export const DEFAULT_MIN_PANELS = 3

export const overridesOf = (context: BreakdownContext): readonly Override[] =>
  (context.overrides ?? []).filter((row) => context.sceneKey === undefined || row.sceneKey === context.sceneKey)

/** The bible with everybody whom it lacks. */
export const everybody = ({ bible, provisional = [] }: BreakdownContext): Bible =>
  provisional.length ? { ...bible, people: [...bible.people, ...provisional] } : bible
