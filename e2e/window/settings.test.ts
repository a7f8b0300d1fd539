import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain } from '../harness/ask-main.ts'
import { ComfyUiServer } from '../harness/vendors/comfyui/comfyui-server.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const KEY = 'sk-CANARY-0123456789-wxyz'

/** Every file by name. One that is renamed between its listing and its reading, as the sample's are, is left out. */
function everyFile(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    try {
      if (statSync(path).isFile()) files.set(path, readFileSync(path, 'latin1'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return files
}

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the settings in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, an author`, () => {
    let app: WindowApp
    let vendor: OpenAiServer
    let comfy: ComfyUiServer
    beforeAll(async () => {
      vendor = await OpenAiServer.start({ key: KEY })
      comfy = await ComfyUiServer.start()
      app = await openWindowApp(target, {
        env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: `${vendor.url}/v1`, COMFYUI_URL: '' },
      })
      await app.page.evaluate(`location.hash = '#/settings'`)
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
      await comfy?.close()
    })
    const card = (name: string) => app.page.getByRole('region', { name, exact: true })

    test('enters a key once; it is tested at once, and only its end is ever seen again', async () => {
      const openai = card('OpenAI')
      const key = openai.getByLabel('Key', { exact: true })
      await key.fill('sk-wrong-0123456789-0123')
      await openai.getByRole('button', { name: 'Save and test' }).click()
      await openai.getByRole('alert').waitFor()
      await key.fill(KEY)
      await openai.getByRole('button', { name: 'Save and test' }).click()
      await openai.getByText('It answers.').waitFor()
      await openai.getByText('…wxyz').waitFor()
      expect(await key.inputValue()).toBe('')
      expect(await app.page.content()).not.toContain('CANARY')
      const told = await demandOfMain(app.page, 'events.since', { life: '', seq: 0 })
      const list = await demandOfMain(app.page, 'provider.list', {})
      expect(JSON.stringify([told, list])).not.toContain('CANARY')
      for (const [file, bytes] of everyFile(app.home)) expect(bytes, file).not.toContain('CANARY')
      expect(JSON.stringify(app.complaints)).not.toContain('CANARY')
    })

    test('adds servers to a pool and sees how each of them is', async () => {
      const pool = card('ComfyUI')
      const more = pool.getByRole('textbox', { name: 'Servers' })
      await more.fill(comfy.url)
      await pool.getByRole('button', { name: 'Add' }).click()
      await pool
        .getByRole('row', { name: new RegExp(new URL(comfy.url).host) })
        .getByText('answers')
        .waitFor()
      await more.fill('http://127.0.0.1:9')
      await pool.getByRole('button', { name: 'Add' }).click()
      await pool
        .getByRole('row', { name: /127\.0\.0\.1:9 / })
        .getByText('does not work')
        .waitFor()
      await pool.getByRole('button', { name: 'Remove http://127.0.0.1:9' }).click()
      await expect
        .poll(async () => (await demandOfMain(app.page, 'provider.servers', { provider: 'comfyui' })).servers.length)
        .toBe(1)
    })

    test('gives a command a key of their own, and the usual one back', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'Keyboard' }).click()
      await page.getByRole('button', { name: 'Change the keys of Show runs' }).click()
      await page.keyboard.press('Control+Shift+R')
      const row = page.getByRole('row', { name: /Show runs/ })
      await row.getByText('Ctrl Shift R').waitFor()
      await row.getByRole('button', { name: 'Usual keys of Show runs' }).click()
      await row.getByText('Ctrl 5').waitFor()
    })

    test('changes language and theme of the whole window', async () => {
      const { page } = app
      await page.getByRole('button', { name: 'Language and look' }).click()
      await page.getByText('Light', { exact: true }).click()
      await page.locator('html[data-theme="light"]').waitFor()
      await page.getByRole('combobox', { name: 'Language of this window' }).click()
      await page.getByRole('option', { name: 'العربية' }).click()
      await page.locator('html[dir="rtl"][lang="ar"]').waitFor()
      await page.getByRole('heading', { name: 'الإعدادات' }).waitFor()
      const [parts, body] = await Promise.all([
        page.getByRole('navigation', { name: 'الإعدادات' }).boundingBox(),
        page.getByRole('main').boundingBox(),
      ])
      // The list of parts stands where an Arabic reader begins.
      expect(parts!.x).toBeGreaterThan(body!.x + body!.width / 2)
    })
  })
}
