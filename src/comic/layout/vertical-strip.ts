import type { PageFormat } from '../page-format.ts'
import type { LaidOutPage, LaidOutPanel, LayoutChapter, LayoutPanel } from './laid-out-page.ts'

/** From this importance on a panel runs from edge to edge of the strip. */
const FULL_WIDTH_IMPORTANCE = 4
/** Narrower ones leave room for balloons beside them; share of the strip between its margins, by importance. */
const WIDTH_SHARES: Readonly<Record<number, number>> = { 1: 0.72, 2: 0.86 }
/** Time passes in the gaps: a beat before and after a strong panel, and a longer scroll where the scene changes. */
const BEAT_GAP_FACTOR = 3
const SCENE_GAP_FACTOR = 10

/** The highest panel still leaves room for a heading and a change of scene in its slice. */
const HIGHEST_PANEL_SHARE = 0.76

/**
 * Lays out a book as a strip to scroll: one panel below the other, strong ones from edge to edge, small ones narrower
 * and by turns on either side, the gap before each growing with a beat and with a change of scene. The strip is cut in the middle of gaps into slices no higher than the format's trim height, so that it looks
 * the same whether a reader joins them or not. Slices have the format's width and the height of what they hold.
 */
export function layOutStrip(chapters: readonly LayoutChapter[], format: PageFormat): LaidOutPage[] {
  const pages: LaidOutPage[] = []
  const usualGapMm = format.gutterMm.betweenTiers
  for (const [chapterIndex, chapter] of chapters.entries()) {
    let slice = openSlice(usualGapMm / 2, chapter.headingHeightMm)
    const close = (gapBelowMm: number) => {
      slice.heightMm = Math.min(format.trimMm.height, slice.heightMm + gapBelowMm)
      pages.push(slicePage(slice, chapterIndex, pages.length + 1, format))
    }
    let narrowOnes = 0
    for (const [index, panel] of chapter.panels.entries()) {
      const placed = size(panel, format, narrowOnes)
      if (placed.isNarrow) narrowOnes++
      let gapMm = usualGapMm * gapFactor(panel, chapter.panels[index - 1])
      const bottomMm = slice.heightMm + gapMm + placed.heightMm + usualGapMm / 2
      if (bottomMm > format.trimMm.height && slice.panels.length > 0) {
        close(gapMm / 2)
        slice = openSlice(0, 0)
        gapMm /= 2
      }
      slice.panels.push({
        id: panel.id,
        tier: slice.panels.length,
        frame: { x: placed.x, y: slice.heightMm + gapMm, width: placed.widthMm, height: placed.heightMm },
      })
      slice.heightMm += gapMm + placed.heightMm
    }
    if (slice.panels.length > 0) close(usualGapMm)
  }
  return pages
}

interface Slice {
  /** From the top to the foot of what stands in it so far. */
  heightMm: number
  heading: { y: number; height: number } | null
  panels: LaidOutPanel[]
}

function openSlice(gapAboveMm: number, headingHeightMm: number): Slice {
  const heading = headingHeightMm > 0 ? { y: gapAboveMm, height: headingHeightMm } : null
  return { heightMm: heading === null ? 0 : gapAboveMm + headingHeightMm, heading, panels: [] }
}

function isStrong({ importance, splash, spread }: LayoutPanel): boolean {
  return importance >= FULL_WIDTH_IMPORTANCE || splash || spread === true
}

function gapFactor(panel: LayoutPanel, before: LayoutPanel | undefined): number {
  if (before === undefined) return 1
  if (panel.sceneStart) return SCENE_GAP_FACTOR
  return panel.reveal === true || isStrong(panel) || isStrong(before) ? BEAT_GAP_FACTOR : 1
}

/** @param narrowBefore narrow panels of the chapter so far: they stand left and right by turns */
function size(panel: LayoutPanel, { trimMm, safeMm }: PageFormat, narrowBefore: number) {
  const margin = isStrong(panel) ? 0 : safeMm.outside
  const roomMm = trimMm.width - 2 * margin
  const share = isStrong(panel) ? 1 : (WIDTH_SHARES[panel.importance] ?? 1)
  const widthMm = roomMm * share
  return {
    x: narrowBefore % 2 === 0 ? margin : margin + roomMm - widthMm,
    widthMm,
    heightMm: Math.min(trimMm.height * HIGHEST_PANEL_SHARE, widthMm / panel.aspect),
    isNarrow: share < 1,
  }
}

function slicePage(slice: Slice, chapter: number, number: number, format: PageFormat): LaidOutPage {
  const trim = { x: 0, y: 0, width: format.trimMm.width, height: slice.heightMm }
  const inset = format.safeMm.outside
  return {
    chapter,
    number,
    side: 'right',
    boxes: { bleed: trim, trim, safe: trim },
    headingFrame: slice.heading && { x: inset, width: trim.width - 2 * inset, ...slice.heading },
    panels: slice.panels,
  }
}
