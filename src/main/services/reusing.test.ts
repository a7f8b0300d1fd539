import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Project } from '../open-project.ts'
import { roughs } from '../providers/roughs/roughs-provider.ts'
import { standingTakes } from './book-pages/standing-takes.ts'
import { exportBook } from './exporting.ts'
import { generate } from './generating.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'
import { planBatch } from './planning.ts'
import { applyReuse, reuseMap, setReuse, withdrawReuse } from './reusing.ts'
import { bookStatus } from './status.ts'
import { panelRows } from './tree.ts'

const SCRIPT = `PAGE ONE

Panel 1. Ada and Ben sit at a table in the inn, night. A lamp between them.
ADA: He is not coming.

Panel 2. Ada and Ben sit at a table in the inn, night. A lamp between them.
ADA: I said it in March.

Panel 3. Ben runs out of the inn into the rain.
BEN: Wait!
`
const EDITION = { artStyleId: 'noir', language: 'en' }

let folder: string
let project: Project
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-reuse-'))
  project = newBook(join(folder, 'Inn.panelwright'), {}, { what: 'a test' })
  writeFileSync(join(folder, 'inn.txt'), SCRIPT)
  await importScript(project, [join(folder, 'inn.txt')])
})
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true })
})

const make = () => generate(project, { styles: ['noir'], provider: roughs }, {}, [roughs])
const wanted = () => planBatch(project, { styles: ['noir'], provider: roughs }).quote.jobs
const ids = () => project.script.panelIds()

test('the map says who could share, and changes nothing', () => {
  const map = reuseMap(project)
  expect(map).toMatchObject({ couldShare: 1, share: 0 })
  expect(map.panels.map(({ source }) => source?.number ?? null)).toEqual([null, 1, null])
  expect(wanted()).toBe(3)
})

test('applied, one picture fewer is planned and made, and the book shows it twice', async () => {
  expect(applyReuse(project, {})).toEqual({ changed: 1, own: 0, share: 1 })
  const plan = planBatch(project, { styles: ['noir'], provider: roughs })
  expect(plan.quote.jobs).toBe(2)
  expect(plan.diagnostics).toContainEqual(expect.objectContaining({ code: 'panels-share' }))
  expect((await make()).brought.done).toBe(2)
  const { takes } = await standingTakes(project, EDITION)
  const [first, second] = ids()
  expect(takes.get(second!)).toMatchObject({ panelId: second, sha256: takes.get(first!)!.sha256 })
  const rows = panelRows(project, ids(), { style: 'noir', lang: 'en' })
  expect(rows.map(({ state, takeId }) => [state, takeId === rows[0]!.takeId])).toEqual([
    ['taken', true],
    ['taken', true],
    ['taken', false],
  ])
  const { diagnostics } = await exportBook(project, { formats: ['cbz'], outDir: folder })
  expect(diagnostics.filter(({ code }) => code.includes('picture'))).toEqual([])
  expect(bookStatus(project)).toMatchObject({ editions: [{ panels: 3 }], next: { verb: 'export' } })
})

test('withdrawn, the panel is planned again; a picture of its own goes before the shared one', async () => {
  applyReuse(project, {})
  await make()
  expect(withdrawReuse(project, {})).toMatchObject({ changed: 1, share: 0 })
  expect(wanted()).toBe(1)
  await make()
  expect(applyReuse(project, {})).toMatchObject({ changed: 0, own: 1, share: 0 })
})

test('asked for by itself, a panel that shares gets its own picture', async () => {
  applyReuse(project, {})
  const [, second] = ids()
  await generate(project, { styles: ['noir'], provider: roughs, panelIds: [second!] }, {}, [roughs])
  const { takes } = await standingTakes(project, EDITION)
  expect(takes.get(second!)!.path).toContain(second)
})

test('what came apart since is told; a panel whose source is gone is drawn', async () => {
  applyReuse(project, {})
  writeFileSync(join(folder, 'inn.txt'), SCRIPT.replace(/(Panel 2\..*?), night/, '$1, dawn'))
  await importScript(project, [join(folder, 'inn.txt')])
  const [, second] = reuseMap(project).panels
  expect(second).toMatchObject({ sharesNow: { number: 1 }, apart: ['time'], source: null })
  writeFileSync(join(folder, 'inn.txt'), SCRIPT.replace(/Panel 1\.[\s\S]*?\n\n/, ''))
  await importScript(project, [join(folder, 'inn.txt')])
  expect(wanted()).toBe(2)
})

test('a list that cannot be read is told with its place', () => {
  applyReuse(project, {})
  const file = join(project.folder, 'shared-pictures.json')
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toHaveLength(1)
  writeFileSync(file, '{"a":1}')
  expect(() => wanted()).toThrow('The list of shared pictures cannot be read')
})

test('the author says panel by panel, and takes it back exactly', () => {
  const [first, second, third] = ids() as [string, string, string]
  const done = setReuse(project, [{ panelId: second, showsId: first }])
  expect(done).toEqual({ before: [{ panelId: second, showsId: null }], share: 1 })
  expect(wanted()).toBe(2)
  const { before } = setReuse(project, [
    { panelId: second, showsId: null },
    { panelId: third, showsId: first },
  ])
  expect(setReuse(project, before).share).toBe(1)
  expect(reuseMap(project).panels.map(({ sharesNow }) => sharesNow?.id ?? null)).toEqual([null, first, null])
})

test('no picture is missing in the end', () => {
  const [first, second, third] = ids() as [string, string, string]
  setReuse(project, [{ panelId: second, showsId: first }])
  for (const pair of [
    { panelId: first, showsId: third },
    { panelId: third, showsId: second },
    { panelId: third, showsId: third },
  ])
    expect(() => setReuse(project, [pair])).toThrow(/needs one of its own/)
  expect(() => setReuse(project, [{ panelId: third, showsId: 'gone' }])).toThrow(/not in the book any more/)
  expect(reuseMap(project).share).toBe(1)
})
