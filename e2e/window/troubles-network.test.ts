import type { WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain } from '../harness/ask-main.ts'
import { drop } from '../harness/drop.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

const PANELS = 6
const STRIPS = `# Chapter 1: Quay\n## Scene 1: The quay\n### Strip 001\n${Array.from({ length: PANELS }, (_, at) => `A woman counts ${at + 2} boats.`).join('\n---\n')}\n`
/** RFC 6761: it never has an address, with a network or without. */
const NOWHERE = 'http://panelwright.invalid/nell.png'

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the network gone in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, the network is gone`, () => {
    let app: WindowApp
    let vendor: OpenAiServer
    const summary = () => demandOfMain(app.page, 'queue.summary', {})

    beforeAll(async () => {
      vendor = await OpenAiServer.start({ script: ({ number }) => (number === 3 ? 'hang' : 'ok') })
      const env = { OPENAI_API_KEY: vendor.key, OPENAI_BASE_URL: `${vendor.url}/v1`, PANELWRIGHT_OPENAI_TIER: '5' }
      app = await openWindowApp(target, { env })
      await demandOfMain(app.page, 'book.create', { title: 'Quay' })
      await demandOfMain(app.page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIPS }], as: 'strips' })
      await demandOfMain(app.page, 'cast.add-person', { name: 'Nell' })
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
    })

    test('while pictures are made: a banner says so, and with the network the rest comes by itself', async () => {
      await demandOfMain(app.page, 'batch.generate', { styles: ['noir'], provider: 'openai', concurrency: 1 })
      await expect.poll(() => vendor.seen.filter(({ path }) => path.includes('/images/')).length).toBe(3)
      const { port } = new URL(vendor.url)
      const charged = new Map(vendor.charged)
      await vendor.close()
      const banner = app.page.getByRole('region', { name: 'OpenAI cannot be reached.' })
      await banner.getByText('2 pictures are safe').waitFor()
      await banner.getByText('goes on by itself').waitFor()

      vendor = await OpenAiServer.start({ port: Number(port) })
      await banner.waitFor({ state: 'detached' })
      // The one on the wire may be paid for: it waits for the author.
      await expect
        .poll(async () => (await summary()).jobs)
        .toMatchObject({ done: PANELS - 1, unknown: 1, queued: 0, failed: 0 })
      for (const [prompt, calls] of vendor.calls) expect(calls + (charged.get(prompt) ?? 0), prompt).toBe(1)
    })

    test('while a reference is fetched: it is refused in its place, and the next is asked for', async () => {
      await app.page.evaluate(`location.hash = '#/cast'`)
      const pictures = app.page.getByRole('list', { name: 'Reference pictures' })
      await pictures.waitFor()
      await drop(app.page, pictures, { words: { 'text/uri-list': NOWHERE } })
      await pictures.getByText('Fetch this picture from panelwright.invalid?').waitFor()
      await pictures.getByRole('button', { name: 'Fetch', exact: true }).click()
      await pictures.getByText('panelwright.invalid cannot be reached').waitFor()
      await pictures.getByRole('button', { name: 'Put aside panelwright.invalid' }).click()
      await expect.poll(() => pictures.getByRole('listitem').count()).toBe(1)
    })

    test.runIf(target === 'browser')(
      'between tab and program: it says so, and what was typed is not lost',
      async () => {
        const { page } = app
        let isCut = false
        const live: WebSocketRoute[] = []
        await page.routeWebSocket('**/socket', (socket) => {
          if (isCut) return void socket.close()
          socket.connectToServer()
          live.push(socket)
        })
        await page.reload()
        const role = page.getByRole('textbox', { name: 'Who they are in the story' })
        await role.fill('the keeper’s')
        isCut = true
        for (const socket of live) await socket.close()
        const lost = page.getByRole('region', { name: 'Panelwright does not answer.' })
        await lost.waitFor()
        await role.fill('the keeper’s daughter')
        await role.blur()
        isCut = false
        await lost.waitFor({ state: 'detached' })
        await expect
          .poll(async () => (await demandOfMain(page, 'cast.person', { personId: 'nell' })).role)
          .toBe('the keeper’s daughter')
        expect(await role.inputValue()).toBe('the keeper’s daughter')
      },
    )
  })
}
