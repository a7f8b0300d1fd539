import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BOOK_SCREENS, FREE_SCREENS } from '../../src/renderer/screens/screen.ts'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { missing, openWindowApp, type WindowApp } from '../harness/window-app.ts'

const why = missing('browser')
if (why !== null) console.warn(`\n!!! NOT RUN: accessibility of the window: ${why} !!!\n`)

const SCREENS = [...FREE_SCREENS, ...BOOK_SCREENS]

/** What axe found that keeps somebody out. */
interface Found {
  id: string
  impact: string
  nodes: { target: string[]; failureSummary: string }[]
}

describe.skipIf(why !== null)('axe finds nothing serious', () => {
  let app: WindowApp

  beforeAll(async () => {
    app = await openWindowApp('browser')
  })
  afterAll(() => app?.close())

  async function look(screen: string): Promise<string[]> {
    const { page } = app
    await page.evaluate(`location.hash = '#/${screen}'`)
    await page.waitForLoadState('networkidle')
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
    )) as { violations: Found[] }
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))
  }

  test('on the first start', async () => {
    expect(await look('start')).toEqual([])
  })

  describe.each(['dark', 'light'] as const)('in %s, with a drawn book', (theme) => {
    beforeAll(async () => {
      await demandOfMain(app.page, 'book.sample', {})
      await demandOfMain(app.page, 'app.change', { theme })
      await app.page.locator(`html[data-theme="${theme}"]`).waitFor()
      await demandOfMain(app.page, 'batch.generate', { styles: ['noir'], chapters: ['1'], maxJobs: 6 })
      await settled(app.page)
    })

    test.each(SCREENS)('on %s', async (screen) => {
      expect(await look(screen)).toEqual([])
    })
  })

  describe('in a book without a word', () => {
    beforeAll(async () => {
      await demandOfMain(app.page, 'book.create', { title: 'Empty' })
    })

    test.each(BOOK_SCREENS)('on %s', async (screen) => {
      expect(await look(screen)).toEqual([])
    })
  })
})
