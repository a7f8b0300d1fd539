import { counted, grouped } from '../../shared/quantities.ts'
import type { BookLayout } from '../services/laying-out.ts'
import { oneLine, table } from './terminal-text.ts'

/** How the pages of a book fall, chapter by chapter. */
export function layoutView({ chapters, pages, panels, format, apart }: BookLayout, wish: string): string[] {
  const rows = chapters.map(({ number, title }, index) => {
    const own = pages.filter(({ chapter }) => chapter === index)
    const count = own.reduce((sum, page) => sum + page.panels.length, 0)
    return [
      `  ${number}`,
      oneLine(title),
      counted(own.length, 'page'),
      counted(count, 'panel'),
      own.length === 0 ? '' : `${(count / own.length).toFixed(1)} a page`,
    ]
  })
  return [
    `${counted(pages.length, 'page')} of ${format.name}, ${grouped(panels.size)} panels`,
    ...table(rows, [2, 3, 4]),
    ...(apart > 0 ? [`Not on the pages: ${counted(apart, 'panel')} of free prompts.`] : []),
    `Asked for: ${wish}.`,
  ]
}
