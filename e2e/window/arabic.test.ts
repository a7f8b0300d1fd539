import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BOOK_SCREENS, FREE_SCREENS } from '../../src/renderer/screens/screen.ts'
import { demandOfMain } from '../harness/ask-main.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const LOCALES = join('src', 'renderer', 'i18n', 'locales')

function values(words: object): string[] {
  return Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : values(value)))
}

function allWords(language: string): Set<string> {
  const folder = join(LOCALES, language)
  return new Set(readdirSync(folder).flatMap((file) => values(JSON.parse(readFileSync(join(folder, file), 'utf8')))))
}

/** What the window says in English and otherwise in Arabic; without words that have something filled in. */
function englishOnly(): Set<string> {
  const arabic = allWords('ar')
  return new Set(
    [...allWords('en')].filter((words) => !arabic.has(words) && !words.includes('{{') && /[a-z]{3}/.test(words)),
  )
}

/** All words in sight or heard, one a piece. */
const SAID = `(() => {
  const said = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    if (parent && !parent.closest('script, style')) said.push(texts.currentNode.textContent.trim())
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push((element.getAttribute(name) ?? '').trim())
  return said.filter(Boolean)
})()`

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the window in Arabic in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, the whole window in Arabic`, () => {
    let app: WindowApp
    const english = englishOnly()

    beforeAll(async () => {
      app = await openWindowApp(target)
      await demandOfMain(app.page, 'book.sample', {})
      await demandOfMain(app.page, 'app.change', { language: 'ar' })
      await app.page.locator('html[lang="ar"][dir="rtl"]').waitFor()
      // The page says that it is Arabic before all of its words are drawn.
      const frame = JSON.parse(readFileSync(join(LOCALES, 'ar', 'frame.json'), 'utf8'))
      await app.page.getByRole('button', { name: frame.screens.gallery, exact: true }).waitFor()
    })
    afterAll(() => app?.close())

    test.each([...FREE_SCREENS, ...BOOK_SCREENS])(
      'says nothing of its own in English on %s, and nothing is cut off',
      async (screen) => {
        const { page } = app
        await page.evaluate(`location.hash = '#/${screen}'`)
        await page.waitForLoadState('networkidle')
        const said = (await page.evaluate(SAID)) as string[]
        expect(said.length).toBeGreaterThan(5)
        expect([...new Set(said.filter((words) => english.has(words)))]).toEqual([])
        expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true)
      },
    )

    test('has the tree at the right, the inspector at the left', async () => {
      const { page } = app
      await page.evaluate(`location.hash = '#/gallery'`)
      const tree = await page.locator('nav[data-region]').boundingBox()
      const work = await page.locator('main[data-region]').boundingBox()
      expect(tree!.x).toBeGreaterThan(work!.x)
    })

    test('finds a command by its Arabic name', async () => {
      const { page } = app
      await page.keyboard.press('Control+k')
      await page.keyboard.type('إعدادات')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('الإعدادات')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.evaluate('location.hash')).toMatch(/^#\/settings/)
    })
  })
}
