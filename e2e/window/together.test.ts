import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { panelwright } from '../harness/command-line.ts'
import { missing, openWindowApp, type WindowApp } from '../harness/window-app.ts'

/** Waits for what comes soon, on a slow computer too. */
const eventually = (look: () => unknown) => expect.poll(look)

describe.skipIf(missing('stand-in') !== null)('two windows on two books', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-two-'))
  const bookOf = (title: string, panels: number) => {
    const book = join(folder, `${title}.panelwright`)
    const prompts = join(folder, `${title}.txt`)
    writeFileSync(prompts, Array.from({ length: panels }, (_, at) => `${title}, view ${at}.`).join('\n---\n'))
    expect(panelwright('new', book, '--title', title).code).toBe(0)
    expect(panelwright('import', book, prompts, '--as', 'prompts').code).toBe(0)
    return book
  }
  let app: WindowApp
  beforeAll(async () => {
    app = await openWindowApp('stand-in', { books: [bookOf('Harbour', 5)] })
  })
  afterAll(async () => {
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('draw at the same time, and neither sees the other’s', async () => {
    const harbour = app.page
    await harbour.getByRole('treeitem').first().waitFor()
    const second = bookOf('Mountain', 7)
    const opened = app.electron!.waitForEvent('window')
    await app.electron!.evaluate(({ app }, path) => {
      app.emit('open-file', { preventDefault() {} }, path)
    }, second)
    const mountain = await opened
    await mountain.getByRole('treeitem').first().waitFor()
    expect(
      await harbour
        .getByRole('navigation', { name: /Chapters/ })
        .getByText('Mountain')
        .count(),
    ).toBe(0)

    const draw = (page: Page) => demandOfMain(page, 'batch.generate', { styles: ['noir'], provider: 'roughs' })
    const [one, two] = await Promise.all([draw(harbour), draw(mountain)])
    expect([one.working, two.working]).toEqual([5, 7])
    await Promise.all([settled(harbour), settled(mountain)])
    const counts = await Promise.all(
      [harbour, mountain].map(async (page) => (await demandOfMain(page, 'queue.summary', {})).jobs.done),
    )
    expect(counts).toEqual([5, 7])
    await harbour.getByRole('region', { name: 'Queue' }).getByText('5 pictures are done').waitFor()
    await mountain.getByRole('region', { name: 'Queue' }).getByText('7 pictures are done').waitFor()
  })

  test('bring the book that is open already to the front instead of opening it twice', async () => {
    const windows = () => app.electron!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(await windows()).toBe(2)
    await app.electron!.evaluate(
      ({ app }, path) => {
        app.emit('open-file', { preventDefault() {} }, path)
      },
      join(folder, 'Harbour.panelwright'),
    )
    await demandOfMain(app.page, 'book.status', {})
    expect(await windows()).toBe(2)
  })
})

describe.skipIf(missing('browser') !== null)('one draft in two tabs of a browser', () => {
  let app: WindowApp
  let other: Page
  beforeAll(async () => {
    app = await openWindowApp('browser')
    await demandOfMain(app.page, 'book.create', { title: 'The Quiet Pier' })
    other = await app.another()
    for (const page of [app.page, other]) {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Generate' }).click()
    }
    await app.page.getByText('Custom boxes').first().click()
    await app.page.getByRole('button', { name: 'Add 4 boxes' }).click()
  })
  afterAll(() => app?.close())

  const box = (page: Page, number: number) =>
    page.getByRole('textbox', { name: `Prompt of box ${number}`, exact: true })

  test('takes in what each of them writes, and shows it in both', async () => {
    await box(other, 4).waitFor()
    await Promise.all([
      box(app.page, 1).pressSequentially('A lamp in a window.'),
      box(other, 3).pressSequentially('A dog on the pier.'),
    ])
    const kept = async () => (await demandOfMain(app.page, 'sheet.show', {})).sheet.boxes.map(({ text }) => text)
    await eventually(kept).toEqual(['A lamp in a window.', '', 'A dog on the pier.', ''])
    for (const page of [app.page, other]) {
      await eventually(() => box(page, 1).inputValue()).toBe('A lamp in a window.')
      await eventually(() => box(page, 3).inputValue()).toBe('A dog on the pier.')
    }
    expect(app.complaints).toEqual([])
  })
})
