import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { roughPicture } from '../harness/vendors/paint.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

/** Would run if they were taken for more than words. */
const PAYLOADS = ['<img src=x onerror="window.ran=1"> on a wall', '<script>window.ran=1</script> carved in oak']

const PROMPTS = [
  ...Array.from({ length: 17 }, (_, at) => `A lighthouse on a cliff, seen ${at + 1} miles from the sea.`),
  ...PAYLOADS,
]
/** The last says the same as the first. */
const PASTED = [...PROMPTS, PROMPTS[0]!].join('\n---\n')

const MANY = 5_000

/** Waits for what comes soon, on a slow computer too. */
const eventually = (look: () => unknown) => expect.poll(look)

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: generating in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, on the Generate screen, an author`, () => {
    let app: WindowApp
    let page: Page
    let there = 0
    const box = (number: number) => page.getByRole('textbox', { name: `Prompt of box ${number}`, exact: true })
    const focused = (number: number) => box(number).and(page.locator(':focus')).waitFor()
    const done = async () => (await demandOfMain(page, 'queue.summary', {})).jobs.done

    beforeAll(async () => {
      app = await openWindowApp(target)
      page = app.page
      await demandOfMain(page, 'book.create', { title: 'The Quiet Pier' })
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Generate' }).click()
    })
    afterAll(() => app?.close())

    test('pastes twenty prompts, sees them counted, and turns them into boxes', async () => {
      await page.getByText('Batch paste').first().click()
      await page.getByRole('textbox', { name: 'Prompts, parted by a line of ---' }).fill(PASTED)
      await page.getByText(`${PROMPTS.length + 1} prompts`, { exact: true }).waitFor()
      await page.getByRole('button', { name: `Convert to ${PROMPTS.length + 1} boxes` }).click()
      expect(await box(1).inputValue()).toBe(PROMPTS[0])
    })

    test('is kept from generating by two that are the same, goes there, and mends it', async () => {
      await page.getByText('Waits for box 20').locator('visible=true').waitFor()
      await page.getByRole('button', { name: 'Go to box 20' }).click()
      await focused(20)
      await box(20).fill('A harbour at night, with one lamp.')
      await page.getByRole('button', { name: 'Generate the first 10' }).waitFor()
      await eventually(() => page.getByRole('button', { name: 'Generate the first 10' }).isEnabled()).toBe(true)
    })

    test('makes a new box with Tab, and takes it out again', async () => {
      await box(20).focus()
      await page.keyboard.press('Tab')
      await focused(21)
      await page.keyboard.press('Control+Backspace')
      await focused(20)
      await box(21).waitFor({ state: 'detached' })
    })

    test('loses nothing of a word half written when the page is loaded again', async () => {
      await box(20).pressSequentially(' And a bo')
      await page.reload()
      await box(1).waitFor()
      await page.getByRole('button', { name: 'Go to box' }).waitFor({ state: 'detached' })
      expect((await demandOfMain(page, 'sheet.show', {})).sheet.boxes).toHaveLength(20)
      await eventually(async () => (await demandOfMain(page, 'sheet.show', {})).sheet.boxes[19]?.text).toBe(
        'A harbour at night, with one lamp. And a bo',
      )
    })

    test('generates the first ten with two clicks and a reload, and each is made once', async () => {
      there = await done()
      const button = page.getByRole('button', { name: 'Generate the first 10' })
      await eventually(() => button.isEnabled()).toBe(true)
      await button.dblclick()
      await page.waitForURL(/#\/gallery/)
      await page.reload()
      await settled(page)
      expect(await done()).toBe(there + 10)
      const bar = page.getByRole('region', { name: 'Queue' })
      await bar.getByRole('button', { name: 'Go on with 10' }).click()
      await eventually(done).toBe(there + 20)
      await bar.getByText('pictures are done').waitFor()
    })

    test('finds the boxes as they were, and nothing left to make', async () => {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Generate' }).click()
      expect(await box(1).inputValue()).toBe(PROMPTS[0])
      await page.getByText('Everything is there: nothing to make').locator('visible=true').waitFor()
      const { sheet } = await demandOfMain(page, 'sheet.show', {})
      expect(sheet.boxes.map(({ text }) => text).slice(0, 19)).toEqual(PROMPTS)
      expect(await page.evaluate('window.ran')).toBeUndefined()
    })

    test('clears all prompts, and brings them back', async () => {
      await page.getByRole('button', { name: 'Clear or reset' }).click()
      await page.getByRole('menuitem', { name: 'Clear all prompts…' }).click()
      await page.getByRole('button', { name: 'Clear prompts' }).click()
      await eventually(async () => (await demandOfMain(page, 'sheet.show', {})).sheet.boxes.length).toBe(0)
      await page.getByRole('button', { name: 'Undo: clear all prompts' }).click()
      await eventually(async () => (await demandOfMain(page, 'sheet.show', {})).sheet.boxes.length).toBe(20)
    })

    test('works with five thousand prompts, of which only those in sight are drawn', async () => {
      const { sheet } = await demandOfMain(page, 'sheet.show', {})
      const boxes = Array.from({ length: MANY }, (_, at) => ({
        id: `many-${at}`,
        text: `Wave number ${at} breaks on the pier.`,
        panelId: null,
        own: {},
      }))
      await demandOfMain(page, 'sheet.save', { revision: sheet.revision, mode: 'boxes', boxes })
      await page.reload()
      await box(1).waitFor()
      expect(await page.getByRole('textbox', { name: /^Prompt of box/ }).count()).toBeLessThan(30)
      await page
        .getByText(`${MANY.toLocaleString('en')} boxes`)
        .first()
        .waitFor()
      await box(2).fill('A gull on the last post.')
      await eventually(async () => (await demandOfMain(page, 'sheet.show', {})).sheet.boxes[1]?.text).toBe(
        'A gull on the last post.',
      )
    })

    test('sees no complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })

  describe.skipIf(why !== null)(`in ${target}, with a book of two panels, an author`, () => {
    let app: WindowApp
    let page: Page
    const STRIP =
      '# Chapter 1: Quay\n## Scene 1: The quay\n### Strip 001\nA woman waits on a stone quay.\n---\nA gull takes off.\n'
    const box = (number: number) => page.getByRole('textbox', { name: `Prompt of box ${number}`, exact: true })
    const sheet = async () => (await demandOfMain(page, 'sheet.show', {})).sheet

    beforeAll(async () => {
      app = await openWindowApp(target)
      page = app.page
      await demandOfMain(page, 'book.create', { title: 'Quay' })
      await demandOfMain(page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIP }], as: 'strips' })
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Generate' }).click()
    })
    afterAll(() => app?.close())

    test('takes all of it into boxes, each about its panel', async () => {
      await page.getByRole('button', { name: 'Convert to 2 boxes' }).click()
      await eventually(() => box(2).inputValue()).toBe('A gull takes off.')
      const { panelIds } = await demandOfMain(page, 'tree.outline', { withPanels: true })
      await eventually(async () => (await sheet()).boxes.map(({ panelId }) => panelId)).toEqual(panelIds)
    })

    test('drops a picture on a box, says whom it shows, and has it sent with that box alone', async () => {
      const picture = await roughPicture({ prompt: 'A woman, close-up', width: 512, height: 512, seed: 7 })
      await page.evaluate(`(() => {
        const carried = new DataTransfer()
        const bytes = Uint8Array.from(atob('${picture.toString('base64')}'), (sign) => sign.charCodeAt(0))
        carried.items.add(new File([bytes], 'maren.png', { type: 'image/png' }))
        const field = document.querySelectorAll('[data-box] textarea')[1]
        for (const type of ['dragenter', 'dragover', 'drop'])
          field.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }))
      })()`)
      const asks = page.getByRole('dialog', { name: 'Reference picture of box 2' })
      await asks.getByRole('combobox', { name: 'Who or what does it show?' }).selectOption('Somebody new')
      await asks.getByRole('button', { name: 'Check and use' }).click()
      await asks.waitFor({ state: 'detached' })
      const { references } = await demandOfMain(page, 'reference.list', {})
      expect(references.map(({ subject }) => subject.name)).toEqual(['maren'])
      const id = references[0]!.reference.id
      await eventually(async () => (await sheet()).boxes.map(({ own }) => own.referenceId)).toEqual([undefined, id])
      await page.getByRole('button', { name: 'Undo: Reference picture of box 2' }).click()
      await eventually(async () => (await sheet()).boxes[1]?.own.referenceId).toBeUndefined()
    })

    test('is told that a free prompt stays off the pages, and puts it on them', async () => {
      await page.getByText('Batch paste').first().click()
      await page.getByRole('textbox', { name: 'Prompts, parted by a line of ---' }).fill('A lamp in a window.')
      await page.getByText('1 prompt belongs to no panel.').waitFor()
      const button = page.getByRole('button', { name: 'Generate 1 image' }).first()
      await eventually(() => button.isEnabled()).toBe(true)
      await button.click()
      await page.waitForURL(/#\/gallery/)
      await settled(page)
      const onPages = async () =>
        (await demandOfMain(page, 'pages.list', {})).pages.flatMap(({ panelIds }) => panelIds).length
      await eventually(onPages).toBe(2)
      await page.getByRole('treeitem', { name: /Loose prompts.*Not on the pages/ }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Put on the pages' }).click()
      await eventually(onPages).toBe(3)
      expect(app.complaints).toEqual([])
    })
  })
}
