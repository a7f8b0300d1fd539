import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import type { VendorCall } from '../harness/vendors/vendor-server.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

/** One panel is refused; another comes without a picture as often as it is tried by itself, a third only at first. */
function becomes({ prompt, nth }: VendorCall): string {
  if (prompt.includes('4 boats')) return 'moderation-input'
  if (prompt.includes('6 boats') && nth <= 2) return 'no-image'
  if (prompt.includes('7 boats') && nth === 1) return 'no-image'
  return 'ok'
}

const PANELS = 8
const STRIPS = `# Chapter 1: Quay\n## Scene 1: The quay\n### Strip 001\n${Array.from({ length: PANELS }, (_, at) => `A woman counts ${at + 2} boats from the quay.`).join('\n---\n')}\n`

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the runs in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, after a batch with trouble, an author`, () => {
    let app: WindowApp
    let vendor: OpenAiServer
    beforeAll(async () => {
      vendor = await OpenAiServer.start({ script: becomes })
      app = await openWindowApp(target, {
        env: { OPENAI_API_KEY: vendor.key, OPENAI_BASE_URL: `${vendor.url}/v1`, PANELWRIGHT_OPENAI_TIER: '5' },
      })
      const { page } = app
      await demandOfMain(page, 'book.create', { title: 'Quay' })
      await demandOfMain(page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIPS }], as: 'strips' })
      await demandOfMain(page, 'batch.generate', {
        styles: ['noir'],
        provider: 'openai',
        concurrency: 1,
        budgetUsd: 5,
      })
      await settled(page)
      await page.getByRole('button', { name: 'Runs', exact: true }).click()
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
    })

    test('sees figures, what went wrong, and what helps', async () => {
      const { page } = app
      const shown = await demandOfMain(page, 'runs.dashboard', { of: 'book' })
      expect(shown.jobs).toEqual({ done: PANELS - 2, failed: 1, refused: 1, unknown: 0, running: 0, queued: 0 })
      await page.getByText(`taken of ${shown.jobs.done + shown.jobs.failed + shown.jobs.refused} settled`).waitFor()
      const troubles = page.getByRole('region', { name: 'Errors and what to do' })
      const refused = troubles.getByRole('row', { name: /Refused/ })
      await refused.getByText('Not charged.').waitFor()
      await refused.getByRole('button', { name: 'Look at it' }).waitFor()
      await troubles
        .getByRole('row', { name: /Mended/ })
        .getByText('by itself')
        .waitFor()
      await page.getByRole('group', { name: /^Images a minute over/ }).waitFor()
      await page.getByRole('group', { name: /spent of at most/ }).waitFor()
      await page.getByRole('region', { name: 'This computer' }).getByText('Memory').waitFor()
    })

    test('goes along a curve by keys, and reads it as a table', async () => {
      const { page } = app
      const curve = page.getByRole('group', { name: /spent of at most/ })
      await curve.focus()
      await page.keyboard.press('End')
      const { cost } = await demandOfMain(page, 'runs.dashboard', { of: 'book' })
      const last = cost.points.at(-1)!
      await page
        .getByRole('status')
        .filter({ hasText: `${last.pictures} images · $` })
        .waitFor()
      await page.keyboard.press('v')
      const table = page.getByRole('table', { name: /spent of at most/ })
      await expect.poll(() => table.getByRole('row').count()).toBe(cost.points.length + 1)
      await page.keyboard.press('v')
      await curve.waitFor()
      // Pressed twice at once it is back where it was.
      await page.keyboard.press('v')
      await page.keyboard.press('v')
      await expect.poll(async () => (await demandOfMain(page, 'app.settings', {})).memory['runs.table']).toBe('false')
      await curve.waitFor()
    })

    test('tries again what failed, and it counts', async () => {
      const { page } = app
      const failed = page.getByRole('region', { name: 'Errors and what to do' }).getByRole('row', { name: /Failed/ })
      const retry = failed.getByRole('button', { name: /^Retry 1/ })
      expect(await retry.textContent()).toContain('$')
      await retry.click()
      await expect
        .poll(async () => (await demandOfMain(page, 'runs.dashboard', { of: 'book' })).jobs)
        .toMatchObject({ done: PANELS - 1, failed: 0, running: 0 })
      await failed.waitFor({ state: 'detached' })
    })

    test('finds each call in the ledger', async () => {
      const { page } = app
      await page.getByText('Ledger', { exact: true }).first().click()
      const ledger = page.getByRole('region', { name: 'Ledger' })
      const { total } = await demandOfMain(page, 'runs.ledger', {})
      expect(await ledger.getByRole('table').getAttribute('aria-rowcount')).toBe(String(total + 1))
      await ledger.getByRole('button', { name: '1.1.1' }).first().waitFor()
    })

    test.skipIf(target !== 'browser')('saves the report as a file', async () => {
      const { page } = app
      const coming = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save the report…' }).click()
      await page.getByRole('menuitem', { name: 'As a page to read' }).click()
      const file = await (await coming).path()
      expect(readFileSync(file, 'utf8')).toContain('Quay')
      await page
        .getByText(/^Saved: report /)
        .first()
        .waitFor()
    })

    test('has nothing to complain of', () => {
      expect(app.complaints).toEqual([])
    })
  })
}
