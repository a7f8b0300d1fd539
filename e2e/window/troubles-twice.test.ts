import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askMain, demandOfMain } from '../harness/ask-main.ts'
import { panelwright } from '../harness/command-line.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const STRIPS = '# Chapter 1: Quay\n## Scene 1: The quay\n### Strip 001\nA woman waits.\n---\nA gull calls.\n'

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: a book opened twice in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, a book that lies open is opened again`, () => {
    let app: WindowApp
    let book: string
    const first = () => app.page.getByRole('treeitem', { name: /Quay/ })

    beforeAll(async () => {
      app = await openWindowApp(target)
      await demandOfMain(app.page, 'book.create', { title: 'The Lamp' })
      await demandOfMain(app.page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIPS }], as: 'strips' })
      book = (await demandOfMain(app.page, 'book.current', {})).book!.folder
      await app.page.evaluate(`location.hash = '#/gallery'`)
      await first().waitFor()
    })
    afterAll(() => app?.close())

    test('from the command line: it is told who has the book, and nothing is changed', async () => {
      const { code, err } = panelwright('import', book, 'resources/sample')
      expect(code).not.toBe(0)
      expect(err).toMatch(target === 'browser' ? /belongs to panelwright serve/ : /belongs to the window/)
      expect((await demandOfMain(app.page, 'tree.outline', {})).panels).toBe(2)
    })

    test('by another program: a banner says who has it, it can be read and not changed', async () => {
      const other = await openWindowApp('browser', { books: [book] })
      try {
        const { page } = other
        await page.getByRole('treeitem', { name: /Quay/ }).waitFor()
        const owner = target === 'browser' ? 'panelwright serve' : 'the window'
        await page
          .getByRole('main')
          .getByRole('region', { name: new RegExp(`belongs to ${owner}`) })
          .getByText('until then the book can be read')
          .waitFor()
        await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Cast' }).click()
        await expect.poll(() => page.getByRole('button', { name: 'Add a person or a place' }).isDisabled()).toBe(true)
        expect(await askMain(page, 'cast.add-person', { name: 'Otto' })).toMatchObject({
          ok: false,
          error: { code: 'PROJECT_LOCKED' },
        })
        // The owner goes on.
        await app.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Cast' }).click()
        await app.page.getByRole('button', { name: 'Add a person or a place' }).click()
        await app.page.getByRole('textbox', { name: 'Name' }).fill('Nell')
        await app.page.getByRole('button', { name: 'Add the person' }).click()
        await app.page.getByRole('option', { name: /Nell/ }).waitFor()
        expect(other.complaints).toEqual([])
      } finally {
        await other.close()
      }
    })

    test.runIf(target === 'browser')('in another tab: both show the same, and see each other’s edits', async () => {
      const tab = await app.another()
      await tab.getByRole('treeitem', { name: /Quay/ }).waitFor()
      await tab.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Cast' }).click()
      await tab.getByRole('button', { name: 'Add a person or a place' }).first().click()
      await tab.getByRole('textbox', { name: 'Name' }).last().fill('Otto')
      await tab.getByRole('button', { name: 'Add the person' }).click()
      await app.page.getByRole('option', { name: /Otto/ }).waitFor()
      await tab.close()
    })

    test.skipIf(target === 'browser')('by the system once more: its own window comes to the front', async () => {
      const windows = await app.electron!.evaluate(
        ({ app: program, BrowserWindow }, folder) => {
          program.emit('second-instance', {}, ['panelwright', folder], '/')
          return BrowserWindow.getAllWindows().length
        },
        join(book, 'book.panelwright'),
      )
      expect(windows).toBe(1)
      expect((await demandOfMain(app.page, 'book.current', {})).book).toMatchObject({
        title: 'The Lamp',
        readOnly: null,
      })
    })

    test('without one complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
