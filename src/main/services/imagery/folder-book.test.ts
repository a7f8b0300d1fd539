import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHAPTER } from '../../imagery/test-imagery.ts'
import { sharp } from '../../images/sharp.ts'
import type { Project } from '../../open-project.ts'
import { fileStateOf } from '../../queue/check-files.ts'
import { queueStore } from '../../store/queue/index.ts'
import { deleteEntries } from '../tree-edits/delete.ts'
import { duplicatePanels } from '../tree-edits/duplicate.ts'
import { editPanels } from '../tree-edits/edit-panels.ts'
import { moveEntries } from '../tree-edits/move.ts'
import { renameEntry } from '../tree-edits/rename.ts'
import { undoEdit } from '../undoing.ts'
import {
  type FolderReadReport,
  imageryFolderAt,
  imageryRootOf,
  openFolderBook,
  readFolderAgain,
} from './folder-book.ts'
import { runImagery } from './run-imagery.ts'
import { type TestFolder, testFolder, WORLD } from './test-folder.ts'

const CHAPTER_FILE = 'chapters/ch01-low-water/imagery.yaml'

let folder: TestFolder
let project: Project
let report: FolderReadReport
beforeEach(async () => {
  folder = await testFolder()
  await open()
})
afterEach(() => {
  project.close()
  folder.remove()
})

async function open(): Promise<void> {
  const opened = await openFolderBook(folder.root, WORLD)
  project = opened.project
  report = opened.report!
}

async function again(): Promise<void> {
  project.close()
  await open()
}

const panels = () => project.script.panels(project.script.panelIds())
const panel = (strip: string) => panels().find((each) => each.strip === strip)!
const takes = (strip: string) => queueStore(project.store.sqlite).takes.ofPanel(panel(strip).id)
const solid = (background: string) =>
  sharp({ create: { width: 96, height: 72, channels: 3, background } })
    .png()
    .toBuffer()

