import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Project } from '../../open-project.ts'
import { importScript } from '../importing.ts'
import { newBook } from '../new-book.ts'
import { readPlanBook } from '../plan/plan-book.ts'
import { roughsOfPanels } from './rough-orders.ts'
import { roughPictures } from './rough-pictures.ts'

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
  const found = roughsOfPanels(project, asked, readPlanBook(project))
  expect(found.map(([panelId]) => panelId)).toEqual(panelIds)
  expect(new Set(found.map(([, { id }]) => id)).size).toBe(2)
  expect(roughsOfPanels(project, asked, readPlanBook(project))).toEqual(found)
  const pictures = roughPictures(project)
  for (const [, rough] of found) pictures.note(rough)
  const drawn = await pictures.picture(found[0]![1].id, 160)
  expect(drawn.type).toBe('image/jpeg')
  expect(drawn.bytes).toBeGreaterThan(500)
})

test('nothing is asked of a book for panels that are gone', () => {
  expect(roughsOfPanels(project, { panelIds: ['gone'], style: 'noir' }, readPlanBook(project))).toEqual([])
})
