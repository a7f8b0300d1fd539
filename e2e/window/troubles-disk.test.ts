import { statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain } from '../harness/ask-main.ts'
import { makeSmallDisk, type SmallDisk } from '../harness/mount.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const PANELS = 12
const STRIPS = `# Chapter 1: Quay\n## Scene 1: The quay\n### Strip 001\n${Array.from({ length: PANELS }, (_, at) => `A woman counts ${at + 2} boats.`).join('\n---\n')}\n`
/** The book holds back a reserve on it. */
const SIZE_MB = 120

const probe = makeSmallDisk(1)
probe?.remove()
if (!probe) console.warn('\n!!! NOT RUN: the window on a full disk, because this process may not mount one !!!\n')

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the window on a full disk in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null || !probe)(`in ${target}, the disk is full while pictures are made`, () => {
    let app: WindowApp
    let disk: SmallDisk
    let vendor: OpenAiServer
    const banner = () => app.page.getByRole('region', { name: 'This computer could not store a picture.' })
    /** Another program takes all the room there is. */
    const fill = (name: string) => {
      const { bavail, bsize } = statfsSync(disk.folder)
      writeFileSync(join(disk.folder, name), Buffer.alloc(bavail * bsize, 1))
    }
    const summary = () => demandOfMain(app.page, 'queue.summary', {})

    beforeAll(async () => {
      disk = makeSmallDisk(SIZE_MB)!
      vendor = await OpenAiServer.start({ script: ({ number }) => (number === 3 || number === 4 ? 'hang' : 'ok') })
      const env = { OPENAI_API_KEY: vendor.key, OPENAI_BASE_URL: `${vendor.url}/v1`, PANELWRIGHT_OPENAI_TIER: '5' }
      app = await openWindowApp(target, { env })
      await demandOfMain(app.page, 'book.create', { title: 'Quay', folder: join(disk.folder, 'Quay.panelwright') })
      await demandOfMain(app.page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIPS }], as: 'strips' })
      await app.page.getByRole('treeitem').first().waitFor()
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
      disk?.remove()
    })

    test('a banner says what happened, what is safe and what to do, and nothing is asked for any more', async () => {
      await demandOfMain(app.page, 'batch.generate', { styles: ['noir'], provider: 'openai', concurrency: 2 })
      await expect.poll(async () => (await summary()).jobs.done).toBeGreaterThanOrEqual(2)
      fill('film')
      vendor.release()
      await banner().waitFor()
      await banner().getByText('Make room, or make the folder of the book writable, then go on.').waitFor()
      await banner().getByText('Nothing is paid twice.').waitFor()
      const { jobs } = await summary()
      expect(jobs).toMatchObject({ failed: 0, refused: 0, unknown: 0, running: 0 })
      expect(jobs.done + jobs.queued).toBe(PANELS)
      // What was paid for is in the book.
      expect(jobs.done).toBe(vendor.charged.size)
      await banner()
        .getByText(`${jobs.done} ${jobs.done === 1 ? 'picture is' : 'pictures are'} safe`)
        .waitFor()
    })

    test('the work stands: an edit there is no room for is refused in words, the book can be read', async () => {
      const { rows } = await demandOfMain(app.page, 'tree.panels', { offset: 0, limit: 50 })
      expect(rows).toHaveLength(PANELS)
      // The reserve was given free for what was paid; another program takes that, too.
      fill('more film')
      await app.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Cast' }).click()
      await app.page.getByRole('button', { name: 'Add a person or a place' }).click()
      await app.page.getByRole('textbox', { name: 'Name' }).fill('Nell')
      await app.page.getByRole('button', { name: 'Add the person' }).click()
      await app.page.getByRole('alert').getByText('The disk is full').first().waitFor()
    })

    test('with room again, one button makes the rest, and each was paid for once', async () => {
      disk.resize(2 * SIZE_MB)
      await banner()
        .getByRole('button', { name: /^Resume/ })
        .click()
      await banner().waitFor({ state: 'detached' })
      await expect
        .poll(async () => (await summary()).jobs)
        .toMatchObject({ done: PANELS, queued: 0, failed: 0, unknown: 0 })
      expect([...vendor.charged.values()]).toEqual(Array(PANELS).fill(1))
    })

    test('without one complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
