import type { ReferenceRole } from './generation.ts'
import type { ReferenceFindings } from './reference-check.ts'

export const REFERENCE_SUBJECTS = ['person', 'place', 'style'] as const
export type ReferenceSubject = (typeof REFERENCE_SUBJECTS)[number]

export type PictureFormat = 'png' | 'jpeg' | 'webp'

/** What a reference of a subject can show; the first is taken unless the author says otherwise. */
export const ROLES_OF: Readonly<Record<ReferenceSubject, readonly [ReferenceRole, ...ReferenceRole[]]>> = {
  person: ['face', 'outfit'],
  place: ['place'],
  style: ['style'],
}

/** A picture in the project that shows how somebody, a place or a style looks. */
export interface Reference {
  id: string
  subject: ReferenceSubject
  /** Id of the person, the place or zone, or the art style. */
  of: string
  role: ReferenceRole
  /** Label of the look it shows; null = it holds at every age. */
  look: string | null
  /** As the author named the file. */
  name: string
  /** Relative to the project folder, with `/`. */
  path: string
  /** Hex, of its bytes. */
  sha256: string
  bytes: number
  /** As it is seen: camera rotation applied. */
  width: number
  height: number
  format: PictureFormat
  checks: ReferenceFindings | null
  /** The author chose it over others of the same subject and role. */
  preferred: boolean
  /** Epoch ms. */
  addedAt: number
}
