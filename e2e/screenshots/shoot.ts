/**
 * Takes a picture of every screen in every way it can look: `npm run screenshots -- <folder> [--only gallery,runs]
 * [--states full] [--languages en] [--themes dark] [--sizes 1280x800]`.
 *
 * Sizes, themes, languages and states of the book are all combined. The window is the built one, in a browser.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import type { ScreenId } from '../../src/renderer/screens/screen.ts'
import { BOOK_SCREENS, FREE_SCREENS } from '../../src/renderer/screens/screen.ts'
import { demandOfMain } from '../harness/ask-main.ts'
import { openWindowApp } from '../harness/window-app.ts'
import { openBook, STATES, type State, troubledProvider } from './books.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    states: { type: 'string' },
    languages: { type: 'string', default: 'en,de,ar' },
    themes: { type: 'string', default: 'dark,light' },
    sizes: { type: 'string', default: '1280x800,1920x1080' },
  },
})
const folder = resolve(positionals[0] ?? 'screenshots')
const languages = values.languages.split(',')
const themes = values.themes.split(',') as ('dark' | 'light')[]
const sizes = values.sizes.split(',').map((size) => size.split('x').map(Number) as [number, number])
const states = (values.states?.split(',') ?? STATES) as State[]
const screens = (values.only?.split(',') ?? [...FREE_SCREENS, ...BOOK_SCREENS]) as ScreenId[]

mkdirSync(folder, { recursive: true })
const provider = await troubledProvider()
process.env.OPENAI_BASE_URL = `${provider.url}/v1`
process.env.OPENAI_API_KEY = provider.key
let taken = 0
try {
  for (const state of states) {
    const app = await openWindowApp('browser')
    try {
      await openBook(app.page, state)
      for (const screen of screens)
        for (const language of languages) await shootScreen(app.page, state, screen, language)
      if (app.complaints.length > 0) console.error(`${state}: the page complained:\n${app.complaints.join('\n')}`)
    } finally {
      await app.close()
    }
  }
} finally {
  await provider.close()
}
console.log(`${taken} pictures in ${folder}`)

async function shootScreen(page: Page, state: State, screen: ScreenId, language: string): Promise<void> {
  await page.evaluate(`location.hash = '#/${screen}'`)
  for (const theme of themes) {
    await demandOfMain(page, 'app.change', { language, theme })
    await page.locator(`html[data-theme="${theme}"][lang="${language}"]`).waitFor()
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await calm(page)
      await page.screenshot({ path: join(folder, `${screen}-${state}-${language}-${theme}-${width}.png`) })
      taken += 1
    }
  }
}

/** Everything asked for is here, every picture decoded, nothing moves. */
async function calm(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(`(async () => {
    await document.fonts.ready
    const inSight = [...document.images].filter((image) => {
      const box = image.getBoundingClientRect()
      return box.bottom > 0 && box.top < innerHeight && box.width > 0
    })
    await Promise.all(inSight.map((image) => image.decode().catch(() => {})))
    await Promise.all(document.getAnimations().map((one) => Promise.race([one.finished.catch(() => {}), new Promise((r) => setTimeout(r, 400))])))
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
  })()`)
}
