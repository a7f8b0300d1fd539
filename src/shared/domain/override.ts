/** What an author may correct about a guess of the breakdown. */
export const OVERRIDE_SUBJECTS = ['pov', 'speaker', 'role', 'place', 'time-of-day', 'weather', 'mood', 'date'] as const

/**
 * One correction by the author. It outlives every re-import because it hangs on the words it is about,
 * not on a position: `anchor` is `anchorOf(…)` of the spoken line, or empty where the whole scene is meant.
 */
export interface Override {
  about: (typeof OVERRIDE_SUBJECTS)[number]
  /** The scene's stable id. */
  sceneKey: string
  /** Normalised words of the line (`speaker`), or '' for the scene as a whole. */
  anchor: string
  /** The person meant, for `role`. */
  personId: string | null
  /** A person's id, a role, a place's id, or a word of the list in question; '' means «nobody», «nowhere», «not known». */
  value: string
}

/** Longest anchor, in characters: enough to know a line by. */
const LONGEST_ANCHOR = 120

/** What a correction of a line hangs on. */
export function anchorOf(text: string): string {
  return plainWords(text).slice(0, LONGEST_ANCHOR)
}

/** The words of a line, free of case, accents, marks and punctuation: equal before and after a cosmetic edit. */
export function plainWords(text: string): string {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\d]+/gu)
  return (words ?? []).join(' ')
}
