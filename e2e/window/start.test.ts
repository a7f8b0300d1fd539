import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain } from '../harness/ask-main.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const PROSE = `# Chapter 1: The Ferry

Mara waited on the pier. The last ferry was late.

"It never comes when it rains," said Otto.

# Chapter 2: The Fog

The fog lay on the water like wool. Mara heard a bell.
`

/** A drop as the page sees it: what a test cannot drag from the desktop. */
const DROP = `([name, text]) => {
  const data = new DataTransfer()
  data.items.add(new File([text], name, { type: 'text/markdown' }))
  for (const type of ['dragenter', 'dragover'])
    document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const over = document.body.innerText
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
    done(over)
  })))
}`

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the start in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, whoever starts`, () => {
    let app: WindowApp
    beforeAll(async () => {
      app = await openWindowApp(target)
    })
    afterAll(() => app?.close())

    test('sees the sample being drawn on this computer, without a key', async () => {
      const { page } = app
      await page.getByText('No provider key. Roughs need none.').waitFor()
      await page
        .getByRole('img', { name: 'Two pages of the sample that face each other' })
        .waitFor({ timeout: 240_000 })
      await page.getByText('226 in 4 chapters').waitFor()
      for (const picture of await page.locator('img[src^="/asset/sample/"]').all())
        await expect
          .poll(() => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
          .toBeGreaterThan(400)
    })

    test('opens a copy with its pictures, and finds it among the recent books', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'Open the sample' }).click()
      await page.getByRole('treeitem').first().waitFor()
      const { states } = await demandOfMain(page, 'tree.outline', {})
      expect(states.taken).toBeGreaterThan(8)
      await demandOfMain(page, 'book.close', {})
      await page.getByRole('button', { name: /^Postage Due/ }).waitFor()
      await page.getByText('All books were closed safely.').waitFor()
    })

    test('makes an empty book of another page and direction', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'New empty book' }).click()
      const dialog = page.getByRole('dialog', { name: 'New book' })
      await dialog.getByRole('textbox', { name: 'Title' }).fill('The Dredger')
      await dialog.getByRole('radio', { name: /Manga tankobon/ }).click()
      await dialog.getByRole('button', { name: 'Make the book' }).click()
      await expect
        .poll(async () => (await demandOfMain(page, 'book.current', {})).book)
        .toMatchObject({ title: 'The Dredger', pageFormat: 'manga-b6', readingDirection: 'rtl', language: 'en' })
      await demandOfMain(page, 'book.close', {})
    })

    test('drops a script, is told what will happen, and has a book after one confirmation', async () => {
      const { page } = app
      await page.getByRole('heading', { name: 'Start a book' }).waitFor()
      const over = await page.evaluate(`(${DROP})(${JSON.stringify(['the-last_ferry.md', PROSE])})`)
      expect(over).toContain('Drop to open it or to read it as a script')
      const dialog = page.getByRole('dialog', { name: 'Import into a new book' })
      const confirm = dialog.getByRole('button', { name: 'Import 2 chapters as prose' })
      await confirm.waitFor()
      expect(await dialog.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('The last ferry')
      await confirm.click()
      await expect
        .poll(async () => (await demandOfMain(page, 'book.current', {})).book)
        .toMatchObject({ title: 'The last ferry', chapters: 2 })
      await demandOfMain(page, 'book.close', {})
    })

    test('is told of a book that is gone, finds it again, and takes another off the list', async () => {
      const { page } = app
      const books = join(app.home, 'books')
      renameSync(join(books, 'The Dredger.panelwright'), join(books, 'Elsewhere.panelwright'))
      await demandOfMain(page, 'book.open', { folder: join(books, 'The last ferry.panelwright') })
      await demandOfMain(page, 'book.close', {})
      const gone = page.getByRole('listitem').filter({ hasText: 'The Dredger' })
      await gone.getByText('Its folder is gone.').waitFor()
      if (target === 'browser') {
        await gone.getByRole('button', { name: 'Locate…' }).click()
        await gone.getByRole('textbox', { name: 'Where it is now' }).fill(join(books, 'Elsewhere.panelwright'))
        await gone.getByRole('button', { name: 'Use this' }).click()
        await page.getByRole('button', { name: /^The Dredger/ }).waitFor()
      }
      const row = page.getByRole('listitem').filter({ hasText: 'The Dredger' })
      await row.getByRole('button', { name: 'Remove “The Dredger” from this list' }).click()
      await row.waitFor({ state: 'detached' })
    })

    test('has nothing to complain of', () => {
      // A picture may be asked for at the very moment its book is closed.
      expect(app.complaints.filter((words) => !words.startsWith('Failed to load resource'))).toEqual([])
    })
  })
}
