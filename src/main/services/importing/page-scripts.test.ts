import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Project } from '../../open-project.ts'
import { importScript } from '../importing.ts'
import { layOut } from '../laying-out.ts'
import { newBook } from '../new-book.ts'

let folder: string
let project: Project
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-pages-of-script-'))
  file = join(folder, 'script.txt')
  project = newBook(join(folder, 'book.panelwright'), {}, { what: 'the test' })
})
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

function page(number: number, ...panels: string[]): string {
  return [`PAGE ${number}`, ...panels.flatMap((what, at) => [`Panel ${at + 1}`, what])].join('\n')
}

async function importPages(...pages: string[]) {
  writeFileSync(file, pages.join('\n\n'))
  return importScript(project, [file])
}

const shown = (): string[][] => {
  const { pages, panels } = layOut(project)
  return pages.map((each) => each.panels.map(({ id }) => panels.get(id)!.content.what))
}
const idsByWords = () =>
  new Map(project.script.panels(project.script.panelIds()).map(({ id, content }) => [content.what, id]))

it('pages of a script are the pages of the book', async () => {
  await importPages(page(1, 'A gull.', 'A rope.', 'A boat.'), page(2, 'The sea.'), page(3, 'A hat.', 'A hand.'))
  expect(shown()).toEqual([['A gull.', 'A rope.', 'A boat.'], ['The sea.'], ['A hat.', 'A hand.']])
})

it('a page put in later moves those behind it, and panels stay who they are', async () => {
  await importPages(page(1, 'A gull.', 'A rope.'), page(2, 'A hat.', 'A hand.'))
  const before = idsByWords()
  const report = await importPages(page(1, 'A gull.', 'A rope.'), page(2, 'The sea.'), page(3, 'A hat.', 'A hand.'))
  expect(shown()).toEqual([['A gull.', 'A rope.'], ['The sea.'], ['A hat.', 'A hand.']])
  const after = idsByWords()
  for (const [what, id] of before) expect(after.get(what)).toBe(id)
  expect(report.chapters[0]).toMatchObject({ added: 1, removed: 0 })
})

it('a panel that changes pages takes its picture along', async () => {
  await importPages(page(1, 'A gull.', 'A rope.', 'A boat.'), page(2, 'A hat.', 'A hand.'))
  const before = idsByWords()
  await importPages(page(1, 'A gull.', 'A rope.'), page(2, 'A boat.', 'A hat.', 'A hand.'))
  expect(shown()).toEqual([
    ['A gull.', 'A rope.'],
    ['A boat.', 'A hat.', 'A hand.'],
  ])
  expect(idsByWords()).toEqual(before)
  expect(project.script.panels(project.script.panelIds()).every(({ staleAt }) => staleAt === null)).toBe(true)
})
