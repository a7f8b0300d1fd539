import type { LaidOutPage } from '../../../comic/layout/laid-out-page.ts'
import type { BookLayout } from '../laying-out.ts'

/** What a decision did to the pages of the book. */
export interface PagesChanged {
  /** Numbers of pages that look otherwise than before, ascending, as the book now counts them. */
  pages: number[]
  /** Pages of the book without its cover, before and now. */
  count: { before: number; now: number }
}

export function pagesChanged(before: Pick<BookLayout, 'pages'>, now: Pick<BookLayout, 'pages'>): PagesChanged {
  const looks = new Map(before.pages.map((page) => [page.number, looksOf(page)]))
  return {
    pages: now.pages.filter((page) => looks.get(page.number) !== looksOf(page)).map(({ number }) => number),
    count: { before: before.pages.length, now: now.pages.length },
  }
}

/** All that is to be seen of a page's layout, to the hundredth of a millimetre: its tree shows in its frames. */
function looksOf({ tree: _, ...page }: LaidOutPage): string {
  return JSON.stringify(page, (_, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value))
}

/** Numbers of the pages that one of the panels stands on. */
export function pagesOfPanels({ pages }: Pick<BookLayout, 'pages'>, panelIds: ReadonlySet<string>): number[] {
  return pages.filter((page) => page.panels.some(({ id }) => panelIds.has(id))).map(({ number }) => number)
}
