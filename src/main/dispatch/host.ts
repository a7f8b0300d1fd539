import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'

export type Choice = 'book' | 'new-book' | 'scripts' | 'pictures' | 'style' | 'folder' | 'report'

/** What is around the program: a window of its own, a browser, the command line. */
export interface Host {
  kind: 'window' | 'browser' | 'command'
  /** The system's own dialog; null = this host has none. */
  choose: ((what: Choice) => Promise<string[]>) | null
  /** Tells the author through the system, also while they look elsewhere; null = not from here. */
  notify: ((words: { title: string; body: string }) => void) | null
  /** Shows a file in the system's file manager; null = not from here. */
  reveal: ((path: string) => void) | null
  /**
   * Looks after a book in another window: brings the one to the front that has it open. With `isTaken`, because a book
   * lies here already, a new one is made for it. Null = there is only this place.
   *
   * @returns false when the book is to be opened here
   */
  elsewhere: ((folder: string, isTaken: boolean) => boolean) | null
}

/** @throws AppError UNAVAILABLE */
export function ask<Able>(able: Able | null, what: string, remedy: string): Able {
  if (able !== null) return able
  throw new AppError('UNAVAILABLE', said`There is no ${what} here.`, { remedy })
}

export const COMMAND_HOST: Host = { kind: 'command', choose: null, notify: null, reveal: null, elsewhere: null }
export const BROWSER_HOST: Host = { kind: 'browser', choose: null, notify: null, reveal: null, elsewhere: null }