describe('the book of an imagery folder', () => {
  test('has chapters, places and cast as the files have them', () => {
    expect(report).toMatchObject({ chapters: 1, places: 1, people: 2, panels: 7, removed: 0, adopted: 1 })
    expect(project.script.chapters().map(({ number, title, panels: count }) => [number, title, count])).toEqual([
      ['1', 'Low Water', 2],
      ['mole', 'The Mole', 5],
    ])
    const { people, places } = project.cast.bible()
    expect(people.map(({ id, name, looks }) => [id, name, looks[0]?.appearance])).toEqual([
      ['ada-quill', 'Ada Quill', 'Small and quick. Freckles'],
      ['ben-orr', 'Ben Orr', undefined],
    ])
    expect(places).toMatchObject([
      { id: 'mole', name: 'The Mole', signature: expect.stringContaining('a crane with a bent neck') },
    ])
    expect(panel('low-water-01').content).toMatchObject({
      source: expect.stringContaining('a girl'),
      people: [{ personId: 'ada-quill' }, { personId: 'ben-orr' }],
    })
  })

  test('has the pictures that are there as takes, without room of their own, and changes no file', async () => {
    const [take] = takes('mole-overview')
    expect(take).toMatchObject({ jobId: null, artStyleId: 'imagery', width: 80, fileState: 'whole' })
    expect(await fileStateOf(take!, project.folder)).toBe('whole')
    const own = join(folder.root, 'locations/mole/images/overview.png')
    rmSync(own)
    expect(await fileStateOf(take!, project.folder)).toBe('whole')
  })

  test('opened again is the same book; nothing is taken in twice', async () => {
    const before = [panels().map(({ id, staleAt }) => [id, staleAt]), project.cast.bible()]
    const files = folder.snapshot()
    await again()
    expect(report.adopted).toBe(0)
    expect([panels().map(({ id, staleAt }) => [id, staleAt]), project.cast.bible()]).toEqual(before)
    expect(takes('mole-overview')).toHaveLength(1)
    expect(folder.snapshot()).toEqual(files)
  })

  test('is the very book that a run works with: its pictures are not taken in once more', async () => {
    project.close()
    await runImagery(folder.root, { kinds: ['chapter', 'location'] }, {}, WORLD)
    await open()
    expect(report.adopted).toBe(0)
    expect(takes('low-water-01')).toMatchObject([{ jobId: expect.any(String) }])
    expect(panels().every(({ staleAt }) => staleAt === null)).toBe(true)
    project.close()
    folder.write('chapters/ch02-high-water/imagery.yaml', CHAPTER.replaceAll('low-water', 'high-water'))
    await runImagery(folder.root, { kinds: ['chapter'] }, {}, WORLD)
    await open()
    expect(project.script.chapters().map(({ file }) => file)).toEqual([
      CHAPTER_FILE,
      'chapters/ch02-high-water/imagery.yaml',
      'locations/mole/imagery.yaml',
    ])
  })

  test('follows its files: a new prompt marks the picture, a picture that is gone goes to the trash and comes back', async () => {
    project.close()
    await runImagery(folder.root, { kinds: ['chapter'] }, {}, WORLD)
    await open()
    const { id } = panel('low-water-01')
    const text = folder.read(CHAPTER_FILE)
    folder.write(CHAPTER_FILE, text.replace('a girl\n', 'an old woman\n'))
    expect((await readFolderAgain(project, folder.root)).removed).toBe(0)
    expect(panel('low-water-01')).toMatchObject({ id, staleAt: expect.any(Number) })
    folder.write(CHAPTER_FILE, text.slice(0, text.indexOf("  - custom_id: 'low-water-02'")))
    expect((await readFolderAgain(project, folder.root)).removed).toBe(1)
    expect(panels().some(({ strip }) => strip === 'low-water-02')).toBe(false)
    folder.write(CHAPTER_FILE, text)
    await readFolderAgain(project, folder.root)
    expect(panel('low-water-02')).toBeDefined()
    expect(takes('low-water-01')).toHaveLength(1)
  })

  test('what the author edited, renamed, copied, moved and deleted here outlives opening it again', async () => {
    const tree = { chapters: project.script.chapters().map(({ id }) => id) }
    const [girl, gone, , crane] = panels().map(({ id }) => id) as [string, string, string, string]
    editPanels(project, [girl], { what: 'A girl, mine.' })
    renameEntry(project, { kind: 'chapter', id: tree.chapters[0]! }, 'My chapter')
    const [copy] = duplicatePanels(project, [girl])
    moveEntries(project, [{ kind: 'panel', id: crane }], { where: 'after', kind: 'panel', id: girl })
    deleteEntries(project, [{ kind: 'panel', id: gone }])
    const before = panels()
    await again()
    expect(report).toMatchObject({ removed: 0, changes: [] })
    expect(panels()).toEqual(before)
    expect(panels().map(({ id }) => id)).toContain(copy)
    expect(project.script.chapters()[0]).toMatchObject({ title: 'My chapter' })
    expect((await undoEdit(project)).label).toMatch(/^Delete/)
    await again()
    expect(panels().map(({ id }) => id)).toContain(gone)
    // Other words in the file of what the author wrote here: theirs stay, and are told.
    folder.write(CHAPTER_FILE, CHAPTER.replace('a girl\n', 'an old woman\n').replace('Low Water', 'High Water'))
    await again()
    expect(panel('low-water-01').content).toMatchObject({
      what: 'A girl, mine.',
      source: expect.stringContaining('an old woman'),
    })
    expect(project.script.chapters()[0]).toMatchObject({ title: 'My chapter' })
  })

  test('keeps what it has of a file that cannot be read for now', async () => {
    folder.write(CHAPTER_FILE, CHAPTER.replace('images:', 'images:"'))
    const { problems, removed } = await readFolderAgain(project, folder.root)
    expect(problems).toContainEqual(expect.objectContaining({ code: 'imagery-unreadable' }))
    expect(removed).toBe(0)
    expect(panel('low-water-01')).toBeDefined()
  })

  test('tells of a picture that is none, and goes on', async () => {
    folder.write('locations/mole/images/overview.png', 'no picture')
    folder.write('generated/chapters/ch01-low-water/own.png', await solid('#a00'))
    folder.write(
      CHAPTER_FILE,
      CHAPTER.replace('file_path: null', 'file_path: generated/chapters/ch01-low-water/own.png'),
    )
    const { problems, adopted } = await readFolderAgain(project, folder.root)
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'imagery-picture', file: 'locations/mole/imagery.yaml' }),
    )
    expect(adopted).toBe(1)
    expect(takes('low-water-01')).toHaveLength(1)
  })
})

test('a folder is known by its files, and a book by the folder it lies in', () => {
  expect(imageryFolderAt(folder.root)).toBe(folder.root)
  expect(imageryFolderAt(project.folder)).toBe(folder.root)
  expect(imageryRootOf(project)).toBe(folder.root)
  mkdirSync(join(folder.root, 'other', 'chapters', 'one'), { recursive: true })
  writeFileSync(join(folder.root, 'other', 'chapters', 'one', 'chapter.md'), 'x')
  expect(imageryFolderAt(join(folder.root, 'other'))).toBeNull()
  expect(imageryFolderAt(join(folder.root, 'none'))).toBeNull()
  expect(readdirSync(folder.root)).toContain('imagery.panelwright')
  expect(statSync(join(project.folder, 'book.sqlite')).isFile()).toBe(true)
})
