import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importScript } from '../importing.ts'
import { layOut } from '../laying-out.ts'
import { openQuayBook, type QuayBook } from '../quay-book.ts'
import { deleteEntries } from '../tree-edits/delete.ts'
import { editPanels } from '../tree-edits/edit-panels.ts'
import { takeLooseIn } from '../tree-edits/loose-chapter.ts'
import { moveEntries } from '../tree-edits/move.ts'
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

test('are on no page of a book that has panels of its own, until the author takes them in', async () => {
  await keepLoosePrompts(book.project, ['A lamp.', 'A dog.'])
  const onPages = () => layOut(book.project).pages.flatMap(({ panels }) => panels.map(({ id }) => id))
  const ids = [...loose().values()]
  expect(onPages()).toHaveLength(3)
  expect(layOut(book.project)).toMatchObject({ apart: 2 })
  // One is moved into the book; asked for again, it is the same panel.
  const [own] = book.project.script.chapters()
  const [scene] = book.project.script.scenes(own!.id)
  moveEntries(book.project, [{ kind: 'panel', id: ids[0]! }], { where: 'into', kind: 'scene', id: scene!.id })
  expect(onPages()).toHaveLength(4)
  expect(await keepLoosePrompts(book.project, ['A lamp.'])).toBe(0)
  expect([...loose().values()].sort()).toEqual([...ids].sort())
  takeLooseIn(book.project, true)
  expect(onPages()).toHaveLength(5)
  // New ones go where the author wants them all.
  await keepLoosePrompts(book.project, ['A gull.'])
  expect(onPages()).toHaveLength(6)
  takeLooseIn(book.project, false)
  expect(onPages()).toHaveLength(4)
  book.project.edits.undo()
  expect(onPages()).toHaveLength(6)
})

test('are the book where it has nothing else', async () => {
  for (const { id } of book.project.script.chapters()) deleteEntries(book.project, [{ kind: 'chapter', id }])
  await keepLoosePrompts(book.project, ['A lamp.', 'A dog.'])
  expect(layOut(book.project)).toMatchObject({ apart: 0, panels: new Map([...loose().values()].map((id) => [id, {}])) })
})

test('come out of the trash when they are asked for again, alone or with their chapter', async () => {
  await keepLoosePrompts(book.project, ['A lamp.', 'A dog.'])
  const before = loose()
  deleteEntries(book.project, [{ kind: 'panel', id: before.get('A lamp.')! }])
  expect(await keepLoosePrompts(book.project, ['A gull.'])).toBe(1)
  expect([...loose().keys()].sort()).toEqual(['A dog.', 'A gull.'])
  expect(await keepLoosePrompts(book.project, ['A lamp.'])).toBe(1)
  expect(loose().get('A lamp.')).toBe(before.get('A lamp.'))
  const away = () => {
    const chapter = book.project.script.chapters().find(({ loose }) => loose === 'apart')!
    deleteEntries(book.project, [{ kind: 'chapter', id: chapter.id }])
  }
  away()
  await keepLoosePrompts(book.project, ['A dog.', 'A moth.'])
  expect([...loose().keys()].sort()).toEqual(['A dog.', 'A moth.'])
  expect(loose().get('A dog.')).toBe(before.get('A dog.'))
  away()
  await keepLoosePrompts(book.project, ['A cat.'])
  expect([...loose().keys()]).toEqual(['A cat.'])
  expect(book.project.script.chapters()).toMatchObject([{ panels: 3 }, { panels: 1, loose: 'apart' }])
})

test('keep their words when the author edits their panel', async () => {
  await keepLoosePrompts(book.project, ['A lamp.'])
  const [id] = [...loose().values()]
  editPanels(book.project, [id!], { what: 'A lantern.' })
  expect([...loose()]).toEqual([['A lamp.', id]])
})
