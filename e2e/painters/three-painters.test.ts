import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasTool } from '../../src/main/exporters/judge.case.ts'
import { boundsOfColors, difference } from './compare.ts'
import { MARKS, markedPages } from './marked-page.ts'
import { openPainter, type Painted, paint } from './paint.ts'
import { writePictures, writePlain } from './pictures.ts'
import { twentyPages } from './twenty-pages.ts'

const READY = [hasTool('chromium', 'chromium'), hasTool('pdftocairo', 'poppler-utils')].every(Boolean)

const DPI = 150
/** Five pixels a millimetre for places: 0.2 mm is one of them. */
const PLACE_DPI = 254
const FURTHEST_MM = 0.2
/**
 * The window puts pictures to fractions of a pixel, the composer to whole ones: at this resolution art with hard edges
 * lies up to 0.08 mm off. A PDF has the composer's art.
 */
const MOST = {
  'window–pixels': { mean: 1.5, farShare: 0.02 },
  'window–pdf': { mean: 1.8, farShare: 0.02 },
  'pdf–pixels': { mean: 0.7, farShare: 0.0005 },
}
/** Forty thin veils, each rounded to 8 bits: the browser's come out darker by a hundredth. */
const MOST_ON_COVERS = 4

let folder: string
let browser: Browser
let window: Page
let pages: Awaited<ReturnType<typeof twentyPages>>

describe.skipIf(!READY)('twenty pages by three painters', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panelwright-painters-'))
    browser = await openPainter()
    window = await browser.newPage()
    await writePictures(folder)
    for (const color of MARKS) await writePlain(join(folder, `${color.slice(1)}.png`), color)
    pages = await twentyPages(folder)
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('show the same', async () => {
    expect(pages).toHaveLength(20)
    const table: string[] = []
    const off: string[] = []
    for (const { name, page } of pages) {
      const painted = await paint(page, DPI, { window, folder })
      keepForEyes(name, painted)
      const pairs = {
        'window–pixels': await difference(painted.window, painted.pixels),
        'pdf–pixels': await difference(painted.pdf, painted.pixels),
        'window–pdf': await difference(painted.window, painted.pdf),
      }
      for (const [pair, { mean, farShare }] of Object.entries(pairs)) {
        const most = MOST[pair as keyof typeof MOST]
        const mostMean = page.kind === 'cover' && pair !== 'pdf–pixels' ? MOST_ON_COVERS : most.mean
        const line = `${name.padEnd(34)} ${pair.padEnd(14)} mean ${mean.toFixed(3)}  far ${(farShare * 100).toFixed(3)} %`
        table.push(line)
        if (mean > mostMean || farShare > most.farShare) off.push(line)
      }
    }
    console.log(table.join('\n'))
    expect(off).toEqual([])
  })

  test('put frames and balloons in the same places', async () => {
    const off: string[] = []
    let [measured, furthest] = [0, 0]
    const all = pages.flatMap(({ name, page }) =>
      markedPages(page, (color) => join(folder, `${color.slice(1)}.png`)).map((part) => ({ name, ...part })),
    )
    for (const { name, marked, colors } of all) {
      const painted = await paint(marked, PLACE_DPI, { window, folder })
      const [shown, pixels, pdf] = await Promise.all(
        [painted.window, painted.pixels, painted.pdf].map((png) => boundsOfColors(png, colors)),
      )
      for (const [index, color] of colors.entries()) {
        const places = [shown![index], pixels![index], pdf![index]]
        const seen = places.flatMap((place) => place ?? [])
        // Something that lies wholly under another is seen by none of them.
        if (seen.length === 0) continue
        measured++
        const apart = Math.max(
          ...(['left', 'top', 'right', 'bottom'] as const).map((edge) => {
            const at = seen.map((place) => place[edge])
            return ((Math.max(...at) - Math.min(...at)) / PLACE_DPI) * 25.4
          }),
        )
        furthest = Math.max(furthest, apart)
        if (seen.length < 3 || apart > FURTHEST_MM)
          off.push(`${name} ${color} ${apart.toFixed(2)} mm ${JSON.stringify(places)}`)
      }
    }
    console.log(`${measured} frames and balloons, ${furthest.toFixed(2)} mm apart at most`)
    expect(off).toEqual([])
    expect(measured).toBeGreaterThan(80)
  })
})

/** With PAINTED=folder the pictures stay there, to be looked at. */
function keepForEyes(name: string, painted: Painted): void {
  const kept = process.env.PAINTED
  if (kept === undefined) return
  for (const [painter, png] of Object.entries(painted)) writeFileSync(join(kept, `${name} ${painter}.png`), png)
}
