/** What the author says about a picture, one state at a time. candidate = nothing yet. */
export const VERDICTS = ['candidate', 'kept', 'rejected'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Marks an author gives, from poor to best. */
export type Rating = 1 | 2 | 3 | 4 | 5
