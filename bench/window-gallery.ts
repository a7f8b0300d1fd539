/**
 * How the gallery stands 3,000 panels with 36,000 pictures, beside a plain page of as many `<img loading="lazy">` over
 * the same small files: opening, frames while scrolling, a key to its tick, memory afterwards.
 *
 *   npm run build && node bench/window-gallery.ts [panels] [takes]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { demandOfMain } from '../e2e/harness/ask-main.ts'
import { openWindowApp } from '../e2e/harness/window-app.ts'
import { fillBook } from './window-gallery/fill-book.ts'

const panels = Number(process.argv[2] ?? 3_000)
const takes = Number(process.argv[3] ?? 12)
const ROUNDS = 3

const folder = mkdtempSync(join(tmpdir(), 'panelwright-bench-gallery-'))
try {
  const project = await fillBook(folder, { panels, takes })
  project.close()
  console.log(`${panels} panels, ${panels * takes} pictures`)
  const app = await openWindowApp('browser', { books: [project.folder] })
  try {
    const { page } = app
    const memory = { [`edition ${project.folder}`.slice(-200)]: JSON.stringify({ style: 'noir', lang: 'en' }) }
    await demandOfMain(page, 'app.change', { memory, language: 'en', theme: 'dark' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.evaluate(`location.hash = '#/gallery'`)
    await page.getByRole('gridcell').first().waitFor()
    for (let round = 1; round <= ROUNDS; round++) console.log(`  gallery  ${await measure(page, '[data-gallery]')}`)
    console.log(`  gallery  key to tick ${(await keyToTick(page)).map((ms) => ms.toFixed(0)).join(' ')} ms`)
    const peer = await plainPage(project.folder)
    try {
      const other = await page.context().newPage()
      await other.setViewportSize({ width: 1440, height: 900 })
      await other.goto(peer.url)
      for (let round = 1; round <= ROUNDS; round++) console.log(`  plain    ${await measure(other, '#all')}`)
    } finally {
      peer.close()
    }
    if (app.complaints.length > 0) console.error(app.complaints.join('\n'))
  } finally {
    await app.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Loads the page again, scrolls through it for some seconds, and tells. */
async function measure(page: Page, scroller: string): Promise<string> {
  await page.reload({ waitUntil: 'commit' })
  // Both count from the start of the navigation: the clock of the page.
  await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const images = [...document.querySelectorAll('${scroller} img')]
      if (images.some((image) => image.complete && image.naturalWidth > 0)) resolve()
      else requestAnimationFrame(look)
    }
    look()
  })`)
  const opened = (await page.evaluate(`performance.now()`)) as number
  const frames = (await page.evaluate(`new Promise((resolve) => {
    const element = document.querySelector('${scroller}')
    const frames = []
    let last = performance.now()
    const begun = last
    const step = (now) => {
      frames.push(now - last)
      last = now
      element.scrollTop += 60
      if (now - begun < 6000) requestAnimationFrame(step)
      else resolve(frames.slice(1))
    }
    requestAnimationFrame(step)
  })`)) as number[]
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(0)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.enable').then(() => session.send('Performance.getMetrics'))
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0
  await session.detach()
  return [
    `first picture ${opened.toFixed(0)} ms`,
    `frames p50 ${at(0.5)} p95 ${at(0.95)} max ${sorted.at(-1)!.toFixed(0)} ms`,
    `nodes ${metric('Nodes')}`,
    `heap ${(metric('JSHeapUsedSize') / 1e6).toFixed(1)} MB`,
  ].join(' · ')
}

/** From pressing Keep to the tick on the picture, ms, ten times. */
async function keyToTick(page: Page): Promise<number[]> {
  await page.evaluate(`document.querySelector('[data-gallery]').scrollTop = 0`)
  await page.locator('[data-gallery]').focus()
  await page.keyboard.press('Home')
  await page.locator('[role=gridcell][data-current]').waitFor()
  const times: number[] = []
  for (let round = 0; round < 10; round++) {
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
    times.push((await page.evaluate(`window.ticked`)) as number)
  }
  return times
}

async function plainPage(book: string): Promise<{ url: string; close(): void }> {
  const small = join(book, 'previews', 'small')
  const files = readdirSync(small).filter((name) => name.endsWith('-320.webp'))
  if (files.length === 0) throw new Error('The gallery has made no small pictures')
  const images = Array.from(
    { length: panels * takes },
    (_, at) =>
      `<img loading="lazy" decoding="async" width="222" height="148" src="/${at}/${files[at % files.length]}">`,
  ).join('')
  const server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    if (files.includes(name))
      response.writeHead(200, { 'content-type': 'image/webp' }).end(readFileSync(join(small, name)))
    else
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><body style="margin:0"><div id="all" style="height:100vh;overflow:auto">${images}</div>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}
