import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Project } from '../open-project.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'
import { panelRoughs } from './panel-roughs.ts'
import { roughPictures } from './sheet/rough-pictures.ts'

let folder: string
let project: Project
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-panel-roughs-'))
  project = newBook(join(folder, 'Inn.panelwright'), {}, { what: 'a test' })
  writeFileSync(
    join(folder, 'inn.txt'),
    'PAGE ONE\n\nPanel 1. Ada sits in the inn.\n\nPanel 2. Ben runs into the rain.\n',
  )
  await importScript(project, [join(folder, 'inn.txt')])
})
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true })
})

test('every panel has a rough of its own that can be drawn; the same one each time', async () => {
  const panelIds = project.script.panelIds()
  const asked = { panelIds: [...panelIds, 'gone'], style: 'noir', lang: 'en' }
  const found = panelRoughs(project, asked)
  expect(found.map(({ panelId }) => panelId)).toEqual(panelIds)
  expect(new Set(found.map(({ rough }) => rough.id)).size).toBe(2)
  expect(panelRoughs(project, asked)).toEqual(found)
  const pictures = roughPictures(project)
  for (const { rough } of found) pictures.note(rough)
  const drawn = await pictures.picture(found[0]!.rough.id, 160)
  expect(drawn.type).toBe('image/jpeg')
  expect(drawn.bytes).toBeGreaterThan(500)
})

test('nothing is asked of a book for panels that are gone', () => {
  expect(panelRoughs(project, { panelIds: ['gone'], style: 'noir', lang: 'en' })).toEqual([])
})
