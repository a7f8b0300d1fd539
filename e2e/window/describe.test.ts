import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain } from '../harness/ask-main.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { roughPicture } from '../harness/vendors/paint.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: prompts from pictures in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, an author with a picture`, () => {
    let app: WindowApp
    let page: Page
    let vendor: OpenAiServer
    beforeAll(async () => {
      vendor = await OpenAiServer.start()
      app = await openWindowApp(target, {
        env: { OPENAI_API_KEY: vendor.key, OPENAI_BASE_URL: `${vendor.url}/v1`, PANELWRIGHT_OPENAI_TIER: '5' },
      })
      page = app.page
      await demandOfMain(page, 'book.create', { title: 'Quay' })
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Generate' }).click()
      await page.getByText('Custom boxes').first().click()
      await page.getByRole('button', { name: 'Add 4 boxes' }).click()
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
    })

    test('has its prompt written, changed, and put into a box, and sees what each look costs before it is made', async () => {
      const box = page.getByRole('textbox', { name: 'Prompt of box 2', exact: true })
      const button = page.getByRole('region', { name: 'Box 2' }).getByRole('button', { name: 'Prompt from a picture…' })
      await button.click()
      const dialog = page.getByRole('dialog', { name: 'Prompt from a picture, for box 2' })
      const picture = await roughPicture({ prompt: 'A woman on a quay', width: 512, height: 512, seed: 7 })
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'quay.png', mimeType: 'image/png', buffer: picture })
      await dialog.getByRole('button', { name: /^Write the prompt · at most \$/ }).click()
      const written = dialog.getByRole('textbox', { name: 'Prompt', exact: true })
      await written.waitFor()
      expect(await written.inputValue()).toBe('A woman in a yellow coat on a stone quay, seen from the water.')
      await dialog.getByRole('textbox', { name: 'What is to be different?' }).fill('at night')
      await dialog.getByRole('button', { name: /^Change it · at most \$/ }).click()
      await expect.poll(() => written.inputValue()).toBe('A woman in a yellow coat on a stone quay, at night.')
      expect(await box.inputValue()).toBe('')
      await dialog.getByRole('button', { name: 'Put it into box 2' }).click()
      await expect.poll(() => box.inputValue()).toBe('A woman in a yellow coat on a stone quay, at night.')
      expect([...vendor.calls.values()]).toEqual([1, 1])
      await expect
        .poll(async () => (await demandOfMain(page, 'sheet.show', {})).sheet.boxes[1]?.text)
        .toContain('at night')
      await page.getByRole('button', { name: 'Undo: Prompt of box 2' }).click()
      await expect.poll(() => box.inputValue()).toBe('')
    })

    test('sees no complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
