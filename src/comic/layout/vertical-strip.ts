import type { PageFormat } from '../page-format.ts'
import type { LaidOutPage, LaidOutPanel, LayoutChapter, LayoutPanel } from './laid-out-page.ts'

/** From this importance on a panel runs from edge to edge of the strip. */
const FULL_WIDTH_IMPORTANCE = 4
/** A change of scene is felt as a longer scroll. */
const SCENE_GAP_FACTOR = 3

/**
 * Lays out a book as a strip to scroll: one panel below the other, the gap before each growing with a change of
 * scene. The strip is cut in the gaps into slices no higher than the format's trim height; readers join them again,
 * so each slice keeps its gaps. Slices have the format's width and the height of what they hold.
 */
export function layOutStrip(chapters: readonly LayoutChapter[], format: PageFormat): LaidOutPage[] {
  const pages: LaidOutPage[] = []
  for (const [chapterIndex, chapter] of chapters.entries()) {
    let slice = openSlice(chapter.headingHeightMm)
    const close = (closingGapMm: number) => {
      pages.push(slicePage(slice, closingGapMm, chapterIndex, pages.length + 1, format))
      slice = openSlice(0)
    }
    for (const panel of chapter.panels) {
      const placed = size(panel, format)
      if (slice.heightMm + placed.gapMm + placed.heightMm + format.gutterMm.betweenTiers > format.trimMm.height) {
        if (slice.panels.length > 0) close(0)
      }
      const gapMm = Math.min(placed.gapMm, format.trimMm.height - slice.heightMm - placed.heightMm)
      slice.panels.push({
        id: panel.id,
        tier: slice.panels.length,
        frame: { x: placed.x, y: slice.heightMm + gapMm, width: placed.widthMm, height: placed.heightMm },
      })
      slice.heightMm += gapMm + placed.heightMm
    }
    if (slice.panels.length > 0) close(format.gutterMm.betweenTiers)
  }
  return pages
}

interface Slice {
  heightMm: number
  headingHeightMm: number
  panels: LaidOutPanel[]
}

function openSlice(headingHeightMm: number): Slice {
  return { heightMm: headingHeightMm, headingHeightMm, panels: [] }
}

function size(panel: LayoutPanel, format: PageFormat) {
  const inset = panel.importance >= FULL_WIDTH_IMPORTANCE || panel.splash ? 0 : format.safeMm.outside
  const widthMm = format.trimMm.width - 2 * inset
  // Room stays for the gaps around the panel and a heading above it.
  const highestMm = format.trimMm.height * 0.8
  return {
    x: inset,
    widthMm,
    heightMm: Math.min(highestMm, widthMm / panel.aspect),
    gapMm: format.gutterMm.betweenTiers * (panel.sceneStart ? SCENE_GAP_FACTOR : 1),
  }
}

function slicePage(
  slice: Slice,
  closingGapMm: number,
  chapter: number,
  number: number,
  format: PageFormat,
): LaidOutPage {
  const height = Math.min(format.trimMm.height, slice.heightMm + closingGapMm)
  const trim = { x: 0, y: 0, width: format.trimMm.width, height }
  const inset = format.safeMm.outside
  const heading = { x: inset, y: 0, width: trim.width - 2 * inset, height: slice.headingHeightMm }
  return {
    chapter,
    number,
    side: 'right',
    boxes: { bleed: trim, trim, safe: trim },
    headingFrame: slice.headingHeightMm > 0 ? heading : null,
    panels: slice.panels,
  }
}
