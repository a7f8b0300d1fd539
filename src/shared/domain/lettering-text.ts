/** What a text in another language stands for: a line over a panel, a title, a name. */
export const TEXT_SUBJECTS = ['line', 'title', 'author', 'chapter', 'name'] as const
export type TextSubject = (typeof TEXT_SUBJECTS)[number]

/** Who wrote a text last: a service, or a person who may have started from what a service wrote. */
export const TEXT_STATES = ['machine', 'edited'] as const
export type TextState = (typeof TEXT_STATES)[number]

/** Words of the book in another language. */
export interface LetteringText {
  subject: TextSubject
  /** Of the line, chapter or person; `book` for title and author. */
  subjectId: string
  /** BCP 47. */
  language: string
  text: string
  /** The words it translates. When the book says something else now, the text is stale. */
  ownText: string
  state: TextState
  /** Epoch milliseconds. */
  changedAt: number
}
