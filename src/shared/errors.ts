/**
 * Failures a person can act on. Bugs throw plain errors; everything expected is an AppError with a code,
 * one clear sentence and, where there is one, the remedy.
 */

/** Codes callers may branch on. Exit codes and screens are chosen from these, never from the message. */
export type AppErrorCode =
  | 'WRONG_USE' // an option, a name or a path that cannot be meant
  | 'BAD_INPUT' // a file that cannot be read as what it should be
  | 'NOT_A_PROJECT'
  | 'PROJECT_LOCKED' // another process owns the book
  | 'READ_ONLY'
  | 'NEWER_VERSION' // the book was written by a newer Panelwright
  | 'DAMAGED_BOOK'
  | 'DISK_FULL'
  | 'NOT_FOUND'
  | 'BUDGET'
  | 'CANCELLED'
  | 'UNAVAILABLE' // something outside (a provider, a tool) is missing

/** Where in the author's material a problem lies. Lines and columns count from 1. */
export interface SourcePlace {
  file?: string
  line?: number
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  /** What to do about it, as a sentence. */
  readonly remedy: string | undefined
  readonly place: SourcePlace | undefined

  constructor(
    code: AppErrorCode,
    message: string,
    options: { remedy?: string; place?: SourcePlace; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.remedy = options.remedy
    this.place = options.place
  }
}

/** Ends a `switch` over a closed union; a missing case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value ${JSON.stringify(value)}`)
}
