import { renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestFolder, testFolder } from '../../src/main/services/imagery/test-folder.ts'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const CHAPTER = 'chapters/ch01-low-water/imagery.yaml'
const PLACE = 'locations/mole/imagery.yaml'

/** A folder dropped on a window of its own, which is told where it lies: what a test cannot drag from the desktop. */
const DROP = `([name, path]) => {
  document.documentElement.dataset.standInPaths = JSON.stringify({ [name]: path })
  const data = new DataTransfer()
  data.items.add(new File([''], name))
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
}`

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: imagery folders in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`an imagery folder in ${target}`, () => {
    let app: WindowApp
    let folder: TestFolder
    let untouched: Record<string, string>
    beforeAll(async () => {
      folder = await testFolder()
      untouched = folder.snapshot()
      app = await openWindowApp(target)
    })
    afterAll(async () => {
      await app?.close()
      folder.remove()
    })

    const openFiles = async () => {
      await app.page.evaluate(`location.hash = '#/script?files=files'`)
      await app.page.getByRole('heading', { name: 'Files of the book' }).waitFor()
    }

    test('opens from the start as its book: chapters, places and cast', async () => {
      const { page } = app
      await page.getByRole('heading', { name: 'Start a book' }).waitFor()
      if (target === 'browser') {
        await page.getByRole('button', { name: 'Open a book' }).click()
        await page.getByRole('textbox', { name: 'Path of the folder' }).fill(folder.root)
        await page.getByRole('button', { name: 'Open', exact: true }).click()
      } else if (target === 'stand-in') {
        await page.evaluate(`(${DROP})(${JSON.stringify(['story', folder.root])})`)
        await page.getByRole('button', { name: `Open “${basename(folder.root)}” as its book` }).click()
      } else await demandOfMain(page, 'book.open', { folder: folder.root })
      await page.getByRole('treeitem', { name: /Low Water/ }).waitFor()
      await page.getByRole('treeitem', { name: /The Mole/ }).waitFor()
      await page.evaluate(`location.hash = '#/cast'`)
      await page.getByText('Ada Quill').first().waitFor()
      await page.getByText('Ben Orr').first().waitFor()
      expect(folder.snapshot()).toEqual(untouched)
    })

    test('shows what its files ask for, and makes two of it; each stands in its file, and nothing else differs', async () => {
      const { page } = app
      await openFiles()
      await page.getByRole('button', { name: CHAPTER }).waitFor()
      await page.getByRole('button', { name: 'Generate…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Generate what the files ask for' })
      await dialog.getByRole('textbox', { name: 'Pictures at most' }).fill('2')
      await dialog.getByRole('button', { name: 'Generate: 2 · free' }).click()
      await dialog.waitFor({ state: 'detached' })
      await settled(page)
      await expect
        .poll(() => Object.keys(folder.snapshot()).filter((path) => path.startsWith('generated/')))
        .toHaveLength(2)
      await expect.poll(() => folder.read(CHAPTER)).toContain('generated/chapters/ch01-low-water/low-water-01.png')
      await expect.poll(() => folder.read(PLACE)).toContain('generated/locations/mole/')
      const now = folder.snapshot()
      const changed = Object.keys(now).filter((path) => now[path] !== untouched[path] && !path.startsWith('generated/'))
      expect(changed).toEqual([CHAPTER, PLACE])
      const [before, after] = [untouched[CHAPTER]!.split('\n'), now[CHAPTER]!.split('\n')]
      expect(
        after.slice(
          0,
          before.findIndex((line) => line.includes('generated_at')),
        ),
      ).toEqual(
        before.slice(
          0,
          before.findIndex((line) => line.includes('generated_at')),
        ),
      )
      expect(after.slice(-8)).toEqual(before.slice(-8))
      // What the book wrote itself is no change of others.
      await page.getByText('Changed on disk · 0').waitFor()
    })

    test('tells of a prompt that was changed on disk, before and after, and marks the picture', async () => {
      const { page } = app
      const text = folder.read(CHAPTER)
      writeFileSync(
        join(folder.root, `${CHAPTER}.tmp`),
        text.replace('Ink drawing: a girl', 'Ink drawing: an old woman'),
      )
      renameSync(join(folder.root, `${CHAPTER}.tmp`), join(folder.root, CHAPTER))
      await page.getByText('1 panel is out of date; all pictures are kept.').first().waitFor()
      await page.getByText('Changed on disk · 1').click()
      const changes = page.getByRole('region', { name: 'What others changed' })
      await changes.getByText('an old woman').first().waitFor()
      await changes.getByText('out of date').waitFor()
      expect((await demandOfMain(page, 'tree.outline', {})).states.stale).toBe(1)
      const { takes } = await demandOfMain(page, 'book.status', {})
      expect(takes).toBe(3)
    })

    test('tells of a file that broke with its line, keeps its pictures, and of its mending', async () => {
      const { page } = app
      const whole = folder.read(PLACE)
      folder.write(PLACE, whole.replace('name: The Mole', 'name: "The Mole'))
      await page
        .getByText(/locations\/mole\/imagery\.yaml, line \d+: Column \d+/)
        .first()
        .waitFor()
      await page.getByText(/^Remarks · /).click()
      await page
        .getByRole('region', { name: 'Remarks on the files' })
        .getByText(/locations\/mole\/imagery\.yaml:\d+:\d+/)
        .waitFor()
      await page.getByRole('treeitem', { name: /The Mole/ }).waitFor()
      folder.write(PLACE, whole)
      await page.getByText(`${PLACE} can be read again.`).first().waitFor()
      expect(folder.read(PLACE)).toBe(whole)
    })

    test('opens again as the same book from the recent ones', async () => {
      const { page } = app
      const book = async () => {
        const { states, panels } = await demandOfMain(page, 'tree.outline', {})
        return { states, panels, files: folder.snapshot() }
      }
      const before = await book()
      await demandOfMain(page, 'book.close', {})
      await page.getByRole('button', { name: new RegExp(`^${basename(folder.root)}`) }).click()
      await page.getByRole('treeitem', { name: /Low Water/ }).waitFor()
      expect(await book()).toEqual(before)
    })

    test('has nothing to complain of', () => {
      expect(app.complaints.filter((words) => !words.startsWith('Failed to load resource'))).toEqual([])
    })
  })
}
