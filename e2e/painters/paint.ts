import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { pixels } from '../../src/comic/geometry.ts'
import type { PageDescription } from '../../src/comic/page.ts'
import { pageSvg } from '../../src/comic/page-svg.ts'
import type { ExportBook } from '../../src/main/exporters/export-book.ts'
import { printPage } from '../../src/main/exporters/export-page.ts'
import { judge } from '../../src/main/exporters/judge.case.ts'
import { exportPdf } from '../../src/main/exporters/pdf.ts'
import { composePage } from '../../src/main/images/compose-page.ts'
import { launchChromium } from '../harness/chromium.ts'
import { windowPath } from './pictures.ts'

/** A browser that shows colours and sizes as they are written, one pixel a pixel. */
export function openPainter(): Promise<Browser> {
  return launchChromium(['--hide-scrollbars', '--force-color-profile=srgb', '--force-device-scale-factor=1'])
}

/** One page out to the bleed, by each of the painters, as PNG. */
export interface Painted {
  window: Buffer
  pixels: Buffer
  pdf: Buffer
}

export async function paint(
  page: PageDescription,
  dpi: number,
  { window, folder }: { window: Page; folder: string },
): Promise<Painted> {
  const { bleed } = page.boxes
  const size = { widthPx: pixels(bleed.width, dpi), heightPx: pixels(bleed.height, dpi) }
  return {
    window: await paintWindow(page, size, window, folder),
    pixels: Buffer.from((await composePage(page, { dpi, area: 'bleed', format: 'png' })).bytes),
    pdf: await paintPdf(page, dpi, size, folder),
  }
}

export async function openInWindow(
  page: PageDescription,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  window: Page,
  folder: string,
): Promise<void> {
  const svg = pageSvg(page, {
    area: 'bleed',
    address: ({ path }) => pathToFileURL(windowPath(path)).href,
    name: 'A page',
    panelName: (place) => `Panel ${place}`,
  })
  const file = join(folder, 'window.html')
  const style = `body{margin:0;line-height:0}svg{display:block;width:${widthPx}px;height:${heightPx}px}`
  await writeFile(file, `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${svg}</body>`)
  await window.setViewportSize({ width: Math.ceil(widthPx), height: Math.ceil(heightPx) })
  await window.goto(pathToFileURL(file).href)
}

/** A browser short of time gives up on a large picture now and then. */
const TRIES = 4

async function paintWindow(...args: Parameters<typeof openInWindow>): Promise<Buffer> {
  await openInWindow(...args)
  for (let left = TRIES; ; left--) {
    try {
      return await args[2].screenshot()
    } catch (error) {
      if (left === 1 || !String(error).includes('Unable to capture screenshot')) throw error
    }
  }
}

/**
 * Its art is composed at the resolution it is looked at, so that no reader's way of resizing comes in. Painted by
 * pdftocairo, which puts pictures to fractions of a pixel as printers do; pdftoppm stretches them to whole ones.
 */
async function paintPdf(
  page: PageDescription,
  dpi: number,
  size: { widthPx: number; heightPx: number },
  folder: string,
) {
  const file = await writePdf([page], folder, { dpi })
  const painted = join(folder, 'painted')
  const scale = ['-scale-to-x', `${size.widthPx}`, '-scale-to-y', `${size.heightPx}`]
  const { passed, said } = judge('pdftocairo', '-png', '-singlefile', ...scale, file, painted)
  if (!passed) throw new Error(said)
  return await readFile(`${painted}.png`)
}

interface BookOptions {
  dpi: number
  language?: string
  direction?: ExportBook['direction']
}

/** The pages as a book of their own. */
export async function writePdf(
  pages: readonly PageDescription[],
  folder: string,
  { dpi, language = 'en', direction = 'ltr' }: BookOptions,
): Promise<string> {
  const composed = []
  for (const [index, page] of pages.entries()) {
    const art = await composePage({ ...page, shapes: [] }, { dpi, area: 'bleed', format: 'jpeg' })
    const path = join(folder, `art-${index}.jpg`)
    await writeFile(path, art.bytes)
    composed.push(printPage(page, { path, widthPx: art.widthPx, heightPx: art.heightPx }, 'en'))
  }
  const file = join(folder, 'book.pdf')
  const names = { title: 'Pages', author: null, summary: null, series: null, number: null }
  await exportPdf({ ...names, language, direction, chapters: [], pages: composed }, file)
  return file
}
