import type { LayoutChapter } from '../../src/comic/layout/laid-out-page.ts'

/** Panels from one splash to the next, about three pages. */
const PANELS_APART = 16

/**
 * Decides which of the panels that want a page to themselves get one: the first of them, then always the next that
 * is far enough from the last. The others keep their importance and share a page.
 */
export function grantSplashes(chapters: readonly LayoutChapter[]): LayoutChapter[] {
  let since = PANELS_APART
  return chapters.map((chapter) => ({
    ...chapter,
    panels: chapter.panels.map((panel) => {
      const splash = panel.splash && since >= PANELS_APART
      since = splash ? 1 : since + 1
      return { ...panel, splash }
    }),
  }))
}
