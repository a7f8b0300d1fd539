import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BOOK_SCREENS, FREE_SCREENS } from '../../src/renderer/screens/screen.ts'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { missing, openWindowApp, TARGETS, type WindowApp } from '../harness/window-app.ts'

const LOCALES = join('src', 'renderer', 'i18n', 'locales')

const STRIPS = `# Chapter 1: Quay
## Scene 1: The quay
### Strip 001
[zoom: far]
A woman counts two boats from the quay.
---
A woman counts three boats from the quay.
`

/** What the window says, by its name: `empty.button` of the script screen. */
function arabicWord(part: string, name: string): string {
  const words: unknown = JSON.parse(readFileSync(join(LOCALES, 'ar', `${part}.json`), 'utf8'))
  return String(name.split('.').reduce((within, key) => (within as Record<string, unknown>)[key], words))
}

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
  describe.skipIf(why !== null)(`in ${target}, what main says in Arabic`, () => {
    let app: WindowApp
    let vendor: OpenAiServer
    const go = (screen: string) => app.page.evaluate(`location.hash = '#/${screen}'`)
    const give = (name: string, content: string) =>
      app.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })

    beforeAll(async () => {
      vendor = await OpenAiServer.start({ script: () => 'moderation-input' })
      app = await openWindowApp(target, {
        env: { OPENAI_API_KEY: vendor.key, OPENAI_BASE_URL: `${vendor.url}/v1`, PANELWRIGHT_OPENAI_TIER: '5' },
      })
      const { page } = app
      await demandOfMain(page, 'app.change', { language: 'ar' })
      await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
      await demandOfMain(page, 'book.create', { title: 'Quay' })
      // The window has taken notice of it.
      await page.locator('nav[data-region]').waitFor()
      await page.waitForLoadState('networkidle')
    })
    afterAll(async () => {
      await app?.close()
      await vendor?.close()
    })

    test('a file that is no script is refused, and what a script lacks is told, with its names kept apart', async () => {
      const { page } = app
      await go('script')
      await page.getByRole('button', { name: arabicWord('script', 'empty.button') }).click()
      await give('quay.pdf', '%PDF-1.7 and more')
      await page.getByText('هذا \u2068ملف PDF\u2069، وليس نصًا.').waitFor()
      await give('quay.txt', STRIPS)
      await page.getByText('العلامة «\u2066[\u2068zoom\u2069: \u2068far\u2069]\u2069» غير معروفة؛ فتُترك.').waitFor()
    })

    test('a refusal of the provider', async () => {
      const { page } = app
      await demandOfMain(page, 'script.import', { sources: [{ name: 'quay.txt', text: STRIPS }], as: 'strips' })
      await demandOfMain(page, 'batch.generate', { styles: ['noir'], provider: 'openai', budgetUsd: 5 })
      await settled(page)
      await go('runs')
      await page.getByText(/^رفض \u2068OpenAI\u2069 الوصف وفق قواعد المحتوى لديه/).waitFor()
    })

    test('a reference that is no picture', async () => {
      const { page } = app
      const { id: personId } = await demandOfMain(page, 'cast.add-person', { name: 'Nell Marrick' })
      await go(`cast?person=${personId}`)
      await page.locator('#cast-pictures').waitFor()
      await page.evaluate(`(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File(['Dear Maren,'], 'notes.png', { type: 'image/png' }))
        const on = document.querySelector('#cast-pictures')
        for (const type of ['dragenter', 'dragover', 'drop'])
          on.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
      })()`)
      await page.getByText(/وليس صورة PNG أو JPEG أو WebP/).waitFor()
    })

    test('the line that takes an edit back', async () => {
      const { page } = app
      await go('gallery')
      const { rows } = await demandOfMain(page, 'tree.panels', {})
      await demandOfMain(page, 'tree.delete', { entries: [{ kind: 'panel', id: rows[0]!.id }] })
      await page.getByRole('button', { name: /حذف .?(ال)?لوحة/ }).waitFor()
    })
  })
}
