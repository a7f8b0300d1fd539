import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Arrivals } from './start.ts'

export interface ArrivalBox extends Arrivals {
  add(folder: string): void
}

/** Keeps books to open until somebody hears them. */
export function arrivalBox(): ArrivalBox {
  const waiting: string[] = []
  let hear: ((folder: string) => void) | null = null
  return {
    add(folder) {
      if (hear === null) waiting.push(folder)
      else hear(folder)
    },
    hear(open) {
      hear = open
      for (const folder of waiting.splice(0)) open(folder)
    },
  }
}

/**
 * Books named on a command line, or what a file manager makes of one.
 *
 * @param args of the program, with or without its own name before them
 */
export function booksNamed(args: readonly string[], cwd: string): string[] {
  return args
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => resolve(cwd, arg))
    .map((path) => (path.endsWith('book.sqlite') ? join(path, '..') : path))
    .filter((path) => path.endsWith('.panelwright') && existsSync(path))
}
