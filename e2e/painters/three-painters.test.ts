import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasTool } from '../../src/main/exporters/judge.case.ts'
import { Chromium } from '../harness/chromium.ts'
import { boundsOfColors, difference } from './compare.ts'
import { MARKS, markedPages } from './marked-page.ts'
import { type Painted, paint } from './paint.ts'
import { writePictures, writePlain } from './pictures.ts'
import { twentyPages } from './twenty-pages.ts'

const READY = [hasTool('chromium', 'chromium'), hasTool('pdftoppm', 'poppler-utils')].every(Boolean)

/** Half of what a PDF's art is composed at: then a reader shrinks it without moving it. */
const DPI = 150
/** Five pixels a millimetre for places: 0.2 mm is one of them. */
const PLACE_DPI = 254
const FURTHEST_MM = 0.2
/** Of 255, all pixels and channels together. */
const MOST_MEAN = 1.5
const MOST_FAR = 0.002

let folder: string
let browser: Chromium
let pages: Awaited<ReturnType<typeof twentyPages>>

describe.skipIf(!READY)('twenty pages by three painters', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panelwright-painters-'))
    browser = await Chromium.open()
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
      const painted = await paint(page, DPI, { browser, folder })
      keepForEyes(name, painted)
      const pairs = {
        'window–pixels': await difference(painted.window, painted.pixels),
        'pdf–pixels': await difference(painted.pdf, painted.pixels),
        'window–pdf': await difference(painted.window, painted.pdf),
      }
      for (const [pair, { mean, farShare }] of Object.entries(pairs)) {
        const line = `${name.padEnd(34)} ${pair.padEnd(14)} mean ${mean.toFixed(3)}  far ${(farShare * 100).toFixed(3)} %`
        table.push(line)
        if (mean > MOST_MEAN || farShare > MOST_FAR) off.push(line)
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
      const painted = await paint(marked, PLACE_DPI, { browser, folder })
      const [window, pixels, pdf] = await Promise.all(
        [painted.window, painted.pixels, painted.pdf].map((png) => boundsOfColors(png, colors)),
      )
      for (const [index, color] of colors.entries()) {
        const places = [window![index], pixels![index], pdf![index]]
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
