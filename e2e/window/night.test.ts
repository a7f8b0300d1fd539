import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

const PROMPTS = ['A lamp in a window.', 'A dog on the pier.', 'A gull on the last post.']

/** Waits for what comes soon, on a slow computer too. */
const eventually = (look: () => unknown) => expect.poll(look)

const goTo = (page: Page, screen: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen, exact: true }).click()

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the night in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, an author`, () => {
    let app: WindowApp
    let page: Page
    let vendor: OpenAiServer
    /** What becomes of the next pictures. */
    let becomes: (prompt: string) => string = () => 'ok'

    beforeAll(async () => {
      vendor = await OpenAiServer.start({ script: ({ prompt }) => becomes(prompt) })
      app = await openWindowApp(target, {
        env: { OPENAI_API_KEY: vendor.key, OPENAI_BASE_URL: `${vendor.url}/v1`, PANELWRIGHT_OPENAI_TIER: '5' },
      })
      page = app.page
      await demandOfMain(page, 'book.create', { title: 'The Quiet Pier' })
      await goTo(page, 'Generate')
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
    })

    test('hands prompts over for the night, at half the price, and finds them in the morning', async () => {
      await page.getByText('Batch paste').first().click()
      await page.getByRole('textbox', { name: 'Prompts, parted by a line of ---' }).fill(PROMPTS.join('\n---\n'))
      const model = page.getByRole('combobox', { name: 'Model' })
      const option = await model.locator('optgroup[label^="OpenAI"] option').first().getAttribute('value')
      await model.selectOption(option)
      await page.getByRole('switch', { name: 'Overnight lane instead' }).click()
      const button = page.getByRole('button', { name: /^Hand over 3 images · about \$/ }).first()
      await eventually(() => button.isEnabled()).toBe(true)
      // The sum is that of the night, once the switch is kept.
      const quoted = () => demandOfMain(page, 'sheet.quote', {})
      await eventually(async () => (await quoted()).overnight?.untilUsd === (await quoted()).untilUsd).toBe(true)
      const { untilUsd } = await quoted()
      await button.click()
      await eventually(() => vendor.batches.all.length).toBe(1)
      const bar = page.getByRole('region', { name: 'Queue' })
      await bar.getByRole('button', { name: /Overnight/ }).waitFor()
      // Nothing was asked for one by one.
      expect(vendor.orders).toHaveLength(0)
      expect((await demandOfMain(page, 'queue.summary', {})).jobs).toMatchObject({ done: 0, failed: 0 })

      await vendor.batches.runAll()
      await demandOfMain(page, 'overnight.collect', {})
      await eventually(async () => (await demandOfMain(page, 'queue.summary', {})).jobs.done).toBe(3)
      await bar.getByRole('button', { name: /Overnight/ }).waitFor({ state: 'detached' })
      const { money } = await demandOfMain(page, 'queue.summary', {})
      expect(money.spentUsd).toBeGreaterThan(0)
      expect(money.spentUsd).toBeLessThanOrEqual(untilUsd)
    })

    test('who looks elsewhere is told by the system when it is done, when some failed, and when it stopped', async () => {
      await looksElsewhere(page)
      const told = () => notified(app)
      const draw = (style: string) =>
        demandOfMain(page, 'batch.generate', { styles: [style], provider: 'openai', concurrency: 1 })

      await draw('noir')
      await settled(page)
      await eventually(told).toEqual([expect.stringContaining('3 pictures are done')])

      becomes = (prompt) => (prompt.includes('dog') ? 'moderation-input' : 'ok')
      await draw('watercolor')
      await settled(page)
      await eventually(told).toEqual([expect.anything(), expect.stringContaining('2 done, 1 without a picture')])

      becomes = () => 'billing-limit'
      await draw('ligne-claire')
      await eventually(told).toEqual([
        expect.anything(),
        expect.anything(),
        expect.stringContaining('OpenAI says the billing limit is reached.'),
      ])
      // Beside the gallery stands what that means.
      await goTo(page, 'Gallery')
      await page.getByText('Nothing more goes to OpenAI').waitFor()
      await page.getByRole('button', { name: 'Back to the details' }).click()
      await page.getByText('Nothing more goes to OpenAI').waitFor({ state: 'detached' })
    })

    test('sees no complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}

/** Another program is in front; in a browser its notes to the system are written down. */
async function looksElsewhere(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    document.hasFocus = () => false
    if ('panelwright' in window) return
    window.told = []
    window.Notification = class {
      static permission = 'granted'
      constructor(title, { body }) { window.told.push(body) }
      close() {}
    }
  })()`)
}

/** What the system was asked to show. */
async function notified({ electron, page }: WindowApp): Promise<string[]> {
  if (electron === null) return (await page.evaluate('window.told')) as string[]
  return electron.evaluate((all) =>
    (all as unknown as typeof import('../harness/electron/stand-in.ts')).seen.notified.map(({ body }) => body),
  )
}
