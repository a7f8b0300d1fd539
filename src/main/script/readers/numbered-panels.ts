import { bareLine, type PanelHeading, readPageHeading, readPanelHeading } from './page-headings.ts'
import { readLabelled } from './script-lettering.ts'

/** `1.`, `2)`, and `3.1` for the first panel of page 3. */
const NUMBERED =
  /^(?:[*_]{1,2})?(?:\d{1,3}[.-](?=\d{1,2}(?:[.):]?(?:\s|$))))?(\d{1,2})\s?(?:[.):]|[–—-](?=\s)|(?<=\d[.-]\d{1,2}))(?:[*_]{1,2})?(?:\s+(.*))?$/
/** Lines below the heading of a page that the first panel is looked for in. */
const NEAR = 8

/** Reads `1. Wide on the quay.`; null for `1. NELL: words`, whose number is that of a balloon, and any other line. */
export function readNumberedPanel(line: string): PanelHeading | null {
  const match = NUMBERED.exec(line.trim().replace(/^#{1,6}\s*/, ''))
  if (match === null || readLabelled(line) !== null) return null
  return { number: Number(match[1]), hint: null, rest: bareLine(match[2] ?? '') }
}

/**
 * True of a script that counts its panels and calls none of them so: each page begins with `1.`, or nearly each, and no
 * line says `Panel`.
 */
export function hasNumberedPanels(lines: readonly string[]): boolean {
  const found = { pages: 0, first: 0, panels: 0 }
  let near = 0
  let next = 1
  for (const line of lines) {
    if (line.trim() === '') continue
    if (readPageHeading(line)) {
      found.pages++
      near = NEAR
      next = 1
      continue
    }
    if (readPanelHeading(line)) return false
    if (found.pages > 0 && readNumberedPanel(line)?.number === next && (next > 1 || near > 0)) {
      if (next === 1) found.first++
      found.panels++
      next++
    }
    near--
  }
  return found.first > 0 && found.first * 2 >= found.pages && found.panels >= 2
}
