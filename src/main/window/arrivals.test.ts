import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { arrivalBox, booksNamed } from './arrivals.ts'

test('books that came before there was a window are opened with it, later ones at once', () => {
  const opened: string[] = []
  const arrivals = arrivalBox()
  arrivals.add('a')
  arrivals.hear((folder) => opened.push(folder))
  arrivals.add('b')
  expect(opened).toEqual(['a', 'b'])
})

test('of a command line only books that are there count', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'panelwright-args-'))
  mkdirSync(join(cwd, 'Tide.panelwright'))
  try {
    const args = ['.', '--no-sandbox', 'Tide.panelwright', 'Gone.panelwright', 'Tide.panelwright/book.sqlite']
    const book = join(cwd, 'Tide.panelwright')
    expect(booksNamed(args, cwd)).toEqual([book, book])
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
})
