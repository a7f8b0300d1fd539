import type { AppErrorCode } from '../../shared/errors.ts'

/** What a script can tell from the command's end. */
export const EXIT = {
  done: 0,
  /** Some of it failed; the summary says what. Also a fault of ours. */
  someFailed: 1,
  wrongUse: 2,
  /** Budget, quota or key: the work waits for the author. */
  paused: 3,
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export function exitCodeOf(code: AppErrorCode): ExitCode {
  switch (code) {
    case 'CANCELLED':
      return EXIT.interrupted
    case 'BUDGET':
      return EXIT.paused
    default:
      return EXIT.wrongUse
  }
}
