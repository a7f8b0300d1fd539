/**
 * How long a page takes to become SVG for the window, and how large it is.
 *
 *   npx node bench/page-svg.ts
 *
 * Beside writing the same page as JSON, which is the least that any way to the window would take. Ends with exit code 1
 * when a page takes longer than a window can wait.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { writePictures } from '../e2e/painters/pictures.ts'
import { twentyPages } from '../e2e/painters/twenty-pages.ts'
import type { PageDescription } from '../src/comic/page.ts'
import { pageSvg } from '../src/comic/page-svg.ts'

const MOST_MS = 10
const ROUNDS = 40

const folder = mkdtempSync(join(tmpdir(), 'panelwright-page-svg-'))
try {
  await writePictures(folder)
  const pages = await twentyPages(folder)
  console.log('page                                first ms  median ms  JSON ms  ratio      kB  kB gzip')
  for (const { name, page } of pages) {
    // The first page a window shows is painted by code that was never run.
    const first = took(() => svgOf(page))
    const median = medianOf(() => svgOf(page))
    const json = medianOf(() => JSON.stringify(page))
    const svg = svgOf(page)
    const columns = [
      name.padEnd(34),
      first.toFixed(2).padStart(9),
      median.toFixed(2).padStart(10),
      json.toFixed(2).padStart(8),
      (median / json).toFixed(1).padStart(6),
      (svg.length / 1000).toFixed(1).padStart(7),
      (gzipSync(svg).length / 1000).toFixed(1).padStart(8),
    ]
    console.log(columns.join(' '))
    if (median > MOST_MS) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function svgOf(page: PageDescription): string {
  const name = `Page ${page.number}`
  return pageSvg(page, { area: 'trim', address: ({ sha256 }) => `asset:${sha256}`, name, panelName: String })
}

function took(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function medianOf(work: () => unknown): number {
  return Array.from({ length: ROUNDS }, () => took(work)).toSorted((a, b) => a - b)[ROUNDS / 2]!
}
