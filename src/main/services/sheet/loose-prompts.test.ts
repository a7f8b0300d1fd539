import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importScript } from '../importing.ts'
import { openQuayBook, type QuayBook } from '../quay-book.ts'
import { keepLoosePrompts, loosePanels } from './loose-prompts.ts'

let book: QuayBook
beforeEach(async () => {
  book = await openQuayBook(1)
})
afterEach(() => book.close())

const all = () => book.project.script.panels(book.project.script.panelIds())
const loose = () => loosePanels(book.project, all())

test('are one chapter that grows, and the same words stay the same panel', async () => {
  expect(await keepLoosePrompts(book.project, ['A lamp.', 'A dog.', 'A lamp.'])).toBe(2)
  const first = loose()
  expect([...first.keys()]).toEqual(['A lamp.', 'A dog.'])
  expect(await keepLoosePrompts(book.project, ['A dog.', 'A gull.'])).toBe(1)
  expect([...loose().entries()].slice(0, 2)).toEqual([...first.entries()])
  expect(book.project.script.chapters().map(({ title, panels }) => [title, panels])).toEqual([
    ['Quay', 3],
    ['Loose prompts', 3],
  ])
})

test('hold nothing in common, however many there are', async () => {
  const prompts = Array.from({ length: 45 }, (_, at) => `At night number ${at}, a boat.`)
  await keepLoosePrompts(book.project, [...prompts, 'A white wall.'])
  const last = all().at(-1)!
  expect(last.content).toMatchObject({ what: 'A white wall.', timeOfDay: null })
  expect(loose().size).toBe(46)
  const before = loose()
  await keepLoosePrompts(book.project, ['One more.'])
  expect([...loose()].slice(0, 46)).toEqual([...before])
})

test('stay when the script is imported again, also from a folder around the project', async () => {
  await keepLoosePrompts(book.project, ['A lamp.'])
  const [before] = [...loose().values()]
  const folder = join(dirname(book.project.folder), 'script')
  mkdirSync(folder)
  writeFileSync(join(folder, 'one.txt'), '# Chapter 9: Later\n## Scene 1: Quay\n### Strip 001\nA cat.\n')
  await importScript(book.project, [dirname(book.project.folder)])
  expect([...loose().values()]).toEqual([before])
})
