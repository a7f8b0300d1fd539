import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHAPTER } from '../imagery/test-imagery.ts'
import { type TestFolder, testFolder } from '../services/imagery/test-folder.ts'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

const CHAPTER_FILE = 'chapters/ch01-low-water/imagery.yaml'
const OUTPUT = 'generated/chapters/ch01-low-water/low-water-01.png'

let desk: TestDesk
let folder: TestFolder
beforeEach(async () => {
  folder = await testFolder()
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.close()
  expect(desk.faults).toEqual([])
  folder.remove()
})

const open = () => desk.ask('book.open', { folder: folder.root })
const idle = async () => {
  await desk.desk.book().work.idle()
  await desk.desk.book().imagery!.idle()
}
const edition = { style: 'imagery', lang: 'en' }
const gallery = async () =>
  (await desk.ask('takes.gallery', { edition, offset: 0, limit: 100 })).panels.flatMap(({ takes }) => takes)

test('an imagery folder opens as a book, and as the same book by its own name', async () => {
  const { book } = await open()
  expect(book).toMatchObject({ imageryFolder: folder.root, chapters: 2, panels: 7, readOnly: null })
  await desk.ask('book.close', {})
  expect((await desk.ask('book.open', { folder: join(folder.root, 'imagery.panelwright') })).book).toMatchObject({
    imageryFolder: folder.root,
    panels: 7,
  })
  await desk.ask('book.close', {})
  expect((await desk.ask('book.open', { folder: desk.folder })).book).toMatchObject({ imageryFolder: null })
  expect(await desk.desk.request('imagery.plan', {})).toMatchObject({ ok: false, error: { code: 'WRONG_USE' } })
})

test('what its files ask for is planned, made, and written into them as it comes', async () => {
  await open()
  const plan = await desk.ask('imagery.plan', { kinds: ['chapter'] })
  expect(plan).toMatchObject({ pictures: 1, untilUsd: 0, classes: { 'pending-runnable': 1 } })
  const before = folder.read(CHAPTER_FILE)
  expect(await desk.ask('imagery.generate', { panelIds: [plan.tasks[0]!.panelId], agreedUsd: 0 })).toMatchObject({
    working: 1,
    pictures: 1,
  })
  await idle()
  expect(existsSync(join(folder.root, OUTPUT))).toBe(true)
  const after = folder.read(CHAPTER_FILE)
  expect(after).toContain(`file_path: "${OUTPUT}"`)
  expect(after.split('\n').filter((line, at) => line !== before.split('\n')[at])).toHaveLength(6)
  expect(await desk.ask('imagery.plan', { kinds: ['chapter'] })).toMatchObject({ pictures: 0 })
  expect(await desk.ask('imagery.generate', { kinds: ['chapter'] })).toMatchObject({ working: 0 })
})

test('a take that is chosen is the one its file names; the author’s own is named where it lies', async () => {
  folder.write(CHAPTER_FILE, CHAPTER.replace('file_path: null', 'file_path: characters/ada-quill/images/1931.png'))
  await open()
  const { panels } = await desk.ask('takes.gallery', { edition, offset: 0, limit: 100 })
  const { panelId, takes } = panels.find(({ words }) => words.startsWith('A girl'))!
  expect(takes).toHaveLength(1)
  await desk.ask('imagery.generate', { panelIds: [panelId], again: true, maxTasks: 1 })
  await idle()
  // The file names a picture of its author's; one that merely came does not take its place.
  expect(folder.read(CHAPTER_FILE)).toContain('file_path: characters/ada-quill/images/1931.png')
  const made = (await gallery()).find((take) => take.panelId === panelId && take.id !== takes[0]!.id)!
  await desk.ask('takes.pick', { takeIds: [made.id] })
  await idle()
  expect(folder.read(CHAPTER_FILE)).toContain(`file_path: "${OUTPUT}"`)
  await desk.ask('takes.pick', { takeIds: [takes[0]!.id] })
  await idle()
  expect(folder.read(CHAPTER_FILE)).toMatch(/provider: null\n {4}model: null/)
  // Taken back, the file names the one before again.
  await desk.ask('edit.undo', {})
  await idle()
  expect(folder.read(CHAPTER_FILE)).toContain('provider: "roughs"')
  await desk.ask('takes.reject', { takeIds: [made.id] })
  await idle()
  expect(folder.read(CHAPTER_FILE)).toMatch(/provider: null/)
})

test('a file that its author changed meanwhile is read again, and keeps the change', async () => {
  await open()
  folder.write(CHAPTER_FILE, CHAPTER.replace('a girl\n', 'an old woman\n'))
  expect(await desk.ask('imagery.read', {})).toMatchObject({ removed: 0, panels: 7 })
  const { panels } = await desk.ask('takes.gallery', { edition, offset: 0, limit: 100 })
  expect(panels.length).toBeGreaterThan(0)
  await desk.ask('imagery.generate', { kinds: ['chapter'] })
  folder.write(CHAPTER_FILE, `# mine\n${folder.read(CHAPTER_FILE)}`)
  await idle()
  expect(folder.read(CHAPTER_FILE)).toMatch(/^# mine\n[\s\S]*an old woman[\s\S]*low-water-01\.png/)
})

test('a picture that was made and not written is written when it is asked for again, at no cost', async () => {
  await open()
  await desk.ask('imagery.generate', { kinds: ['chapter'] })
  await idle()
  const written = folder.read(CHAPTER_FILE)
  folder.write(CHAPTER_FILE, CHAPTER)
  rmSync(join(folder.root, 'generated'), { recursive: true })
  expect(await desk.ask('imagery.generate', { kinds: ['chapter'] })).toMatchObject({ working: 0 })
  await idle()
  expect(folder.read(CHAPTER_FILE)).toBe(written)
  expect(await gallery()).toHaveLength(2)
})

test('nobody pays for a whole folder again by a slip', async () => {
  await open()
  expect(await desk.desk.request('imagery.generate', { again: true })).toMatchObject({
    ok: false,
    error: { code: 'WRONG_USE', remedy: expect.stringContaining('Choose them') },
  })
})
