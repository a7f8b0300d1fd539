import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openWindowApp } from '../e2e/harness/window-app.ts'
import { importScript } from '../src/main/services/importing.ts'
import { newBook } from '../src/main/services/new-book.ts'

/**
 * How smoothly the book's tree scrolls with every chapter and scene open, beside a plain list of as many rows in the same
 * browser, which has nothing to draw while it scrolls.
 *
 *   npm run build && node bench/window-tree.ts [panels]
 */
const PANELS = Number(process.argv[2] ?? 3_000)
const PANELS_OF_SCENE = 15
const SCENES_OF_CHAPTER = 10
const FRAMES = 180
const STEP_PX = 90
const FRAME_MS = 1000 / 60
const MOST_FRAMES_MORE = 2

const base = mkdtempSync(join(tmpdir(), 'panelwright-bench-tree-'))
try {
  const project = newBook(join(base, 'Long.panelwright'), {}, { what: 'a bench' })
  writeFileSync(join(base, 'strips.txt'), script())
  await importScript(project, [join(base, 'strips.txt')])
  const { panels } = project.script.counts()
  project.close()
  const app = await openWindowApp('browser', { books: [join(base, 'Long.panelwright')] })
  try {
    const { page } = app
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Gallery' }).click()
    const first = page.getByRole('treeitem').first()
    await first.click()
    await first.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Open everything' }).click()
    await page.locator('[role=treeitem][aria-level="3"]').first().waitFor()
    const tree = await scroll(page, '[role=tree]')
    await page.evaluate(PLAIN_LIST(panels))
    const plain = await scroll(page, '#plain')
    const line = (name: string, { p50, p95, rows }: Scrolled) =>
      console.log(`  ${name.padEnd(12)} p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  ${rows} rows in the page`)
    console.log(`${panels} panels, all open; ${FRAMES} frames of ${STEP_PX} px`)
    line('tree', tree)
    line('plain list', plain)
    const more = tree.p95 - plain.p95
    const passed = more <= MOST_FRAMES_MORE * FRAME_MS
    console.log(
      `${passed ? 'PASS' : 'FAIL'} p95 is ${(tree.p95 / plain.p95).toFixed(2)} of the plain list's, ${more.toFixed(1)} ms more (at most ${MOST_FRAMES_MORE} frames)`,
    )
    if (!passed) process.exitCode = 1
  } finally {
    await app.close()
  }
} finally {
  rmSync(base, { recursive: true, force: true })
}

interface Scrolled {
  p50: number
  p95: number
  rows: number
}

/** Scrolls a box frame by frame and says how long frames took. */
async function scroll(page: Page, box: string): Promise<Scrolled> {
  const { times, rows } = (await page.evaluate(`new Promise((resolve) => {
    const box = document.querySelector('${box}')
    const times = []
    let last = performance.now()
    const frame = (now) => {
      times.push(now - last)
      last = now
      box.scrollTop += ${STEP_PX}
      if (times.length < ${FRAMES}) requestAnimationFrame(frame)
      else resolve({ times: times.slice(5), rows: box.querySelectorAll('[role=treeitem], li').length })
    }
    requestAnimationFrame(frame)
  })`)) as { times: number[]; rows: number }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]!
  return { p50: at(0.5), p95: at(0.95), rows }
}

/** As many rows with a place for a picture, words and a mark, all of them in the page, over the tree. */
function PLAIN_LIST(rows: number): string {
  return `{
    const list = document.createElement('ul')
    list.id = 'plain'
    const style = { position: 'fixed', top: '80px', left: '0', width: '260px', height: '640px', overflow: 'auto', zIndex: 99, background: '#222' }
    Object.assign(list.style, style)
    for (let n = 1; n <= ${rows}; n++) {
      const row = document.createElement('li')
      Object.assign(row.style, { display: 'flex', gap: '8px', height: '28px', alignItems: 'center', overflow: 'hidden', whiteSpace: 'nowrap' })
      const picture = document.createElement('span')
      Object.assign(picture.style, { width: '27px', height: '18px', background: '#000', flex: 'none' })
      const words = document.createElement('span')
      Object.assign(words.style, { flex: '1', overflow: 'hidden', textOverflow: 'ellipsis' })
      words.textContent = 'Panel ' + n + ' shows somebody walking along the wall in the rain.'
      const mark = document.createElement('span')
      mark.textContent = '○'
      row.append(picture, words, mark)
      list.append(row)
    }
    document.body.append(list)
  }`
}

function script(): string {
  let panel = 0
  const lines: string[] = []
  for (let chapter = 1; panel < PANELS; chapter++) {
    lines.push(`# Chapter ${chapter}: Part ${chapter}`)
    for (let scene = 1; scene <= SCENES_OF_CHAPTER && panel < PANELS; scene++) {
      lines.push(`## Scene ${scene}: Place ${chapter} ${scene}, day`)
      for (let n = 0; n < PANELS_OF_SCENE && panel < PANELS; n++)
        lines.push(
          `### Strip ${String(++panel).padStart(4, '0')}`,
          `Panel ${panel} shows somebody walking along wall ${panel} in the rain.`,
        )
    }
  }
  return `${lines.join('\n')}\n`
}
