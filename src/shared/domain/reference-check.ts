import type { PictureFormat } from './reference.ts'

/**
 * Asks a vision model whether somebody is in a picture. Null = nobody could look: no model, no answer. Never throws: a
 * reference is judged without it then.
 */
export type LookForPerson = (picture: { bytes: Uint8Array; format: PictureFormat }) => Promise<PersonSeen | null>

/** What a vision model saw. */
export interface PersonSeen {
  person: boolean
  /** Share of the frame that the largest person takes, 0–1. */
  share: number
}

/** What makes a picture useless as a reference. */
export type ReferenceFault = 'unreadable' | 'wrong-type' | 'too-heavy' | 'too-small' | 'too-large' | 'broken'

/** What makes a picture a poor reference; the author may take it nevertheless. */
export type ReferenceDoubt = 'blurred' | 'no-person' | 'person-small'

/** What the checks found when a reference was added; kept with it. */
export interface ReferenceFindings {
  /** 0–1, see images/reference-sharpness.ts. */
  sharpness: number
  /** Null = nobody looked. */
  person: PersonSeen | null
  /** What the author took it in spite of. */
  doubts: ReferenceDoubt[]
}
