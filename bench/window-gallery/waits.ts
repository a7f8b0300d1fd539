import type { Page } from 'playwright-core'
import { demandOfMain } from '../../e2e/harness/ask-main.ts'

/** The gallery answers: it shows a cell with its picture. */
const ANSWERS = `() => [...document.querySelectorAll('[data-gallery] [role=gridcell] img')].some((one) => one.complete && one.naturalWidth > 0)`
const ROWS = `() => document.querySelector('[data-gallery] [role=gridcell]:not([aria-busy])') !== null`
/** Until something holds and a frame was painted with it. */
const UNTIL = `(holds) => new Promise((resolve) => {
  const look = () => holds() ? requestAnimationFrame(() => setTimeout(resolve)) : requestAnimationFrame(look)
  look()
})`
const BUTTON = `(words) => [...document.querySelectorAll('nav button')].find((one) => one.textContent === words)`

/** Closes the book, then clicks it in Recent and goes to the gallery as soon as there is one; ms. */
export async function openFromRecent(page: Page): Promise<number> {
  await demandOfMain(page, 'book.close', {})
  await page.getByRole('button', { name: /^Large/ }).waitFor()
  // Closing a book writes its backup and its cover; the author looks at the list before clicking.
  await page.waitForLoadState('networkidle')
  return (await page.evaluate(`(async () => {
    const [until, button] = [${UNTIL}, ${BUTTON}]
    const recent = [...document.querySelectorAll('button')].find((one) => one.textContent.startsWith('Large'))
    const begun = performance.now()
    recent.click()
    await until(() => { const tab = button('Gallery'); return tab !== undefined && !tab.disabled && location.hash !== '#/start' })
    button('Gallery').click()
    await until(${ANSWERS})
    return performance.now() - begun
  })()`)) as number
}

/** From another screen to the first rows of the gallery, ms. */
export async function firstPaint(page: Page): Promise<number> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Runs' }).click()
  await page.locator('[data-gallery]').waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  return (await page.evaluate(`(async () => {
    const [until, button] = [${UNTIL}, ${BUTTON}]
    const begun = performance.now()
    button('Gallery').click()
    await until(${ROWS})
    return performance.now() - begun
  })()`)) as number
}

export async function openPlain(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' })
  // From the start of the navigation: the clock of the page.
  await page.evaluate(
    `(${UNTIL})(() => [...document.querySelectorAll('#all img')].some((one) => one.complete && one.naturalWidth > 0))`,
  )
  return (await page.evaluate(`performance.now()`)) as number
}

/** Each call: from pressing Keep to the tick on the picture, ms. */
export async function keyToTick(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`document.querySelector('[data-gallery]').scrollTop = 0`)
  await page.locator('[data-gallery]').focus()
  await page.keyboard.press('Home')
  await page.locator('[role=gridcell][data-current]').waitFor()
  return async () => {
    await page.evaluate(`void (window.ticked = new Promise((resolve) => {
      let pressed = 0
      addEventListener('keydown', () => { pressed = performance.now() }, { capture: true, once: true })
      const watch = new MutationObserver((changes) => {
        if (!changes.some(({ target }) => target.dataset.verdict === 'kept')) return
        watch.disconnect()
        requestAnimationFrame(() => resolve(performance.now() - pressed))
      })
      watch.observe(document.querySelector('[data-gallery]'), { subtree: true, attributeFilter: ['data-verdict'] })
    }))`)
    await page.keyboard.press('k')
    await page.locator('[role=gridcell][data-current]').waitFor()
    return (await page.evaluate(`window.ticked`)) as number
  }
}

/** Every chapter and scene open. */
export async function openTree(page: Page): Promise<void> {
  const first = page.getByRole('treeitem').first()
  await first.click()
  await first.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Open everything' }).click()
  await page.locator('[role=treeitem][aria-level="3"]').first().waitFor()
}
