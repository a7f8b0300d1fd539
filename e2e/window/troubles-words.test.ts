import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { missing, openWindowApp, PAGE_TARGETS, type WindowApp } from '../harness/window-app.ts'

/** Would run, turn what stands behind it around, or be filled in, if it were taken for more than words. */
const BAD = '<img src=x onerror="window.ran=1"></script><script>window.ran=1</script>\u202Etxt\u200B{{7*7}}'
/** Short enough for every name. */
const SEEN = '</script><script>window.ran=1</script>'
const ONE_LINE = `${BAD} ${'x'.repeat(1_000_000)}`
const STRIPS = `# Chapter 1: ${BAD}\n## Scene 1: The quay\n### Strip 001\nA woman shouts ${BAD} at the sea.\n---\nA gull calls.\n`

/** Where fields are, and what opens them. */
const PLACES: readonly [hash: string, opens?: string][] = [
  ['settings'],
  ['settings?part=money'],
  ['settings?part=appearance'],
  ['settings?part=keys'],
  ['script'],
  ['script?import=new', 'Paste text'],
  ['cast?person=nell'],
  ['cast?place=pier'],
  ['generate'],
  ['gallery'],
  ['runs'],
]

for (const target of PAGE_TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: HTML and scripts in every field in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, HTML and scripts are typed everywhere`, () => {
    let app: WindowApp
    const go = async (hash: string) => {
      await app.page.evaluate(`location.hash = '#/${hash}'`)
      await app.page.getByRole('main').waitFor()
      await app.page.waitForLoadState('networkidle')
    }
    /** No element and no attribute came of what was typed. */
    const isWords = async (where: string) =>
      expect(
        await app.page.evaluate(`[window.ran, document.querySelectorAll('img[src="x"], [onerror]').length,
          [...document.scripts].filter((each) => each.textContent.includes('ran')).length]`),
        where,
      ).toEqual([undefined, 0, 0])
    const fields = async (within: Locator): Promise<Locator[]> => {
      const found = await within.locator('input:not([type=file], [type=hidden]), textarea').all()
      const usable = await Promise.all(
        found.map(async (each) => {
          const type = await each.getAttribute('type')
          if (type === 'checkbox' || type === 'radio' || type === 'range') return false
          return (await each.isVisible()) && (await each.isEditable().catch(() => false))
        }),
      )
      return found.filter((_, at) => usable[at])
    }

    beforeAll(async () => {
      app = await openWindowApp(target, { env: { OPENAI_API_KEY: '', COMFYUI_URL: '' } })
      const { page } = app
      await demandOfMain(page, 'book.create', { title: BAD })
      await demandOfMain(page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIPS }], as: 'strips' })
      await demandOfMain(page, 'cast.add-person', { name: 'Nell' })
      await demandOfMain(page, 'cast.add-place', { name: 'Pier' })
      await demandOfMain(page, 'batch.generate', { styles: ['noir'], provider: 'roughs' })
      await settled(page)
    })
    afterAll(() => app?.close())

    test.each(PLACES)('in every field of %s', async (hash, opens) => {
      const { page } = app
      await go(hash)
      if (opens !== undefined) await page.getByRole('button', { name: opens }).click()
      // A field may be drawn anew by what another one changes: each is found by its turn.
      const count = (await fields(page.locator('body'))).length
      for (let at = 0; at < count; at++) {
        const field = (await fields(page.locator('body')))[at]
        if (field === undefined) break
        await field.fill(BAD).catch(() => {})
        await field.press('Enter').catch(() => {})
        await page.keyboard.press('Escape')
        await field.blur().catch(() => {})
      }
      await isWords(hash)
    })

    test('it is shown as words again: in the tree, the gallery, the runs, the palette, the title', async () => {
      const { page } = app
      for (const hash of ['gallery', 'script', 'runs', 'cast', 'generate']) {
        await go(hash)
        await page.getByText(SEEN).first().waitFor()
        await isWords(hash)
      }
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('shouts')
      await page.getByRole('dialog').getByText(SEEN).first().waitFor()
      await isWords('palette')
      await page.keyboard.press('Escape')
      const title = target === 'browser' ? await page.title() : await titleOf(app)
      expect(title).not.toContain('\u202E')
    })

    test('and in the report, whatever it is called', async () => {
      const path = join(app.home, 'report.html')
      await demandOfMain(app.page, 'runs.save', { as: 'page', path })
      const report = readFileSync(path, 'utf8')
      expect(report).toContain('&lt;/script')
      expect(report).not.toContain(SEEN)
      expect(report).not.toContain('<img src=x')
    })

    test('a line of a megabyte is told to be too long where it is, and lost nowhere', async () => {
      const { page } = app
      await go('cast?person=nell')
      const role = page.getByRole('textbox', { name: 'Who they are in the story' })
      await role.fill(ONE_LINE)
      await role.blur()
      await isWords('cast')
      await go('generate')
      await isWords('generate')
    })

    test('without one complaint of the page', () => {
      expect(app.complaints).toEqual([])
    })
  })
}

const titleOf = (app: WindowApp) =>
  app.electron!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())
