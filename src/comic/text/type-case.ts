import type { FontScript } from './scripts.ts'
import type { Typeface } from './typeface.ts'

/** What letters are for. `emphasis` is the marked part of dialogue and captions. */
export const LETTERING_ROLES = ['dialogue', 'emphasis', 'caption', 'shout', 'sfx'] as const
export type LetteringRole = (typeof LETTERING_ROLES)[number]

/** All it takes to set texts of one language: typefaces that have been loaded, and where words may be divided. */
export interface TypeCase {
  /** BCP 47. */
  language: string
  /** Typefaces for a script, best first; empty when none was loaded for it. */
  faces(role: LetteringRole, script: FontScript): readonly Typeface[]
  /** Typefaces to look in for signs that the faces of a script lack: notes, hearts, stars. */
  symbolFaces: readonly Typeface[]
  /**
   * Where a word may be divided.
   * @param word one word, lower case
   * @returns offsets into it, ascending; empty for a language without rules
   */
  hyphenPoints(word: string): number[]
}
